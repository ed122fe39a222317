"""A list that gets shorter as one types: the keyboard is the box’s above it, and arrows move in the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from blogwifi_tui.i18n.translation import _

Row = TypeVar("Row")


class NarrowedList(Vertical, Generic[Row]):
    """What is typed, and the lines that answer to it, each of which may stand for a row.

    Whoever holds it lists the lines, on :class:`Input.Changed` those that answer; what is chosen it tells by
    the messages of the :class:`OptionList`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move('cursor_up')", ""),
        ("down", "move('cursor_down')", ""),
        ("pageup", "move('page_up')", ""),
        ("pagedown", "move('page_down')", ""),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._box = Input(compact=True)
        self._listed = OptionList(markup=False, compact=True)
        self._listed.can_focus = False
        self._rows: Sequence[Row | None] = ()

    def compose(self) -> ComposeResult:
        """The box, and the list under it."""
        yield self._box
        yield self._listed

    def take_keyboard(self) -> None:
        """Let the person type."""
        self._box.focus()

    @property
    def typed(self) -> str:
        """What is typed."""
        return self._box.value

    @property
    def room(self) -> int:
        """Columns of a line."""
        return self._listed.size.width

    @property
    def row(self) -> Row | None:
        """What the line under the cursor stands for; None where that is nothing, or there is no line."""
        at = self._listed.highlighted
        return None if at is None or at >= len(self._rows) else self._rows[at]

    def clear(self) -> bool:
        """Take away what is typed; whether there was something."""
        was_typed = bool(self._box.value)
        self._box.value = ""
        return was_typed

    def show(self, lines: Sequence[tuple[str, Row | None]], *, at: Row | None, nothing: str) -> None:
        """List these.

        Args:
            lines: each with what it stands for; one of nothing is a heading, which the cursor passes over.
            at: where the cursor is to be; the first line that stands for something, where it is not listed.
            nothing: the sentence that stands there when nothing is listed.
        """
        self._box.placeholder = _("Type to filter")  # the language may be another one by now
        self._rows = [row for _line, row in lines]
        options = [Option(Content(line), disabled=row is None) for line, row in lines]
        self._listed.set_options(options or [Option(Content(nothing), disabled=True)])
        places = [place for place, row in enumerate(self._rows) if row is not None]
        wanted = [place for place in places if self._rows[place] == at]
        self._listed.highlighted = next(iter([*wanted, *places]), None)

    def action_move(self, how: str) -> None:
        """Move the cursor of the list."""
        getattr(self._listed, f"action_{how}")()
