"""Where the terminal's own cursor stands: on what is selected, so that braille and speech can follow.

Textual moves it after each drawing to where the last text box wanted it. Here it is asked for at that moment:
the selected row, the field, the button, or the first line of what is read.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from rich.cells import cell_len
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option


@runtime_checkable
class HasCursor(Protocol):
    """A widget that knows its own: Textual's text boxes, the list of posts, a text that is read."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """In cells of the screen."""
        ...


class TerminalCursor:
    """Says where the cursor belongs; of a box and the list that it narrows, to that which moved last."""

    def __init__(self) -> None:
        self._typed: tuple[Input, str, int] | None = None
        """The box, what is in it, and where its caret stands."""
        self._chosen: tuple[tuple[Option, ...], int | None] = ((), None)
        """What is listed, and which of it is selected."""
        self._in_list = False

    def cell(self, screen: Screen[object]) -> Offset:
        """The cell of ``screen`` that is selected now."""
        focused = screen.focused
        if isinstance(focused, Input) and (listed := _narrowed(screen)) and self._follow(focused, listed):
            return _row_of(listed)
        if focused is None:
            headings = screen.query(".dialog--heading")
            return headings.first().content_region.offset if headings else Offset(0, 0)
        if isinstance(focused, OptionList):
            return _row_of(focused)
        if isinstance(focused, Input):
            return _caret_of(focused)
        return focused.cursor_screen_offset if isinstance(focused, HasCursor) else _start_of(focused)

    def _follow(self, box: Input, listed: OptionList) -> bool:
        """Whether a row was chosen since something was typed; another list is no choice of the person's."""
        typed, chosen = (box, box.value, box.cursor_position), (tuple(listed.options), listed.highlighted)
        if typed != self._typed or chosen[1] is None:
            self._in_list = False
        elif chosen[0] == self._chosen[0] and chosen[1] != self._chosen[1]:
            self._in_list = True
        self._typed, self._chosen = typed, chosen
        return self._in_list


def _narrowed(screen: Screen[object]) -> OptionList | None:
    """The list whose rows are chosen while a box keeps the keyboard."""
    lists = (each for each in screen.query(OptionList) if not each.can_focus)
    return next((each for each in lists if each.visible and each.is_on_screen), None)


def _caret_of(box: Input) -> Offset:
    """Where the next letter goes: Textual says one cell further, where the caret is at the end.

    The line is scrolled to it: Textual does so as the caret moves, and not as the terminal gets narrower.
    """
    caret = Offset(cell_len(box.value[: box.cursor_position].expandtabs(4)), 0)
    text = box.content_region
    if text and not 0 <= caret.x - box.scroll_offset.x < text.width:
        box.scroll_to_region(Region(caret.x, 0, 1, 1), force=True, animate=False, immediate=True)
    return text.offset + caret - box.scroll_offset


def _row_of(listed: OptionList) -> Offset:
    """The first letter of the selected row, or of the list."""
    start = _start_of(listed)
    if listed.highlighted is None:
        return start
    left = listed.get_component_styles("option-list--option").padding.left
    line = listed._index_to_line[listed.highlighted] - listed.scroll_offset.y
    return start + Offset(left, line)


def _start_of(widget: Widget) -> Offset:
    return widget.content_region.offset + Offset(widget.styles.line_pad, 0)
