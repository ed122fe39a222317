"""The keys of a screen: what each runs, why one cannot run now, and which of them the key bar shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from textual.widget import Widget

from blogwifi_tui.ui.commands.bar import hints
from blogwifi_tui.ui.commands.registry import Command, Need, Where, commands_of, key_name, keys_of, why_not
from blogwifi_tui.ui.long_step import LongStep
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.status_line import MessageLine
from blogwifi_tui.ui.widgets.styled_rows import StyledRows


class KeyedScreen(Protocol):
    """A screen with a row of the command table for each of its keys."""

    long_step: LongStep

    @property
    def keyboard(self) -> Where:
        """Whose keys work now."""
        ...

    @property
    def focused(self) -> Widget | None:
        """What has the keyboard."""
        ...

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each command does."""
        ...

    def held(self) -> set[Need]:
        """The needs that hold now."""
        ...

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Show a sentence."""
        ...


class ScreenKeys:
    """Runs the commands of one screen, and of the boxes on it."""

    def __init__(
        self,
        screen: KeyedScreen,
        where: Where,
        boxes: tuple[Where, ...],
        keymap: Callable[[], Mapping[str, str]],
    ) -> None:
        """For ``screen``, whose commands are those of ``where`` and ``boxes``.

        Args:
            screen: what the commands are run on.
            where: its place in the command table.
            boxes: what on it has keys of its own while it has the focus.
            keymap: gives the person's own keys of now, by command id.
        """
        self._screen = screen
        self._where = where
        self._keymap = keymap
        self.commands = {command.id: command for each in (where, *boxes) for command in commands_of(each)}

    def of(self, command: Command) -> tuple[str, ...]:
        """The keys of a command."""
        return keys_of(command, self._keymap())

    def shown(self, *ids: str) -> str:
        """The key of the first of these commands that this screen has, as a person reads it; empty: none."""
        found = next((self.commands[each] for each in ids if each in self.commands), None)
        return key_name(self.of(found)[0]) if found else ""

    def needs(self) -> set[Need]:
        """What holds now on the screen, and in the text that has the focus."""
        text = self._screen.focused
        return self._screen.held() | (text.needs() if isinstance(text, StyledRows) else set())

    def leave_text(self, listed: Widget) -> bool:
        """From a text beside the list ``listed`` give the keys back to that; whether they were in one."""
        in_text = self._screen.keyboard is Where.PREVIEW
        if in_text:
            listed.focus()
        return in_text

    def run(self, command_id: str, message: MessageLine) -> None:
        """Run a command, or say why it cannot run now; what ``message`` says is over."""
        step = self._screen.long_step
        if step.is_under_way and "escape" not in self.of(self.commands[command_id]):
            step.refuse()
            return
        reason = why_not(self.commands[command_id], self.needs())
        if reason:
            self._screen.say(reason, kind="warning")
            return
        message.clear()
        text = self._screen.focused
        actions = text.actions() if isinstance(text, StyledRows) else {}
        {**self._screen.actions(), **actions}[command_id]()

    def show(self, bar: KeyBar) -> None:
        """Fill the key bar with those that work now."""
        bar.hints = hints(self._where, self._screen.keyboard, self.needs(), self.of)
