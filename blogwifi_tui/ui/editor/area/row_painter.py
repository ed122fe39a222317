"""Rows as strips, in the colours of the theme; only those that changed need painting again."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from blogwifi_tui.ui.editor.area.markdown_colours import NAMES
from blogwifi_tui.ui.editor.area.rows import VisualRow

COMPONENTS = {f"editor--{name}" for name in (*NAMES, "band", "match", "match-current")}
"""The component classes that styles are looked up for, besides Textual's own."""
_OVERLAYS = {
    "match": "editor--match",
    "match-current": "editor--match-current",
    "selection": "text-area--selection",
    "bracket": "text-area--matching-bracket",
    "caret": "text-area--cursor",
}


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


class RowPainter:
    """Makes strips of rows, and knows the row that each line of the widget had painted last."""

    def __init__(self, base: Callable[[], Style], component: Callable[[str], Style]) -> None:
        """``base`` and ``component`` look up the style of the widget and of its parts in the theme."""
        self._base, self._component = base, component
        self._palette: Palette | None = None
        self._strips: LRUCache[VisualRow, Strip] = LRUCache(1024)
        self._painted: dict[int, VisualRow | None] = {}

    def changed(self, rows: Sequence[VisualRow | None]) -> list[int]:
        """The lines of the widget, from its first, whose row is not the one last painted there."""
        painted = self._painted
        return [y for y, row in enumerate(rows) if y not in painted or painted[y] != row]

    def paint(
        self, y: int, row: VisualRow | None, *, width: int, gutter: int, left: int | None = None
    ) -> Strip:
        """The strip of line ``y`` of the widget: ``width`` cells, ``gutter`` of them for its number.

        ``left``: the first cell shown of an unwrapped line. A row of None is below the text.
        """
        self._painted[y] = row
        palette = self._palette_of((width, gutter))
        if row is None:
            return Strip.blank(width, palette.base)
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = painted(row, palette)
        if left is None:
            return strip
        shown = Strip.join([strip.crop(0, gutter), strip.crop(gutter + left, left + width)])
        return shown.extend_cell_length(width, palette.behind(row))

    def forget_styles(self) -> None:
        """Look the styles up again before the next row: they may be others."""
        self._palette = None

    def _palette_of(self, extent: tuple[int, int]) -> Palette:
        """The palette for rows of this extent; strips of another one are forgotten."""
        if self._palette is None or self._palette.extent != extent:
            self._palette = self._looked_up(extent)
            self._strips.clear()
        return self._palette

    def _looked_up(self, extent: tuple[int, int]) -> Palette:
        """A palette of the styles there are now."""
        base = self._base()

        def part(component: str) -> Style:
            return _added(base, self._component(component))

        return Palette(
            extent,
            base,
            band=part("editor--band"),
            gutter=part("text-area--gutter"),
            gutter_current=part("text-area--cursor-gutter"),
            named={name: part(f"editor--{name}") for name in NAMES}
            | {name: part(component) for name, component in _OVERLAYS.items()},
        )


def _added(base: Style, style: Style) -> Style:
    """What ``style`` says that ``base`` does not."""
    return Style(
        color=style.color if style.color != base.color else None,
        bgcolor=style.bgcolor if style.bgcolor != base.bgcolor else None,
        bold=style.bold or None,
        dim=style.dim or None,
        italic=style.italic or None,
        underline=style.underline or None,
        strike=style.strike or None,
        reverse=style.reverse or None,
    )


def painted(row: VisualRow, palette: Palette) -> Strip:
    """The strip of a row, as wide as its palette says or, when the line is longer, wider."""
    width, gutter_width = palette.extent
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
    order = sorted(range(len(covers)), key=lambda number: covers[number][0], reverse=True)
    under: list[int] = []
    """Those of the covers, in their order, that lie over the stretch at hand."""
    tabs = iter(row.piece.tabs)
    segments: list[Segment] = []
    for start, end in pairwise(edges):
        while order and covers[order[-1]][0] <= start:
            insort(under, order.pop())
        under = [number for number in under if covers[number][1] >= end]
        style = base
        for number in under:
            style += named[covers[number][2]]
        part = text[start:end]
        if row.piece.tabs and "\t" in part:
            part = "".join(" " * next(tabs) if letter == "\t" else letter for letter in part)
        if segments and segments[-1].style == style:
            part = segments.pop().text + part
        segments.append(Segment(part, style))
    return segments
