"""Patterns of paths as generators in JavaScript write them: ``**/*.{md,mdx}``, ``**/[^_]*.md``, ``!old/**``.

Matched are ``*``, ``?``, ``[…]``, ``**`` as a whole part, and braces, as picomatch does where no option says
otherwise (its README, Globbing features): no wildcard takes a name that begins with a dot. The time does not
grow faster than path and pattern together: parts of the path are matched one by one.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable
from functools import lru_cache

_MOST = 64
"""Patterns that the braces of one may stand for."""
_PARTS = 32
_BRACES = re.compile(r"\{([^{}]*+)\}")
_EXTENDED = re.compile(r"[@!+*?]\(")


def matches(path: str, patterns: Iterable[str], *, unknown: bool = True) -> bool:
    """Whether any of the patterns takes a path, and none that begins with ``!`` refuses it.

    Args:
        path: of a file, from the folder that the patterns are of.
        patterns: as they are written.
        unknown: what is said of a pattern that holds what is not known here (``@(a|b)``): it takes every path
            and refuses none. ``False``, for patterns of what is left out: it takes none and refuses all.
    """
    every = tuple(patterns)
    parts = path.split("/")
    taken = any(_takes(each, parts, unknown=unknown) for each in every if not each.startswith("!"))
    return taken and not any(
        _takes(each[1:], parts, unknown=not unknown) for each in every if each.startswith("!")
    )


def _takes(pattern: str, path: list[str], *, unknown: bool) -> bool:
    alternatives = _alternatives(pattern)
    return unknown if alternatives is None else any(_parts(path, each) for each in alternatives)


@lru_cache(256)
def _alternatives(pattern: str) -> tuple[list[str], ...] | None:
    """The patterns that one with braces stands for, in parts; None when it holds what is not known here."""
    if _EXTENDED.search(pattern) or pattern.count("/") > _PARTS:
        return None
    return tuple(each.removeprefix("./").split("/") for each in _expanded(pattern))


def _expanded(pattern: str) -> list[str]:
    """The patterns that one with braces stands for."""
    waiting, done = [pattern], list[str]()
    while waiting and len(waiting) + len(done) <= _MOST:
        each = waiting.pop()
        found = _BRACES.search(each)
        if found is None:
            done.append(each)
        else:
            waiting += (each[: found.start()] + one + each[found.end() :] for one in found[1].split(","))
    return done


def _parts(path: list[str], pattern: list[str]) -> bool:
    """Whether the parts of a path match those of a pattern; ``reached``: how many of the path are taken."""
    reached = {0}
    for part in pattern:
        if part == "**":
            first = min(reached)
            stop = next((at for at in range(first, len(path)) if path[at].startswith(".")), len(path))
            reached |= set(range(first, stop + 1))
        else:
            reached = {at + 1 for at in reached if at < len(path) and _part(part).fullmatch(path[at])}
        if not reached:
            return False
    return len(path) in reached


@lru_cache(256)
def _part(pattern: str) -> re.Pattern[str]:
    # fnmatch writes "not these" as [!…], and expressions that never look twice.
    expression = fnmatch.translate(pattern.replace("[^", "[!"))
    return re.compile(expression if pattern.startswith(".") else rf"(?!\.){expression}")
