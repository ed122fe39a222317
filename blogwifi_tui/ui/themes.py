"""The program's own colours, two dark and two light; any of Textual's themes can be chosen instead.

In each of them what is written is readable on what it stands on: :func:`readable` sees to it when a line is
drawn, for no theme knows every ground that its colours come to stand on. The ratios are those of WCAG 2.2.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.color_triplet import ColorTriplet
from textual.theme import Theme

DARK = Theme(
    name="blogwifi-dark",
    dark=True,
    primary="#7fb4ca",
    secondary="#a3b18a",
    accent="#e6b673",
    warning="#e6b673",
    error="#e0787a",
    success="#98bb6c",
    foreground="#d5d9e0",
    background="#16191f",
    surface="#1b1f27",
    panel="#232833",
)
LIGHT = Theme(
    name="blogwifi-light",
    dark=False,
    primary="#1f6f8b",
    secondary="#5a6f3c",
    accent="#9a5b00",
    warning="#8a5a00",
    error="#a8323a",
    success="#3f6f2a",
    foreground="#23272e",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e8e5de",
)
CONTRAST_DARK = Theme(
    name="blogwifi-contrast-dark",
    dark=True,
    primary="#7fdfff",
    secondary="#b8f08a",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff9c9c",
    success="#8cf08c",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    variables={"input-selection-background": "#004f6f"},  # else a grey that nothing stands out from
)
CONTRAST_LIGHT = Theme(
    name="blogwifi-contrast-light",
    dark=False,
    primary="#003f7f",
    secondary="#1f4a00",
    accent="#5f2f00",
    warning="#5f2f00",
    error="#7f0010",
    success="#004a00",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#ececec",
    variables={"input-selection-background": "#b3d7ff"},
)
THEMES = (DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT)


class Ratios(NamedTuple):
    """How far colours are to stand apart at least, from 1, which is none, to 21, black on white."""

    text: float = 4.5
    lines: float = 3.0
    """Of what separates: borders, rules, the divider."""


_MORE = Ratios(text=7.0, lines=4.5)


def ratios_of(theme: str) -> Ratios:
    """What the theme of this name promises."""
    return _MORE if theme in (CONTRAST_DARK.name, CONTRAST_LIGHT.name) else Ratios()


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """How far two colours stand apart, from 1 to 21, by the relative luminance that WCAG 2.2 defines."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=4096)
def readable(ink: ColorTriplet, paper: ColorTriplet, ratio: float) -> ColorTriplet:
    """``ink``, moved no further than it takes to stand out from ``paper`` by ``ratio``.

    What is lighter than its paper gets lighter, what is darker gets darker; the other way where white or
    black itself would not suffice.
    """
    if contrast(ink, paper) >= ratio:
        return ink
    ends = (_WHITE, _BLACK) if _luminance(ink) > _luminance(paper) else (_BLACK, _WHITE)
    end = next((end for end in ends if contrast(end, paper) >= ratio), None)
    if end is None:
        return max(ends, key=lambda end: contrast(end, paper))
    short, far = 0, _STEPS
    while far - short > 1:
        middle = (short + far) // 2
        if contrast(_between(ink, end, middle / _STEPS), paper) >= ratio:
            far = middle
        else:
            short = middle
    return _between(ink, end, far / _STEPS)


_WHITE, _BLACK = ColorTriplet(255, 255, 255), ColorTriplet(0, 0, 0)
_STEPS = 64


def _between(start: ColorTriplet, end: ColorTriplet, part: float) -> ColorTriplet:
    return ColorTriplet(*(round(one + (other - one) * part) for one, other in zip(start, end, strict=True)))


def _luminance(colour: ColorTriplet) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
