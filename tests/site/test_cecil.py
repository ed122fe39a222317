"""Cecil's sites: where they are found, and what is written into their posts."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.site.sites import Sites
from tests.site.site_folder import SiteFolder

SITE = "title: Carnet\nbaseurl: https://example.org/\n"
POST = "---\ntitle: A\ndate: 2020-01-10\n---\n\nWords.\n"


def site(root: Path, **files: str) -> Sites:
    return SiteFolder(root, **files).sites


@pytest.mark.parametrize("name", ["cecil.yml", "config.yml"])
def test_a_site_is_found_by_its_settings_beside_its_pages(tmp_path: Path, name: str) -> None:
    (found,) = site(
        tmp_path, **{name: SITE, "pages/blog/a.md": POST, "static/a.css": "", "pages/b.md": POST}
    ).sites
    assert (found.generator.name, found.title, found.address) == ("cecil", "Carnet", "https://example.org/")
    assert (found.posts, found.pictures) == (("pages/blog",), "static/images")


def test_a_fresh_site_gets_its_posts_among_the_pages(tmp_path: Path) -> None:
    assert site(tmp_path, **{"cecil.yml": SITE, "pages/index.md": POST}).folders == ("pages/blog",)


def test_settings_of_that_name_without_pages_are_another_program_s(tmp_path: Path) -> None:
    found = site(tmp_path, **{"config.yml": SITE, "posts/a.md": POST}).sites
    assert [each.generator.name for each in found] == ["none"]


@pytest.mark.parametrize(
    ("before", "draft", "after"),
    [
        ("", True, "published: false\n"),
        ("draft: false\n", True, "draft: true\n"),
        ("published: true\n", True, "published: false\n"),
        ("published: false\n", False, "published: true\n"),
        ("draft: true\n", False, "draft: false\n"),
        ("draft: true\n", True, "draft: true\n"),
        ("", False, ""),
    ],
)
def test_a_post_is_kept_back_and_let_out_by_the_key_it_has(
    tmp_path: Path, before: str, *, draft: bool, after: str
) -> None:
    sites = site(tmp_path, **{"cecil.yml": SITE, "pages/blog/a.md": POST})
    post = Post("pages/blog/a.md", f"---\ntitle: A\n{before}---\n\nWords.\n".encode(), sites)
    changed = post.with_draft(draft)
    assert changed.data.decode() == f"---\ntitle: A\n{after}---\n\nWords.\n"
    assert changed.draft == draft
