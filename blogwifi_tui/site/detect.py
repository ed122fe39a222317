"""Finds the sites of a blog: which generator makes each, where, and with which settings."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import Final

from blogwifi_tui.errors import FileRefused
from blogwifi_tui.site.generator import Site
from blogwifi_tui.site.generators import GENERATORS
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


def detect(root: Path, posts_setting: str | None, *, zone: tzinfo | None = None) -> Sites:
    """The sites of the blog at ``root``: at least one, by no generator where none is recognized.

    Args:
        root: of the blog.
        posts_setting: the folder of the posts, where the person has named it.
        zone: the blog's.

    Raises:
        FileRefused: that folder lies outside the blog.
    """
    tree = Tree(root)
    chosen = None if posts_setting is None else _inside(root, posts_setting)
    found = _found(tree)
    if chosen is not None:
        found = [_narrowed(tree, found, chosen)]
    sites = found or [folder_of_posts(tree, "")]
    about = "\n".join(f"{each.generator.name} {each.folder} {each.posts} {each.drafts}" for each in sites)
    return Sites(sites, f"{about}\n{tree.fingerprint}", zone=zone)


def _found(tree: Tree) -> list[Site]:
    """Sites from the root down, breadth first; not below the folders of posts of one that was found."""
    sites: list[Site] = []
    waiting = deque([("", 0)])
    while waiting:
        folder, depth = waiting.popleft()
        if any(folder and f"{folder}/".startswith(f"{each}/") for site in sites for each in site.posts):
            continue
        site = next((site for each in GENERATORS if (site := each.find(tree, folder))), None)
        if site:
            sites.append(site)
        if depth < _DEEPEST:
            inner = sorted(tree.folders(folder))
            names = (name for name in inner if not name.startswith(".") and name.lower() not in _SKIPPED)
            waiting.extend((f"{folder}/{name}" if folder else name, depth + 1) for name in names)
    return sites


def _narrowed(tree: Tree, sites: list[Site], folder: str) -> Site:
    """The posts in ``folder`` alone, read by the rules of the site around it."""
    plain = chosen_folder(tree, folder)
    around = [each for each in sites if not each.folder or f"{folder}/".startswith(f"{each.folder}/")]
    if not around:
        return plain
    site = max(around, key=lambda each: len(each.folder))
    return replace(site, posts=plain.posts, drafts=plain.drafts)


def _inside(root: Path, setting: str) -> str:
    base = os.path.realpath(root)
    folder = os.path.realpath(os.path.join(base, setting))  # noqa: PTH118 - an absolute setting must show
    if os.path.commonpath([base, folder]) != base:
        raise FileRefused(setting, "outside")
    relative = os.path.relpath(folder, base).replace(os.sep, "/")
    return "" if relative == "." else relative
