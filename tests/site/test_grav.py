"""Grav sites, by the documentation."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from blogwifi_tui.content.state import State
from blogwifi_tui.content.tags import tagged
from tests.site.site_folder import NOW, SiteFolder

POST = "user/pages/02.notes/01.walk/item.md"


@pytest.fixture
def blog(tmp_path: Path) -> SiteFolder:
    made = SiteFolder(tmp_path)
    made.put("user/config/system.yaml", "timezone: Europe/Paris\n")
    made.put("user/config/site.yaml", "title: Walks\n")
    made.post("user/pages/02.notes/blog.md", "title: Notes")
    return made


def test_a_site_is_found_whole_or_by_its_user_folder_alone(blog: SiteFolder) -> None:
    assert blog.names == [("grav", "")]
    assert blog.sites.sites[0].title == "Walks"
    assert blog.sites.folders == ("user/pages/02.notes",)
    (blog.root / "user").rename(blog.root / "site")
    assert blog.names == [("grav", "site")]


def test_pages_of_other_templates_are_no_posts(blog: SiteFolder) -> None:
    assert blog.sites.holds(POST)
    assert not blog.sites.holds("user/pages/02.notes/about/default.md")
    assert not blog.sites.holds("user/pages/01.home/item.md")
    assert blog.sites.is_section("user/pages/02.notes/blog.md")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("title: A", {"tag": ["wifi"]}),
        ("taxonomy:", {"tag": ["wifi"]}),
        ("taxonomy: {}", {"tag": ["wifi"]}),
        ("taxonomy: {category: [blog]}", {"category": ["blog"], "tag": ["wifi"]}),
        ("taxonomy:\n    category: [blog]", {"category": ["blog"], "tag": ["wifi"]}),
    ],
)
def test_the_first_tags_of_a_post_go_where_grav_looks_for_them(
    blog: SiteFolder, line: str, expected: dict[str, list[str]]
) -> None:
    blog.post(POST, line)
    post = tagged(blog.read(POST), ["wifi"], [])
    assert (post.fields["taxonomy"], "tags" in post.fields) == (expected, False)


def test_what_is_no_mapping_under_its_name_is_left(blog: SiteFolder) -> None:
    blog.post(POST, "taxonomy: blog")
    assert tagged(blog.read(POST), ["wifi"], []).fields["taxonomy"] == "blog"


def test_publication_is_switched_off_or_bounded_by_two_dates(blog: SiteFolder) -> None:
    for line, state in {
        "draft: true": State.PUBLISHED,
        "date: 2099-01-01": State.PUBLISHED,
        "published: false": State.DRAFT,
        "routable: false": State.HIDDEN,
        "publish_date: 06/16/2026": State.SCHEDULED,
        "publish_date: 14-06-2026": State.PUBLISHED,
        "unpublish_date: 06/14/2026": State.EXPIRED,
    }.items():
        blog.post(POST, "title: A", line)
        assert blog.state(POST) is state
    blog.post(POST, "title: A")
    hidden = blog.drafted(POST, True)
    assert hidden.state(NOW) is State.DRAFT
    assert hidden.with_draft(False, now=NOW).state(NOW) is State.PUBLISHED


def test_where_the_settings_pass_the_two_dates_over_they_bound_nothing(blog: SiteFolder) -> None:
    blog.put("user/config/system.yaml", "pages: {publish_dates: false}\n")
    for line, state in {
        "publish_date: 06/16/2026": State.PUBLISHED,
        "unpublish_date: 06/14/2026": State.PUBLISHED,
        "published: false": State.DRAFT,
        "routable: false": State.HIDDEN,
    }.items():
        blog.post(POST, "title: A", line)
        assert blog.state(POST) is state


def test_a_date_with_slashes_is_american(blog: SiteFolder) -> None:
    blog.post(POST, "title: A", "date: 03/04/2020")
    moment = blog.read(POST).moment(UTC)
    assert moment
    assert f"{moment:%Y-%m-%d}" == "2020-03-04"


def test_the_address_is_that_of_the_folders_without_their_numbers(blog: SiteFolder) -> None:
    blog.post(POST, "title: A")
    other = blog.post("user/pages/02.notes/far/item.md", "title: A", "slug: near")
    french = blog.post("user/pages/02.notes/loin/item.fr.md", "title: A")
    capital = blog.post("user/pages/02.notes/03.Été/item.md", "title: A")
    found = blog.addresses(POST, other, french, capital)
    assert found == ["/notes/walk", "/notes/near", "", "/notes/%C3%A9t%C3%A9"]


def test_a_header_may_give_the_whole_route_or_its_list_a_slug(blog: SiteFolder) -> None:
    blog.post("user/pages/02.notes/blog.md", "title: Notes", "slug: Walks")
    blog.post(POST, "title: A")
    own = blog.post("user/pages/02.notes/far/item.md", "title: A", "routes:", "  default: /by/hand")
    page = "user/pages/02.notes/blog.md"
    assert blog.addresses(POST, own, page) == ["/Walks/walk", "/by/hand", "/Walks"]


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("home: {alias: /notes}", ["/notes/walk", "/"]),
        ("home: {alias: /notes, hide_in_urls: true}", ["/walk", "/"]),
        ("custom_base_url: https://example.org/b/", ["https://example.org/b/notes/walk",
         "https://example.org/b/notes"]),
        ("custom_base_url: /b\nhome: {alias: /notes}", ["/b/notes/walk", "/b"]),
        ("pages: {append_url_extension: .html}", ["/notes/walk.html", "/notes.html"]),
        ("languages: {supported: [en, fr]}", ["/en/notes/walk", "/en/notes"]),
        ("languages: {supported: [en, fr], include_default_lang: false}", ["/notes/walk", "/notes"]),
    ],
)  # fmt: skip
def test_settings_give_addresses_their_beginning_and_end(
    blog: SiteFolder, settings: str, found: list[str]
) -> None:
    blog.put("user/config/system.yaml", f"{settings}\n")
    blog.post(POST, "title: A")
    assert blog.addresses(POST, "user/pages/02.notes/blog.md") == found


def test_a_language_of_the_site_has_addresses_of_its_own(blog: SiteFolder) -> None:
    blog.put("user/config/system.yaml", "languages: {supported: [en, fr]}\n")
    blog.post("user/pages/02.notes/blog.fr.md", "title: Notes", "slug: carnet")
    path = blog.post("user/pages/02.notes/far/item.fr.md", "title: A", "slug: loin")
    other = blog.post("user/pages/02.notes/far/item.de.md", "title: A")
    own = blog.post("user/pages/02.notes/far/item.en.md", "title: A")
    assert blog.addresses(path, other, own) == ["/fr/carnet/loin", "", "/en/notes/far"]
    blog.put("user/config/system.yaml", "languages: {supported: [en, fr], include_default_lang: false}\n")
    assert blog.addresses(path, other, own) == ["/fr/carnet/loin", "", "/notes/far"]
