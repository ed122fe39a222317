"""What stands on the terminal, cell by cell, so that only what differs from it is sent.

Textual sends whole lines of a widget where a letter of them changed, and all of the screen where a dialog
opens or closes. On a slow line that is what one waits for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, repeat
from operator import itemgetter

from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Offset, Size
from textual.strip import Strip

Cell = tuple[str, object]
"""A letter, and what is written before and after it for its style; or a text, and which cell of it."""

_UNDISPUTED = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u202f-\u205e\u2190-\u21ff\u2500-\u25fc]*"
)
"""Letters that every terminal draws one cell wide."""
_UNKNOWN: Cell = ("", None)


class Changes(CompositorUpdate):
    """Those parts of a frame that are to be sent."""

    def __init__(self, output: str) -> None:
        self._output = output

    def __rich__(self) -> str:
        """What Textual expects of anything that is drawn."""
        return self._output

    def render_segments(self, console: Console) -> str:  # noqa: ARG002 - Textual's own signature
        """What is written to the terminal."""
        return self._output


class Drawing:
    """Knows what was drawn, and takes it out of what is to be drawn next."""

    def __init__(self) -> None:
        self._size: Size | None = None
        self._rows: list[list[Cell]] = []
        self._cursor: Offset | None = None

    def forget(self) -> None:
        """Send all anew: the terminal was given another size, or lent to another program."""
        self._size = None

    def changes(
        self, frame: RenderableType | None, console: Console, size: Size, cursor: Offset
    ) -> Changes | None:
        """What the terminal does not show yet of ``frame``; it is sent now, and then shown.

        None where the terminal shows all of it, and its cursor stands where it is to.
        """
        if size != self._size:
            self._size, self._cursor = size, None
            self._rows = [[_UNKNOWN] * size.width for _row in range(size.height)]
        colours = console._color_system or ColorSystem.TRUECOLOR
        output = list[str]()
        for y, line in groupby(_strips(frame), itemgetter(0)):
            if y < size.height:
                output += self._line(y, ((x, strip) for _y, x, strip in line), colours)
        if not output and cursor == self._cursor:
            return None
        self._cursor = cursor
        return Changes("".join(output))

    def _line(self, y: int, strips: Iterable[tuple[int, Strip]], colours: ColorSystem) -> Iterator[str]:
        """What is to be sent of one line.

        Where a text stands or stood whose width terminals do not agree on, what follows may be elsewhere than
        it should: the rest of the line is sent whole.
        """
        row, is_sure = self._rows[y], True
        for x, strip in strips:
            cells = _cells(strip, colours)[: len(row) - x]
            before = row[x : x + len(cells)]
            if is_sure and before == cells:
                continue
            row[x : x + len(cells)] = cells
            is_sure = is_sure and _are_sure(before) and _are_sure(cells)
            first, last = _changed(before, cells) if is_sure else (0, len(cells))
            yield f"\x1b[{y + 1};{x + first + 1}H"
            yield _letters(cells[first:last]) if is_sure else _whole(strip, colours)


def _strips(frame: RenderableType | None) -> Iterator[tuple[int, int, Strip]]:
    """The parts of a frame, by lines: line, column, and what is to stand from there on."""
    if isinstance(frame, LayoutUpdate):
        for y, line in enumerate(frame.strips, frame.region.y):
            x = frame.region.x
            for strip in line:
                yield y, x, strip
                x += strip.cell_length
    elif isinstance(frame, ChopsUpdate):
        for y, first, last in frame.spans:
            for end, (x, part) in zip(frame.chop_ends[y], frame.chops[y].items(), strict=False):
                if part is not None and x < last and end > first:
                    yield y, x, part if end <= last else part.crop(0, last - x)


def _cells(strip: Strip, colours: ColorSystem) -> list[Cell]:
    """The cells of a strip, from the left."""
    if all(_UNDISPUTED.fullmatch(text) for text, _style, _control in strip):
        return [cell for text, style, _control in strip for cell in zip(text, repeat(_codes(style, colours)))]
    whole = _whole(strip, colours)
    return [(whole, place) for place in range(strip.cell_length)]


def _are_sure(cells: Sequence[Cell]) -> bool:
    """Whether each of the cells is where it should, on any terminal."""
    return not any(isinstance(style, int) for _letter, style in cells)


def _changed(before: Sequence[Cell], cells: Sequence[Cell]) -> tuple[int, int]:
    """Between which places cells differ from those ``before``; some do."""
    places = [place for place, pair in enumerate(zip(before, cells, strict=True)) if pair[0] != pair[1]]
    return places[0], places[-1] + 1


def _letters(cells: Sequence[Cell]) -> str:
    """Letters as they are written to the terminal."""
    runs = groupby(cells, itemgetter(1))
    return "".join("".join(map(itemgetter(0), run)).join(codes) for codes, run in runs)


def _whole(strip: Strip, colours: ColorSystem) -> str:
    """A strip as it is written to the terminal."""
    return "".join(text.join(_codes(style, colours)) for text, style, _control in strip)


@lru_cache(maxsize=4096)
def _codes(style: Style | None, colours: ColorSystem) -> tuple[str, str]:
    """What is written before and after a text of this style."""
    if style is None:
        return "", ""
    before, _text, after = Strip.render_style(style, "\0", colours).partition("\0")
    return before, after
