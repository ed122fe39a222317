"""Which line of the list belongs to which post, with or without headings between groups."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from typing import NamedTuple


class ListLine(NamedTuple):
    """What a line shows: a heading, or one of the lines of a row."""

    row: int = -1
    """-1 for a heading."""
    part: int = 0
    """0 is the row's first line."""
    heading: str = ""


class LineMap:
    """The lines of ``count`` rows, each ``height`` lines tall; those in ``taller`` have one more."""

    def __init__(
        self,
        count: int,
        height: int = 1,
        heading: Callable[[int], str] | None = None,
        taller: Collection[int] = (),
    ) -> None:
        self._count = count
        self._height = height
        self._taller = frozenset(taller)
        self._headings: dict[int, str] = {}
        self._starts: list[int] = []
        """Empty where all rows are alike, which is counted."""
        if heading is not None or taller:
            self._place(heading)

    def _place(self, heading: Callable[[int], str] | None) -> None:
        line, last = 0, None
        for row in range(self._count):
            name = heading(row) if heading else None
            if name is not None and name != last:
                self._headings[line] = last = name
                line += 1
            self._starts.append(line)
            line += self.height(row)

    def height(self, row: int) -> int:
        """How many lines a row has."""
        return self._height + (row in self._taller)

    def __len__(self) -> int:
        return self._count * self._height + len(self._taller) + len(self._headings)

    def start(self, row: int) -> int:
        """The first line of a row; 0 when there are no rows."""
        if self._starts:
            return self._starts[row]
        return row * self._height

    def top(self, row: int) -> int:
        """The first line to show with a row: the heading just above it, if any."""
        start = self.start(row)
        return start - 1 if start - 1 in self._headings else start

    def row_from(self, row: int, lines: int) -> int:
        """The row about so many lines below, or above when negative: the next one at least. May not exist."""
        target = self.start(row) + lines
        if lines > 0:
            found = bisect_right(self._starts, target) - 1 if self._starts else target // self._height
            return max(found, row + 1)
        found = bisect_left(self._starts, target) if self._starts else -(-target // self._height)
        return min(found, row - 1)

    def at(self, line: int) -> ListLine | None:
        """What the line shows; None outside."""
        if not 0 <= line < len(self):
            return None
        if line in self._headings:
            return ListLine(heading=self._headings[line])
        row = bisect_right(self._starts, line) - 1 if self._starts else line // self._height
        return ListLine(row, line - self.start(row))
