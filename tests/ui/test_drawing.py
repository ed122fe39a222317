"""A terminal that gets only what differs shows what one shows that gets all."""

from __future__ import annotations

import io

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Offset, Region, Size
from textual.strip import Segment, Strip

from blogwifi_tui.ui.drawing import Drawing, Pen

WIDTH, HEIGHT, LEFT = 12, 3, 5
CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")
HERE = Offset(0, 0)
STYLES = [
    Style.parse(words)
    for words in ("", "bold", "bold italic", "#102030", "#102030 on #ffeecc", "on #ffeecc", "reverse #445566")
]
LETTERS = st.sampled_from([*"ab é│▌●", "語", "e\u0301"])


def strip(width: int) -> st.SearchStrategy[Strip]:
    """A strip so many cells wide, of a few texts."""
    parts = st.lists(st.tuples(LETTERS, st.sampled_from(STYLES)), min_size=1, max_size=4)
    return parts.map(lambda found: Strip([Segment(*part) for part in found]).adjust_cell_length(width))


ROW = st.tuples(strip(LEFT), strip(WIDTH - LEFT))
PARTIAL = st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, LEFT - 1), st.integers(LEFT + 1, WIDTH), ROW)


def whole(rows: list[tuple[Strip, Strip]]) -> LayoutUpdate:
    """A frame of the whole screen."""
    return LayoutUpdate([list(row) for row in rows], Region(0, 0, WIDTH, HEIGHT))


def partial(y: int, first: int, last: int, row: tuple[Strip, Strip]) -> ChopsUpdate:
    """A frame of a part of one line."""
    chops = [dict[int, Strip | None]() for _row in range(HEIGHT)]
    chops[y] = {0: row[0], LEFT: row[1]}
    return ChopsUpdate(chops, [(y, first, last)], [[LEFT, WIDTH] for _row in range(HEIGHT)])


def seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """What is seen of a cell: a blank has the colour of its ground alone."""
    is_blank = cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough)
    return cell._replace(fg="default", bold=False, italics=False) if is_blank else cell


def shown(outputs: list[str]) -> list[list[pyte.screens.Char]]:
    """The cells of a terminal that got this."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    for output in outputs:
        stream.feed(output)
    return [[seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def sent(drawing: Drawing, frame: CompositorUpdate, cursor: Offset = HERE) -> str:
    """What of a frame is sent."""
    changes = drawing.changes(frame, CONSOLE, Size(WIDTH, HEIGHT), cursor)
    return changes.render_segments(CONSOLE) if changes else ""


def line(text: str, style: str = "") -> tuple[Strip, Strip]:
    """A row of the screen."""
    cells = Strip([Segment(text, Style.parse(style))]).adjust_cell_length(WIDTH)
    return cells.crop(0, LEFT), cells.crop(LEFT, WIDTH)


@given(
    st.lists(ROW, min_size=HEIGHT, max_size=HEIGHT),
    st.lists(st.one_of(PARTIAL, st.lists(ROW, min_size=HEIGHT, max_size=HEIGHT)), max_size=5),
)
def test_the_terminal_shows_the_same_as_if_all_were_sent(first: list, following: list) -> None:
    frames = [whole(first)]
    frames += [partial(*each) if isinstance(each, tuple) else whole(each) for each in following]
    drawing = Drawing()
    parts, everything = [], []
    for frame in frames:
        parts.append(sent(drawing, frame))
        everything.append(frame.render_segments(CONSOLE).replace("\n", "\r\n"))
        assert shown(parts) == shown(everything)


def test_a_frame_that_is_there_already_is_not_sent_again() -> None:
    drawing = Drawing()
    rows = [line("abc", "bold"), line("e\u0301té"), line("")]
    assert sent(drawing, whole(rows))
    assert drawing.changes(whole(rows), CONSOLE, Size(WIDTH, HEIGHT), HERE) is None
    assert drawing.changes(whole(rows), CONSOLE, Size(WIDTH, HEIGHT), Offset(1, 0)) is not None


def test_a_letter_that_changes_is_sent_alone() -> None:
    drawing = Drawing()
    sent(drawing, whole([line("abcdefgh"), line(""), line("")]))
    assert sent(drawing, whole([line("abXdefgh"), line(""), line("")])) == "\x1b[1;3HX"


def test_after_a_letter_of_disputed_width_the_rest_of_the_line_is_sent() -> None:
    drawing = Drawing()
    sent(drawing, whole([line("a👍🏽bcdefgh"), line(""), line("")]))
    again = sent(drawing, whole([line("x👍🏽bcdefgh"), line(""), line("")]))
    assert all(letter in again for letter in "xbcdefgh")


@pytest.mark.parametrize("forgotten", [True, False])
def test_a_terminal_of_another_size_or_that_was_lent_gets_all_anew(forgotten: bool) -> None:
    drawing = Drawing()
    frame = whole([line("abc"), line(""), line("")])
    before = sent(drawing, frame)
    if forgotten:
        drawing.forget()
        assert sent(drawing, frame) == before
    else:
        assert drawing.changes(frame, CONSOLE, Size(WIDTH + 1, HEIGHT), HERE) is not None


def test_the_colour_that_a_blank_has_no_letters_in_is_not_sent() -> None:
    drawing = Drawing()
    sent(drawing, whole([line("a  b", "#102030"), line(""), line("")]))
    both = (Segment(text, Style.parse(style)) for text, style in (("a", "#102030"), ("  ", "#ffeecc")))
    row = Strip([*both, Segment("b", Style.parse("#102030"))]).adjust_cell_length(WIDTH)
    assert sent(drawing, whole([(row.crop(0, LEFT), row.crop(LEFT, WIDTH)), line(""), line("")])) == ""


def test_only_what_differs_of_a_pen_is_sent() -> None:
    plain = Pen("", "38;5;1", "48;5;2")
    assert Pen("", "38;5;3", "48;5;2").after(plain) == "\x1b[38;5;3m"
    assert Pen("1", "38;5;1", "48;5;2").after(plain) == "\x1b[1m"
    assert plain.after(Pen("1", "38;5;1", "48;5;2")) == "\x1b[0;38;5;1;48;5;2m"
    assert Pen().after(plain) == "\x1b[39;49m"
    assert plain.after(plain) == ""


def test_what_stands_right_of_a_letter_of_disputed_width_is_sent_though_it_is_no_part_of_the_frame() -> None:
    drawing = Drawing()
    left = Strip([Segment("👍🏽x")]).adjust_cell_length(LEFT)
    right = Strip([Segment("a語b▌")]).adjust_cell_length(WIDTH - LEFT)
    sent(drawing, whole([(left, right), line(""), line("")]))
    changed = Strip([Segment("👍🏽y")]).adjust_cell_length(LEFT)
    again = sent(drawing, partial(0, 0, LEFT, (changed, right)))
    assert f"\x1b[1;{LEFT + 1}H" in again
    assert all(letter in again for letter in "yab▌語")
    assert sent(drawing, whole([(changed, right), line(""), line("")])) == ""


@pytest.mark.parametrize("width", range(1, WIDTH))
def test_a_frame_of_before_the_terminal_got_smaller_fills_what_there_is(width: int) -> None:
    drawing = Drawing()
    frames = (
        whole([line("abcdefghijkl"), line("語👍🏽"), line("")]),
        partial(0, 0, WIDTH, line("ABCDEFGHIJKL")),
    )
    for frame in frames:
        changes = drawing.changes(frame, CONSOLE, Size(width, HEIGHT), HERE)
        assert changes is not None
    assert drawing.changes(frames[-1], CONSOLE, Size(width, HEIGHT), HERE) is None
