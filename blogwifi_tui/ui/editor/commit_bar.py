"""The one-line bar that proposes a commit message."""

from __future__ import annotations

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Label

from blogwifi_tui.i18n.translation import _


class CommitBar(Horizontal):
    """Enter commits with the message shown; Esc leaves the post saved and keeps the message for later."""

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self.kept = ""
        """The message of a commit that was put off or failed."""
        self._answer: asyncio.Future[str | None] | None = None

    def compose(self) -> ComposeResult:
        """A label and the message."""
        yield Label(Content(_("Commit:")))
        yield Input(compact=True, select_on_focus=False)

    async def ask(self, proposed: str) -> str | None:
        """Show the bar and wait: the message, or None when it was put off."""
        self.close()
        box = self.query_one(Input)
        box.value = proposed
        box.cursor_position = len(proposed)
        self.display = True
        box.focus()
        self._answer = asyncio.get_running_loop().create_future()
        return await self._answer

    def close(self) -> bool:
        """Put the commit off, keeping the message; False when the bar was not open."""
        was_open = self.display
        if was_open:
            self.kept = self.query_one(Input).value
        self._finish(None)
        return was_open

    def accept(self) -> None:
        """Commit with the message shown, if there is one."""
        if message := self.query_one(Input).value.strip():
            self._finish(message)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.accept()

    @on(Input.Changed)
    def _mine(self, event: Input.Changed) -> None:
        event.stop()

    def _finish(self, message: str | None) -> None:
        self.display = False
        answer, self._answer = self._answer, None
        if answer and not answer.done():
            answer.set_result(message)
