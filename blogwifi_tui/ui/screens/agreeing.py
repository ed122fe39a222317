"""A list of files that a step changes, to be read before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from blogwifi_tui.locale.messages import _
from blogwifi_tui.ui.screens.dialogs import Answer, Answers
from blogwifi_tui.ui.widgets.prose import Prose
from blogwifi_tui.visible import visible

if TYPE_CHECKING:
    from blogwifi_tui.ui.retagging import Sheet


class Agreement(ModalScreen[bool]):
    """Enter agrees, Esc changes nothing; arrows and pages move in the list."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's own way to declare them
        ("escape,n,q", "refuse", ""),
    ]

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet

    def compose(self) -> ComposeResult:
        """Heading, explanation, files, answers."""
        sheet = self._sheet
        lines = [f"✗ {reason}" for reason in sheet.refused] + [f"· {path}" for path in sheet.paths]
        answers = [Answer("accept", sheet.accept, "enter")] if sheet.accept else []
        with Vertical(classes="dialog"):
            yield Prose(sheet.heading, classes="dialog--heading")
            yield Prose(sheet.text, classes="dialog--explanation")
            yield OptionList(
                *(Option(Content(visible(line))) for line in lines), markup=False, compact=True, id="files"
            )
            yield Answers([*answers, Answer("refuse", _("Cancel"), "escape")])

    def on_mount(self) -> None:
        """Let the keys move in the list."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    @on(Button.Pressed, "#answer-accept")
    def _accept(self) -> None:
        self.dismiss(bool(self._sheet.accept))

    @on(Button.Pressed, "#answer-refuse")
    def action_refuse(self) -> None:
        """Change nothing."""
        self.dismiss(False)
