"""The questions a screen may ask: one among a few answers, or a few fields to fill."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Button, Input, Label

from blogwifi_tui.content.query import fold
from blogwifi_tui.locale.messages import _
from blogwifi_tui.ui.commands import key_name
from blogwifi_tui.ui.widgets.prose import Prose
from blogwifi_tui.ui.widgets.yes_no import YesNo


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer a question."""

    value: str
    label: str
    key: str
    """The key that gives it, beside a click or Enter on its button."""

    @property
    def shown(self) -> str:
        """Label and key."""
        return f"{self.label} ({key_name(self.key)})"


class Answers(Container):
    """A row of buttons, or a column of them where the row does not fit."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__(classes="dialog--answers")
        self._answers = answers
        self._width = sum(cell_len(answer.shown) + 4 for answer in answers)

    def compose(self) -> ComposeResult:
        """One button for each answer."""
        for answer in self._answers:
            yield Button(Content(answer.shown), id=f"answer-{answer.value}", compact=True)

    def on_resize(self, event: events.Resize) -> None:
        """Stack what does not fit."""
        self.set_class(self._width > event.size.width, "-stacked")


class Question(ModalScreen[str | None]):
    """A sentence and a few answers; Esc answers nothing. The first answer has the focus."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's own way to declare them
        ("escape", "dismiss", ""),
        ("left,up,shift+tab", "app.focus_previous", ""),
        ("right,down", "app.focus_next", ""),
        ("pageup", "page(-1)", ""),
        ("pagedown", "page(1)", ""),
    ]

    def __init__(self, heading: str, text: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._heading = heading
        self._text = text
        self._answers = tuple(answers)

    def compose(self) -> ComposeResult:
        """Heading, text, answers."""
        with Vertical(classes="dialog"):
            yield Prose(self._heading, classes="dialog--heading")
            with VerticalScroll(classes="dialog--text", can_focus=False):
                yield Prose(self._text)
            yield Answers(self._answers)

    def on_mount(self) -> None:
        """Let Enter give the first answer."""
        self.query(Button).first().focus()

    def on_key(self, event: events.Key) -> None:
        """An answer's own key, in either case."""
        for answer in self._answers:
            if answer.key in (event.key, (event.character or "").lower()):
                event.stop()
                self.dismiss(answer.value)

    def action_page(self, pages: int) -> None:
        """Scroll a long text by a screenful."""
        text = self.query_one(".dialog--text", VerticalScroll)
        text.scroll_relative(y=pages * max(text.size.height - 1, 1), animate=False)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss((event.button.id or "").removeprefix("answer-"))


@dataclass(frozen=True, slots=True)
class Field:
    """One line to fill in a form."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    known: tuple[str, ...] = ()
    """Values to complete from; the field then holds a list, comma separated."""
    switch: bool = False
    """Either on, with the value ``yes``, or off, with the empty one."""


Check = Callable[[Mapping[str, str]], str | None]
"""Looks at a form's values: the sentence that says what is wrong, or None."""

FEW = 2
"""Fields up to which each stands under its label, and Enter in the last one accepts the form."""


class Form(ModalScreen[dict[str, str] | None]):
    """A few labelled lines. Enter goes to the next and then accepts, Ctrl+S accepts, Esc changes nothing."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's own way to declare them
        ("escape", "dismiss", ""),
        ("up", "app.focus_previous", ""),
        ("down", "app.focus_next", ""),
        ("ctrl+s", "accept", ""),
    ]

    def __init__(
        self,
        heading: str,
        fields: Sequence[Field],
        *,
        text: str = "",
        accept: str = "",
        check: Check | None = None,
        further: Callable[[], Awaitable[str]] | None = None,
    ) -> None:
        """``further`` finds out, while the form is filled in, what replaces ``text``."""
        super().__init__()
        self._heading = heading
        self._text = text
        self._fields = tuple(fields)
        self._accept = accept or _("OK")
        self._check = check
        self._further = further

    def compose(self) -> ComposeResult:
        """Heading, explanation, one line for each field, what is wrong, answers."""
        few = len(self._fields) <= FEW
        width = max(cell_len(field.label) for field in self._fields) + 2
        with Vertical(classes="dialog"):
            yield Prose(self._heading, classes="dialog--heading")
            if self._text:
                yield Prose(self._text, classes="dialog--explanation")
            with VerticalScroll(classes="dialog--text", can_focus=False):
                for field in self._fields:
                    with Horizontal(classes="dialog--field -under" if few else "dialog--field"):
                        label = Label(Content(field.label), classes="dialog--label")
                        label.styles.width = "100%" if few else width
                        yield label
                        yield _box(field)
            problem = Prose(classes="dialog--problem")
            problem.display = False
            yield problem
            accept = Answer("accept", self._accept, "enter" if few else "ctrl+s")
            yield Answers([accept, Answer("cancel", _("Cancel"), "escape")])

    @work(exit_on_error=False)
    async def on_mount(self) -> None:
        """Find out what is to be told further."""
        if self._further:
            self.query_one(".dialog--explanation", Prose).text = await self._further()

    def values(self) -> dict[str, str]:
        """What the fields hold, by name, without blanks around."""
        return {field.name: self._value(field) for field in self._fields}

    def _value(self, field: Field) -> str:
        box = self.query_one(f"#field-{field.name}")
        if isinstance(box, YesNo):
            return "yes" if box.on else ""
        return box.value.strip() if isinstance(box, Input) else ""

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if event.input.id == f"field-{self._fields[-1].name}":
            self.action_accept()
        else:
            self.focus_next()

    @on(YesNo.Entered)
    def _next(self) -> None:
        self.focus_next()

    @on(Input.Changed)
    def _forgive(self) -> None:
        self._say("")

    @on(Button.Pressed, "#answer-accept")
    def action_accept(self) -> None:
        """Close with the values, or say what is wrong with them."""
        problem = self._check(self.values()) if self._check else None
        if problem is None:
            self.dismiss(self.values())
        else:
            self._say(problem)

    @on(Button.Pressed, "#answer-cancel")
    def _cancel(self) -> None:
        self.dismiss(None)

    def _say(self, problem: str) -> None:
        line = self.query_one(".dialog--problem", Prose)
        line.text = problem
        line.display = bool(problem)


def _box(field: Field) -> Input | YesNo:
    """What a field is filled in with."""
    name = f"field-{field.name}"
    if field.switch:
        return YesNo(on=bool(field.value), id=name)
    suggester = ListSuggester(field.known) if field.known else None
    return Input(
        field.value,
        placeholder=field.hint,
        id=name,
        suggester=suggester,
        compact=True,
        select_on_focus=False,
    )


class ListSuggester(Suggester):
    """Completes the last item of a comma-separated list; accents and case do not matter."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = [(fold(item), item) for item in known]

    async def get_suggestion(self, value: str) -> str | None:
        """``value`` with its last item completed, or None."""
        head, comma, last = value.rpartition(",")
        typed = last.lstrip()
        if not typed:
            return None
        blank = last[: len(last) - len(typed)]
        folded = fold(typed)
        match = next((item for key, item in self._known if key.startswith(folded) and item != typed), None)
        return None if match is None else f"{head}{comma}{blank}{match}"


def split_list(text: str) -> tuple[str, ...]:
    """The items of a comma-separated list, each once, in order."""
    return tuple(dict.fromkeys(item for part in text.split(",") if (item := part.strip())))
