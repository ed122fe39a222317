"""What stands on the terminal, cell by cell, so that only what differs from it is sent.

Textual sends whole lines of a widget where a letter of them changed, all of the screen where a dialog opens
or closes, and both colours anew for each word. On a slow line that is what one waits for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, count, groupby, repeat
from operator import itemgetter, ne
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Offset, Size
from textual.strip import Strip

_UNDISPUTED = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u202f-\u205e\u2190-\u21ff\u2500-\u25fc]*"
)
"""Letters that every terminal draws one cell wide."""


class Pen(NamedTuple):
    """How text is drawn, in the codes of a terminal; what is empty is as usual there."""

    attributes: str = ""
    colour: str = ""
    ground: str = ""
    link: str = ""

    @lru_cache(maxsize=4096)  # noqa: B019 - pens are few, and compared by value
    def after(self, last: Pen) -> str:
        """What is sent to draw with this one after the ``last``."""
        link = f"\x1b]8;{self.link or ';'}\x1b\\" if self.link != last.link else ""
        codes = list[str]()
        if last.attributes not in ("", self.attributes):
            codes.append("0")
            last = PLAIN
        if self.attributes != last.attributes:
            codes.append(self.attributes)
        if self.colour != last.colour:
            codes.append(self.colour or "39")
        if self.ground != last.ground:
            codes.append(self.ground or "49")
        return f"{link}\x1b[{';'.join(codes)}m" if codes else link


PLAIN = Pen()
_UNSEEN = "any"
"""The colour of the letters where there is none: a blank is its ground alone."""
Run = tuple[str, Pen]
"""A text drawn with one pen."""
Cell = Run | tuple[tuple[Run, ...], int]
"""One letter; or runs that are drawn together, and which cell of them."""
_UNKNOWN: Cell = ("", PLAIN)


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
        output, pen = list[str](), PLAIN
        for y, line in groupby(_strips(frame), itemgetter(0)):
            if y >= size.height:
                break
            for x, runs in self._changed(y, ((x, strip) for _y, x, strip in line), colours):
                output.append(f"\x1b[{y + 1};{x + 1}H")
                for text, following in runs:
                    if following.colour == _UNSEEN:
                        following = following._replace(colour=pen.colour)
                    output += following.after(pen), text
                    pen = following
        if not output and cursor == self._cursor:
            return None
        self._cursor = cursor
        return Changes("".join((*output, PLAIN.after(pen))))

    def _changed(
        self, y: int, strips: Iterable[tuple[int, Strip]], colours: ColorSystem
    ) -> Iterator[tuple[int, Iterable[Run]]]:
        """What is to be sent of one line, each from a column on.

        Where a text stands or stood whose width terminals do not agree on, what follows may be elsewhere than
        it should: the rest of the line is sent whole, what is not in this frame as it was.
        """
        row, is_sure, end = self._rows[y], True, 0
        for x, strip in strips:
            if x >= len(row):  # a frame of before the terminal got smaller
                break
            runs = [(text, _pen(style, colours)) for text, style, _control in strip]
            cells = _cells(runs, strip.cell_length)[: len(row) - x]
            end = x + len(cells)
            before = row[x:end]
            if is_sure and before == cells:
                continue
            row[x:end] = cells
            is_sure = is_sure and _are_sure(before) and _are_sure(cells)
            if is_sure:
                first, last = _span(before, cells)
                yield x + first, runs if last - first == strip.cell_length else _joined(cells[first:last])
            else:
                yield x, runs
        if not is_sure:
            yield from _again(row, end)


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


def _cells(runs: Sequence[Run], width: int) -> list[Cell]:
    """The cells that runs take, from the left."""
    if all(_UNDISPUTED.fullmatch(text) for text, _pen in runs):
        return [cell for run in runs for cell in _letters(*run)]
    together = tuple(runs)
    return [(together, place) for place in range(width)]


def _letters(text: str, pen: Pen) -> Iterable[Run]:
    """Each letter with its pen, blanks with one for all colours of letters."""
    if " " not in text or pen.attributes or pen.link:
        return zip(text, repeat(pen))
    blank = pen._replace(colour=_UNSEEN)
    return ((letter, blank if letter == " " else pen) for letter in text)


def _are_sure(cells: Iterable[Cell]) -> bool:
    """Whether each of the cells is where it should, on any terminal."""
    return int not in map(type, map(itemgetter(1), cells))


def _again(row: Sequence[Cell], start: int) -> Iterator[tuple[int, Iterable[Run]]]:
    """What stands in a row from a column on, each part with its column."""
    at = start
    for whole, part in groupby(row[start:], _drawn_with):
        cells = list(part)
        if whole is None:
            yield at, _joined(cells)
        else:  # of what begins further left, nothing can be drawn by itself
            yield from ((at + place, whole) for place, cell in enumerate(cells) if cell[1] == 0)
        at += len(cells)


def _drawn_with(cell: Cell) -> tuple[Run, ...] | None:
    """The runs that a cell is drawn together with; None where it is drawn by itself."""
    text, place = cell
    if not text:
        return ()
    return text if isinstance(text, tuple) and isinstance(place, int) else None


def _span(before: Sequence[Cell], cells: Sequence[Cell]) -> tuple[int, int]:
    """Between which places cells differ from those ``before``; some do."""
    first = next(compress(count(), map(ne, before, cells)))
    return first, len(cells) - next(compress(count(), map(ne, reversed(before), reversed(cells))))


def _joined(cells: Sequence[Cell]) -> Iterator[Run]:
    """Letters, those of one pen together."""
    for pen, run in groupby(cells, itemgetter(1)):
        yield "".join(map(itemgetter(0), run)), pen


@lru_cache(maxsize=4096)
def _pen(style: Style | None, colours: ColorSystem) -> Pen:
    if style is None:
        return PLAIN
    colour, ground = (
        ";".join(each.downgrade(colours).get_ansi_codes(foreground=is_colour)) if each else ""
        for each, is_colour in ((style.color, True), (style.bgcolor, False))
    )
    link = f"id={style.link_id};{style.link}" if style.link else ""
    return Pen(Strip.render_ansi(style.without_color, colours), colour, ground, link)
