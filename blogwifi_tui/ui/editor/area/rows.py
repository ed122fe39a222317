"""What one row of the editor shows.

A :class:`VisualRow` says all that its strip depends on besides the palette: two equal ones need one painting.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from blogwifi_tui.ui.editor.area.code_colours import CodeSpans
from blogwifi_tui.ui.editor.area.glyphs import cells, drawn
from blogwifi_tui.ui.editor.area.line_states import State
from blogwifi_tui.ui.editor.area.markdown_colours import Span, spans


class RowPiece(NamedTuple):
    """The part of a line that one row shows. Columns count from the first of them."""

    text: str
    """As drawn; tabs are still tabs."""
    spans: tuple[Span, ...]
    tabs: tuple[int, ...] = ()
    """Cells of each tab."""


class VisualRow(NamedTuple):
    """A row of the screen."""

    piece: RowPiece
    marks: tuple[Span, ...] = ()
    """What is laid over the text: search matches, selection, bracket, caret."""
    last: bool = True
    """The line ends here: one cell is kept for a caret after its last character."""
    band: bool = False
    """Part of the paragraph being written."""
    number: int = 0
    """Line number to show; 0 where there is none."""
    current: bool = False
    """The line of the caret, for its number."""


@lru_cache(256)
def pieces(
    line: str,
    state: State,
    code: CodeSpans,
    splits: tuple[int, ...],
    tab_size: int,
    no_break: bool,
    underlined: bool,
) -> tuple[RowPiece, ...]:
    """``line`` as the rows that ``splits`` (columns) make of it."""
    text = drawn(line, no_break=no_break)
    bounds = (0, *splits, len(text))
    parts: list[list[Span]] = [[] for _row in bounds[1:]]
    for first, last, name in (*spans(line, state, no_break, underlined), *code):
        for row in range(bisect_right(splits, first), bisect_left(splits, last) + 1):
            start, end = bounds[row], bounds[row + 1]
            parts[row].append((max(first, start) - start, min(last, end) - start, name))
    return tuple(
        RowPiece(text[start:end], tuple(part), _tabs(text, start, end, tab_size))
        for (start, end), part in zip(pairwise(bounds), parts, strict=True)
    )


def clipped(named: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans that show between two columns, counted from the first."""
    return tuple(
        (max(first, start) - start, min(last, end) - start, name)
        for first, last, name in named
        if first < end and last > start
    )


def _tabs(text: str, start: int, end: int, tab_size: int) -> tuple[int, ...]:
    """Cells of the tabs between two columns: they reach to stops counted from the start of the line."""
    if "\t" not in text:
        return ()
    before = cells(text, tab_size)
    return tuple(before[at + 1] - before[at] for at in range(start, end) if text[at] == "\t")
