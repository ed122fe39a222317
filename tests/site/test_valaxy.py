"""Valaxy sites, by the documentation."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.state import State
from tests.site.site_folder import NOW, SiteFolder

POST = "pages/posts/walk.md"


@pytest.fixture
def blog(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path, **{"valaxy.config.ts": "export default defineValaxyConfig({})\n"})


def test_a_site_without_a_post_yet_is_found_by_its_settings(blog: SiteFolder) -> None:
    assert blog.names == [("valaxy", "")]
    assert blog.sites.folders == ("pages/posts",)


def test_settings_of_a_common_name_need_the_package_beside(tmp_path: Path) -> None:
    blog = SiteFolder(tmp_path, **{"site.config.ts": "export default {}\n"})
    assert blog.names == [("none", "")]
    blog.put("package.json", '{"dependencies": {"valaxy": "^0.28"}}')
    assert blog.names == [("valaxy", "")]


def test_a_draft_has_no_page_and_a_hidden_post_is_in_no_list(blog: SiteFolder) -> None:
    for line, state in {
        "published: false": State.PUBLISHED,
        "draft: true": State.DRAFT,
        "hide: true": State.UNLISTED,
        "hide: all": State.UNLISTED,
        "hide: index": State.PUBLISHED,
        "date: 2099-01-01": State.PUBLISHED,
    }.items():
        blog.post(POST, "title: A", line)
        assert blog.state(POST) is state
    assert blog.drafted(POST, True).state(NOW) is State.DRAFT


def test_a_page_among_the_drafts_is_in_no_list_and_goes_to_the_posts(blog: SiteFolder) -> None:
    path = blog.post("pages/_drafts/far/idea.md", "title: A", "draft: true")
    assert blog.state(path) is State.DRAFT
    published = blog.drafted(path, False)
    assert published.path == "pages/posts/far/idea.md"
    assert published.state(NOW) is State.PUBLISHED
    blog.post(path, "title: A")
    assert blog.state(path) is State.UNLISTED


def test_no_address_is_guessed_for_a_page_whose_header_has_a_path_of_its_own(blog: SiteFolder) -> None:
    own = blog.post("pages/posts/own.md", "title: A", "path: /by/hand")
    inner = blog.post("pages/posts/far/index.md", "title: A")
    sites = blog.sites
    entries = {entry.path: entry for entry in Index(blog.root, sites.folders, zone=UTC, rules=sites).scan()}
    assert [sites.address(entries[path]) for path in (own, inner)] == ["", "/posts/far"]
