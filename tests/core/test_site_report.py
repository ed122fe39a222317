"""What is told of the sites of a blog: where posts are taken from, and what is left out, with the reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.core import site_report
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.checks import FindingKind
from blogwifi_tui.core.site_report import LeftOut, LeftOutReason, report
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.site_messages import site_lines
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.generator import Generator, Site, in_posts
from blogwifi_tui.site.sites import Sites


def no_notes(site: Site, path: str) -> bool:
    """Posts, but those called «note»."""
    return in_posts(site, path) and "note" not in path


SLOW = Generator(name="slow", label="Slow", holds=no_notes)


def blog(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("a\n", encoding="utf-8")
    return root


def test_what_is_not_listed_is_told_with_the_reason(tmp_path: Path) -> None:
    blog(
        tmp_path,
        "README.md",
        "posts/a.md",
        "posts/note.md",
        "docs/guide/x.md",
        "docs/guide/y.rst",
        "node_modules/a/z.md",
        ".github/b.md",
        "posts/photo.jpg",
    )
    sites = Sites([Site(SLOW, posts=("posts",))])
    assert report(tmp_path, sites, (), dt.UTC).left_out == (
        LeftOut("README.md", 1, LeftOutReason.PROJECT),
        LeftOut("docs/guide/", 2, LeftOutReason.OUTSIDE),
        LeftOut("posts/note.md", 1, LeftOutReason.GENERATOR),
    )


@pytest.mark.parametrize(("most", "told"), [(4, ["docs/x.md", "later/y.md"]), (3, ["docs/x.md"])])
def test_no_more_than_the_first_files_are_looked_at(
    most: int, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog(tmp_path, "docs/x.md", "later/y.md")
    monkeypatch.setattr(site_report, "_MOST_FILES", most)
    sites = Sites([Site(SLOW, posts=("posts",))])
    assert [each.path for each in report(tmp_path, sites, (), dt.UTC).left_out] == told


def test_a_link_that_leads_round_in_circles_is_not_followed(tmp_path: Path) -> None:
    blog(tmp_path, "posts/a.md", "docs/x.md")
    (tmp_path / "docs" / "again").symlink_to(tmp_path, target_is_directory=True)
    sites = Sites([Site(SLOW, posts=("posts",))])
    assert [each.path for each in report(tmp_path, sites, (), dt.UTC).left_out] == ["docs/x.md"]


def test_each_site_says_its_own_folders_and_zone(tmp_path: Path) -> None:
    inner = Site(
        SLOW, "blog", posts=("blog/posts",), title="Dedans", address="https://example.org/b/", zone=dt.UTC
    )
    outer = Site(Generator(name="none", label="", holds=lambda _site, path: is_post(path)), posts=("posts",))
    first, second = report(tmp_path, Sites([outer, inner]), (), dt.timezone(dt.timedelta(hours=1))).sites
    assert (first.generator, first.posts, first.zone) == ("", (("posts", 0),), "UTC+01:00")
    assert (second.generator, second.folder, second.title) == ("Slow", "blog", "Dedans")
    assert (second.zone, second.address) == ("UTC", "https://example.org/b/")


def test_settings_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    blog(tmp_path, "content/posts/a.md")
    (tmp_path / "hugo.toml").write_text('baseURL = "https://ex', encoding="utf-8")
    sites = detect(tmp_path)
    assert report(tmp_path, sites, (), dt.UTC).unread == ("hugo.toml",)
    (tmp_path / "hugo.toml").write_text("# " + "x" * 300_000, encoding="utf-8")
    sites = detect(tmp_path)
    assert report(tmp_path, sites, (), dt.UTC).unread == ("hugo.toml",)


DRAFT = "---\ntitle: A\ndate: 2026-01-02\ndraft: true\n---\n\na\n"
NO_RULE = "This site has no rule for drafts: every post that is published is shown."
SHOWN = "Drafts are shown like other posts: the settings of the site say {}."
SETTINGS = {
    "hugo": ("hugo.toml", 'baseURL = "https://example.org/"\n', "content/posts/a.md"),
    "hugo that builds drafts": (
        "hugo.toml",
        'baseURL = "https://example.org/"\nbuildDrafts = true\n',
        "content/posts/a.md",
    ),
    "vitepress": (".vitepress/config.mts", 'export default { title: "V" }\n', "posts/a.md"),
    "hexo": ("_config.yml", "title: H\nnew_post_name: :title.md\n", "source/_posts/a.md"),
    "hexo that renders drafts": (
        "_config.yml",
        "title: H\nnew_post_name: :title.md\nrender_drafts: true\n",
        "source/_posts/a.md",
    ),
    "jekyll": ("_config.yml", "title: J\n", "_posts/2026-01-02-a.md"),
    "none": ("notes.txt", "", "posts/a.md"),
}
SAID = {
    "hugo that builds drafts": SHOWN.format("buildDrafts = true"),
    "vitepress": NO_RULE,
    "hexo that renders drafts": SHOWN.format("render_drafts: true"),
}


def made(root: Path, name: str) -> Blog:
    settings, text, post = SETTINGS[name]
    blog(root, settings, post, ".git/HEAD")
    (root / settings).write_text(text, encoding="utf-8")
    (root / post).write_text(DRAFT, encoding="utf-8")
    return Blog.open(root)


@pytest.mark.parametrize("name", SETTINGS)
def test_a_site_where_no_post_can_be_a_draft_says_so_and_others_say_nothing(
    name: str, tmp_path: Path
) -> None:
    site = made(tmp_path, name)
    lines = site_lines(site.listing.report(site.posts()))
    assert [line for line in lines if "draft" in line.lower()] == ([SAID[name]] if name in SAID else [])


def test_a_site_whose_settings_show_drafts_is_not_said_to_know_none(tmp_path: Path) -> None:
    site = made(tmp_path, "hugo that builds drafts")
    (found,) = site.check({"content/posts/a.md"})
    assert (found.kind, found.detail, found.by) == (
        FindingKind.SHOWN_DRAFT,
        "draft: true",
        "buildDrafts = true",
    )
    with pytest.raises(NoDraftMark) as caught:
        site.bulk.drafts(["content/posts/a.md"], draft=True).require_all()
    assert "its settings say buildDrafts = true" in str(explain(caught.value))


def test_a_new_post_takes_over_no_mark_of_a_draft_that_says_nothing(tmp_path: Path) -> None:
    site = made(tmp_path, "vitepress")
    assert "draft" not in site.compose("Neuf").fields


def test_pages_that_are_no_posts_are_called_so(tmp_path: Path) -> None:
    blog(tmp_path, "content/pages/a.md", "content/b.md", ".git/HEAD")
    (tmp_path / "pelicanconf.py").write_text('SITENAME = "P"\nPATH = "content"\n', encoding="utf-8")
    for path in ("content/pages/a.md", "content/b.md"):
        (tmp_path / path).write_text("Title: A\nDate: 2026-01-02\n\na\n", encoding="utf-8")
    site = Blog.open(tmp_path)
    assert "1 page that is no post: f shows it." in site_lines(site.listing.report(site.posts()))
