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


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether any of the patterns takes a path, and none that begins with ``!`` refuses it.

    A pattern that holds what is not known here (``@(a|b)``) takes every path, and refuses none.
    """
    every = tuple(patterns)
    taken = any(_matches(path, each, unknown=True) for each in every if not each.startswith("!"))
    return taken and not any(
        _matches(path, each[1:], unknown=False) for each in every if each.startswith("!")
    )


def _matches(path: str, pattern: str, *, unknown: bool) -> bool:
    if _EXTENDED.search(pattern) or pattern.count("/") > _PARTS:
        return unknown
    return any(_parts(path.split("/"), each.removeprefix("./").split("/")) for each in _expanded(pattern))


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
