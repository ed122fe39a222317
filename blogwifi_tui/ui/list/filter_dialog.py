"""Choosing what to show by state, tag or year."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.list.filters import FilterChoice
from blogwifi_tui.ui.signs import is_plain
from blogwifi_tui.ui.widgets.prose import Prose
from blogwifi_tui.ui.widgets.status_line import shortened

ROOM = "  "
"""At the end of each line, for the scrollbar: it takes its columns from lines measured without one."""
WIDEST = 36
"""Columns for the longest label; a longer one is cut."""


class FilterDialog(ModalScreen[str | None]):
    """A list of choices with how many posts each shows; the answer is a query. Esc changes nothing."""

    CSS_PATH = "../widgets/dialogs.tcss"
    BINDINGS = [("escape,f,q", "dismiss", "")]  # noqa: RUF012 - Textual's own way to declare them

    def __init__(self, groups: Sequence[Sequence[FilterChoice]]) -> None:
        super().__init__()
        self._groups = groups
        self._width = min(WIDEST, max(cell_len(visible(each.label)) for group in groups for each in group))

    def compose(self) -> ComposeResult:
        """The groups, a line between them."""
        with Vertical(classes="dialog"):
            yield Prose(_("Show only"), classes="dialog--heading")
            listed: list[Option | None] = []
            line = [] if is_plain() else [None]
            for group in self._groups:
                listed += [*line, *(Option(self._row(each), id=each.query or None) for each in group)]
            yield OptionList(*listed[len(line) :], markup=False, compact=True)

    def _row(self, choice: FilterChoice) -> Content:
        label = shortened(visible(choice.label), self._width)
        count = "" if choice.count is None else number(choice.count)
        return Content(f"{label}{' ' * (self._width - cell_len(label))}  {count:>6}{ROOM}")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id or "")
