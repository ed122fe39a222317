"""The fields of a post as a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input

from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.fields.date_input import DateInput
from blogwifi_tui.ui.fields.field_row import FieldRow, label_width
from blogwifi_tui.ui.fields.model import EXTRA, FieldSheet
from blogwifi_tui.ui.fields.multiline_input import MultilineInput
from blogwifi_tui.ui.fields.switch import SwitchInput
from blogwifi_tui.ui.fields.validation import note, refusal
from blogwifi_tui.ui.signs import arrows
from blogwifi_tui.ui.widgets.dialogs import DESTROY, Choice, Choices, TextQuestion
from blogwifi_tui.ui.widgets.prose import Prose, rows_of
from blogwifi_tui.ui.widgets.tags_input import TagsInput

LABELS = {
    "title": N_("Title"),
    "date": N_("Date"),
    "tags": N_("Tags"),
    "categories": N_("Categories"),
    "draft": N_("Draft"),
    "description": N_("Description"),
    "slug": N_("Slug"),
    "file": N_("File"),
}
KEYS = {
    "date": N_("Ctrl+↑ and Ctrl+↓ move the day, the hour… at the caret. Ctrl+N: now."),
    "tags": N_("Commas between them. → or Tab takes what is proposed."),
    "categories": N_("Commas between them. → or Tab takes what is proposed."),
    "draft": N_("Space: the other one."),
}
"""What the keys do in a field; in the others, as :data:`ANYWHERE`."""
ANYWHERE = N_("↑ ↓: another field. Ctrl+Z: this one as it was.")
_CHROME = 7
"""Rows of the form beside fields, answers and what the keys do: border, heading, and the blank ones."""
_WIDEST = 84
"""Columns of the form on a wide screen, as its style sheet has them."""
_NARROW = 64
"""Columns of a screen on which one blank column beside the border is enough: a whole date takes the other."""
_BORDER = 2
"""Columns of its border."""


class FilledIn(NamedTuple):
    """What a form was left with."""

    changes: dict[str, str]
    """The fields that were changed, by name, for :meth:`FieldSheet.applied`."""
    as_text: str | None = None
    """The field to go on with in the front matter as text; None to go back to the text of the post."""


class FieldsDialog(ModalScreen[FilledIn | None]):
    """Gives what was changed; None when nothing is to be.

    Enter goes to the next field, Ctrl+S keeps, Esc leaves all as it was and asks when something was typed.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../widgets/dialogs.tcss", "fields.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        # Before what has the focus, which would scroll, or take back a part.
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("ctrl+s", "accept", show=False),
        Binding("shift+f6,f18", "go_on_as_text", show=False, id="front_matter_text"),
        Binding("ctrl+z", "as_it_was", show=False, priority=True),
    ]

    def __init__(
        self,
        sheet: FieldSheet,
        now: Callable[[], dt.datetime],
        *,
        typed: Callable[[Mapping[str, str]], None],
        rename_key: str,
        text_key: str,
    ) -> None:
        """Open the form on ``sheet``.

        Args:
            sheet: the fields.
            now: gives this moment in the blog's zone.
            typed: called with what differs, each time it does.
            rename_key: the key that renames a post in the list, as it is shown.
            text_key: the key that goes on in the front matter as text.
        """
        super().__init__()
        self._sheet = sheet
        self._now = now
        self._when_typed = typed
        self._rename_key = rename_key
        self._answers = Choices(
            [
                Choice("accept", _("Keep"), "ctrl+s"),
                Choice("as-text", _("Front matter as text"), text_key),
                Choice("cancel", _("Cancel"), "escape"),
            ]
        )
        self._labels = {
            name: _(LABELS[name]) if name in LABELS else name.removeprefix(EXTRA) for name in sheet.shown
        }
        self._proposed_file = sheet.post.path
        self._last_row: FieldRow | None = None
        """The one that had the focus last."""

    def compose(self) -> ComposeResult:
        """Heading, one row for each field, what the keys do, answers."""
        width = label_width(list(self._labels.values()))
        with Vertical(classes="dialog"):
            yield Prose(_("Fields"), classes="dialog--heading")
            with VerticalScroll(classes="fields--rows", can_focus=False):
                for number, (name, label) in enumerate(self._labels.items()):
                    button = Button(Content(_("now")), id="now", compact=True) if name == "date" else None
                    box = self._box(name, f"field-{name if name in LABELS else number}")
                    yield FieldRow(name, label, box, width=width, button=button)
            yield Prose(classes="fields--keys")
            yield self._answers

    def _box(self, name: str, id: str) -> Widget:  # noqa: A002 - Textual's name
        sheet, text = self._sheet, self._sheet.shown[name]
        match name:
            case "date":
                read_in = sheet.post.rules.zone(sheet.post.path)
                return DateInput(text, self._now, read_in=read_in, id=id)
            case "tags":
                return TagsInput(text, known=sheet.tags, id=id)
            case "categories":
                return TagsInput(text, known=sheet.categories, id=id)
            case "draft":
                return SwitchInput(on=bool(text), id=id)
            case "description":
                return MultilineInput(text, id=id)
            case "file" if sheet.names is None:
                return Prose(text)
        if name in sheet.extras and sheet.extras[name].fixed:
            return Prose(text)
        return Input(text, id=id, compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        """Begin at the first field, with everything said that is to be said of each."""
        self.watch(self.query_one(SwitchInput), "on", self._flipped, init=False)
        self.query_one("#now", Button).can_focus = False
        for row in self._rows():
            self._say(row)
        self.query_one(Input).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Let the fields have all the rows but those of heading, keys and answers."""
        side = 1 if event.size.width <= _NARROW else 2
        self.query_one(".dialog").styles.padding = (0, side)
        width = min(event.size.width, _WIDEST) - _BORDER - 2 * side
        keys = max(rows_of(arrows(_(words)), width) for words in (*KEYS.values(), ANYWHERE))
        self.query_one(".fields--keys").styles.height = keys + 1  # a blank row parts them from the answers
        chrome = _CHROME + keys + self._answers.rows_in(width)
        self.query_one(".fields--rows").styles.max_height = max(event.size.height - chrome, 3)

    def values(self) -> dict[str, str]:
        """What the fields hold, by name; those that can only be looked at hold what they show."""
        shown = self._sheet.shown
        return {
            row.field: shown[row.field].strip() if isinstance(row.box, Prose) else row.value
            for row in self._rows()
        }

    def changes(self) -> dict[str, str]:
        """The fields that hold something else than the post does."""
        return self._sheet.changes(self.values())

    def _rows(self) -> Iterator[FieldRow]:
        return iter(self.query(FieldRow))

    def _say(self, row: FieldRow) -> bool:
        """Say what there is to say of a field; whether the form may be kept as far as it goes."""
        said = note(self._sheet, row.field, self.values())
        if row.field == "file" and self._sheet.names is None:
            row.note(_("In the list, {key} renames.").format(key=self._rename_key))
        else:
            row.note(said.text, blocks=said.blocks)
        return not said.blocks

    # What happens in it

    @on(Input.Changed)
    @on(MultilineInput.Changed)
    def _typed(self, event: Input.Changed | MultilineInput.Changed) -> None:
        row = next(row for row in self._rows() if row.box is event.control)
        self._say(row)
        if row.field == "title" and self._sheet.names:
            self._name_after(row.value)
        self._when_typed(self.changes())

    def _name_after(self, title: str) -> None:
        """Let the name of a file to be follow the title, as long as no other was typed."""
        file = next(row for row in self._rows() if row.field == "file")
        if title and file.value == self._proposed_file:
            self._proposed_file = self._sheet.file_of(title)
            file.fill(self._proposed_file)

    def _flipped(self) -> None:
        for row in self._rows():
            if row.field in ("draft", "date"):
                self._say(row)
        self._when_typed(self.changes())

    @on(events.DescendantFocus)
    def _entered(self) -> None:
        row = self._row_with_focus()
        self._last_row = row or self._last_row
        self.query_one(".fields--keys", Prose).text = arrows(_(KEYS.get(row.field if row else "", ANYWHERE)))
        if row:
            row.show()

    def set_focus(
        self,
        widget: Widget | None,
        scroll_visible: bool = True,  # noqa: ARG002 - Textual's signature
        from_app_focus: bool = False,
    ) -> None:
        """Leave it to :meth:`FieldRow.show` to bring the field into view, at once and with its note."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)

    def _row_with_focus(self) -> FieldRow | None:
        return next((row for row in self._rows() if row.box is self.focused), None)

    @on(Input.Submitted)
    @on(SwitchInput.Entered)
    @on(MultilineInput.Entered)
    def _next(self) -> None:
        self.focus_next()

    def action_step(self, by: int) -> None:
        """Go to the row above (-1) or below (1), of the text that is typed in or of the form."""
        box = self.focused
        if isinstance(box, MultilineInput) and box.step(by):
            return
        if by < 0:
            self.focus_previous()
        else:
            self.focus_next()

    @on(Button.Pressed, "#now")
    def _now_pressed(self) -> None:
        box = self.query_one(DateInput)
        box.focus()
        box.action_now()

    def action_as_it_was(self) -> None:
        """Give the field with the focus what it held when the form was opened."""
        if row := self._row_with_focus():
            row.fill(self._sheet.shown[row.field])

    @on(Button.Pressed, "#answer-accept")
    def action_accept(self) -> None:
        """Close with what was changed, or go to the first field that does not allow it."""
        wrong = [row for row in self._rows() if not self._say(row)]
        if not wrong:
            changes = self.changes()
            refused = self._sheet.applied(changes).refused
            if not refused:
                self.dismiss(FilledIn(changes))
                return
            wrong = [row for row in self._rows() if row.field in refused]
            for row in wrong:
                row.note(refusal(refused[row.field]).text, blocks=True)
        wrong[0].box.focus()
        wrong[0].show()

    @on(Button.Pressed, "#answer-as-text")
    def action_go_on_as_text(self) -> None:
        """Close with what can be changed here, and go on with the rest in the front matter as text.

        A field whose words no front matter could hold, as a date that is none, is to be mended first.
        """
        changes = self.changes()
        refused = self._sheet.applied(changes).refused
        wrong = [row for row in self._rows() if not self._say(row) and row.field not in refused]
        if wrong:
            wrong[0].box.focus()
            wrong[0].show()
            return
        field = self._last_row.field if self._last_row else ""
        if refused and field not in refused:
            field = next(iter(refused))
        self.dismiss(FilledIn(changes, field))

    @on(Button.Pressed, "#answer-cancel")
    def action_leave(self) -> None:
        """Close and change nothing; ask when something was typed."""
        changes = self.changes()
        if not changes:
            self.dismiss(None)
            return
        answers = [
            Choice("keep", _("Keep"), "ctrl+s"),
            Choice("drop", _("Leave all as it was"), DESTROY, deliberate=True),
            Choice("stay", _("Stay"), "escape"),
        ]
        names = visible(", ".join(self._labels[name] for name in changes))
        self.app.push_screen(TextQuestion(_("Keep what you changed?"), names, answers), self._left)

    def _left(self, choice: str | None) -> None:
        if choice == "keep":
            self.action_accept()
        elif choice == "drop":
            self.dismiss(None)
