"""The document as rows of the screen; what an edit costs does not grow with the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from textual.document._document import DocumentBase, Location
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import get_tab_widths
from textual.geometry import Offset, clamp

from blogwifi_tui.ui.editor.area.glyphs import breaks, cells, drawn


class WrapMap(WrappedDocument):
    """Textual's wrapped document, its rows found by bisection instead of tables rewritten at each line added.

    It measures text as it is drawn (control characters have a picture) and never splits at a no-break space.
    """

    def __init__(self, document: DocumentBase, width: int = 0, tab_width: int = 4) -> None:
        self._tops: list[int] | None = None
        self._line_cells: list[int] = []
        super().__init__(document, width, tab_width)

    @property
    def width(self) -> int:
        """Cells to a row; 0 when lines are not wrapped."""
        return self._width

    @property
    def tops(self) -> list[int]:
        """The first row of each line, and after the last line the number of rows."""
        if self._tops is None:
            self._tops = list(accumulate((len(offsets) + 1 for offsets in self._wrap_offsets), initial=0))
        return self._tops

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.tops[-1]

    @property
    def widest(self) -> int:
        """Cells of the longest line; only known when lines are not wrapped."""
        return max(self._line_cells, default=0)

    @property
    def wrapped(self) -> bool:
        """As in Textual: True when every line has one row."""
        return self.height == len(self._wrap_offsets)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap every line at ``width`` cells; 0 for no wrapping."""
        self._width = width
        self._tab_width = tab_width or self._tab_width
        self._wrap_offsets, self._line_cells = self._measured(self.document.lines)
        self._tops = None

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap again the lines between ``start`` and ``new_end``, which replaced those up to ``old_end``."""
        top, old_bottom, new_bottom = start[0], old_end[0], new_end[0]
        offsets, widths = self._measured(self.document.lines[top : new_bottom + 1])
        old = self._wrap_offsets[top : old_bottom + 1]
        self._wrap_offsets[top : old_bottom + 1] = offsets
        if not self._width:
            self._line_cells[top : old_bottom + 1] = widths
        if [len(line) for line in old] != [len(line) for line in offsets]:
            self._tops = None

    def _measured(self, lines: Sequence[str]) -> tuple[list[list[int]], list[int]]:
        """Split offsets of each line, and its cells when nothing is wrapped."""
        width, tab = self._width, self._tab_width
        if width:
            return [breaks(drawn(line), width, tab) for line in lines], []
        return [[] for _line in lines], [cells(drawn(line), tab)[-1] for line in lines]

    def location_to_offset(self, location: Location) -> Offset:
        """Cell and row of a location; the caret of a split belongs to the row that follows it."""
        line = clamp(location[0], 0, len(self._wrap_offsets) - 1)
        text = self.document.get_line(line)
        column = clamp(location[1], 0, len(text))
        offsets = self._wrap_offsets[line]
        part = bisect_right(offsets, column)
        before = cells(drawn(text), self._tab_width)
        return Offset(before[column] - before[offsets[part - 1] if part else 0], self.tops[line] + part)

    def offset_to_location(self, offset: Offset) -> Location:
        """The location drawn at a cell and row, the nearest one when nothing is."""
        y = clamp(offset[1], 0, self.height - 1)
        line = bisect_right(self.tops, y) - 1
        return line, self.get_target_document_column(line, max(0, offset[0]), y - self.tops[line])

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column drawn at cell ``x_offset`` of the line's row ``y_offset`` (from its end if negative)."""
        offsets = self._wrap_offsets[line_index]
        part = y_offset % (len(offsets) + 1)
        start = offsets[part - 1] if part else 0
        before = cells(drawn(self.document.get_line(line_index)), self._tab_width)
        end = offsets[part] if part < len(offsets) else len(before)
        cell = before[start] + x_offset
        if part < len(offsets):
            cell = min(cell, before[end] - 1)
        return max(start, bisect_right(before, cell, start, end) - 1)

    def get_sections(self, line_index: int) -> list[str]:
        """The line's rows, as drawn."""
        text = drawn(self.document.get_line(line_index))
        bounds = [0, *self._wrap_offsets[line_index], len(text)]
        return [text[start:end] for start, end in pairwise(bounds)]

    def get_tab_widths(self, line_index: int) -> list[int]:
        """The cells of each tab of the line."""
        return [width for _text, width in get_tab_widths(self.document.get_line(line_index), self._tab_width)]
