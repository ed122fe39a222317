"""The rows of a rendered post, and which line of the source each row comes from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, overload

from blogwifi_tui.markdown.lines import Line, Span


class Part(NamedTuple):
    """The rows of one block; their ``source`` counts from the line ``base`` of the post."""

    lines: tuple[Line, ...]
    base: int
    gap: bool = True
    """Whether a blank row follows when another part does."""


class Rendering(Sequence[Line]):
    """The rows of a post, numbered from 0."""

    def __init__(self, parts: Sequence[Part], *, complete: bool = True) -> None:
        self.complete = complete
        """False when rendering was stopped before the end: only the first rows are there."""
        self._parts = parts
        heights = [len(part.lines) + part.gap for part in parts]
        if parts:
            heights[-1] = len(parts[-1].lines)
        self._ends = list(accumulate(heights))

    def headed(self, lines: Sequence[Line]) -> Rendering:
        """Return the same under the rows ``lines``, which belong to no line of the source."""
        if not lines:
            return self
        return Rendering([Part(tuple(lines), -1, gap=False), *self._parts], complete=self.complete)

    @property
    def lines(self) -> Sequence[Line]:
        """The rows."""
        return self

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, row: int) -> Line: ...
    @overload
    def __getitem__(self, row: slice) -> list[Line]: ...
    def __getitem__(self, row: int | slice) -> Line | list[Line]:
        if isinstance(row, slice):
            return [self[index] for index in range(*row.indices(len(self)))]
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        return Line(self.spans(row % len(self)), self.source_of(row % len(self)))

    def spans(self, row: int) -> tuple[Span, ...]:
        """Return what row ``row`` shows: the very same object as long as its block did not change."""
        part, offset = self._find(row)
        return part.lines[offset].spans if offset < len(part.lines) else ()

    def source_of(self, row: int) -> int:
        """Return the 0-based source line that row ``row`` (or the nearest there is) comes from."""
        if not self._parts:
            return 0
        part, offset = self._find(min(max(row, 0), len(self) - 1))
        return max(0, part.base + part.lines[min(offset, len(part.lines) - 1)].source)

    def row_of(self, source_line: int) -> int:
        """Return the first row that shows the source line, or what stands nearest above it."""
        firsts, order = self._by_source
        found = bisect_right(firsts, source_line) - 1
        if found < 0:
            return 0
        index = order[found]
        part = self._parts[index]
        sources = [line.source for line in part.lines]
        nearest = sources[max(0, bisect_right(sources, source_line - part.base) - 1)]
        return (self._ends[index - 1] if index else 0) + bisect_left(sources, nearest)

    def _find(self, row: int) -> tuple[Part, int]:
        index = bisect_right(self._ends, row)
        return self._parts[index], row - (self._ends[index - 1] if index else 0)

    @cached_property
    def _by_source(self) -> tuple[list[int], list[int]]:
        """First source lines in order, and the part of each: footnotes stand far from their source."""
        firsts = [part.base + part.lines[0].source for part in self._parts]
        order = sorted(range(len(firsts)), key=firsts.__getitem__)
        return [firsts[index] for index in order], order
