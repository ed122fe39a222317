"""Colours moved until they can be read, whatever they are and whatever they stand on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor

from blogwifi_tui.ui.line_filter import SIXTEEN, contrast_filter
from blogwifi_tui.ui.themes import CONTRAST_DARK, DARK, THEMES, Ratios, contrast, ratios_of, readable

colours = st.builds(ColorTriplet, *[st.integers(0, 255)] * 3)
WHITE, BLACK = ColorTriplet(255, 255, 255), ColorTriplet(0, 0, 0)


def test_black_on_white_stands_apart_by_twenty_one() -> None:
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast(ColorTriplet(0x76, 0x76, 0x76), WHITE) == pytest.approx(4.54, abs=0.01)


@given(colours, colours)
def test_any_colour_can_be_read_on_any_other_once_it_is_moved(ink: ColorTriplet, paper: ColorTriplet) -> None:
    assert contrast(readable(ink, paper, 4.5), paper) >= 4.5


@given(colours, colours)
def test_a_colour_that_can_be_read_stays_as_it_is(ink: ColorTriplet, paper: ColorTriplet) -> None:
    moved = readable(ink, paper, 3)
    assert readable(moved, paper, 3) == moved
    if contrast(ink, paper) >= 3:
        assert moved == ink


def test_what_is_lighter_than_its_ground_gets_lighter_and_keeps_its_hue() -> None:
    moved = readable(ColorTriplet(90, 60, 60), ColorTriplet(20, 20, 20), 4.5)
    assert moved.red > 90
    assert moved.red > moved.green == moved.blue


@given(colours, colours)
def test_with_sixteen_colours_too_each_letter_stands_apart(ink: ColorTriplet, paper: ColorTriplet) -> None:
    style = Style.from_color(Color.from_triplet(ink), Color.from_triplet(paper))
    [drawn] = contrast_filter(Ratios(), sixteen=True).apply([Segment("a", style)], TextualColor(0, 0, 0))
    assert drawn.style is not None
    assert drawn.style.color is not None
    assert drawn.style.bgcolor is not None
    numbers = drawn.style.color.number, drawn.style.bgcolor.number
    assert contrast(*(SIXTEEN[number] for number in numbers if number is not None)) >= 4.5
    assert set(numbers) <= set(range(16)) - {8}


def test_a_line_may_be_fainter_than_a_letter() -> None:
    style = Style.parse("#333333 on #222222")
    both = [Segment("│", style), Segment("a", style)]
    line, letter = contrast_filter(Ratios(), sixteen=False).apply(both, TextualColor(0, 0, 0))
    assert line.style is not None
    assert letter.style is not None
    assert line.style.color != letter.style.color


def test_what_the_terminal_names_itself_keeps_its_name() -> None:
    style = Style.parse("red on default")
    [kept] = contrast_filter(Ratios(), sixteen=False).apply([Segment("a", style)], TextualColor(0, 0, 0))
    assert kept.style == style


def test_the_themes_of_high_contrast_promise_more() -> None:
    assert ratios_of(DARK.name) == ratios_of("textual-light") == Ratios(4.5, 3.0)
    assert ratios_of(CONTRAST_DARK.name) == Ratios(7.0, 4.5)
    assert len({theme.name for theme in THEMES}) == 4
