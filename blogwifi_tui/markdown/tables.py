"""Tables fitted to the width: columns sized by their words, cells wrapped, rows stacked when all fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from blogwifi_tui.markdown.lines import Line, Span
from blogwifi_tui.markdown.runs import Run
from blogwifi_tui.markdown.wrap import WrappedRow, longest_word, unwrapped, wrap

_GAP = 2
_LONG_WORD = 16
"""Cells; a column need not be wider than this for the sake of one word (an address, mostly)."""

Cell = Sequence[Run]


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row and its source line."""

    cells: Sequence[Cell]
    source: int


def table(
    head: TableRow,
    body: Sequence[TableRow],
    aligns: Sequence[str],
    width: int,
    *,
    plain: bool = False,
    close: bool = False,
) -> list[Line]:
    """Lay a table out.

    Args:
        head: the first row.
        body: the others, each with as many cells as the first.
        aligns: ``"left"``, ``"right"``, ``"center"`` or ``""``, one a column.
        width: cells there are.
        plain: without lines, each cell after the name of its column, as one reads it aloud.
        close: without a line between two rows, also where cells are wrapped.
    """
    if plain:
        return _stacked(head, body, width, plain=True)
    columns = list(zip(head.cells, *(row.cells for row in body), strict=True))
    widths = _widths(columns, width - _GAP * (len(columns) - 1))
    if not widths:
        return _stacked(head, body, width)
    drawn = [_drawn(row, widths, aligns) for row in body]
    rule = Line((Span((" " * _GAP).join("─" * size for size in widths), "table.rule"),), head.source)
    lines = [*_drawn(head, widths, aligns), rule]
    airy = not close and any(len(rows) > 1 for rows in drawn)
    for number, rows in enumerate(drawn):
        if number and airy:
            lines.append(
                Line((Span((" " * _GAP).join("╌" * size for size in widths), "table.rule"),), rows[0].source)
            )
        lines.extend(rows)
    return lines


def _widths(columns: Sequence[Sequence[Cell]], room: int) -> list[int]:
    """Share ``room`` out: to each column its longest word, then of what it lacks; [] when room is short."""
    natural = [max(1, *(unwrapped(cell) for cell in column)) for column in columns]
    if sum(natural) <= room:
        return natural
    least = [max(1, min(_LONG_WORD, *[max(longest_word(cell) for cell in column)] * 2)) for column in columns]
    spare = room - sum(least)
    if spare < 0:
        return []
    wishes = [max(0, wish - need) for wish, need in zip(natural, least, strict=True)]
    total = sum(wishes)
    return [need + spare * wish // total for need, wish in zip(least, wishes, strict=True)]


def _drawn(row: TableRow, widths: Sequence[int], aligns: Sequence[str]) -> list[Line]:
    wrapped = [wrap(cell, size) for cell, size in zip(row.cells, widths, strict=True)]
    lines = []
    for parts in zip_longest(*wrapped) if any(wrapped) else [(None,) * len(widths)]:
        spans: list[Span] = []
        for number, (part, size, align) in enumerate(zip(parts, widths, aligns, strict=True)):
            if number:
                spans.append(Span(" " * _GAP))
            spans.extend(_placed(part, size, align))
        while spans and not spans[-1].text.strip():
            spans.pop()
        lines.append(Line(tuple(spans), row.source))
    return lines


def _placed(part: WrappedRow | None, size: int, align: str) -> list[Span]:
    if part is None:
        return [Span(" " * size)]
    room = size - part.width
    left = {"right": room, "center": room // 2}.get(align, 0)
    return [span for span in (Span(" " * left), *part.spans, Span(" " * (room - left))) if span.text]


def _stacked(head: TableRow, body: Sequence[TableRow], width: int, *, plain: bool = False) -> list[Line]:
    """One row under another, each cell after its column's name: for tables wider than the screen."""
    names = [wrap(cell, max(2, width // 3)) for cell in head.cells]
    indent = max((row.width for name in names for row in name), default=0) + _GAP
    lines: list[Line] = []
    for number, row in enumerate(body):
        if number:
            lines.append(Line(() if plain else (Span("╌" * width, "table.rule"),), row.source))
        for name, cell in zip(names, row.cells, strict=True):
            for label, value in zip_longest(name, wrap(cell, width - indent)):
                spans = [*(_placed(label, indent, "")), *(value.spans if value else ())]
                lines.append(Line(tuple(spans), row.source))
    return lines
