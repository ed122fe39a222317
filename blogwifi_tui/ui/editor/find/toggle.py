"""A choice of one word, on or off."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.widgets import Static

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.signs import sign


class Toggle(Static, can_focus=True):
    """Changed by a click, by Space when it has the focus, or by the key shown beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,enter", "flip", show=False)]

    chosen: Reactive[bool] = reactive(False)

    class Flipped(Message):
        """The choice is another one."""

    def __init__(self, label: str, *, key: str, tooltip: str, name: str) -> None:
        super().__init__(id=name)
        self._key, self._label = key, label
        self._write()
        self.tooltip = Content(f"{tooltip} ({key})")

    def watch_chosen(self, chosen: bool) -> None:
        """Show which it is: by its class, and by a sign where there are no colours."""
        self.set_class(chosen, "-chosen")
        self._write()

    def _write(self) -> None:
        state = sign("", f" ({_('yes') if self.chosen else _('no')})")
        self.update(Content.assemble((self._key, "dim"), f" {self._label}{state}"))

    def action_flip(self) -> None:
        """The other one."""
        self.chosen = not self.chosen
        self.post_message(self.Flipped())

    def on_click(self) -> None:
        """As Space."""
        self.action_flip()
