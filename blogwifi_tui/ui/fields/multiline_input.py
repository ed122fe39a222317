"""A few sentences in a form: as many rows as they need, and still one line for the file they go to."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from blogwifi_tui.sanitize import one_line


class MultilineInput(TextArea):
    """Wraps what is typed. Enter goes on instead of breaking the line."""

    class Entered(Message):
        """Enter: the person goes on."""

    def __init__(self, text: str, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(text, id=id, compact=True, highlight_cursor_line=False)
        self.cursor_location = self.document.end

    @property
    def value(self) -> str:
        """The text on one line; a pasted line break is a blank."""
        return one_line(self.text)

    def step(self, by: int) -> bool:
        """Move the caret a row up (-1) or down (1); False where there is none, and another field is next."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y + by
        if not 0 <= row < self.wrapped_document.height:
            return False
        if by < 0:
            self.action_cursor_up()
        else:
            self.action_cursor_down()
        return True

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Entered())
            return
        await super()._on_key(event)
