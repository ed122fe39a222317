"""One line that holds one of a few values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.signs import sign


class ChoiceInput(Widget, can_focus=True):
    """The value chosen, and how many there are: an arrow, Space or a click takes another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("enter", "enter", show=False),
    ]

    class Changed(Message):
        """Another value is chosen."""

    class Entered(Message):
        """Enter: the person goes on."""

    def __init__(self, values: Sequence[str], *, id: str, value: str = "") -> None:  # noqa: A002 - Textual's name
        """Begin at ``value``, else at the first of ``values``."""
        super().__init__(id=id)
        self._values = tuple(values)
        self._at = self._values.index(value) if value in self._values else 0

    @property
    def value(self) -> str:
        """The one chosen."""
        return self._values[self._at]

    def render(self) -> Content:
        """The value between arrows, and its place among the others; of the value what there is room for."""
        before, after = sign("‹ "), sign(" ›  {at}/{n}", _(", {at} of {n}"))
        after = after.format(at=self._at + 1, n=len(self._values))
        room = max(self.size.width - len(before) - len(after), 1)
        value = Content(visible(self.value)).truncate(room, ellipsis=True)
        return Content.assemble((before, "$text-muted"), value, (after, "$text-muted"))

    def action_turn(self, by: int) -> None:
        """Take the next value, or the one before."""
        self._at = (self._at + by) % len(self._values)
        self.refresh()
        self.post_message(self.Changed())

    def action_enter(self) -> None:
        """Go on to what follows."""
        self.post_message(self.Entered())

    def on_click(self) -> None:
        """As Space."""
        self.action_turn(1)
