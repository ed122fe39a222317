"""Where marks stand in a text, each looked for once however often it is asked for.

What looks for the end of something from each of its beginnings reads the rest of the text each time there is
none: twice the text takes four times as long. Whoever reads by :class:`Places` takes twice as long.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache

_TICKS = re.compile("`+")


class Places:
    """The places of marks in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, list[int]] = {}
        self._spans: dict[re.Pattern[str], list[tuple[int, int]]] = {}

    def after(self, mark: str, at: int, end: int) -> int:
        """Where ``mark`` first stands whole between ``at`` and ``end``; -1 where it does not."""
        if mark not in self._found:
            self._found[mark] = [found.start() for found in re.finditer(f"(?={re.escape(mark)})", self._text)]
        return _first(self._found[mark], at, end - len(mark))

    def match_after(self, pattern: re.Pattern[str], at: int, end: int) -> tuple[int, int] | None:
        """The span of the first match of ``pattern`` between ``at`` and ``end``."""
        if pattern not in self._spans:
            self._spans[pattern] = [found.span() for found in pattern.finditer(self._text)]
        spans = self._spans[pattern]
        found = bisect_left(spans, (at, 0))
        return spans[found] if found < len(spans) and spans[found][1] <= end else None

    def ticks_after(self, length: int, at: int, end: int) -> int:
        """Where a run of exactly ``length`` backticks begins between ``at`` and ``end``; -1 for nowhere."""
        return _first(self._ticks.get(length, ()), at, end - length)

    @cached_property
    def _ticks(self) -> dict[int, list[int]]:
        runs: dict[int, list[int]] = {}
        for run in _TICKS.finditer(self._text):
            runs.setdefault(len(run[0]), []).append(run.start())
        return runs


def _first(places: Sequence[int], at: int, last: int) -> int:
    found = bisect_left(places, at)
    return places[found] if found < len(places) and places[found] <= last else -1


@lru_cache(maxsize=32)
def places_in(text: str) -> Places:
    """The places of a text that is asked about from many of them, as the rules of the parser do."""
    return Places(text)
