"""Nikola sites: where they are found, what keeps a post off them, how one post names another."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.content.state import State
from blogwifi_tui.errors import CannotEdit, NoDraftMark
from tests.site.site_folder import NOW, SiteFolder

SETTINGS = """BLOG_TITLE = "Walks"
SITE_URL = "https://example.org/walks/"
DEFAULT_LANG = "en"
TRANSLATIONS = {DEFAULT_LANG: "", "fr": "./fr"}
POSTS = (("posts/*.rst", "posts", "post.tmpl"), ("posts/*.md", "posts", "post.tmpl"))
PAGES = (("pages/*.md", "pages", "page.tmpl"),)
TIMEZONE = "Europe/Paris"
USE_TAG_METADATA = False
"""
POST = "posts/walk.md"
HEADER = ".. title: A walk\n.. slug: walk\n.. date: 2020-01-10 10:20:00 UTC\n"


@pytest.fixture
def blog(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path, **{"conf.py": SETTINGS})


def test_a_site_without_a_post_yet_is_found_by_its_settings(blog: SiteFolder) -> None:
    assert blog.names == [("nikola", "")]
    (site,) = blog.sites.sites
    assert (site.title, site.address, site.posts) == ("Walks", "https://example.org/walks/", ("posts",))
    assert str(site.zone) == "Europe/Paris"
    assert site.holds_future
    assert blog.sites.holds("posts/2020/a.fr.md")
    assert not blog.sites.holds("posts/a.markdown")
    assert not blog.sites.holds("elsewhere/a.md")


def test_settings_of_that_name_may_be_those_of_sphinx(tmp_path: Path) -> None:
    text = 'project = "Walks"\nextensions = ["sphinx.ext.autodoc"]\nhtml_theme = "alabaster"  # no POSTS\n'
    blog = SiteFolder(tmp_path, **{"docs/conf.py": text, "docs/index.md": "# Walks\n"})
    assert blog.names == [("none", "")]


def test_a_site_that_another_shows_as_an_example_is_none(blog: SiteFolder) -> None:
    blog.put("listings/conf.py", SETTINGS)
    assert blog.names == [("nikola", "")]


def test_text_files_are_posts_where_the_settings_say_so(blog: SiteFolder) -> None:
    blog.put("conf.py", SETTINGS.replace("*.rst", "*.txt"))
    blog.put("posts/one.txt", f"{HEADER}\nText.\n")
    assert blog.state("posts/one.txt") is State.PUBLISHED
    assert blog.sites.holds("posts/one.txt")
    blog.put("posts/two.txt", "Text.\n")
    blog.put("posts/two.meta", HEADER)
    assert not blog.sites.holds("posts/two.txt")
    blog.put("conf.py", SETTINGS)
    assert not blog.sites.holds("posts/one.txt")


def test_a_site_in_a_folder_has_its_posts_there(tmp_path: Path) -> None:
    blog = SiteFolder(tmp_path, **{"www/conf.py": SETTINGS})
    assert (blog.names, blog.sites.folders) == ([("nikola", "www")], ("www/posts",))


@pytest.mark.parametrize(
    ("header", "made"),
    [
        (f"<!--\n{HEADER}-->\n", f"<!--\n{HEADER}.. status: draft\n-->\n"),
        (f"{HEADER}\n", f"{HEADER}.. status: draft\n\n"),
        (f"<!--\n{HEADER}.. status: private\n-->\n", f"<!--\n{HEADER}.. status: draft\n-->\n"),
        ("---\ntitle: A\ndate: 2020-01-10\n---\n", "---\ntitle: A\ndate: 2020-01-10\nstatus: draft\n---\n"),
        (
            '+++\ntitle = "A"\ndate = 2020-01-10\n+++\n',
            '+++\ntitle = "A"\ndate = 2020-01-10\nstatus = "draft"\n+++\n',
        ),
    ],
)
def test_a_post_is_kept_off_the_site_by_its_status_whatever_the_fences(
    blog: SiteFolder, header: str, made: str
) -> None:
    blog.put(POST, f"{header}\nText.\n")
    drafted = blog.drafted(POST, True)
    assert drafted.data.decode() == f"{made}\nText.\n"
    assert drafted.state(NOW) is State.DRAFT
    assert drafted.with_draft(False).state(NOW) is State.PUBLISHED


@pytest.mark.parametrize("line", ["draft: true", "published: false", "status: Draft", "tags: draft"])
def test_a_mark_that_nikola_does_not_know_keeps_nothing_back(blog: SiteFolder, line: str) -> None:
    blog.post(POST, "title: A", "date: 2020-01-10", line)
    assert blog.state(POST) is State.PUBLISHED


def test_a_tag_is_a_mark_where_the_settings_let_it_and_goes_with_the_draft(tmp_path: Path) -> None:
    settings = SETTINGS.replace("USE_TAG_METADATA = False", "")
    blog = SiteFolder(tmp_path, **{"conf.py": settings})
    blog.put(POST, f"{HEADER}.. tags: one, draft, two\n\nText.\n")
    assert blog.state(POST) is State.DRAFT
    shown = blog.drafted(POST, False)
    assert shown.data.decode() == f"{HEADER}.. tags: one, two\n\nText.\n"
    assert shown.state(NOW) is State.PUBLISHED


def test_what_is_private_has_a_page_that_no_list_names(blog: SiteFolder) -> None:
    blog.put(POST, f"{HEADER}.. status: private\n\nText.\n")
    assert blog.state(POST) is State.UNLISTED


def test_a_post_that_is_described_in_a_file_beside_it_is_marked_there(blog: SiteFolder) -> None:
    blog.put(POST, "Text.\n")
    blog.put("posts/walk.meta", f"{HEADER}.. status: draft\n")
    assert blog.state(POST) is State.DRAFT
    with pytest.raises(NoDraftMark):
        blog.drafted(POST, False)


def test_a_header_that_would_be_a_part_of_the_text_is_not_put_before_a_post_described_beside(
    blog: SiteFolder,
) -> None:
    blog.put(POST, "Text.\n")
    blog.put("posts/walk.meta", HEADER)
    with pytest.raises(CannotEdit):
        blog.read(POST).with_title("Another walk")
    blog.put("posts/alone.md", "Text.\n")
    assert blog.read("posts/alone.md").with_title("Alone").data.startswith(b"---\n")


def test_a_date_ahead_holds_a_post_back_unless_the_settings_say_that_the_future_is_now(
    blog: SiteFolder,
) -> None:
    blog.put(POST, f"{HEADER.replace('2020', '2099')}\nText.\n")
    assert blog.state(POST) is State.SCHEDULED
    blog.put("conf.py", f"{SETTINGS}FUTURE_IS_NOW = True\n")
    assert blog.state(POST) is State.PUBLISHED


def test_a_post_is_named_by_its_file(blog: SiteFolder) -> None:
    (site,) = blog.sites.sites
    assert (
        site.generator.link(site, POST, "posts/2020/other.md", None) == "link://filename/posts/2020/other.md"
    )
    assert site.generator.link(site, POST, "posts/other.fr.md", None) == "link://filename/posts/other.md"


def test_a_tag_makes_a_draft_in_whichever_letters_it_stands_there(blog: SiteFolder) -> None:
    settings = SETTINGS.replace("USE_TAG_METADATA = False\n", "")
    blog.put("conf.py", settings + "USE_TAG_METADATA = True\n")
    for tags, state in {"one, Draft": State.DRAFT, "one, drafts": State.PUBLISHED}.items():
        blog.put(POST, f"{HEADER}.. tags: {tags}\n\nText.\n")
        assert blog.state(POST) is state
