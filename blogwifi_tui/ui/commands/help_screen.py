"""The help: every command of a screen, its keys and what it does, from the command table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.commands.registry import MOVING, Command, key_name
from blogwifi_tui.ui.widgets.prose import Prose


class HelpScreen(ModalScreen[None]):
    """A table of keys; any of Esc, q, ? and F1 closes it."""

    CSS_PATH = "../widgets/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,question_mark,f1", "dismiss", "")]

    def __init__(self, commands: Sequence[Command], keys_of: Callable[[Command], tuple[str, ...]]) -> None:
        super().__init__()
        rows = [(keys_of(each), each.shown_help) for each in commands]
        rows += [(tuple(keys.split(",")), _(help_text)) for keys, help_text in MOVING[commands[0].where]]
        self._rows = [(" ".join(map(key_name, keys)), help_text) for keys, help_text in rows]

    def compose(self) -> ComposeResult:
        """The table, in a box that scrolls."""
        width = max(cell_len(keys) for keys, _help in self._rows) + 2
        with Vertical(classes="dialog"):
            yield Label(Content(_("Keys")), classes="dialog--heading")
            with VerticalScroll(id="help"):
                for keys, help_text in self._rows:
                    with Horizontal(classes="help--row"):
                        label = Label(Content(keys), classes="help--keys")
                        label.styles.width = width
                        yield label
                        yield Prose(help_text)
                note = _("Ctrl+P lists every command by name. Hold Shift to select text with the mouse.")
                yield Prose(note, classes="dialog--note")
