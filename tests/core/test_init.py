from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.init import starter
from blogwifi_tui.settings.model import load
from blogwifi_tui.settings.paths import SETTINGS_NAME


@pytest.mark.parametrize("title", ["Le « blog » d’œuvre", 'say "hi" \\ \t', "[/] ☕"])
def test_the_first_file_of_a_blog_is_right(tmp_path: Path, title: str, french: None) -> None:
    (tmp_path / SETTINGS_NAME).write_text(starter(title, "posts"), encoding="utf-8")
    settings = load(tmp_path)
    assert settings.blog.posts == "posts"
    assert settings.blog.title == " ".join(title.split())
