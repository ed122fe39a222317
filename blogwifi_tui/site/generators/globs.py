"""Patterns of paths in Jekyll's settings, matched segment by segment; how many are read of such a list."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Final

MOST: Final = 200
"""Patterns of one list that are read."""
LONGEST: Final = 300
"""Characters of a pattern; a longer one is none."""


def kept(written: Iterable[str]) -> tuple[str, ...]:
    """The patterns of a list that are read."""
    return tuple(each for each in written if each and len(each) <= LONGEST)[:MOST]


def matches(path: str, pattern: str) -> bool:
    """Whether a pattern is that of a path, or of a folder that it lies in.

    ``**`` stands for any number of folders, ``*`` for names, as in Ruby's ``Dir.glob``.
    """
    parts = path.split("/")
    reached = {0}
    for each in pattern.rstrip("/").split("/"):
        if each == "**":
            reached = set(range(min(reached), len(parts) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(parts) and fnmatchcase(parts[at], each)}
        if not reached:
            return False
    return True
