"""What is shown of a post that is no Markdown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.site.detect import detect
from blogwifi_tui.ui.widgets.post_facts import facts_of, source_of

NOW = datetime(2026, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize("path", ["a.rst", "a.org", "a.html"])
def test_a_post_that_is_no_markdown_says_that_it_is_edited_as_text(path: str) -> None:
    assert "edited as text" in facts_of(Post(path, b"Texte.\n"), NOW)


def test_other_markup_is_shown_as_it_is_written_whatever_it_holds() -> None:
    body = "Titre\n~~~~~\n\n* un\n"
    assert source_of("a.rst", body) == f"~~~~~~\n{body}\n~~~~~~\n"
    assert source_of("a.md", body) == source_of("a.html", body) == body


def test_what_makes_a_draft_is_not_said_again_where_the_header_shows_it(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text('SITENAME = "P"\nPATH = "content"\n', encoding="utf-8")
    sites = detect(tmp_path)
    shown = Post("content/a.md", b"Title: A\nDate: 2026-01-02\nStatus: draft\n\na\n", sites)
    assert facts_of(shown, NOW)[0] == "✎ draft"


def test_a_day_on_which_a_post_goes_is_that_day_west_of_where_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text('baseURL = "https://a.test/"\n', encoding="utf-8")
    sites = detect(tmp_path)
    west = NOW.astimezone(timezone(timedelta(hours=-4)))
    gone = Post(
        "content/posts/a.md", b"---\ntitle: A\ndate: 2026-01-02\nexpiryDate: 2026-02-01\n---\n", sites
    )
    assert facts_of(gone, west)[:2] == ("◌ expired since 1 February 2026", "2 January 2026")
    ahead = Post(
        "content/posts/a.md", b"---\ntitle: A\ndate: 2026-01-02\npublishDate: 2026-07-01\n---\n", sites
    )
    assert facts_of(ahead, west)[0] == "◷ scheduled, shown from 1 July 2026 on"
