"""The box a search is typed in, above the key bar."""

from __future__ import annotations

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label


class SearchBox(Horizontal):
    """Searches while one types; hidden when there is nothing in it and it is left."""

    class Changed(Message):
        """Something else is searched for."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Kept(Message):
        """Enter: the person wants to go to what was found."""

    def __init__(self, *, placeholder: str) -> None:
        super().__init__()
        self.display = False

        self._input = Input(placeholder=placeholder, compact=True, select_on_focus=False)

    def prepare(self) -> None:
        """Take in the sign of the key that opens it, and the input: not before the list is to be seen."""
        if not self._input.is_attached:
            self.mount(Label(Content("/")), self._input)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._input.value

    def open(self) -> None:
        """Write in it."""
        self.prepare()
        self.display = True
        self._input.focus()

    def show(self, text: str) -> None:
        """Search for ``text``, the caret after it."""
        self.prepare()
        self.display = True
        self._input.value = text
        self._input.cursor_position = len(text)

    def close(self) -> None:
        """Search for nothing."""
        self._input.value = ""
        self.display = False

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Kept())
