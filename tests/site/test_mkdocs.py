"""Blogs of MkDocs-Material: where they are found, what keeps a post off them, how one post names another."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from urllib.parse import unquote

import pytest

from blogwifi_tui.content.state import State
from tests.site.site_folder import NOW, SiteFolder

SETTINGS = "site_name: Walks\nsite_url: https://example.org/walks\ntheme: {name: material}\nplugins: [blog]\n"
POST = "docs/blog/posts/walk.md"


@pytest.fixture
def blog(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path, **{"mkdocs.yml": SETTINGS, "docs/index.md": "# Walks\n"})


def test_a_blog_without_a_post_yet_is_found_by_the_plugin(blog: SiteFolder) -> None:
    assert blog.names == [("mkdocs", "")]
    (site,) = blog.sites.sites
    assert (site.title, site.address) == ("Walks", "https://example.org/walks/")
    assert (site.posts, site.pictures, site.zone) == (("docs/blog/posts",), "docs/assets", UTC)
    assert not site.holds_future
    assert not blog.sites.holds("docs/index.md")
    assert not blog.sites.holds("docs/blog/index.md")


@pytest.mark.parametrize(
    "plugins",
    ["[search]", "[blog: {enabled: false}]", "{search: {}}", "blog", "[null]", "{blog: {enabled: false}}"],
)
def test_documentation_without_a_blog_is_none(tmp_path: Path, plugins: str) -> None:
    blog = SiteFolder(tmp_path, **{"mkdocs.yml": f"plugins: {plugins}\n", "docs/index.md": "# Walks\n"})
    assert "mkdocs" not in dict(blog.names)


def test_the_plugins_may_be_those_of_the_settings_that_are_inherited(tmp_path: Path) -> None:
    files = {"base.yml": SETTINGS, "en/mkdocs.yml": "INHERIT: ../base.yml\nsite_name: Own\ndocs_dir: text\n"}
    blog = SiteFolder(tmp_path, **files)
    assert (blog.names, blog.sites.folders) == ([("mkdocs", "en")], ("en/text/blog/posts",))
    assert blog.sites.sites[0].title == "Own"


def test_settings_with_tags_are_read_and_nothing_of_them_is_run(blog: SiteFolder) -> None:
    ran = blog.root / "ran"
    tags = (
        f"a: !ENV [A, b]\nc: !!python/name:os.system\nd: !!python/object/apply:pathlib.Path.touch ['{ran}']\n"
    )
    blog.put("mkdocs.yml", f"{SETTINGS}{tags}")
    assert blog.names == [("mkdocs", "")]
    assert not ran.exists()


def test_posts_outside_of_the_blog_are_not_followed(tmp_path: Path) -> None:
    blog = SiteFolder(tmp_path, **{"mkdocs.yml": f"{SETTINGS}docs_dir: ../docs\n"})
    assert blog.names == [("none", "")]


def test_a_folder_whose_name_begins_with_a_dot_is_no_other(tmp_path: Path) -> None:
    settings = SETTINGS.replace("[blog]", "[blog: {blog_dir: .log}]")
    blog = SiteFolder(
        tmp_path, **{"mkdocs.yml": f"{settings}docs_dir: .docs\n", "docs/log/posts/a.md": "A\n"}
    )
    assert blog.sites.folders == (".docs/.log/posts",)


def test_a_post_is_kept_off_the_site_by_its_draft_mark_alone(blog: SiteFolder) -> None:
    blog.post(POST, "date: 2020-01-10", "status: draft", "published: false")
    assert blog.state(POST) is State.PUBLISHED
    drafted = blog.drafted(POST, True)
    assert "\ndraft: true\n" in drafted.data.decode()
    assert drafted.state(NOW) is State.DRAFT
    shown = drafted.with_draft(False)
    assert "\ndraft: false\n" in shown.data.decode()
    assert shown.state(NOW) is State.PUBLISHED


def test_a_post_without_a_date_has_no_page_whatever_else_is_written(blog: SiteFolder) -> None:
    for line in ("title: A", "draft: false", "date: soon", "date: {updated: 2020-01-10}"):
        blog.post(POST, line)
        assert blog.state(POST) is State.HIDDEN
        assert blog.read(POST).visibility(UTC).reason == "date:"
    blog.post(POST, "date: {created: 2020-01-10}")
    assert blog.state(POST) is State.PUBLISHED


def test_a_post_that_lies_ahead_is_held_back_only_where_the_plugin_is_told_so(blog: SiteFolder) -> None:
    blog.post(POST, "date: 2099-01-01")
    assert blog.state(POST) is State.PUBLISHED
    blog.put("mkdocs.yml", SETTINGS.replace("[blog]", "[blog: {draft_if_future_date: true}]"))
    assert blog.state(POST) is State.SCHEDULED
    blog.post(POST, "date: 2099-01-01", "draft: false")
    assert blog.state(POST) is State.PUBLISHED


def test_no_address_is_guessed_where_a_function_makes_it(blog: SiteFolder) -> None:
    blog.put(POST, "---\ndate: 2020-01-10\n---\n\n# A walk\n")
    assert blog.address(POST) == "https://example.org/walks/blog/2020/01/10/a-walk/"
    for option in ("post_slugify: !!python/name:mine.slug", "post_url_date_format: MMMM"):
        blog.put("mkdocs.yml", SETTINGS.replace("[blog]", f"\n  - blog:\n      {option}"))
        assert blog.address(POST) == ""


def test_the_options_of_the_usual_function_are_read(blog: SiteFolder) -> None:
    blog.put(POST, "---\ndate: 2020-01-10\n---\n\n# Été à Nice\n")
    by = "post_slugify: !!python/object/apply:pymdownx.slugs.slugify"
    option = f"{by}\n        kwds:\n          case: none\n          normalize: NFD\n"
    blog.put("mkdocs.yml", SETTINGS.replace("[blog]", f"\n  - blog:\n      {option}"))
    assert unquote(blog.address(POST)) == "https://example.org/walks/blog/2020/01/10/Ete-a-Nice/"
    blog.put("mkdocs.yml", SETTINGS.replace("[blog]", f"\n  - blog:\n      {option}          mine: 1\n"))
    assert blog.address(POST) == ""


def test_a_post_is_named_by_its_file_from_the_one_that_names_it(blog: SiteFolder) -> None:
    (site,) = blog.sites.sites
    assert site.generator.link(site, "docs/blog/posts/a/one.md", POST, None) == "../walk.md"
