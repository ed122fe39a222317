"""Cecil's sites: where they are found, and what is written into their posts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.state import State
from blogwifi_tui.site.sites import Sites
from tests.site.site_folder import SiteFolder

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
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


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ("date: 2099-01-01", State.PUBLISHED),
        ("draft: true", State.DRAFT),
        ("draft: true\npublished: true", State.PUBLISHED),
        ("published: true\ndraft: true", State.DRAFT),
        ("schedule: {publish: 2099-01-01}", State.SCHEDULED),
        ("schedule: {publish: 2020-01-01}", State.PUBLISHED),
        ("schedule: {expiry: 2020-01-01}", State.EXPIRED),
        ("schedule: {expiry: 2099-01-01}", State.PUBLISHED),
        ("schedule: {publish: 2098-01-01, expiry: 2099-01-01}", State.PUBLISHED),
        ("schedule: {}", State.DRAFT),
        ("excluded: true", State.UNLISTED),
        ("redirect: /there", State.UNLISTED),
    ],
)
def test_the_last_of_three_keys_says_whether_a_page_is_built(
    tmp_path: Path, lines: str, state: State
) -> None:
    states_are(tmp_path, f"---\ntitle: A\n{lines}\n---\n\nWords.\n", state)


@pytest.mark.parametrize(("first", "last"), [("draft", "published"), ("published", "draft")])
def test_so_it_does_in_toml(tmp_path: Path, first: str, last: str) -> None:
    text = f"+++\ntitle = 'A'\n{first} = true\n{last} = true\n+++\n\nWords.\n"
    states_are(tmp_path, text, State.DRAFT if last == "draft" else State.PUBLISHED)


def states_are(tmp_path: Path, text: str, state: State) -> None:
    """Whether a post is in ``state``, in the list and by itself."""
    sites = site(tmp_path, **{"cecil.yml": SITE, "pages/blog/a.md": text})
    (entry,) = Index(tmp_path, sites.folders, zone=UTC, rules=sites).scan()
    assert entry.state(NOW) is state
    assert Post("pages/blog/a.md", text.encode(), sites).state(NOW) is state


def test_a_post_with_both_marks_is_let_out_by_both(tmp_path: Path) -> None:
    sites = site(tmp_path, **{"cecil.yml": SITE, "pages/blog/a.md": POST})
    text = "---\ntitle: A\npublished: false\ndraft: true\n---\n\nWords.\n"
    shown = Post("pages/blog/a.md", text.encode(), sites).with_draft(False)
    assert shown.state(NOW) is State.PUBLISHED
    assert shown.data.decode() == text.replace(": false", ": TRUE").replace(": true", ": false").replace(
        ": TRUE", ": true"
    )


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("", {"a.md": "/blog/a/", "a.fr.md": "/fr/blog/a/", "a.en.md": "/blog/a/"}),
        ("language: {code: en, prefix: true}\n", {"a.md": "/en/blog/a/", "a.fr.md": "/fr/blog/a/"}),
    ],
    ids=["usual", "prefixed"],
)
def test_each_language_of_the_site_has_addresses_of_its_own_and_no_other_has_a_page(
    tmp_path: Path, settings: str, found: dict[str, str]
) -> None:
    languages = "languages:\n  - {code: en}\n  - {code: fr}\n  - {code: de, enabled: false}\n"
    names = (*found, "a.de.md")
    sites = site(
        tmp_path,
        **{"cecil.yml": SITE + settings + languages},
        **{f"pages/blog/{name}": POST for name in names},
    )
    entries = {entry.path: entry for entry in Index(tmp_path, sites.folders, zone=UTC, rules=sites).scan()}
    assert {name: sites.address(entries[f"pages/blog/{name}"]) for name in found} == {
        name: f"https://example.org{address}" for name, address in found.items()
    }
    assert entries["pages/blog/a.de.md"].state(NOW) is State.HIDDEN


def test_pages_outside_of_the_blog_are_not_followed(tmp_path: Path) -> None:
    found = site(tmp_path, **{"cecil.yml": f"{SITE}pages: {{dir: ../pages}}\n", "posts/a.md": POST}).sites
    assert [each.generator.name for each in found] == ["none"]
