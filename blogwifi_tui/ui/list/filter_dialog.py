"""Choosing what to show by state, tag or year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from blogwifi_tui.content.folding import fold, words
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.list.filters import FilterChoice
from blogwifi_tui.ui.widgets.prose import Prose
from blogwifi_tui.ui.widgets.status_line import shortened

ROOM = "  "
"""At the end of each line, for the scrollbar: it takes its columns from lines measured without one."""
NARROWEST, WIDEST = 18, 36
"""Columns for the longest label; a longer one is cut."""
_COUNT = 6
_MOVES = {
    "up": "cursor_up",
    "down": "cursor_down",
    "pageup": "page_up",
    "pagedown": "page_down",
    "home": "first",
    "end": "last",
}
"""By key, what it does in the list while the keyboard stays with what is typed."""


class FilterDialog(ModalScreen[str | None]):
    """A list of choices with how many posts each shows; the answer is a query. Esc changes nothing.

    What is typed narrows the list; accents and case do not matter.
    """

    CSS_PATH = "../widgets/dialogs.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's own way to declare them
        ("escape", "dismiss", ""),
        *(Binding(key, f"move('{how}')", show=False, priority=True) for key, how in _MOVES.items()),
    ]

    def __init__(self, groups: Sequence[Sequence[FilterChoice]]) -> None:
        super().__init__()
        self._groups = groups
        longest = max(cell_len(visible(each.label)) for group in groups for each in group)
        self._width = min(WIDEST, max(NARROWEST, longest))

    def compose(self) -> ComposeResult:
        """What is typed, and the groups below their names."""
        with Vertical(classes="dialog"):
            yield Prose(_("Show only"), classes="dialog--heading")
            box = Input(id="narrow", placeholder=_("Type to filter"), compact=True)
            box.styles.width = self._width + _COUNT + 2 * len(ROOM)
            yield box
            choices = OptionList(*self._rows(""), markup=False, compact=True)
            choices.can_focus = False
            yield choices
            nothing = Prose(_("Nothing matches."), classes="dialog--note")
            nothing.display = False
            yield nothing

    def on_mount(self) -> None:
        """Begin with all posts."""
        self.query_one(OptionList).action_first()

    def _rows(self, typed: str) -> Iterator[Option]:
        """The choices whose name, or that of their group, holds every word ``typed``."""
        wanted = words(fold(typed)).split()
        for group in self._groups:
            heading = group[0].group
            left = [each for each in group if _holds(f"{heading} {each.label}", wanted)]
            if left and heading:
                yield Option(Content(heading), disabled=True)
            yield from (Option(self._row(each), id=each.query or None) for each in left)

    def _row(self, choice: FilterChoice) -> Content:
        label = shortened(visible(choice.label), self._width)
        count = "" if choice.count is None else number(choice.count)
        return Content(f"{label}{' ' * (self._width - cell_len(label))}  {count:>{_COUNT}}{ROOM}")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options(self._rows(event.value))
        choices.action_first()
        self.query_one(".dialog--note").display = not choices.option_count
        self.on_resize()

    def on_resize(self) -> None:
        """Let the list have a row for each choice, as far as there is room."""
        choices = self.query_one(OptionList)
        choices.styles.height = min(choices.option_count, self.size.height * 7 // 10)

    def action_move(self, how: str) -> None:
        """Move the cursor of the list."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id or "")


def _holds(text: str, wanted: Sequence[str]) -> bool:
    folded = words(fold(text))
    return all(word in folded for word in wanted)
