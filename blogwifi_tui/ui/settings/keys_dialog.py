"""Choosing the keys of a command by pressing them: nobody has to know what a key is called."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.commands.registry import key_name
from blogwifi_tui.ui.widgets.dialogs import Choice, Choices
from blogwifi_tui.ui.widgets.prose import Prose


class _Keys(Prose, can_focus=True):
    """The keys so far: each that is pressed is added, but those of the dialog."""

    class Changed(Message):
        """Other keys are chosen."""

    def __init__(self, keys: str, default: str) -> None:
        super().__init__(classes="dialog--keys")
        self._default = _names(default)
        self.keys = [key.strip() for key in keys.split(",")]
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Add a key, or take the last one away."""
        if event.key in ("enter", "escape"):
            return  # for the dialog
        event.stop()
        event.prevent_default()
        if event.key == "backspace":
            self.keys = self.keys[:-1]
        elif event.key not in self.keys:
            self.keys.append(event.key)
        self._show()
        self.post_message(self.Changed())

    def _show(self) -> None:
        names = _names(",".join(self.keys))
        self.text = names or _("Default: {value}").format(value=self._default)


def _names(keys: str) -> str:
    """Keys as a person reads them."""
    return " ".join(key_name(key.strip()) for key in keys.split(",")) if keys else ""


class KeysDialog(ModalScreen[str | None]):
    """Each key pressed is added; Enter gives them, with commas between; Esc changes nothing."""

    CSS_PATH = "../widgets/dialogs.tcss"

    def __init__(
        self, heading: str, text: str, keys: str, default: str, problem: Callable[[str], str | None]
    ) -> None:
        """Begin with ``keys``; without any, ``default`` counts. ``problem`` says what is wrong with some."""
        super().__init__()
        self._heading, self._text = heading, text
        self._box = _Keys(keys, default)
        self._problem = problem

    def compose(self) -> ComposeResult:
        """What it is about, the keys, how to go on, what is wrong, answers."""
        with Vertical(classes="dialog"):
            yield Prose(self._heading, classes="dialog--heading")
            yield Prose(self._text, classes="dialog--explanation")
            yield self._box
            how = _("Press the key you want: it is added. Backspace takes the last one away.")
            yield Prose(how, classes="dialog--note")
            problem = Prose(classes="dialog--problem")
            problem.display = False
            yield problem
            # They take no focus: each key is one that may be meant for the command.
            yield Choices(
                [
                    Choice("accept", _("OK"), "enter", deliberate=True),
                    Choice("cancel", _("Cancel"), "escape", deliberate=True),
                ]
            )

    def on_mount(self) -> None:
        """Let keys be pressed."""
        self._box.focus()

    def on_key(self, event: events.Key) -> None:
        """Enter accepts, Esc leaves."""
        event.stop()
        if event.key == "enter":
            self._accept()
        elif event.key == "escape":
            self.dismiss(None)

    @on(Button.Pressed, "#answer-accept")
    def _accept(self) -> None:
        keys = ",".join(self._box.keys)
        if problem := self._problem(keys) if keys else None:
            self._say(problem)
        else:
            self.dismiss(keys)

    @on(Button.Pressed, "#answer-cancel")
    def _cancel(self) -> None:
        self.dismiss(None)

    @on(_Keys.Changed)
    def _forgive(self) -> None:
        self._say("")

    def _say(self, problem: str) -> None:
        line = self.query_one(".dialog--problem", Prose)
        line.text = problem
        line.display = bool(problem)
