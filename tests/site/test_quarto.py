"""Quarto's websites: where they are found, and what is written into their posts."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.sites import Sites

SITE = "project:\n  type: website\nwebsite:\n  title: Carnet\n  site-url: https://example.org/\n"
POST = "---\ntitle: A\ndate: 2020-01-10\n---\n\nWords.\n"
PATH = "posts/a/index.qmd"


def site(root: Path, settings: str = SITE) -> Sites:
    (root / "_quarto.yml").write_text(settings, encoding="utf-8")
    (root / "posts" / "a").mkdir(parents=True)
    (root / PATH).write_text(POST, encoding="utf-8")
    return detect(root, None)


def test_a_website_is_found_by_its_settings_and_a_book_is_none(tmp_path: Path) -> None:
    (found,) = site(tmp_path).sites
    assert (found.generator.name, found.title, found.posts) == ("quarto", "Carnet", ("posts",))
    assert found.address == "https://example.org/"
    (tmp_path / "_quarto.yml").write_text(SITE.replace("type: website", "type: book"), encoding="utf-8")
    assert detect(tmp_path, None).sites[0].generator.name == "none"


def test_a_draft_is_marked_where_drafts_are_left_out(tmp_path: Path) -> None:
    post = Post(PATH, POST.encode(), site(tmp_path))
    draft = post.with_draft(True)
    assert draft.data.decode() == POST.replace("2020-01-10\n", "2020-01-10\ndraft: true\n")
    assert draft.draft
    assert not draft.with_draft(False).draft


@pytest.mark.parametrize("mode", ["visible", "unlinked"])
def test_where_drafts_have_a_page_all_the_same_none_is_marked(tmp_path: Path, mode: str) -> None:
    sites = site(tmp_path, f"{SITE}  draft-mode: {mode}\n")
    with pytest.raises(NoDraftMark):
        Post(PATH, POST.encode(), sites).with_draft(True)


def test_posts_link_to_each_other_s_files(tmp_path: Path) -> None:
    (found,) = site(tmp_path).sites
    assert found.generator.link(found, PATH, "posts/b.qmd", None) == "../b.qmd"
