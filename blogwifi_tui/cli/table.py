"""Rows as the verbs print them: in columns for people, with a tab between fields for programs."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import chain
from shutil import get_terminal_size

from blogwifi_tui.sanitize import visible

_GAP = "  "
_LEAST = 20
"""Cells under which a cut text tells nothing any more."""
_MOMENT = 0.3
"""Seconds in which rows that are still being looked for gather, to be laid out together."""


class Column(Enum):
    """How a column takes little room."""

    WHOLE = auto()
    """It is never cut."""
    TEXT = auto()
    """Its end is cut."""
    PATH = auto()
    """Its beginning is cut: the end tells more."""
    NAME = auto()
    """Its end is cut, and only after that of all texts: it is what is typed again."""
    BELOW = auto()
    """Where it says something, that stands on a line below the row, in whole."""


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, plain: bool) -> None:
    """Print ``rows``, each a text for every column; one that acts on a terminal is drawn.

    ``plain``: in aligned columns, no wider than the terminal where there is one; else with a tab between all
    fields, none of which is cut.
    """
    shown = [[visible(cell) for cell in row] for row in rows]
    _print_rows(columns, shown, [0] * len(columns), plain=plain)


def print_as_found(
    columns: Sequence[Column], batches: Iterable[Iterable[Sequence[str]]], *, plain: bool
) -> bool:
    """:func:`print_table` for rows that are still being looked for; returns whether there was any.

    What came in a moment is printed together, in columns that are as wide as those before at least. Aligned
    in a file or a pipe, where nothing is cut, all rows wait for the last.

    Args:
        columns: as there.
        batches: the rows, some at a time; an empty batch tells that it lasts.
        plain: as there.
    """
    waits = plain and not sys.stdout.isatty()
    found: list[Sequence[str]] = []
    before = [0] * len(columns)
    end, is_any = time.monotonic() + _MOMENT, False
    for batch in batches:
        for row in chain(batch, [None]):
            if row:
                found.append([visible(cell) for cell in row])
            if found and not waits and time.monotonic() >= end:
                before = _print_rows(columns, found, before, plain=plain)
                sys.stdout.flush()
                end, is_any, found = time.monotonic() + _MOMENT, True, []
    _print_rows(columns, found, before, plain=plain)
    return is_any or bool(found)


def _print_rows(
    columns: Sequence[Column], shown: Sequence[Sequence[str]], before: Sequence[int], *, plain: bool
) -> list[int]:
    """Print rows made visible, in columns of the widths ``before`` at least; returns the widths they want."""
    if not plain:
        for row in shown:
            print("\t".join(row))
        return list(before)
    inside = [at for at, column in enumerate(columns) if column is not Column.BELOW]
    wanted = [max((before[at], *(_width(row[at]) for row in shown))) for at in range(len(columns))]
    widths = _fitted(
        [columns[at] for at in inside],
        [wanted[at] for at in inside],
        get_terminal_size().columns if sys.stdout.isatty() else None,
    )
    for row in shown:
        cells = [_cut(row[at], width, columns[at]) for at, width in zip(inside, widths, strict=True)]
        print(_GAP.join(cell for cell, width in zip(cells, widths, strict=True) if width).rstrip())
        for at, column in enumerate(columns):
            if column is Column.BELOW and row[at]:
                print(f"    {row[at]}")
    return wanted


def fits(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bool:
    """Whether no row has to be cut; without a terminal there is room for all."""
    if not sys.stdout.isatty():
        return True
    inside = [at for at, column in enumerate(columns) if column is not Column.BELOW]
    widths = [max((_width(visible(row[at])) for row in rows), default=0) for at in inside]
    return sum(widths) + len(_GAP) * (sum(map(bool, widths)) - 1) <= get_terminal_size().columns


def _fitted(columns: Sequence[Column], widths: Sequence[int], room: int | None) -> list[int]:
    """How wide each column is, so that all fit into ``room`` cells; 0 for one that is left out.

    Paths give way first, then texts from the last one on, then names. Where that is too little, texts are
    left out before paths and names; the first text stays.
    """
    found = list(widths)
    if room is None:
        return found
    cut = [at for at, column in enumerate(columns) if column is not Column.WHOLE]
    cut.sort(key=lambda at: (columns[at] is not Column.PATH, columns[at] is Column.NAME, -at))
    first = min((at for at in cut if columns[at] is Column.TEXT), default=None)
    out = sorted((at for at in cut if at != first), key=lambda at: columns[at] is not Column.TEXT)
    while sum(found) + len(_GAP) * (sum(map(bool, found)) - 1) > room:
        left = [at for at in out if found[at]]
        texts = [at for at in left if columns[at] is Column.TEXT]
        # A name is cut only where no text is left that could go.
        if wide := [at for at in cut if found[at] > _LEAST and not (columns[at] is Column.NAME and texts)]:
            found[wide[0]] -= 1
        elif left:
            found[left[0]] = 0
            found = [width and widths[at] for at, width in enumerate(found)]
        else:
            break
    return found


def _cut(text: str, width: int, column: Column) -> str:
    """``text`` in ``width`` cells, with blanks after it or «…» for what is left out."""
    if (missing := width - _width(text)) >= 0:
        return text + " " * missing
    backwards = column is Column.PATH
    kept, used = [], 1
    for letter in reversed(text) if backwards else text:
        used += _width(letter)
        if used > width:
            break
        kept.append(letter)
    cut = "".join(reversed(kept)) if backwards else "".join(kept)
    used = 1 + _width(cut)
    return (f"…{cut}" if backwards else f"{cut}…") + " " * (width - used)


def _width(text: str) -> int:
    """The cells that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from blogwifi_tui.markdown.lines import width_of

    return width_of(text)
