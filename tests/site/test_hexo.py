"""Hexo sites: where they are found, what keeps a post off them, where a draft goes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.content.state import State
from blogwifi_tui.site.generators.hexo_address import Rules, read_name
from tests.site.site_folder import NOW, SiteFolder
from tests.test_hostile_inputs import RATIO, ratio, repeated

PACKAGE = '{"dependencies": {"hexo": "^8.0.0"}}'
SETTINGS = "title: Walks\nurl: https://example.org\n"
POST = "source/_posts/walk.md"


@pytest.fixture
def blog(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path, **{"_config.yml": SETTINGS, "package.json": PACKAGE})


def test_a_site_without_a_post_yet_is_found_by_its_package(blog: SiteFolder) -> None:
    assert blog.names == [("hexo", "")]
    assert blog.sites.folders == ("source/_posts",)
    assert blog.sites.sites[0].title == "Walks"


@pytest.mark.parametrize(
    "other", ["{", "[]", "{}", '{"dependencies": 3}', '{"dependencies": {"jekyll": "1"}}']
)
def test_settings_of_that_name_without_hexo_are_jekyll_s(blog: SiteFolder, other: str) -> None:
    blog.put("package.json", other)
    assert blog.names == [("jekyll", "")]


def test_its_folders_and_settings_tell_it_without_a_package(blog: SiteFolder) -> None:
    (blog.root / "package.json").unlink()
    blog.post(POST, "title: A")
    assert blog.names == [("jekyll", "")]
    blog.put("scaffolds/post.md", "---\ntitle: {{ title }}\n---\n")
    assert blog.names == [("hexo", "")]
    assert not blog.sites.holds("scaffolds/post.md")


def test_the_base_path_is_that_of_the_address_unless_it_is_set(blog: SiteFolder) -> None:
    blog.put("_config.yml", "url: https://example.org/notes\n")
    assert blog.sites.sites[0].address == "https://example.org/notes/"
    blog.put("_config.yml", "url: https://example.org/notes\nroot: /\n")
    assert blog.sites.sites[0].address == "https://example.org/"


def test_a_new_post_is_kept_back_by_the_key_that_hexo_knows(blog: SiteFolder) -> None:
    for line in ("draft: true", "status: draft", "published: no", 'published: "False"', "published:"):
        blog.post(POST, "title: A", line)
        assert blog.state(POST) is State.PUBLISHED
        hidden = blog.drafted(POST, True)
        assert hidden.state(NOW) is State.DRAFT
        assert hidden.with_draft(False, now=NOW).state(NOW) is State.PUBLISHED


def test_a_post_of_tomorrow_is_out_at_once_unless_the_settings_say_no(blog: SiteFolder) -> None:
    blog.post(POST, "title: A", "date: 2099-01-01 10:00:00")
    assert blog.state(POST) is State.PUBLISHED
    blog.put("_config.yml", f"{SETTINGS}future: false\n")
    assert blog.state(POST) is State.SCHEDULED


def test_a_draft_goes_out_as_hexo_would_name_and_date_it(blog: SiteFolder) -> None:
    path = blog.post("source/_drafts/far/Big Idea.md", "title: A", "tags:", "  - a")
    assert blog.state(path) is State.DRAFT
    published = blog.drafted(path, False)
    assert published.path == "source/_posts/far/Big Idea.md"
    assert published.texts["date"] == "2026-06-15T12:00:00"
    assert blog.drafted(path, True).data == blog.read(path).data


def test_a_draft_keeps_the_date_it_has(blog: SiteFolder) -> None:
    blog.put("_config.yml", f"{SETTINGS}new_post_name: :year/:month-:title.md\n")
    path = blog.post("source/_drafts/idea.md", "title: A", "date: 2020-03-04 10:00:00")
    published = blog.drafted(path, False)
    assert published.path == "source/_posts/2020/03-idea.md"
    assert published.data == blog.read(path).data


def test_the_date_of_a_draft_that_goes_out_is_of_the_site_s_zone(blog: SiteFolder) -> None:
    blog.put("_config.yml", f"{SETTINGS}timezone: Asia/Tokyo\n")
    path = blog.post("source/_drafts/idea.md", "title: A")
    published = blog.drafted(path, False, datetime(2026, 6, 15, 20, tzinfo=UTC))
    assert published.texts["date"] == "2026-06-16T05:00:00"
    assert published.moment(UTC) == datetime(2026, 6, 15, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "pattern"),
    [
        (":title.md", "{slug}"),
        (":year-:month-:day-:title.md", "{date}-{slug}"),
        (":year/:month/:title.markdown", "{year}/{month}/{slug}"),
        (":lang/:title.md", "{slug}"),
        (":year.md", "{slug}"),
        (":title-{0.x}.md", "{slug}"),
    ],
)
def test_a_new_post_is_named_as_hexo_new_would(blog: SiteFolder, rule: str, pattern: str) -> None:
    blog.put("_config.yml", f"new_post_name: '{rule}'\n")
    assert blog.sites.sites[0].generator.pattern == pattern


def test_names_that_hexo_leaves_out_are_hidden(blog: SiteFolder) -> None:
    blog.put("_config.yml", f"{SETTINGS}ignore: '**/wip/**'\nskip_render: _posts/{{raw,old}}/*\n")
    for path in ("_idea.md", "_far/idea.md", "wip/idea.md", "raw/page.md", "old/page.md"):
        assert blog.state(blog.post(f"source/_posts/{path}", "title: A")) is State.HIDDEN
    assert not blog.sites.holds("source/about/index.md")


def test_a_text_of_another_ending_is_an_asset_where_posts_have_folders_for_those(blog: SiteFolder) -> None:
    other = blog.post("source/_posts/walk.markdown", "title: A")
    blog.post(POST, "title: A")
    assert [blog.state(path) for path in (other, POST)] == [State.PUBLISHED] * 2
    blog.put("_config.yml", f"{SETTINGS}post_asset_folder: true\n")
    assert [blog.state(path) for path in (other, POST)] == [State.HIDDEN, State.PUBLISHED]
    blog.put("_config.yml", f"{SETTINGS}post_asset_folder: true\nnew_post_name: ':title.markdown'\n")
    assert [blog.state(path) for path in (other, POST)] == [State.PUBLISHED, State.HIDDEN]


def test_a_string_is_one_name_and_a_list_in_a_list_a_way_down(blog: SiteFolder) -> None:
    blog.post(POST, "title: A", "tags: one two, three", "categories:", "  - [Far, Away]", "  - Here")
    post = blog.read(POST)
    assert post.tags == ("one two, three",)
    assert post.categories == ("Far", "Away", "Here")


@pytest.mark.parametrize(
    ("rule", "name", "parts"),
    [
        (":i_month:title.md", "12", {"i_month": "1", "title": "2"}),
        (":a:title:lang.md", "wifi", {"a": "w", "title": "i", "lang": "fi"}),
        (":title-:lang.md", "wi-fi-fr", {"title": "wi", "lang": "fi-fr"}),
    ],
)
def test_each_part_of_a_name_is_as_short_as_can_be_but_numbers(
    rule: str, name: str, parts: dict[str, str]
) -> None:
    assert read_name(Rules.of({"new_post_name": rule}, "/", None), f"{name}.md").parts == parts


def test_a_name_is_taken_apart_in_a_time_that_grows_with_it() -> None:
    rules = Rules.of({"new_post_name": ":a:b:c:d:e:f:title.x.md"}, "/", None)
    assert ratio(lambda name: read_name(rules, f"{name}.md"), repeated("a-"), 500) <= RATIO


@pytest.mark.parametrize(
    "rule", [":" * 300, ":a:b:c:d:e:f:g:h:title.md", ":year" * 60, "(a+)+:title.md", ":title"]
)
def test_a_rule_for_names_of_any_shape_is_read(blog: SiteFolder, rule: str) -> None:
    blog.put("_config.yml", f"new_post_name: '{rule}'\npermalink: {rule[:-3]}\nfilename_case: x\nroot: 3\n")
    path = blog.post(f"source/_posts/{'a' * 200}.md", "title: A")
    assert blog.state(path) is State.PUBLISHED
