"""Finds the sites of a blog: which generator makes each, where, and with which settings."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import Final

from blogwifi_tui.errors import FileRefused
from blogwifi_tui.site.generator import Site
from blogwifi_tui.site.generator_table import GENERATORS, Row
from blogwifi_tui.site.paths import below, is_inside, join
from blogwifi_tui.site.plain import DEFAULT_FOLDER, chosen_folder, folder_of_posts
from blogwifi_tui.site.sites import Sites
from blogwifi_tui.site.tree import Tree

__all__ = ["DEFAULT_FOLDER", "detect"]

_DEEPEST: Final = 3
"""Folders below the root in which a site may lie, one inside another."""
_SKIPPED: Final = frozenset((
    "node_modules", "themes", "vendor", "bower_components", "public", "_site", "dist", "output", "build",
    "resources", "static", "assets", "archetypes", "scaffolds", "layouts", "__pycache__", "venv", "test",
    "tests", "fixtures",
))  # fmt: skip
"""Names of folders in which a site is somebody else's, an example, or already built."""


def detect(
    root: Path,
    posts: str | Sequence[str] | None = None,
    *,
    generator: str | None = None,
    zone: tzinfo | None = None,
) -> Sites:
    """The sites of the blog at ``root``: at least one, by no generator where none is recognized.

    Args:
        root: of the blog.
        posts: the folder of the posts, or all of them, where the person has named them.
        generator: the name of what makes the site, where the person has named it.
        zone: the blog's.

    Raises:
        FileRefused: such a folder lies outside the blog.
    """
    tree = Tree(root)
    named = [posts] if isinstance(posts, str) else posts or ()
    chosen = [_inside(root, folder) for folder in named]
    found = _found(tree, _wanted(generator))
    if not found:
        found = [folder_of_posts(tree, "")]
    sites = _narrowed(tree, found, chosen) if chosen else found
    about = "\n".join(f"{each.generator.name} {each.folder} {each.posts} {each.drafts}" for each in sites)
    fingerprint = f"{about}\n{tree.fingerprint}"
    tree.forget()
    return Sites(
        sites,
        fingerprint,
        zone=zone,
        is_outdated=tree.is_outdated,
        told_by=tree.told_by,
        unread=tree.unread,
    )


def _wanted(name: str | None) -> Sequence[Row]:
    """The generators that a folder is tried for."""
    return GENERATORS if name is None else [each for each in GENERATORS if each.name == name]


def _found(tree: Tree, generators: Sequence[Row]) -> list[Site]:
    """Sites from the root down, breadth first; not below the folders of posts of one that was found."""
    sites: list[Site] = []
    waiting = deque([("", 0)])
    while waiting:
        folder, depth = waiting.popleft()
        if any(folder and f"{folder}/".startswith(f"{each}/") for site in sites for each in site.posts):
            continue
        site = next((site for each in generators if (site := _tried(tree, folder, each))), None)
        if site and not any(_is_part(site, each) for each in sites):
            sites.append(site)
        if depth < _DEEPEST:
            inner = sorted(tree.folders(folder))
            names = (name for name in inner if not name.startswith(".") and name.lower() not in _SKIPPED)
            waiting.extend((below(folder, name), depth + 1) for name in names)
    return sites


def _is_part(site: Site, around: Site) -> bool:
    """Whether what looks like a site is the ``source`` of another: its posts are those of that one."""
    return not site.settings and site.generator is around.generator and {*site.posts}.issubset(around.posts)


def _tried(tree: Tree, folder: str, row: Row) -> Site | None:
    """The site that a generator finds in a folder, which is asked where the folder shows a sign of it."""
    site = row.load().find(tree, folder) if row.may_make(tree, folder) else None
    return site and _kept_inside(site)


def _kept_inside(site: Site) -> Site:
    """A site without the folders that lead out of the blog, or are none: settings may say anything."""
    posts, drafts = ([each for each in folders if is_inside(each)] for folders in (site.posts, site.drafts))
    return replace(
        site,
        posts=tuple(posts) or (join(site.folder, DEFAULT_FOLDER),),
        drafts=tuple(drafts),
        pictures=site.pictures if is_inside(site.pictures) else "",
    )


def _narrowed(tree: Tree, sites: Sequence[Site], folders: Sequence[str]) -> list[Site]:
    """The posts in ``folders`` alone, each read by the rules of the site around it, else by those of none."""
    held: dict[int | None, list[str]] = {}
    for folder in folders:
        around = (
            at for at, each in enumerate(sites) if f"{folder}/".startswith(f"{each.folder}/".lstrip("/"))
        )
        held.setdefault(max(around, key=lambda at: len(sites[at].folder), default=None), []).append(folder)
    found: list[Site] = []
    for at, posts in held.items():
        plain = [chosen_folder(tree, folder) for folder in posts]
        site = plain[0] if at is None else sites[at]
        drafts = tuple(draft for each in plain for draft in each.drafts)
        found.append(replace(site, posts=tuple(posts), drafts=drafts, narrowed=True))
    return found


def _inside(root: Path, setting: str) -> str:
    base = os.path.realpath(root)
    folder = os.path.realpath(os.path.join(base, setting))  # noqa: PTH118 - an absolute setting must show
    if os.path.commonpath([base, folder]) != base:
        raise FileRefused(setting, "outside")
    relative = os.path.relpath(folder, base).replace(os.sep, "/")
    return "" if relative == "." else relative
