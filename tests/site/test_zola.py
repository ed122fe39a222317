"""Zola's sites: where they are found, and what is written into their posts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.state import State
from blogwifi_tui.content.tags import tagged
from blogwifi_tui.site.generators.zola import slugified
from blogwifi_tui.site.sites import Sites
from tests.site.site_folder import SiteFolder

SITE = 'base_url = "https://example.org"\ntitle = "Carnet"\n'
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
SECTION = '+++\ntitle = "S"\nsort_by = "date"\n+++\n'
POST = '+++\ntitle = "A"\ndate = 2020-01-10\n\n[taxonomies]\ntags = ["wifi"]\n+++\n\nWords.\n'


def site(root: Path, **files: str) -> Sites:
    return SiteFolder(root, **files).sites


@pytest.mark.parametrize("name", ["config.toml", "zola.toml", "docs/config.toml"])
def test_a_site_is_found_by_its_base_url(tmp_path: Path, name: str) -> None:
    folder = name.rpartition("/")[0]
    base = f"{folder}/" if folder else ""
    files = {name: SITE, f"{base}content/blog/_index.md": SECTION, f"{base}content/blog/a.md": POST}
    (found,) = site(tmp_path, **files).sites
    assert (found.generator.name, found.folder, found.title) == ("zola", folder, "Carnet")
    assert (found.address, found.zone) == ("https://example.org/", UTC)
    assert (found.posts, found.pictures) == ((f"{base}content/blog",), f"{base}static/images")


def test_a_fresh_site_has_its_posts_in_a_section_that_is_there_else_in_the_content(tmp_path: Path) -> None:
    assert site(tmp_path, **{"config.toml": SITE, "content/.gitkeep": ""}).folders == ("content",)
    assert site(tmp_path, **{"content/carnet/_index.md": SECTION}).folders == ("content/carnet",)


def test_many_posts_right_in_the_content_are_found_beside_a_section_whose_days_stand_in_addresses(
    tmp_path: Path,
) -> None:
    post = '+++\ntitle = "A"\npath = "2020/01/{n:02}/a"\n+++\n\nWords.\n'
    files = {f"content/a-{n}.md": post.format(n=n) for n in range(1, 13)}
    files |= {f"content/inside/b-{n}.md": post.format(n=n) for n in range(1, 15)}
    files |= {"config.toml": SITE, "content/_index.md": SECTION, "content/inside/_index.md": SECTION}
    assert set(site(tmp_path, **files).folders) == {"content", "content/inside"}


def test_the_mark_of_a_draft_stands_before_the_tables_and_is_a_truth(tmp_path: Path) -> None:
    sites = site(
        tmp_path, **{"config.toml": SITE, "content/blog/_index.md": SECTION, "content/blog/a.md": POST}
    )
    post = Post("content/blog/a.md", POST.encode(), sites)
    draft = post.with_draft(True)
    assert draft.data.decode() == POST.replace("2020-01-10\n", "2020-01-10\ndraft = true\n")
    assert draft.draft
    assert draft.with_draft(False).data.decode() == POST.replace(
        "2020-01-10\n", "2020-01-10\ndraft = false\n"
    )
    assert post.with_draft(False).data == POST.encode()


def test_the_first_tags_of_a_post_go_into_the_table_of_taxonomies(tmp_path: Path) -> None:
    sites = site(tmp_path, **{"config.toml": SITE, "content/blog/a.md": POST})
    bare = Post("content/blog/b.md", b'+++\ntitle = "B"\n+++\n', sites)
    assert tagged(bare, ["wifi"], []).header_text == 'title = "B"\n\n[taxonomies]\ntags = ["wifi"]\n'


def test_what_lies_in_a_section_that_is_a_draft_is_one_at_any_depth(tmp_path: Path) -> None:
    shut = SECTION.replace("sort_by", "draft = true\nsort_by")
    sites = site(
        tmp_path,
        **{
            "config.toml": SITE,
            "content/blog/_index.md": SECTION,
            "content/blog/shut/_index.md": shut,
            "content/blog/shut/inner/_index.md": SECTION,
        },
    )
    for path, state in {
        "content/blog/a.md": State.PUBLISHED,
        "content/blog/shut/a.md": State.DRAFT,
        "content/blog/shut/a/index.md": State.DRAFT,
        "content/blog/shut/inner/a.md": State.DRAFT,
        "content/blog/shutter.md": State.PUBLISHED,
    }.items():
        assert Post(path, POST.encode(), sites).state(NOW) is state
    reason = Post("content/blog/shut/a.md", POST.encode(), sites).visibility(UTC).reason
    assert reason == "content/blog/shut/_index.md: draft = true"


@pytest.mark.parametrize(
    ("path", "line", "state"),
    [
        ("blog/a.md", "date = 2099-01-01", State.PUBLISHED),
        ("blog/a.md", "date = 2020-01-10\nrender = false", State.HIDDEN),
        ("blog/a.md", "date = 2020-01-10\ndraft = false", State.PUBLISHED),
        ("blog/a.md", "weight = 1", State.UNLISTED),
        ("blog/2020-01-10-a.md", "weight = 1", State.PUBLISHED),
        ("blog/loose/a.md", "date = 2020-01-10", State.UNLISTED),
        ("blog/a/index.md", "date = 2020-01-10", State.PUBLISHED),
    ],
    ids=["ahead", "no page", "no draft", "no date", "date in its name", "no section", "bundle"],
)
def test_a_page_that_its_section_does_not_list_is_told_and_a_date_ahead_holds_none_back(
    tmp_path: Path, path: str, line: str, state: State
) -> None:
    sites = site(tmp_path, **{"config.toml": SITE, "content/blog/_index.md": SECTION})
    text = f'+++\ntitle = "A"\n{line}\n+++\n\nWords.\n'
    assert Post(f"content/{path}", text.encode(), sites).state(NOW) is state


def test_each_language_has_addresses_of_its_own_and_a_given_path_wins(tmp_path: Path) -> None:
    settings = 'base_url = "https://example.org/b"\n[languages.fr]\n'
    posts = {
        "content/blog/a.md": ("", "/b/blog/a/"),
        "content/blog/a.fr.md": ("", "/b/fr/blog/a/"),
        "content/blog/a.de.md": ("", "/b/blog/a-de/"),
        "content/blog/Big Box/2020-01-10_Été.md": ("", "/b/blog/Big%20Box/ete/"),
        "content/blog/c/index.md": ("", "/b/blog/c/"),
        "content/blog/c/index.fr.md": ("", "/b/fr/blog/c/"),
        "content/blog/d.md": ('slug = "D’or"\n', "/b/blog/d-or/"),
        "content/blog/e.md": ('path = "/far/away"\nslug = "e2"\n', "/b/far/away/"),
    }
    files = {path: POST.replace("date", f"{line}date", 1) for path, (line, _) in posts.items()}
    sites = site(tmp_path, **{"config.toml": settings, "content/blog/_index.md": SECTION, **files})
    entries = Index(tmp_path, sites.folders, zone=UTC, rules=sites).scan()
    found = {entry.path: sites.address(entry) for entry in entries if not entry.is_section}
    assert found == {path: f"https://example.org{address}" for path, (_, address) in posts.items()}


def test_a_post_is_linked_by_its_path_in_the_content(tmp_path: Path) -> None:
    (found,) = site(tmp_path, **{"config.toml": SITE, "content/blog/a.md": POST}).sites
    link = found.generator.link
    assert link(found, "content/blog/a.md", "content/blog/b c.fr.md", None) == "@/blog/b%20c.fr.md"
    assert link(found, "content/blog/a.md", "other/b.md", None) is None


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Élevage chèvre", "elevage-chevre"),
        ("e\u0301te\u0301", "ete"),
        ("日本", "ri-ben"),
        ("L’œuf", "l-oeuf"),
        ("--", ""),
    ],
)
def test_names_become_slugs_as_zola_makes_them(text: str, slug: str) -> None:
    assert slugified(text) == slug
