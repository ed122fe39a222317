"""A first look at folders and files, without reading a post: is one there, has it a title, and which tags."""

from __future__ import annotations

import re
from typing import Final

from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.tree import Tree

_FENCE = re.compile(r"\ufeff?(---|\+\+\+|;;;)[^\n]*\n")
_TITLE = re.compile(r"""^["']?title["']?[ \t]*[:=][ \t]*\S""", re.MULTILINE | re.IGNORECASE)
_TAGS = re.compile(r"^tags:[ \t]*(?P<inline>[^\n]*)(?P<items>(?:\n[ \t]*-[ \t][^\n]*)*)", re.MULTILINE)
_ITEM = re.compile(r"[^\s\[\],\"'-][^\[\],\"'\n]*")


_MOST_FOLDERS: Final = 120
"""Folders in which Markdown is looked for."""


def posts_in(tree: Tree, folder: str) -> list[str]:
    """The names of the Markdown files in a folder, in order, none of which is a project's page there.

    At the root of a blog some of them would be, as ``CHANGELOG.md``.
    """
    return sorted(name for name in tree.files(folder) if is_post(f"posts/{name}"))


def has_posts(tree: Tree, folder: str) -> bool:
    """Whether Markdown lies in a folder or below, as ``2026/05/12/a-post/``; looks into a few, new first."""
    waiting = [folder]
    for _ in range(_MOST_FOLDERS):
        if not waiting:
            return False
        each = waiting.pop()
        if posts_in(tree, each):
            return True
        waiting += sorted(below(each, name) for name in tree.folders(each) if not name.startswith("."))
    return False


def header_of(text: str) -> str:
    """The lines of the header that a text begins with; empty when it begins with none."""
    begin = _FENCE.match(text)
    if begin is None:
        return ""
    return text[begin.end() :].partition(f"\n{begin[1]}")[0]


def has_title(text: str) -> bool:
    """Whether a text begins with a header that has a title."""
    return _TITLE.search(header_of(text)) is not None


def tags_in(text: str) -> tuple[str, ...]:
    """The names under ``tags`` in the header that a text begins with."""
    found = _TAGS.search(header_of(text))
    if found is None:
        return ()
    return tuple(item.strip() for item in _ITEM.findall(found["inline"] + found["items"]))
