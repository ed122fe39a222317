"""The last doors before the terminal: no control character gets through, and no text that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.palette import Palette
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from blogwifi_tui.sanitize import silenced
from blogwifi_tui.ui.themes import Ratios, contrast, readable

_LINES = re.compile("[\u2500-\u259f ]*")
"""What borders, rules and scrollbars are drawn with."""

_BLACK, _GREY, _DARK_GREY, _WHITE = 0, 7, 8, 15
"""Numbers of the sixteen colours."""
SIXTEEN = Palette(
    [
        (0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170),
        (170, 170, 170), (85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255),
        (255, 85, 255), (85, 255, 255), (255, 255, 255),
    ]
)  # fmt: skip
"""What they are on most terminals, or near it."""

_Look = Callable[[Style, RichColor, float], Style]
"""How a style is drawn over a ground, where it is to stand out by a ratio."""


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

    def __init__(self, ratios: Ratios, look: _Look) -> None:
        super().__init__()
        self._ratios = ratios
        self._look = look

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, those in other colours that could not be read well enough."""
        ground, look = background.rich_color, self._look
        text, lines = self._ratios
        return [
            segment
            if segment.control or not segment.style
            else Segment(
                segment.text,
                look(segment.style, ground, lines if _LINES.fullmatch(segment.text) else text),
            )
            for segment in segments
        ]


@cache
def contrast_filter(ratios: Ratios, *, sixteen: bool) -> ContrastFilter:
    """The filter for a theme that promises these, on a terminal that has sixteen colours or all.

    It is the same one each time: lines that were drawn are kept by it.
    """
    return ContrastFilter(ratios, _in_sixteen if sixteen else _readable)


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


@lru_cache(maxsize=4096)
def _in_sixteen(style: Style, ground: RichColor, ratio: float) -> Style:
    """The style in the nearest of sixteen colours; in grey, black or white where two would meet.

    Dark grey is on some terminals nearly black, on others the middle between black and white: it is neither
    a ground nor a colour to write in.
    """
    paper = _nearest(style.bgcolor or ground)
    paper = _GREY if paper == _DARK_GREY else paper
    ink = _nearest(style.color or ground)
    if ink == _DARK_GREY or contrast(SIXTEEN[ink], SIXTEEN[paper]) < ratio:
        inks = (each for each in (_GREY, _BLACK) if contrast(SIXTEEN[each], SIXTEEN[paper]) >= ratio)
        ink = next(inks, _WHITE)
    return style + Style.from_color(RichColor.from_ansi(ink), RichColor.from_ansi(paper))


def _nearest(colour: RichColor) -> int:
    return colour.downgrade(ColorSystem.STANDARD).number or 0
