"""What is told of the sites of a blog: where posts are taken from, and what is left out, with the reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.core.site_report import LeftOut, LeftOutReason, report
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
