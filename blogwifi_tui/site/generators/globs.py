"""Patterns of paths in settings of generators, matched segment by segment."""

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


def matches(path: str, pattern: str, *, begins: bool = False) -> bool:
    """Whether a pattern is that of a path; ``**`` stands for any number of folders, ``*`` for names.

    ``begins``: the pattern may stand for a folder that the path lies in.
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
    return begins or len(parts) in reached
