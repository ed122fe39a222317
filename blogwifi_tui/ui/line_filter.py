"""The last doors before the terminal: no control character gets through, and no text that cannot be read."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from blogwifi_tui.sanitize import silenced
from blogwifi_tui.ui.themes import Ratios, ratios_of, readable

_LINES = re.compile("[\u2500-\u259f ]*")
"""What borders, rules and scrollbars are drawn with."""


class ControlFilter(LineFilter):
    """Drops what a widget forgot to show visibly; all of it is zero columns wide, so no cell moves."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments, their text without a single control character."""
        return [
            segment
            if segment.control or segment.text.isprintable()
            else Segment(silenced(segment.text), segment.style)
            for segment in segments
        ]


class ContrastFilter(LineFilter):
    """Moves the colour of what is written until it is readable where it stands."""

    def __init__(self, ratios: Ratios) -> None:
        super().__init__()
        self._ratios = ratios

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, those in other colours that could not be read well enough."""
        ground = background.rich_color
        text, lines = self._ratios
        return [
            segment
            if segment.control or not segment.style or _is_blank(segment.text, segment.style)
            else Segment(
                segment.text,
                _readable(segment.style, ground, lines if _LINES.fullmatch(segment.text) else text),
            )
            for segment in segments
        ]


def contrast_filter(theme: str) -> ContrastFilter:
    """The filter for what the theme of this name promises; the same one each time, for lines keep by it."""
    return _filter_of(ratios_of(theme))


@cache
def _filter_of(ratios: Ratios) -> ContrastFilter:
    return ContrastFilter(ratios)


def _is_blank(text: str, style: Style) -> bool:
    return text.isspace() and not (style.underline or style.reverse or style.strike)


@lru_cache(maxsize=4096)
def _readable(style: Style, ground: RichColor, ratio: float) -> Style:
    """The style in a colour that stands out; a terminal's own colours are left to the person's choice."""
    ink, paper = style.color, style.bgcolor
    if paper is None or paper.triplet is None:
        paper = ground
    if ink is None or ink.triplet is None or paper.triplet is None:
        return style
    moved = readable(ink.triplet, paper.triplet, ratio)
    if moved == ink.triplet:
        return style
    ground_moved = readable(paper.triplet, moved, ratio)  # of a middle grey nothing stands out far enough
    return style + Style.from_color(
        RichColor.from_triplet(moved),
        None if ground_moved == paper.triplet else RichColor.from_triplet(ground_moved),
    )
