"""What is shown of a post that is no Markdown."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.ui.widgets.post_facts import facts_of, source_of

NOW = datetime(2026, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize("path", ["a.rst", "a.org", "a.html"])
def test_a_post_that_is_no_markdown_says_that_it_is_edited_as_text(path: str) -> None:
    assert "edited as text" in facts_of(Post(path, b"Texte.\n"), NOW)


def test_other_markup_is_shown_as_it_is_written_whatever_it_holds() -> None:
    body = "Titre\n~~~~~\n\n* un\n"
    assert source_of("a.rst", body) == f"~~~~~~\n{body}\n~~~~~~\n"
    assert source_of("a.md", body) == source_of("a.html", body) == body
