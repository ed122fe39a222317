"""A switch with its state in words."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.widget import Widget

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.signs import signed


class SwitchInput(Widget, can_focus=True):
    """Yes or no: Space, an arrow or a click is the other one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,left,right", "flip", show=False),
        Binding("enter", "enter", show=False),
    ]

    on: Reactive[bool] = reactive(False)

    class Entered(Message):
        """Enter: the person goes on."""

    def __init__(self, *, on: bool, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.set_reactive(SwitchInput.on, on)

    def render(self) -> Content:
        """A mark and the word."""
        return Content(signed("▣", _("yes")) if self.on else signed("□", _("no")))

    def action_flip(self) -> None:
        """The other one."""
        self.on = not self.on

    def action_enter(self) -> None:
        """Go on to what follows."""
        self.post_message(self.Entered())

    def on_click(self) -> None:
        """As Space."""
        self.action_flip()
