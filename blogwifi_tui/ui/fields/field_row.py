"""One field of a form: its name, what it is filled in with, and below what there is to note."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Label

from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.fields.multiline_input import MultilineInput
from blogwifi_tui.ui.fields.switch import SwitchInput
from blogwifi_tui.ui.signs import signed
from blogwifi_tui.ui.widgets.prose import Prose

LONGEST_LABEL = 16
"""Columns; longer names are cut."""
_BUTTON_FRAME = 3
"""Columns around the word on a button."""
_LEAST_BOX = len(" 2026-05-12 09:30:00 +02:00  ")
"""Columns of a box that shows a whole date, with the caret behind it."""


def label_width(labels: list[str]) -> int:
    """The columns that let the boxes of fields with these names stand in line."""
    return min(max(map(cell_len, labels)), LONGEST_LABEL) + 2


class FieldRow(Vertical):
    """A field of a form."""

    def __init__(
        self, name: str, label: str, box: Widget, *, width: int, button: Button | None = None
    ) -> None:
        """``width`` is that of the label, in columns; ``button`` stands beside the box."""
        super().__init__(name=name)
        self.field = name
        self.box = box
        self._label = Label(Content(visible(label)), classes="field-row--label")
        self._label.styles.width = self._label_width = width
        self._button = button
        self._note = Prose(classes="field-row--note")
        self._note.styles.margin = (0, 0, 0, width)
        self._note.display = False

    def compose(self) -> ComposeResult:
        """Label, box and button on one line, the note under the box."""
        with Horizontal(classes="field-row--line"):
            yield self._label
            yield self.box
            if self._button:
                yield self._button
        yield self._note

    def on_resize(self, event: events.Resize) -> None:
        """Keep all of it in view when what is said below grows while one types.

        A button goes where it would leave too little of the box: its key does the same.
        """
        if self._button:
            beside = self._label_width + cell_len(str(self._button.label)) + _BUTTON_FRAME
            self._button.display = event.size.width - beside >= _LEAST_BOX
        if self.box.has_focus:
            self.show()

    def show(self) -> None:
        """Bring it into view, with what is said below."""
        self.scroll_visible(animate=False)

    @property
    def value(self) -> str:
        """What the field holds, without blanks around; a switch holds ``yes`` or nothing."""
        if isinstance(self.box, SwitchInput):
            return "yes" if self.box.on else ""
        return self.box.value.strip() if isinstance(self.box, Input | MultilineInput) else ""

    def fill(self, value: str) -> None:
        """Give the field another value."""
        if isinstance(self.box, SwitchInput):
            self.box.on = bool(value)
        elif isinstance(self.box, Input):
            self.box.value = value
        elif isinstance(self.box, MultilineInput):
            self.box.text = value

    def note(self, text: str, *, blocks: bool = False) -> None:
        """Say something below the box: a remark, or what is wrong when it ``blocks``; nothing when empty."""
        self._note.text = signed("✗", text) if blocks else text
        self._note.display = bool(text)
        self._note.set_class(blocks, "-blocks")
