"""A person's own keys: each names a command there is, or the program says which line is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.blog import Blog
from blogwifi_tui.errors import SettingsError
from blogwifi_tui.sentences import explain
from blogwifi_tui.ui.app import BlogApp


def settings(home: Path, text: str) -> Path:
    file = home / "config" / "blogwifi" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_command_there_is_not_is_told_with_its_line_and_the_nearest(blog_folder: Path, home: Path) -> None:
    file = settings(home, '[ui]\nlanguage = "en"\n[ui.keys]\nquit = "f12"\npublsh = "f9"\n')
    blog = Blog.open(blog_folder)
    with pytest.raises(SettingsError) as caught:
        BlogApp(blog, ())
    assert str(explain(caught.value)) == (
        f"{file}, line 5: there is no setting called “ui.keys.publsh”. Did you mean “ui.keys.publish”?"
    )
