"""The help: every command of a screen in groups, its keys and what it does, from the command table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input

from blogwifi_tui.content.folding import fold
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.commands.help_rows import HelpRow
from blogwifi_tui.ui.commands.registry import GROUPS, MOVING, Command, keys_words
from blogwifi_tui.ui.widgets.prose import Prose

WIDEST_KEYS = 20
"""Columns for the keys, but never more than a fourth of the screen; more of them take another line."""


class HelpScreen(ModalScreen[None]):
    """A table that gets shorter as one types; Esc and F1 close it, and ? where nothing was typed."""

    CSS_PATH = "../widgets/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f1", "dismiss", show=False),
        # Before the box, whose caret they would move.
        Binding("home", "scroll('home')", show=False, priority=True),
        Binding("end", "scroll('end')", show=False, priority=True),
        Binding("up", "scroll('up')", show=False),
        Binding("down", "scroll('down')", show=False),
        Binding("pageup", "scroll('page_up')", show=False),
        Binding("pagedown", "scroll('page_down')", show=False),
    ]

    def __init__(
        self,
        commands: Sequence[Command],
        keys_of: Callable[[Command], tuple[str, ...]],
        legend: Sequence[HelpRow] = (),
    ) -> None:
        """List ``commands``, which are those of one screen and its boxes, and what its signs mean."""
        super().__init__()
        self._rows = [*_rows(commands, keys_of), *legend]

    def compose(self) -> ComposeResult:
        """What is typed, and the table in a box that scrolls."""
        longest = max(cell_len(row.keys) for row in self._rows)
        width = min(longest, WIDEST_KEYS, self.app.size.width // 4) + 1
        with Vertical(classes="dialog dialog--help"):
            yield Prose(_("Keys"), classes="dialog--heading")
            yield Input(
                id="narrow", placeholder=_("Type to filter; Esc clears that, then closes"), compact=True
            )
            with VerticalScroll(id="help", can_focus=False):
                for row in self._rows:
                    with Horizontal(classes="help--row"):
                        if row.is_heading:
                            yield Prose(row.words, classes="help--group")
                            continue
                        keys = Prose(row.keys, classes="help--keys")
                        keys.styles.width = width
                        yield keys
                        yield Prose(row.words)
                nothing = Prose(_("Nothing matches."), classes="help--nothing")
                nothing.display = False
                yield nothing
                note = _("Ctrl+P lists every command by name. Hold Shift to select text with the mouse.")
                yield Prose(note, classes="dialog--note")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        """Keep the rows that hold every word typed, and the heading above those."""
        if event.value == "?":  # the key that opened it closes it
            self.dismiss()
        typed = fold(event.value).split()
        heading, found = -1, set[int]()
        for number, row in enumerate(self._rows):
            if row.is_heading:
                heading = number
            elif all(word in self._told(row, heading) for word in typed):
                found |= {heading, number}
        for number, shown in enumerate(self.query(".help--row")):
            shown.display = number in found
        self.query_one(".help--nothing").display = not found

    def _told(self, row: HelpRow, heading: int) -> str:
        """What a row is found by: what it shows, what its command is called, and the heading above."""
        return fold(f"{row.keys} {row.words} {row.called} {self._rows[heading].words}")

    def action_leave(self) -> None:
        """Show all again, then close."""
        box = self.query_one(Input)
        if box.value:
            box.value = ""
        else:
            self.dismiss()

    def action_scroll(self, how: str) -> None:
        """Move in the table; the keyboard stays with what is typed."""
        getattr(self.query_one("#help", VerticalScroll), f"scroll_{how}")(animate=False)


def _rows(commands: Sequence[Command], keys_of: Callable[[Command], tuple[str, ...]]) -> Iterator[HelpRow]:
    """The commands by their groups, those of no group last; then the keys that move."""
    left = {command.id: command for command in commands}
    where = commands[0].where
    for heading, names in GROUPS.get(where, ()):
        here = [left.pop(name) for name in names if name in left]
        if here:
            yield HelpRow("", _(heading))
            yield from (_row(command, keys_of) for command in here)
    yield HelpRow("", _("Move"))
    yield from (HelpRow(keys_words(keys.split(",")), _(words)) for keys, words in MOVING[where])
    if left:
        yield HelpRow("", _("And besides"))
        yield from (_row(command, keys_of) for command in left.values())


def _row(command: Command, keys_of: Callable[[Command], tuple[str, ...]]) -> HelpRow:
    keys = keys_words(keys_of(command)) or keys_words(["ctrl+p"])
    return HelpRow(keys, command.shown_help, command.shown_title)
