"""Which files are posts, by their names alone."""

from __future__ import annotations

import re
from typing import Final

_EXTENSION = re.compile(r"\.(?:md|markdown|mdown|mkdn?|mkdown|mdwn|mdtxt|mdtext|mdx)$", re.IGNORECASE)
_NOT_POSTS: Final = frozenset((
    "readme", "license", "licence", "changelog", "contributing", "code_of_conduct", "security", "authors",
    "todo",
))  # fmt: skip
_NOT_FOLDERS: Final = frozenset((
    "_site", "_includes", "_layouts", "_data", "_sass", "_templates", "node_modules", "vendor", "themes",
    "public",
    "images", "img", "output", "__pycache__", "target", "dist", "resources",
))  # fmt: skip


def is_post(relative: str) -> bool:
    """Whether a path names a post: Markdown, not hidden, not a project's own page, not a generator's part."""
    if not _EXTENSION.search(relative):
        return False
    *folders, name = relative.split("/")
    if name.startswith((".", "_index.")) or any(
        f.startswith(".") or f.lower() in _NOT_FOLDERS for f in folders
    ):
        return False
    return bool(folders) or _EXTENSION.sub("", name).lower() not in _NOT_POSTS
