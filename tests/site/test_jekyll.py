"""Jekyll sites: where they are found, what keeps a post off them, how one post names another."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.content.state import State
from tests.site.site_folder import NOW, SiteFolder

SETTINGS = {"_config.yml": "title: Walks\nurl: https://example.org\n"}
POST = "_posts/2020-01-05-walk.md"


@pytest.fixture
def blog(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path, **SETTINGS)


def test_a_site_without_a_post_yet_is_found_by_its_settings(blog: SiteFolder) -> None:
    blog.put("index.md", "---\n---\n")
    assert blog.names == [("jekyll", "")]
    assert blog.sites.folders == ("_posts",)
    assert blog.sites.sites[0].title == "Walks"
    assert blog.sites.sites[0].address == "https://example.org/"


def test_a_site_in_a_folder_is_found_by_more_than_the_name_of_its_settings(tmp_path: Path) -> None:
    blog = SiteFolder(tmp_path)
    blog.put("docs/_config.yml", "title: T\n")
    assert blog.names == [("none", "")]
    blog.put("docs/index.md", "---\n---\n")
    assert blog.names == [("jekyll", "docs")]
    assert blog.sites.folders == ("docs/_posts",)


def test_settings_that_cannot_be_read_leave_the_posts_to_jekyll(blog: SiteFolder) -> None:
    blog.put("_config.yml", "title: [a\n")
    blog.post(POST, "title: A")
    assert blog.names == [("jekyll", "")]


def test_posts_beside_templates_need_no_settings(tmp_path: Path) -> None:
    blog = SiteFolder(tmp_path)
    blog.post(POST, "title: A")
    assert blog.names == [("none", "")]
    blog.put("_layouts/post.html", "{{ content }}")
    assert blog.names == [("jekyll", "")]


def test_folders_of_posts_are_found_in_categories_and_not_where_jekyll_does_not_look(
    blog: SiteFolder,
) -> None:
    blog.put("_config.yml", "exclude: [old]\n")
    for folder in ("walks/_posts", "walks/far/_posts", "old/_posts", "_hidden/_posts", "_site/_posts"):
        blog.post(f"{folder}/2020-01-05-a.md", "title: A")
    blog.post("walks/_drafts/a.md", "title: A")
    site = blog.sites.sites[0]
    assert site.posts == ("_posts", "walks/_posts", "walks/far/_posts")
    assert site.drafts == ("walks/_drafts",)
    assert not blog.sites.holds("walks/about.md")
    assert not blog.sites.holds("README.md")


def test_no_posts_are_looked_for_in_what_jekyll_builds(blog: SiteFolder) -> None:
    blog.put("_config.yml", "destination: ./built\n")
    for folder in ("built/_posts", "building/_posts"):
        blog.post(f"{folder}/2020-01-05-a.md", "title: A")
    assert blog.sites.sites[0].posts == ("_posts", "building/_posts")


def test_the_host_of_a_site_on_pages_is_in_a_file_of_its_own(tmp_path: Path) -> None:
    blog = SiteFolder(tmp_path, **{"_config.yml": "baseurl: /b\n", "CNAME": "blog.example.org\n"})
    assert blog.sites.sites[0].address == "https://blog.example.org/b/"


def test_a_new_post_is_kept_back_by_the_key_that_jekyll_knows(blog: SiteFolder) -> None:
    for line in ("draft: true", "status: draft", "Published: false"):
        blog.post(POST, "title: A", line)
        assert blog.state(POST) is State.PUBLISHED
    hidden = blog.drafted(POST, True)
    assert hidden.state(NOW) is State.DRAFT
    assert "published: false\n" in hidden.header_text
    assert hidden.with_draft(False, now=NOW).state(NOW) is State.PUBLISHED


def test_a_text_is_no_truth_to_jekyll(blog: SiteFolder) -> None:
    blog.post(POST, "title: A", 'published: "false"')
    assert blog.state(POST) is State.PUBLISHED
    assert blog.drafted(POST, True).state(NOW) is State.DRAFT


def test_an_empty_key_keeps_a_post_back(blog: SiteFolder) -> None:
    blog.post(POST, "title: A", "published:")
    assert blog.state(POST) is State.DRAFT
    assert blog.drafted(POST, False).state(NOW) is State.PUBLISHED


def test_an_empty_key_leaves_to_the_default_what_becomes_of_the_post(blog: SiteFolder) -> None:
    blog.put("_config.yml", "defaults:\n  - scope: {path: ''}\n    values: {published: true}\n")
    blog.post(POST, "title: A", "published:")
    assert blog.state(POST) is State.PUBLISHED
    assert blog.state(blog.post(POST, "title: A", "published: false")) is State.DRAFT


def test_one_changed_mark_is_one_changed_span(blog: SiteFolder) -> None:
    blog.post(POST, "title: A", "published: false # not yet", "layout: post")
    before = blog.read(POST).data
    assert blog.drafted(POST, False).data == before.replace(b"published: false", b"published: true")
    assert blog.drafted(POST, True).data == before


def test_a_draft_goes_out_under_its_date_and_keeps_its_folder(blog: SiteFolder) -> None:
    for path, there in {
        "_drafts/idea.md": "_posts/2026-06-15-idea.md",
        "_drafts/2020-01-05-idea.md": "_posts/2026-06-15-idea.md",
        "_drafts/far/Big Idea.markdown": "_posts/far/2026-06-15-Big Idea.markdown",
        "walks/_drafts/idea.md": "walks/_posts/2026-06-15-idea.md",
    }.items():
        blog.post(path, "title: A")
        assert blog.state(path) is State.DRAFT
        published = blog.drafted(path, False)
        assert published.path == there
        assert published.data == blog.read(path).data
        assert blog.drafted(path, True).path == path


def test_a_draft_that_goes_out_loses_the_other_mark_too(blog: SiteFolder) -> None:
    path = blog.post("_drafts/idea.md", "title: A", "published: false")
    assert blog.drafted(path, False).state(NOW) is State.PUBLISHED


def test_the_day_in_a_name_is_that_of_the_site_s_zone(blog: SiteFolder) -> None:
    blog.put("_config.yml", "timezone: Asia/Tokyo\n")
    path = blog.post("_drafts/idea.md", "title: A")
    assert (
        blog.drafted(path, False, datetime(2026, 6, 15, 20, tzinfo=UTC)).path == "_posts/2026-06-16-idea.md"
    )


def test_a_name_without_a_day_makes_no_page(blog: SiteFolder) -> None:
    assert blog.state(blog.post("_posts/walk.md", "title: A")) is State.HIDDEN
    for name in ("README.md", "README.fr.md", "CONTRIBUTING.md", "License.md", "changelog.md"):
        assert not blog.sites.holds(f"_posts/{name}")
    assert blog.sites.holds("_posts/2020-01-05-page.html")
    assert not blog.sites.holds("_posts/photo.txt")


@pytest.mark.parametrize("line", ["date:", "date: soon", "date: 2020"])
def test_a_date_that_is_none_is_told_as_it_ends_the_build(blog: SiteFolder, line: str) -> None:
    blog.post(POST, "title: A", line)
    shown = blog.read(POST).visibility(UTC)
    assert shown.hidden
    assert shown.reason == line


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2023-01-29 18:30:22 2023 -0800", "2023-01-30T02:30"),
        ("2023-01-29 at noon", "2023-01-29T00:00"),
        ("'2023-02-31'", "2023-03-03T00:00"),
        ("May 2023", "2023-05-01T00:00"),
    ],
)
def test_a_date_that_ruby_makes_something_of_is_one(blog: SiteFolder, written: str, moment: str) -> None:
    blog.post(POST, "title: A", f"date: {written} # as it came")
    found = blog.read(POST).moment(UTC)
    assert found
    assert found.astimezone(UTC).isoformat()[:16] == moment


def test_a_full_date_is_utc_whatever_the_zone_and_a_day_is_of_the_zone(blog: SiteFolder) -> None:
    blog.put("_config.yml", "timezone: Europe/Paris\n")
    moments = {}
    for line in (
        "date: 2026-06-15 12:30:00",
        'date: "2026-06-15 12:30:00"',
        "date: 2026-06-15",
        "layout: post",
    ):
        blog.post("_posts/2026-06-16-a.md", "title: A", line)
        moments[line] = blog.read("_posts/2026-06-16-a.md").moment(UTC)
    assert [moment and moment.astimezone(UTC).isoformat()[:16] for moment in moments.values()] == [
        "2026-06-15T12:30",
        "2026-06-15T10:30",
        "2026-06-14T22:00",
        "2026-06-15T22:00",
    ]


def test_strings_of_names_are_split_at_blanks_alone(blog: SiteFolder) -> None:
    blog.post(POST, "title: A", "tags: one, two; three", "category: Two Words")
    post = blog.read(POST)
    assert post.tags == ("one,", "two;", "three")
    assert post.categories == ("Two Words",)


@pytest.mark.parametrize(
    ("target", "named"),
    [
        ("_posts/far/2020-01-05-a b.md", "{% post_url far/2020-01-05-a b %}"),
        ("walks/_posts/2020-01-05-a.md", "{% post_url walks/2020-01-05-a %}"),
        ("walks/_posts/far/2020-01-05-a.md", "{% link walks/_posts/far/2020-01-05-a.md %}"),
        ("_drafts/a.md", "/a/"),
    ],
)
def test_posts_are_named_by_the_tag_that_finds_them(blog: SiteFolder, target: str, named: str) -> None:
    blog.post(target, "title: A")
    site = blog.sites.sites[0]
    assert site.generator.link(site, POST, target, "/a/") == named


def test_a_first_post_needs_a_layout_where_no_default_gives_one(blog: SiteFolder) -> None:
    blog.put("_posts/.gitkeep")
    assert blog.sites.sites[0].required == {"layout": "post"}
    path = blog.post(POST, "title: A")
    assert blog.sites.sites[0].required == {}
    (blog.root / path).unlink()
    blog.put("_config.yml", "defaults:\n  - scope: {path: '', type: posts}\n    values: {layout: note}\n")
    assert blog.sites.sites[0].required == {}


@pytest.mark.parametrize(
    "settings",
    [
        "exclude: [3, null]\n",
        "defaults: 7\ncollections: 1\n",
        "permalink: 5\ntimezone: ../../etc\n",
        "source: ../..\n",
        "- a\n",
    ],
)
def test_settings_of_any_shape_are_read(blog: SiteFolder, settings: str) -> None:
    blog.put("_config.yml", settings)
    blog.post(POST, "title: A")
    assert blog.state(POST) is State.PUBLISHED
