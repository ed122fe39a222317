"""Bridgetown sites, by the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.content.state import State
from tests.site.site_folder import NOW, SiteFolder

POST = "src/_posts/2020-01-05-walk.md"


@pytest.fixture
def blog(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path, **{"bridgetown.config.yml": "url: https://example.org\n"})


def test_a_site_without_a_post_yet_is_found_by_its_settings_or_its_gem(blog: SiteFolder) -> None:
    assert blog.names == [("bridgetown", "")]
    assert blog.sites.folders == ("src/_posts",)
    (blog.root / "bridgetown.config.yml").unlink()
    blog.put("Gemfile", 'gem "bridgetown", "~> 2.0"\n')
    assert blog.names == [("bridgetown", "")]
    blog.put("Gemfile", 'gem "bridgetown-feed"\n')
    assert blog.names == [("none", "")]


def test_settings_that_are_ruby_are_read_as_text(blog: SiteFolder) -> None:
    (blog.root / "bridgetown.config.yml").unlink()
    blog.put("Gemfile", "gem 'bridgetown'\n")
    blog.put(
        "config/initializers.rb",
        'Bridgetown.configure do |config|\n  url "https://example.org"\n  base_path "/notes"\n'
        '  config.permalink = "simple"\n  # future true\n  source ENV["X"]\nend\n',
    )
    assert blog.sites.sites[0].address == "https://example.org/notes/"
    assert blog.sites.sites[0].holds_future
    blog.post(POST, "title: A")
    assert blog.address(POST) == "https://example.org/notes/walk/"


@pytest.mark.parametrize(
    ("permalink", "made"),
    [
        ("pretty", "/far-away/2020/01/05/walk/"),
        ("simple_ext", "/far-away/walk"),
        ("/notes/:year/:title.*", "/notes/2020/a-day"),
        ("/:year-:month/:slug/", None),
        ("/notes/:unknown/", None),
    ],
)
def test_the_address_is_made_by_style_or_template(blog: SiteFolder, permalink: str, made: str | None) -> None:
    blog.put("bridgetown.config.yml", f"permalink: {permalink}\n")
    blog.post(POST, "title: A day", "category: Far Away")
    assert (blog.address(POST) or None) == made


def test_a_post_is_kept_back_by_the_key_that_bridgetown_knows(blog: SiteFolder) -> None:
    for line in ("draft: true", "published:", 'published: "false"'):
        blog.post(POST, "title: A", line)
        assert blog.state(POST) is State.PUBLISHED
        hidden = blog.drafted(POST, True)
        assert hidden.state(NOW) is State.DRAFT
        assert hidden.with_draft(False, now=NOW).state(NOW) is State.PUBLISHED


def test_where_the_settings_show_what_is_unpublished_the_key_keeps_nothing_back(blog: SiteFolder) -> None:
    blog.post(POST, "title: A", "published: false")
    assert blog.state(POST) is State.DRAFT
    blog.put("bridgetown.config.yml", "unpublished: true\n")
    assert blog.state(POST) is State.PUBLISHED


def test_a_day_ahead_waits_unless_the_settings_say_otherwise(blog: SiteFolder) -> None:
    path = blog.post("src/_posts/2099-01-05-far.md", "title: A")
    assert blog.state(path) is State.SCHEDULED
    blog.put("bridgetown.config.yml", "future: true\n")
    assert blog.state(path) is State.PUBLISHED
