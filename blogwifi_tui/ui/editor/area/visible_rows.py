"""The rows the editor shows at one moment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from textual.document._document import Location, Selection

from blogwifi_tui.ui.editor.area.fenced_code import FencedCode
from blogwifi_tui.ui.editor.area.line_states import Fence, LineStates
from blogwifi_tui.ui.editor.area.markdown_colours import Span, underlines
from blogwifi_tui.ui.editor.area.match_marks import MatchMarks
from blogwifi_tui.ui.editor.area.rows import VisualRow, clipped, pieces
from blogwifi_tui.ui.editor.area.words import character_end
from blogwifi_tui.ui.editor.area.wrap_map import WrapMap


@dataclass(frozen=True, slots=True)
class VisibleRows:
    """Everything the rows depend on, read once for all of them."""

    lines: Sequence[str]
    wrapping: WrapMap
    states: LineStates
    code: FencedCode
    top: int
    """The row at the top of the widget."""
    height: int
    """Rows of the widget."""
    selection: Selection
    caret: bool
    """Whether the caret is drawn."""
    bracket: Location | None
    found: MatchMarks
    """What was searched for."""
    band: range
    """The lines of the paragraph being written."""
    first_number: int | None
    """Number of the first line; None where lines have none."""
    tab_size: int
    no_break: bool

    def rows(self, first: int, end: int) -> list[VisualRow | None]:
        """What lines ``first`` to ``end`` (excluded) of the widget show; None below the text."""
        tops = self.wrapping.tops
        wanted, stop = first + self.top, min(end + self.top, tops[-1])
        found: list[VisualRow | None] = []
        line = bisect_right(tops, wanted) - 1
        while wanted < stop:
            rows = self._line_rows(line)
            part = wanted - tops[line]
            taken = rows[part : part + stop - wanted]
            found += taken
            wanted, line = wanted + len(taken), line + 1
        return found + [None] * (end - first - len(found))

    def _line_rows(self, line: int) -> list[VisualRow]:
        """The rows of one line."""
        text, state = self.lines[line], self.states.at(line)
        in_code = isinstance(state, Fence) and not state.closed_by(text)
        code = self.code.spans(self.lines, self.states, line, self.height) if in_code else ()
        below = self.lines[line + 1] if line + 1 < len(self.lines) else ""
        underlined = underlines(below, text, state)
        splits = tuple(self.wrapping.get_offsets(line))
        marks = self._marks(line, text)
        number = 0 if self.first_number is None else self.first_number + line
        band, current = line in self.band, bool(number) and line == self.selection.end[0]
        shown = (text, state, code, splits, self.tab_size, self.no_break, underlined)
        rows = []
        start, last = 0, len(splits)
        for part, piece in enumerate(pieces(*shown)):
            over = clipped(marks, start, start + len(piece.text) + (part == last)) if marks else ()
            rows.append(VisualRow(piece, over, part == last, band, 0 if part else number, current))
            start += len(piece.text)
        return rows

    def _marks(self, line: int, text: str) -> tuple[Span, ...]:
        """What is laid over a line: selection, matches, brackets, caret, in that order."""
        marks: tuple[Span, ...] = ()
        caret = self.selection.end
        first, last = sorted(self.selection)
        if first != last and first[0] <= line <= last[0]:
            start = first[1] if line == first[0] else 0
            marks += ((start, last[1] if line == last[0] else len(text) + 1, "selection"),)
        marks += tuple(self.found.spans(line))
        if self.bracket and first == last:
            marks += tuple((at, at + 1, "bracket") for row, at in (self.bracket, caret) if row == line)
        if line == caret[0] and self.caret:
            marks += ((caret[1], character_end(text, caret[1]), "caret"),)
        return marks
