"""Zola's sites: where they are found, and what is written into their posts."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.content.tags import tagged
from blogwifi_tui.site.generators.zola import slugified
from blogwifi_tui.site.sites import Sites
from tests.site.site_folder import SiteFolder

SITE = 'base_url = "https://example.org"\ntitle = "Carnet"\n'
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
