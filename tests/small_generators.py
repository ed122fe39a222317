"""Generators of our own making, each with one way of keeping a post off its site."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.site import detect
from blogwifi_tui.site.generator import Generator, Site
from blogwifi_tui.site.tree import Tree
from tests.conftest import Git


def _shelf(tree: Tree, folder: str) -> Site | None:
    return (
        Site(SHELF, folder, posts=("_posts",), drafts=("_drafts",)) if _has(tree, folder, "shelf") else None
    )


def _bare(tree: Tree, folder: str) -> Site | None:
    return Site(BARE, folder, posts=("texts",), holds_future=False) if _has(tree, folder, "bare") else None


def _quiet(tree: Tree, folder: str) -> Site | None:
    return Site(QUIET, folder, posts=("texts",), zone=UTC) if _has(tree, folder, "quiet") else None


def _has(tree: Tree, folder: str, name: str) -> bool:
    return not folder and f"{name}.toml" in tree.files(folder)


def _by_folder(site: Site, header: Header, moment: datetime | None) -> Visibility:
    if header.path.startswith("_drafts/"):
        return Visibility(draft=True, reason="_drafts/")
    if header.texts.get("published") == "false":
        return Visibility(draft=True, reason="published: false")
    if header.texts.get("section") == "closed":
        return Visibility(hidden=True, reason="section: closed")
    until = known_fields.date({"date": header.texts.get("until")}, "")
    until = until and until.replace(tzinfo=UTC)
    return Visibility(since=moment if site.holds_future else None, until=until)


def _out_of_folder(_site: Site, header: Header, draft: bool, now: datetime | None) -> DraftChange:
    if draft:
        return DraftChange((("published", False),))
    without = ("published",) if "published" in header.texts else ()
    if not header.path.startswith("_drafts/"):
        return DraftChange(without=without)
    assert now is not None
    return DraftChange(without=without, path=f"_posts/{now:%Y-%m-%d}-{header.path.removeprefix('_drafts/')}")


def _always_shown(_site: Site, _header: Header, _moment: datetime | None) -> Visibility:
    return Visibility()


def _no_mark(_site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange:
    if draft:
        raise NoDraftMark(header.path, "Bare")
    return DraftChange()


def _by_permalink(_site: Site, header: Header, moment: datetime | None) -> Visibility:
    if header.texts.get("permalink") == "false":
        return Visibility(hidden=True, reason="permalink: false")
    return Visibility(since=moment)


def _without_page(_site: Site, _header: Header, draft: bool, _now: datetime | None) -> DraftChange:
    return DraftChange((("permalink", False),)) if draft else DraftChange(without=("permalink",))


SHELF: Final = Generator(
    name="shelf",
    label="Shelf",
    find=_shelf,
    keys=frozenset(("published", "section", "until")),
    visibility=_by_folder,
    draft_change=_out_of_folder,
    pattern="{date}-{slug}",
)
"""Drafts lie in ``_drafts``, and go to ``_posts`` under a dated name; ``published: false`` hides others."""
BARE: Final = Generator(
    name="bare", label="Bare", find=_bare, visibility=_always_shown, draft_change=_no_mark
)
"""Every post has a page at once."""
QUIET: Final = Generator(
    name="quiet",
    label="Quiet",
    find=_quiet,
    keys=frozenset(("permalink",)),
    visibility=_by_permalink,
    draft_change=_without_page,
)
"""No drafts, but ``permalink: false`` makes no page. Dates without a zone are in UTC, those ahead wait."""


class MadeRow(NamedTuple):
    """A row of the table for a generator that no module holds, and that every folder is tried for."""

    generator: Generator

    @property
    def name(self) -> str:
        return self.generator.name

    def may_make(self, _tree: Tree, _folder: str) -> bool:
        return True

    def load(self) -> Generator:
        return self.generator


def know(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program know these generators beside its own."""
    monkeypatch.setattr(detect, "GENERATORS", (*map(MadeRow, (SHELF, BARE, QUIET)), *detect.GENERATORS))


def site_of(generator: Generator, folder: Path, posts: dict[str, str], git: Git) -> Blog:
    """A blog in ``folder`` with these files, all committed, whose site this generator makes."""
    for path, text in {f"{generator.name}.toml": "", **posts}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Tout")
    blog = Blog.open(folder)
    assert blog.sites.sites[0].generator.name == generator.name
    return blog
