"""One row of the editor: what it shows, and the strip that shows it.

A :class:`VisualRow` says all that its strip depends on besides the palette: two equal ones need one painting.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

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


@dataclass(frozen=True, slots=True)
class Palette:
    """The styles of one theme, for rows of one width."""

    extent: tuple[int, int]
    """Cells of a row, and those of them taken by line numbers."""
    base: Style
    band: Style
    gutter: Style
    gutter_current: Style
    named: Mapping[str, Style]
    """For each name a span or mark may have, what it adds to the base."""

    def behind(self, row: VisualRow) -> Style:
        """The style of a row where it has no text."""
        return self.base + self.band if row.band else self.base


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


def painted(row: VisualRow, palette: Palette, width: int, gutter_width: int) -> Strip:
    """The strip of a row, ``width`` cells wide (more when the line is longer), gutter included."""
    style = palette.behind(row)
    segments: list[Segment] = []
    if gutter_width:
        number = str(row.number) if row.number else ""
        kind = palette.gutter_current if row.current else palette.gutter
        segments.append(Segment(f"{number:>{gutter_width - 2}}  ", palette.base + kind))
    text = row.piece.text + " " if row.last else row.piece.text
    segments += _segments(text, row, style, palette.named)
    strip = Strip(segments)
    return strip.extend_cell_length(width, style) if strip.cell_length < width else strip


def _segments(text: str, row: VisualRow, base: Style, named: Mapping[str, Style]) -> list[Segment]:
    """The text in the styles that cover it, each stretch of one style once."""
    covers = row.piece.spans + row.marks
    edges = sorted(
        {0, len(text), *(at for first, last, _name in covers for at in (first, last) if at < len(text))}
    )
    tabs = iter(row.piece.tabs)
    segments: list[Segment] = []
    for start, end in pairwise(edges):
        style = base
        for first, last, name in covers:
            if first <= start and last >= end:
                style += named[name]
        part = text[start:end]
        if row.piece.tabs and "\t" in part:
            part = "".join(" " * next(tabs) if letter == "\t" else letter for letter in part)
        if segments and segments[-1].style == style:
            part = segments.pop().text + part
        segments.append(Segment(part, style))
    return segments


def blank(width: int, palette: Palette) -> Strip:
    """A row below the text."""
    return Strip.blank(width, palette.base)
