"""Hugo's sites: where they are found, and what is written into their posts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from blogwifi_tui.content.index.index import Entry, Index
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.state import State
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.generator import Site
from blogwifi_tui.site.generators.hugo_content import glob
from blogwifi_tui.site.sites import Sites
from tests.site.site_folder import SiteFolder

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
POST = "---\ntitle: A\ndate: 2020-01-10\n---\n\nWords.\n"
PAGE = "---\ntitle: A\n---\n\nWords.\n"
SITE = "baseURL = 'https://example.org/'\ntitle = 'Carnet'\n"


def site(root: Path, **files: str) -> Sites:
    """The sites of a blog of these files, by their paths."""
    SiteFolder(root, **files)
    return detect(root, None, zone=ZoneInfo("Europe/Paris"))


def entries(root: Path, sites: Sites) -> dict[str, Entry]:
    found = Index(root, sites.folders, zone=ZoneInfo("Europe/Paris"), rules=sites).scan()
    return {entry.path: entry for entry in found}


def only(sites: Sites) -> Site:
    (found,) = sites.sites
    assert found.generator.name == "hugo"
    return found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", SITE),
        ("hugo.yaml", "baseURL: https://example.org/\ntitle: Carnet\n"),
        ("hugo.json", '{"baseURL": "https://example.org/", "title": "Carnet"}'),
        ("config.toml", SITE),
        ("config.yml", "baseurl: https://example.org/\ntitle: Carnet\n"),
        ("config/_default/hugo.toml", SITE),
        ("config/_default/config.yaml", "baseURL: https://example.org/\ntitle: Carnet\n"),
    ],
)
def test_a_site_is_found_by_its_settings_with_title_address_and_zone(
    tmp_path: Path, name: str, text: str
) -> None:
    found = only(site(tmp_path, **{name: text, "content/posts/a.md": POST}))
    assert (found.title, found.address, found.zone) == ("Carnet", "https://example.org/", UTC)
    assert (found.folder, found.posts) == ("", ("content/posts",))


def test_settings_that_say_little_are_hugo_s_beside_its_folders(tmp_path: Path) -> None:
    files = {"config.toml": "theme = 'x'\n", "themes/x/theme.toml": "", "content/posts/a.md": POST}
    assert only(site(tmp_path, **files)).posts == ("content/posts",)


def test_a_site_in_a_subfolder_is_found_there(tmp_path: Path) -> None:
    found = only(site(tmp_path, **{"www/hugo.toml": SITE, "www/content/blog/a.md": POST, "README.md": "x"}))
    assert (found.folder, found.posts, found.pictures) == ("www", ("www/content/blog",), "www/static/images")


def test_a_base_url_without_a_scheme_tells_the_path_alone(tmp_path: Path) -> None:
    sites = site(tmp_path, **{"hugo.toml": "baseURL = '//example.org/carnet/'\n", "content/posts/a.md": POST})
    (entry,) = entries(tmp_path, sites).values()
    assert (only(sites).address, sites.address(entry)) == ("", "/carnet/posts/a/")


def test_a_theme_is_no_site_and_its_example_is(tmp_path: Path) -> None:
    files = {
        "theme.toml": "name = 'T'\n",
        "hugo.toml": "[module]\n",
        "layouts/index.html": "",
        "exampleSite/hugo.toml": SITE,
        "exampleSite/content/posts/a.md": POST,
    }
    assert only(site(tmp_path, **files)).folder == "exampleSite"


@pytest.mark.parametrize(
    "files",
    [
        {"config.toml": "base_url = 'https://example.org'\n", "content/a.md": PAGE},
        {"config.toml": "[package]\nname = 'x'\n", "content/posts/a.md": POST},
        {"themes/x/hugo.toml": SITE, "themes/x/content/posts/a.md": POST, "posts/b.md": POST},
    ],
    ids=["zola", "another program's", "a theme's"],
)
def test_what_only_looks_like_a_hugo_site_is_none(tmp_path: Path, files: dict[str, str]) -> None:
    assert "hugo" not in [each.generator.name for each in site(tmp_path, **files).sites]


def test_a_fresh_site_gets_its_posts_where_hugo_looks_for_them(tmp_path: Path) -> None:
    found = site(
        tmp_path, **{"hugo.toml": SITE, "archetypes/default.md": "+++\n+++\n", "content/.gitkeep": ""}
    )
    assert found.folders == ("content/posts",)
    (tmp_path / "content" / "blog").mkdir()
    assert detect(tmp_path, None).folders == ("content/blog",)


def test_all_sections_of_posts_are_found_and_documentation_is_none(tmp_path: Path) -> None:
    files = {f"content/posts/{n}.md": POST for n in range(3)} | {
        f"content/notes/{n}.md": POST for n in range(2)
    }
    files |= {"content/docs/a.md": POST, "content/about.md": POST, "content/shop/a.md": PAGE}
    files |= {"content/posts/_index.md": PAGE, "content/posts/README.md": POST, "hugo.toml": SITE}
    sites = site(tmp_path, **files)
    assert sites.folders == ("content/posts", "content/notes")
    found = entries(tmp_path, sites)
    assert [path for path, entry in found.items() if entry.is_section] == ["content/posts/_index.md"]
    assert len(found) == 6


def test_the_sections_that_the_settings_name_come_first(tmp_path: Path) -> None:
    main = SITE + "[params]\nmainSections = ['carnet']\n"
    files = {
        "hugo.toml": main,
        "content/carnet/a.md": PAGE,
        "content/posts/a.md": POST,
        "content/posts/b.md": POST,
    }
    assert site(tmp_path, **files).folders == ("content/carnet", "content/posts")


def test_posts_right_in_the_content_are_found_without_the_pages_of_sections(tmp_path: Path) -> None:
    files = {f"content/p{n}/index.md": POST for n in range(4)} | {"content/docs/x/index.md": PAGE}
    sites = site(tmp_path, **files, **{"hugo.toml": SITE})
    assert list(entries(tmp_path, sites)) == [f"content/p{n}/index.md" for n in range(4)]
    whole = detect(tmp_path, "content")
    assert len(entries(tmp_path, whole)) == 5


def test_a_bundle_is_one_post_and_its_other_pages_are_none(tmp_path: Path) -> None:
    files = {
        "content/posts/a/index.md": POST,
        "content/posts/a/more.md": POST,
        "content/posts/a/in/b.md": POST,
    }
    sites = site(tmp_path, **files, **{"hugo.toml": SITE, "content/posts/c.md": POST})
    assert sorted(entries(tmp_path, sites)) == ["content/posts/a/index.md", "content/posts/c.md"]


def test_posts_in_other_formats_are_found_too(tmp_path: Path) -> None:
    files = {f"content/posts/{name}": POST for name in ("a.md", "b.html", "c.org", "d.rst", "e.txt", "f.mdx")}
    sites = site(tmp_path, **files, **{"hugo.toml": SITE})
    names = sorted(path.rpartition("/")[2] for path in entries(tmp_path, sites))
    assert names == ["a.md", "b.html", "c.org", "d.rst"]


def test_drafts_kept_beside_the_content_are_drafts_and_go_into_it(tmp_path: Path) -> None:
    files = {"hugo.toml": SITE, "content/posts/a.md": POST, "drafts/b.md": POST}
    sites = site(tmp_path, **files)
    entry = entries(tmp_path, sites)["drafts/b.md"]
    assert (entry.state(NOW), entry.visibility.reason) == (State.DRAFT, "drafts/")
    assert sites.address(entry) == ""
    out = Post("drafts/b.md", POST.encode(), sites).with_draft(False)
    assert (out.path, out.data) == ("content/posts/b.md", POST.encode())


def test_dates_are_read_in_the_zone_of_the_settings_else_as_utc(tmp_path: Path) -> None:
    naive = POST.replace("2020-01-10", "2020-07-10 23:30:00")
    files = {"hugo.toml": SITE, "content/posts/a.md": naive}
    entry = entries(tmp_path, site(tmp_path, **files))["content/posts/a.md"]
    assert entry.date == datetime(2020, 7, 10, 23, 30, tzinfo=UTC)
    files["hugo.toml"] += "timeZone = 'Europe/Paris'\n"
    entry = entries(tmp_path, site(tmp_path, **files))["content/posts/a.md"]
    assert entry.date == datetime(2020, 7, 10, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pattern", "keys", "address"),
    [
        ("/:weekday-:sections/", "", "/5-/posts/"),
        ("/:slug/", "slug: 'c#'\n", "/c/"),
        ("/:slug/", "slug: 'c#d'\n", "/c%23d/"),
        ("/:slug/x/", "slug: 'c++'\n", "/c-/x/"),
        ("/:sections[1:]/:slug/", "", "/a/"),
        ("/x\\\\:y/:slug", "", "/xy/a/"),
        ("/:nothing/", "", ""),
        ("", "slug: /sub/\n", "/posts/sub/"),
    ],
)
def test_addresses_are_made_as_hugo_makes_links(
    tmp_path: Path, pattern: str, keys: str, address: str
) -> None:
    settings = SITE + (f'[permalinks]\nposts = "{pattern}"\n' if pattern else "")
    post = POST.replace("title: A\n", f"title: A\n{keys}")
    sites = site(tmp_path, **{"hugo.toml": settings, "content/posts/a.md": post})
    (entry,) = entries(tmp_path, sites).values()
    assert sites.address(entry).removeprefix("https://example.org") == address


def test_an_address_has_the_day_that_is_written_with_its_offset(tmp_path: Path) -> None:
    late = POST.replace("2020-01-10", "2020-01-11T00:30:00+01:00")
    settings = SITE + "[permalinks]\nposts = '/:year/:month/:day/:slug/'\n"
    sites = site(tmp_path, **{"hugo.toml": settings, "content/posts/a.md": late})
    entry = entries(tmp_path, sites)["content/posts/a.md"]
    assert sites.address(entry) == "https://example.org/2020/01/11/a/"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("draft: no\n", "draft: true\n"),
        ("draft: yes\n", "draft: true\n"),
        ("draft: false\n", "draft: true\n"),
        ("draft: true\n", "draft: true\n"),
        ("draft: 'true'\n", "draft: 'true'\n"),
        ("", "draft: true\n"),
    ],
)
def test_a_post_is_kept_back_by_a_truth_whatever_the_blog_writes(
    tmp_path: Path, before: str, after: str
) -> None:
    sites = site(tmp_path, **{"hugo.toml": SITE, "content/posts/a.md": POST})
    post = Post("content/posts/a.md", f"---\ntitle: A\n{before}---\n\nWords.\n".encode(), sites)
    assert post.with_draft(True).data.decode() == f"---\ntitle: A\n{after}---\n\nWords.\n"
    assert post.with_draft(True).draft


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("draft: true\n", "draft: false\n"),
        ("draft: yes\n", "draft: yes\n"),
        ("published: false\n", ""),
        ("published: false\ndraft: true\n", "draft: false\n"),
        ("", ""),
    ],
)
def test_a_post_is_let_out_by_as_little_as_it_needs(tmp_path: Path, before: str, after: str) -> None:
    sites = site(tmp_path, **{"hugo.toml": SITE, "content/posts/a.md": POST})
    post = Post("content/posts/a.md", f"---\ntitle: A\n{before}---\n\nWords.\n".encode(), sites)
    assert post.with_draft(False).data.decode() == f"---\ntitle: A\n{after}---\n\nWords.\n"
    assert not post.with_draft(False).draft


def test_a_draft_by_its_section_is_let_out_by_its_own_word(tmp_path: Path) -> None:
    section = "---\ntitle: S\ncascade:\n  draft: true\n---\n"
    files = {"hugo.toml": SITE, "content/posts/_index.md": section, "content/posts/a.md": POST}
    sites = site(tmp_path, **files)
    post = Post("content/posts/a.md", POST.encode(), sites)
    assert post.draft
    assert b"draft: false" in post.with_draft(False).data
    assert post.with_draft(True).data == POST.replace("2020-01-10\n", "2020-01-10\ndraft: true\n").encode()


def test_where_drafts_are_built_no_mark_keeps_a_post_back(tmp_path: Path) -> None:
    sites = site(tmp_path, **{"hugo.toml": SITE + "buildDrafts = true\n", "content/posts/a.md": POST})
    with pytest.raises(NoDraftMark):
        Post("content/posts/a.md", POST.encode(), sites).with_draft(True)


def test_what_a_section_hands_on_is_read_again_when_it_changes(tmp_path: Path) -> None:
    files = {"hugo.toml": SITE, "content/posts/_index.md": PAGE, "content/posts/a.md": POST}
    before = site(tmp_path, **files)
    section = "---\ntitle: S\ncascade:\n  draft: true\n---\n"
    after = site(tmp_path, **files | {"content/posts/_index.md": section})
    assert before.fingerprint != after.fingerprint
    changed = site(tmp_path, **files | {"content/posts/a.md": POST + "More.\n"})
    assert changed.fingerprint == before.fingerprint


def test_a_string_of_tags_is_one_tag_and_becomes_a_list_when_another_comes(tmp_path: Path) -> None:
    sites = site(tmp_path, **{"hugo.toml": SITE, "content/posts/a.md": POST})
    post = Post("content/posts/a.md", b"---\ntitle: A\ntags: wifi, mesh\n---\n", sites)
    assert post.tags == ("wifi, mesh",)
    assert post.with_tags(["wifi", "mesh"]).tags == ("wifi", "mesh")
    assert Post("content/posts/a.md", b"---\ntags: [wifi, 'a, b']\n---\n", sites).tags == ("wifi", "a, b")


def test_a_post_is_linked_by_its_path_in_the_content(tmp_path: Path) -> None:
    languages = SITE + "[languages.en]\n[languages.fr]\n"
    files = {"hugo.toml": languages, "content/posts/a.md": POST, "content/posts/b/index.md": POST}
    found = only(site(tmp_path, **files))
    link = found.generator.link
    assert link(found, "content/posts/a.md", "content/posts/b/index.md", None) == '{{< relref "/posts/b" >}}'
    other = link(found, "content/posts/a.md", "content/posts/b/index.fr.md", None)
    assert other == '{{< relref path="/posts/b" lang="fr" >}}'
    assert link(found, "content/posts/a.md", 'content/posts/"b.md', None) is None


def test_pictures_go_into_the_folder_of_static_that_is_there(tmp_path: Path) -> None:
    first = only(site(tmp_path, **{"hugo.toml": SITE, "content/posts/a.md": POST}))
    assert first.pictures == "static/images"
    (tmp_path / "static" / "img").mkdir(parents=True)
    assert only(detect(tmp_path, None)).pictures == "static/img"


def test_a_date_holds_a_post_back_only_where_the_settings_take_it_for_that_of_publication(
    tmp_path: Path,
) -> None:
    ahead = POST.replace("2020", "2099")
    path = "content/posts/a.md"
    held = site(tmp_path, **{"hugo.toml": SITE, path: ahead})
    assert Post(path, ahead.encode(), held).state(NOW) is State.SCHEDULED
    keys = "[frontmatter]\npublishDate = ['publishDate']\n"
    shown = site(tmp_path, **{"hugo.toml": SITE + keys})
    assert Post(path, ahead.encode(), shown).state(NOW) is State.PUBLISHED


def test_what_is_handed_on_to_one_language_is_not_handed_on_to_another(tmp_path: Path) -> None:
    settings = (
        f"{SITE}defaultContentLanguage = 'en'\n[languages.en]\n[languages.fr]\n"
        "[[cascade]]\ndraft = true\n[cascade.target]\nlang = 'fr'\n"
    )
    sites = site(
        tmp_path, **{"hugo.toml": settings, "content/posts/a.md": POST, "content/posts/a.fr.md": POST}
    )
    found = {path: entry.state(NOW) for path, entry in entries(tmp_path, sites).items()}
    assert found == {"content/posts/a.md": State.PUBLISHED, "content/posts/a.fr.md": State.DRAFT}


def test_a_main_section_that_leads_out_of_the_content_is_none(tmp_path: Path) -> None:
    settings = f"{SITE}[params]\nmainSections = ['../..', '/notes/']\n"
    assert only(site(tmp_path, **{"hugo.toml": settings, "content/.gitkeep": ""})).posts == ("content/notes",)


@pytest.mark.parametrize("pattern", ["/**/a*/**/b", "/{a,b}/{c,d}/{e,f}", "/[ab]*", "/**" * 30])
def test_a_pattern_that_could_hold_the_program_up_is_none(pattern: str) -> None:
    assert glob(pattern) is None
    simple = glob("/{posts,notes}/**/a-?.*")
    assert simple
    assert simple.fullmatch("/notes/2020/01/a-1.fr")


def test_former_addresses_are_kept_unless_the_settings_make_no_pages_of_them(tmp_path: Path) -> None:
    for setting, key in (
        ("", "aliases"),
        ("disableAliases = true\n", ""),
        ("disableAliases = false\n", "aliases"),
    ):
        found = only(site(tmp_path, **{"hugo.toml": SITE + setting, "content/posts/a.md": POST}))
        assert found.generator.alias_key(found) == key


def test_a_post_with_a_key_that_stands_twice_is_told_not_to_be_shown(tmp_path: Path) -> None:
    sites = site(tmp_path, **{"hugo.toml": SITE, "content/posts/a.md": POST})
    text = POST.replace("---\n\n", "title: B\n---\n\n")
    twice = Post("content/posts/a.md", text.encode(), sites)
    assert (twice.title, twice.state(NOW)) == ("B", State.HIDDEN)
    assert twice.visibility(UTC).reason == "title: …, title: …"


def test_folders_that_begin_with_a_dot_are_not_looked_into(tmp_path: Path) -> None:
    paths = ("content/posts/a.md", "content/posts/.trash/b.md", "content/posts/.git/c.md")
    sites = site(tmp_path, **{"hugo.toml": SITE}, **dict.fromkeys(paths, POST))
    assert list(entries(tmp_path, sites)) == ["content/posts/a.md"]
