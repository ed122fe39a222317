"""Pelican sites: where they are found, what keeps a post off them, how one post names another."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.state import State
from tests.site.site_folder import NOW, SiteFolder

SETTINGS = 'SITENAME = "Walks"\nPATH = "content"\nTIMEZONE = "Europe/Paris"\n'
PUBLISHED = 'from pelicanconf import *\nSITEURL = "https://example.org/walks"\n'
POST = "content/walk.md"
HEADER = "Title: A walk\nDate: 2020-01-10 10:20\n"


@pytest.fixture
def blog(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path, **{"pelicanconf.py": SETTINGS, "publishconf.py": PUBLISHED})


def test_a_site_without_a_post_yet_is_found_by_its_settings(blog: SiteFolder) -> None:
    assert blog.names == [("pelican", "")]
    (site,) = blog.sites.sites
    assert (site.title, site.address) == ("Walks", "https://example.org/walks/")
    assert (site.posts, site.pictures, site.zone) == (
        ("content",),
        "content/images",
        ZoneInfo("Europe/Paris"),
    )
    assert not site.holds_future


def test_a_site_in_a_folder_has_its_posts_beside_its_settings(tmp_path: Path) -> None:
    blog = SiteFolder(tmp_path, **{"www/pelicanconf.py": 'PATH = "../text"\nARTICLE_PATHS = ["a", "b/c"]\n'})
    assert blog.names == [("pelican", "www")]
    assert blog.sites.folders == ("text/a", "text/b/c")


def test_folders_whose_names_begin_with_a_dot_are_no_others(tmp_path: Path) -> None:
    settings = 'PATH = ".text"\nARTICLE_PATHS = ["blog", "../.notes"]\n'
    blog = SiteFolder(tmp_path, **{"pelicanconf.py": settings, "text/blog/a.md": HEADER})
    assert blog.sites.folders == (".text/blog", ".notes")


@pytest.mark.parametrize("path", ["/srv/text", "../../text", ".."])
def test_posts_outside_of_the_blog_are_not_followed(tmp_path: Path, path: str) -> None:
    blog = SiteFolder(tmp_path, **{"pelicanconf.py": f"PATH = {path!r}\n"})
    assert blog.names == [("none", "")]


@pytest.mark.parametrize("path", ["", 'PATH = os.path.join(HERE, "content")\n'])
def test_a_folder_of_posts_that_the_settings_do_not_tell_is_the_usual_one(tmp_path: Path, path: str) -> None:
    blog = SiteFolder(tmp_path, **{"pelicanconf.py": f"import os\n{path}", POST: f"{HEADER}\n"})
    assert blog.sites.folders == ("content",)


def test_without_a_zone_dates_are_read_in_utc_and_in_the_blogs_where_it_is_computed(tmp_path: Path) -> None:
    blog = SiteFolder(tmp_path, **{"pelicanconf.py": 'PATH = "content"\n'})
    assert blog.sites.zone(POST) is UTC
    blog.put("pelicanconf.py", 'import os\nTIMEZONE = os.environ["TZ"]\n')
    assert blog.sites.zone(POST) is None


@pytest.mark.parametrize(
    ("header", "made"),
    [
        (f"{HEADER}\n", f"{HEADER}Status: draft\n\n"),
        (f"{HEADER}Status: published\nTags: a\n\n", f"{HEADER}Status: draft\nTags: a\n\n"),
        ("title: A\ndate: 2020-01-10\n\n", "title: A\ndate: 2020-01-10\nstatus: draft\n\n"),
        (
            "---\ntitle: A\ndate: 2020-01-10\n---\n\n",
            "---\ntitle: A\ndate: 2020-01-10\nstatus: draft\n---\n\n",
        ),
        (
            "---\ntitle: A\ndate: 2020-01-10\ndraft: false\n---\n",
            "---\ntitle: A\ndate: 2020-01-10\ndraft: false\nstatus: draft\n---\n",
        ),
    ],
)
def test_a_post_is_kept_off_the_site_by_its_status_whatever_the_fences(
    blog: SiteFolder, header: str, made: str
) -> None:
    blog.put(POST, f"{header}Text.\n")
    assert blog.state(POST) is State.PUBLISHED
    drafted = blog.drafted(POST, True)
    assert drafted.data.decode() == f"{made}Text.\n"
    assert drafted.state(NOW) is State.DRAFT
    assert drafted.with_draft(True) == drafted
    assert drafted.with_draft(False).state(NOW) is State.PUBLISHED


@pytest.mark.parametrize("line", ["draft: true", "published: false", "publish: no"])
def test_a_mark_that_pelican_does_not_know_keeps_nothing_back(blog: SiteFolder, line: str) -> None:
    blog.post(POST, "title: A", "date: 2020-01-10", line)
    assert blog.state(POST) is State.PUBLISHED


def test_where_the_settings_make_drafts_of_all_a_post_is_let_out_by_its_status(tmp_path: Path) -> None:
    settings = f'{SETTINGS}DEFAULT_METADATA = {{"status": "draft"}}\n'
    blog = SiteFolder(tmp_path, **{"pelicanconf.py": settings, POST: f"{HEADER}\nText.\n"})
    assert blog.state(POST) is State.DRAFT
    assert blog.drafted(POST, False).data.decode() == f"{HEADER}Status: published\n\nText.\n"


def test_a_date_ahead_holds_a_post_back_only_where_the_settings_say_so(blog: SiteFolder) -> None:
    blog.put(POST, "Title: A\nDate: 2099-01-01\n\nText.\n")
    assert blog.state(POST) is State.PUBLISHED
    blog.put("pelicanconf.py", f"{SETTINGS}WITH_FUTURE_DATES = False\n")
    assert blog.state(POST) is State.SCHEDULED
    blog.put(POST, "Title: A\nDate: 2099-01-01\nStatus: hidden\n\nText.\n")
    assert blog.state(POST) is State.SCHEDULED
    blog.put(POST, "Title: A\nDate: 2020-01-01\nStatus: hidden\n\nText.\n")
    assert blog.state(POST) is State.UNLISTED


def test_tags_are_parted_at_semicolons_where_there_is_one(blog: SiteFolder) -> None:
    blog.post(POST, "title: A", "tags: a b, c; d", "category: One, and two")
    post = blog.read(POST)
    assert (post.tags, post.categories) == (("a b, c", "d"), ("One, and two",))


def test_an_address_follows_the_settings_and_is_not_guessed_where_they_are_computed(blog: SiteFolder) -> None:
    blog.put(POST, f"{HEADER}\nText.\n")
    assert blog.address(POST) == "https://example.org/walks/a-walk.html"
    blog.put("pelicanconf.py", f'{SETTINGS}ARTICLE_URL = "{{date:%Y}}/{{slug}}/"\n')
    assert blog.address(POST) == "https://example.org/walks/2020/a-walk/"
    blog.put("pelicanconf.py", f'{SETTINGS}ARTICLE_SAVE_AS = "blog/{{slug}}.html"\n')
    assert blog.address(POST) == "https://example.org/walks/blog/a-walk.html"
    blog.put(
        "pelicanconf.py",
        f'{SETTINGS}PATH_METADATA = "(?P<path_no_ext>.*)\\\\..*"\nARTICLE_URL = "{{path_no_ext}}/"\n',
    )
    assert blog.address(POST) == "https://example.org/walks/walk/"
    for line in ("ARTICLE_URL = make()", 'ARTICLE_URL = "{slug:>99999999}"', 'ARTICLE_URL = "{date:%c}"'):
        blog.put("pelicanconf.py", f"{SETTINGS}{line}\n")
        assert blog.address(POST) == ""


@pytest.mark.parametrize(
    "expression", ["(a+)+$", "(?:a|aa)*b", ".*.*.*.*x", "(", "a{1,9}{1,9}{1,9}", "(a)\\1*"]
)
def test_an_expression_of_the_settings_that_may_take_long_is_not_tried(
    blog: SiteFolder, expression: str
) -> None:
    blog.put(POST, f"Title: {'a' * 200}\nDate: 2020-01-10\n\nText.\n")
    rules = f"SLUG_REGEX_SUBSTITUTIONS = [({expression!r}, '')]\nFILENAME_METADATA = {expression!r}\n"
    blog.put("pelicanconf.py", SETTINGS + rules)
    assert blog.address(POST) == ""
    assert blog.state(POST) is State.PUBLISHED


def test_a_post_is_named_from_the_folder_of_what_is_written(blog: SiteFolder) -> None:
    (site,) = blog.sites.sites
    named = site.generator.link(site, "content/a/one.md", "content/b/two words.md", None)
    assert named == "{filename}/b/two%20words.md"


def test_what_stands_between_fences_is_read_as_pelican_does_and_no_yaml(blog: SiteFolder) -> None:
    lines = ("title: Nice: a walk", "date: 2020-01-10", "tags: one, two words", 'summary: "Quoted"')
    blog.post(POST, *lines)
    post = blog.read(POST)
    assert (post.title, post.tags, post.description) == ("Nice: a walk", ("one", "two words"), '"Quoted"')
    assert blog.state(POST) is State.PUBLISHED
    changed = post.with_title("Cannes: no walk").with_tags(("a, b", "c")).with_draft(True).data.decode()
    assert changed == (
        "---\ntitle: Cannes: no walk\ndate: 2020-01-10\ntags: a, b; c\n"
        'summary: "Quoted"\nstatus: draft\n---\n\nText.\n'
    )
    sites = blog.sites
    (entry,) = Index(blog.root, sites.folders, zone=UTC, rules=sites).scan()
    assert (entry.title, entry.tags) == ("Nice: a walk", ("one", "two words"))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/rule.md", "---\n\nText.\n\n---\n\nMore: text.\n"),
        ("content/title.rst", "------\nA walk\n------\n\n:date: 2020-01-10\n\nText.\n"),
    ],
)
def test_a_rule_is_no_fence_where_no_key_follows(blog: SiteFolder, path: str, text: str) -> None:
    post = blog.read(blog.put(path, text))
    assert (post.body, post.problem) == (text, None)


def test_a_draft_mark_goes_before_what_pelican_takes_for_text(blog: SiteFolder) -> None:
    blog.post(POST, "title: A", "date: 2020-01-10", "* no key", "status: draft")
    assert blog.state(POST) is State.PUBLISHED
    drafted = blog.drafted(POST, True)
    assert drafted.header_text == "title: A\ndate: 2020-01-10\nstatus: draft\n* no key\nstatus: draft\n"
    assert drafted.state(NOW) is State.DRAFT


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pelicanconf.py", f'{SETTINGS}PLUGINS = ["pelican.plugins.yaml_metadata"]\n'),
        ("requirements.txt", "pelican\npelican-yaml-metadata==2.1\n"),
        ("content/other.md", "---\ntitle: B\ntags:\n- one\n- two\n---\n\nText.\n"),
    ],
)
def test_yaml_is_read_where_a_plugin_does(blog: SiteFolder, path: str, text: str) -> None:
    blog.put(path, text)
    blog.post(POST, 'title: "Nice: a walk"', "date: 2020-01-10", "tags: [one, two]")
    post = blog.read(POST)
    assert (post.title, post.tags) == ("Nice: a walk", ("one", "two"))
