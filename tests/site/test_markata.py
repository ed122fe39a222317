"""Markata sites: where they are found, and what keeps a post off them.

The tables are what markata 0.14 built of a site with these posts.
"""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.state import State
from tests.site.site_folder import NOW, SiteFolder

SETTINGS = '[markata-go]\ntitle = "Walks"\nurl = "https://example.org/walks"\n'
DATED = ("title: A walk", "date: 2020-01-10")


@pytest.fixture
def blog(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path, **{"markata-go.toml": SETTINGS})


def test_a_site_without_a_post_yet_is_found_by_its_settings(blog: SiteFolder) -> None:
    assert blog.names == [("markata", "")]
    (site,) = blog.sites.sites
    assert (site.title, site.address, set(site.posts)) == (
        "Walks",
        "https://example.org/walks/",
        {"posts", "pages"},
    )
    assert not blog.sites.holds("elsewhere/a.md")


@pytest.mark.parametrize(
    "settings",
    [
        '[glob]\npatterns = ["notes/**/*.md", "../../out/*.md"]\n',
        '[markata]\nglob_patterns = "notes/*.md,notes/a/*.md"\n',
    ],
)
def test_posts_are_where_the_settings_look_through(tmp_path: Path, settings: str) -> None:
    blog = SiteFolder(tmp_path, **{"www/markata.toml": settings})
    assert blog.sites.folders[0] == "www/notes"
    assert blog.sites.holds("www/notes/a.md")
    assert not blog.sites.holds("out/a.md")


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (("published: true",), State.PUBLISHED),
        (("published: yes",), State.PUBLISHED),
        ((), State.UNLISTED),
        (("published: false",), State.UNLISTED),
        (("draft: false", "published: false"), State.UNLISTED),
        (("draft: true", "published: true"), State.DRAFT),
        (("draft: true",), State.DRAFT),
        (("skip: true", "published: true"), State.HIDDEN),
        (("status: draft", "published: true"), State.PUBLISHED),
    ],
)
def test_a_post_is_what_markata_made_of_it(blog: SiteFolder, lines: tuple[str, ...], state: State) -> None:
    assert blog.state(blog.post("posts/a.md", *DATED, *lines)) is state


def test_a_date_ahead_holds_nothing_back(blog: SiteFolder) -> None:
    assert blog.state(blog.post("posts/a.md", "date: 2099-01-01", "published: true")) is State.PUBLISHED


def test_a_draft_has_no_page_and_one_let_out_is_listed(blog: SiteFolder) -> None:
    blog.post("posts/a.md", *DATED, "draft: false", "published: false")
    shown = blog.drafted("posts/a.md", False)
    assert shown.state(NOW) is State.PUBLISHED
    assert "draft: false\npublished: true\n" in shown.data.decode()
    drafted = shown.with_draft(True)
    assert drafted.state(NOW) is State.DRAFT
    assert "draft: true\npublished: true\n" in drafted.data.decode()


@pytest.mark.parametrize(
    ("path", "line", "expected"),
    [
        ("posts/plain.md", "", "/walks/plain/"),
        ("posts/inner/Hello World_again--x.md", "", "/walks/hello-world_again-x/"),
        ("posts/C++ & co.md", "", "/walks/c-co/"),
        ("posts/2020-02-03-dated.md", "", "/walks/2020-02-03-dated/"),
        ("posts/A B/c/index.md", "", "/walks/posts/a%20b/c/"),
        ("posts/slug.md", "slug: My Slug/x", "/walks/My%20Slug/x/"),
        ("posts/été.md", "", ""),
    ],
)
def test_an_address_is_made_of_the_slug_or_the_name(
    blog: SiteFolder, path: str, line: str, expected: str
) -> None:
    blog.post(path, *DATED, *filter(None, [line]))
    sites = blog.sites
    (entry,) = Index(blog.root, sites.folders, zone=UTC, rules=sites).scan()
    assert sites.address(entry).removeprefix("https://example.org") == expected
