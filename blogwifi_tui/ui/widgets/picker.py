"""Picking one line of a list that gets shorter as one types."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from blogwifi_tui.content.folding import fold, words
from blogwifi_tui.i18n.dates import number as written
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.widgets.prose import Prose

LISTED = 100
"""Lines listed at once: more would take a while to list, and nobody reads them."""


class Picker(ModalScreen[int | None]):
    """Answers with the number of the line, from 0; Esc picks nothing. Accents and case do not matter."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's own way to declare them
        ("escape", "dismiss", ""),
        ("up", "move('cursor_up')", ""),
        ("down", "move('cursor_down')", ""),
        ("pageup", "move('page_up')", ""),
        ("pagedown", "move('page_down')", ""),
    ]

    def __init__(
        self, heading: str, labels: Sequence[str], *, first: int = 0, folded: Sequence[str] = ()
    ) -> None:
        """Offer ``labels``, the cursor on ``first``; ``folded`` are the same, folded already."""
        super().__init__()
        self._heading = heading
        self._labels = labels
        self._folded = folded or [fold(label) for label in labels]
        self._first = first
        self._listed: list[int] = []

    def compose(self) -> ComposeResult:
        """What is typed, and what is left of the list."""
        with Vertical(classes="dialog"):
            yield Prose(self._heading, classes="dialog--heading")
            yield Input(id="narrow", placeholder=_("Type to filter"), compact=True)
            picks = OptionList(markup=False, compact=True)
            picks.can_focus = False
            yield picks
            more = Prose(classes="dialog--note")
            more.display = False
            yield more

    def on_mount(self) -> None:
        """List all of it."""
        self._list()
        if self._first in self._listed:
            self.query_one(OptionList).highlighted = self._listed.index(self._first)

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._list()

    def _list(self) -> None:
        """Keep the lines that hold every word typed, those first that match best."""
        typed = words(self.query_one(Input).value).split()
        found = [number for number, label in enumerate(self._folded) if all(word in label for word in typed)]
        if typed:
            found.sort(key=lambda number: _distance(typed, self._folded[number]))
        start = 0 if typed else max(0, self._first - LISTED // 2)
        self._listed = found[start : start + LISTED]
        self._tell_rest(len(found) - len(self._listed))
        picks = self.query_one(OptionList)
        kept = picks.highlighted if not typed else 0
        picks.clear_options()
        picks.add_options([Option(Content(visible(self._labels[number]))) for number in self._listed])
        picks.highlighted = min(kept or 0, len(self._listed) - 1) if self._listed else None

    def _tell_rest(self, rest: int) -> None:
        """Say what the list does not show: ``rest`` more lines, or that there is none."""
        more = self.query_one(".dialog--note", Prose)
        told = ngettext("{n} more: type to filter.", "{n} more: type to filter.", rest)
        more.text = told.format(n=written(rest)) if rest else "" if self._listed else _("Nothing matches.")
        more.display = bool(more.text)

    def action_move(self, how: str) -> None:
        """Move the cursor of the list; the keyboard stays with what is typed."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._listed[event.option_index])


def _distance(typed: Sequence[str], label: str) -> int:
    """How far a folded label is from the words typed: 0 for these and no others, but for a year behind."""
    phrase = " ".join(typed)
    bare = label[:-5] if label[-5:-4] == " " and label[-4:].isdigit() else label
    if phrase in (label, bare):
        return 0
    spaced = f" {bare} "
    if f" {phrase} " in spaced:
        return 1
    if f" {phrase}" in spaced:
        return 2
    return 3 if all(f" {word}" in spaced for word in typed) else 4
