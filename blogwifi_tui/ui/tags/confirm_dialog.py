"""A list of files that a step changes, to be read before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Log

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.key_queue import FirstSight
from blogwifi_tui.ui.signs import signed
from blogwifi_tui.ui.widgets.dialogs import Choice, Choices
from blogwifi_tui.ui.widgets.prose import Prose, wrapped

if TYPE_CHECKING:
    from blogwifi_tui.ui.tags.rename import Sheet


class _Lines(Log):
    """Many lines, each as long as it is, drawn only where they are in sight."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(auto_scroll=False, id="files")
        self._whole = [visible(line) for line in lines]

    def on_resize(self) -> None:
        """Break what is wider than the room."""
        width = self.scrollable_content_region.width
        self.clear()
        self.write_lines(wrapped(line, width) if cell_len(line) > width else line for line in self._whole)


class ConfirmDialog(ModalScreen[bool]):
    """Enter agrees, Esc changes nothing; arrows and pages move in the list."""

    CSS_PATH = "../widgets/dialogs.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's own way to declare them
        ("escape,n,q", "refuse", ""),
        ("enter", "accept", ""),
    ]

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.first_sight = FirstSight()

    def compose(self) -> ComposeResult:
        """Heading, explanation, files, answers."""
        sheet = self._sheet
        answers = [Choice("accept", sheet.accept, "enter")] if sheet.accept else []
        with Vertical(classes="dialog"):
            yield Prose(sheet.heading, classes="dialog--heading")
            yield Prose(sheet.text, classes="dialog--explanation")
            yield _Lines(
                [signed("✗", reason) for reason in sheet.refused] + [f"· {path}" for path in sheet.paths]
            )
            yield Choices([*answers, Choice("refuse", _("Cancel"), "escape")])

    def on_mount(self) -> None:
        """Let the keys move in the list."""
        self.query_one(_Lines).focus()
        self.first_sight.begin(self.app)

    @on(Button.Pressed, "#answer-accept")
    def action_accept(self) -> None:
        """Do it, where there is something to do."""
        self.dismiss(bool(self._sheet.accept))

    @on(Button.Pressed, "#answer-refuse")
    def action_refuse(self) -> None:
        """Change nothing."""
        self.dismiss(False)
