"""The questions a screen may ask: one among a few answers, or a few fields to fill."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from time import monotonic

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label
from textual.worker import Worker

from blogwifi_tui.content.folding import fold
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.commands.registry import key_name
from blogwifi_tui.ui.key_queue import GRAVE, FirstSight
from blogwifi_tui.ui.widgets.choice_input import ChoiceInput
from blogwifi_tui.ui.widgets.prose import Prose
from blogwifi_tui.ui.widgets.tags_input import TagsInput
from blogwifi_tui.ui.workers import Work, expected_error, worker

DESTROY = "ctrl+d"
"""The key of an answer that throws something away, unless it has one of its own."""

_KEYS_OF_QUESTIONS = frozenset(
    (
        *("escape", "enter", "tab", "shift+tab"),
        *("left", "right", "up", "down", "pageup", "pagedown", "home", "end"),
    )
)
"""What a question takes beside the keys of its answers."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer a question."""

    value: str
    label: str
    key: str
    """The key that gives it, beside a click or Enter on its button."""
    deliberate: bool = False
    """Whether it is given only by who means it, as one that throws something away: by a click, or by its key
    once that could be seen. The key is no letter and not Enter, which are typed without looking."""
    everywhere: bool = False
    """Whether its key is that of the same command on the screens, and stays though no word shown has it."""

    @property
    def shown(self) -> str:
        """Label and key."""
        return f"{self.label} ({key_name(self.key)})"


def lettered(answers: Sequence[Choice]) -> tuple[Choice, ...]:
    """The answers, each letter among their keys one of the words shown, and none of them twice.

    It is the letter asked for where the words have it; else, as in another language, the first of a word. An
    answer whose key means the same everywhere keeps it all the same.
    """
    words = [fold(answer.label) for answer in answers]
    kept = {answer.key for answer in answers if answer.everywhere}
    keys = {
        number: answer.key
        for number, answer in enumerate(answers)
        if answer.everywhere
        or not _is_letter(answer.key)
        or (answer.key in words[number] and answer.key not in kept)
    }
    for number in range(len(answers)):
        if number not in keys:
            initials = [word[0] for word in words[number].split()]
            free = (
                each for each in (*initials, *words[number]) if each not in keys.values() and each.isalpha()
            )
            keys[number] = next(free, answers[number].key)
    return tuple(replace(answer, key=keys[number]) for number, answer in enumerate(answers))


def _is_letter(key: str) -> bool:
    return len(key) == 1 and key.isalpha()


class TellsFailures:
    """A dialog that does not keep to itself what its workers could not do."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """An expected error becomes a sentence; a bug goes on as the crash it is."""
        if error := expected_error(event):
            sentence = explain(error)
            self.tell_failure(" ".join(part for part in (sentence.what, sentence.next) if part))

    @abstractmethod
    def tell_failure(self, words: str) -> None:
        """Show what failed, and what to do next."""


class Choices(Container):
    """A row of buttons, or a column of them where the row does not fit."""

    def __init__(self, answers: Sequence[Choice]) -> None:
        super().__init__(classes="dialog--answers")
        self._answers = answers
        self._width = sum(cell_len(answer.shown) + 4 for answer in answers)

    def compose(self) -> ComposeResult:
        """One button for each answer."""
        for answer in self._answers:
            button = Button(Content(answer.shown), id=f"answer-{answer.value}", compact=True)
            button.can_focus = not answer.deliberate
            yield button

    def rows_in(self, width: int) -> int:
        """How many rows they take in so many columns."""
        return 1 if self._width <= width else len(self._answers)

    def on_resize(self, event: events.Resize) -> None:
        """Stack what does not fit."""
        self.set_class(self.rows_in(event.size.width) > 1, "-stacked")


class Question(ModalScreen[str | None]):
    """A sentence and a few answers; Esc answers nothing. The first answer has the focus."""

    over_text = False
    """Whether it may come while somebody writes: see :meth:`declines`."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's own way to declare them
        ("escape", "dismiss", ""),
        ("left,shift+tab", "app.focus_previous", ""),
        ("right", "app.focus_next", ""),
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("pageup", "page(-1)", ""),
        ("pagedown", "page(1)", ""),
        ("home", "edge(0)", ""),
        ("end", "edge(1)", ""),
    ]

    def __init__(self, heading: str, text: str, answers: Sequence[Choice], *, is_grave: bool = False) -> None:
        """``is_grave``: an answer takes something from readers; keys answer only once it could be read."""
        super().__init__()
        self._heading = heading
        self._text = text
        self._answers = lettered(answers)
        self._seen_at = inf
        """When it came to the screen, as :attr:`events.Key.time` counts."""
        self.first_sight = FirstSight(GRAVE if is_grave else 1)

    def compose(self) -> ComposeResult:
        """Heading, text, answers."""
        with Vertical(classes="dialog"):
            yield Prose(self._heading, classes="dialog--heading")
            with VerticalScroll(classes="dialog--text", can_focus=False):
                yield Prose(self._text)
            yield Choices(self._answers)

    def on_mount(self) -> None:
        """Let Enter give the first answer."""
        self.query(Button).first().focus()
        self._seen_at = monotonic()
        self.first_sight.begin(self.app)

    def declines(self, typed: events.Key | events.Paste) -> bool:
        """Whether what was typed is meant for the text underneath; then the question is closed.

        That is so, where it is asked over a text, of all that was typed before it could be seen, of letters
        and pastes, and of each key that means nothing here: somebody goes on, with Ctrl+S for one.
        """
        if not self.over_text:
            return False
        if isinstance(typed, events.Key):
            own = _KEYS_OF_QUESTIONS | {answer.key for answer in self._answers}
            goes_on = typed.is_printable or typed.key not in own or typed.time < self._seen_at
            if typed.key == "escape" or not goes_on:
                return False
        self.dismiss(None)
        return True

    def on_key(self, event: events.Key) -> None:
        """An answer's own key, in either case; Enter is for the button that has the focus."""
        if event.key == "enter":
            return
        for answer in self._answers:
            if answer.key in (event.key, (event.character or "").lower()):
                event.stop()
                if not answer.deliberate or event.time >= self._seen_at:
                    self.dismiss(answer.value)

    def action_move(self, step: int) -> None:
        """To the answer before or after; where there is but one, the text goes up or down by a row."""
        if len(self._answers) == 1:
            self.query_one(".dialog--text", VerticalScroll).scroll_relative(y=step, animate=False)
        elif step > 0:
            self.app.action_focus_next()
        else:
            self.app.action_focus_previous()

    def action_page(self, pages: int) -> None:
        """Scroll a long text by a screenful."""
        text = self.query_one(".dialog--text", VerticalScroll)
        text.scroll_relative(y=pages * max(text.size.height - 1, 1), animate=False)

    def action_edge(self, last: int) -> None:
        """Scroll a long text to its beginning, or its end."""
        text = self.query_one(".dialog--text", VerticalScroll)
        text.scroll_to(y=last * text.max_scroll_y, animate=False)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss((event.button.id or "").removeprefix("answer-"))


class TextQuestion(Question):
    """A question that may come while somebody writes; none of its keys is a letter."""

    over_text = True


@dataclass(frozen=True, slots=True)
class Field:
    """One line to fill in a form."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    known: tuple[str, ...] = ()
    """Values to complete from; the field then holds a list, comma separated."""
    choices: tuple[str, ...] = ()
    """Values of which it holds one, ``value`` or the first at the start; it is no line to type in then."""
    only_with: frozenset[str] = frozenset()
    """The choices, of fields that decide, with which it is shown; empty: with each."""
    decides: bool = False
    """Whether what is chosen here says which other fields are shown."""
    is_selected: bool = False
    """Whether what is typed or pasted first takes the place of ``value``."""
    required: str = ""
    """The sentence said while it is empty; empty: it may stay so."""


Check = Callable[[Mapping[str, str]], str | None]
"""Looks at a form's values: the sentence that says what is wrong, or None."""


class Form(TellsFailures, ModalScreen[dict[str, str] | None]):
    """A few labelled lines. Enter goes to the next and then accepts, Ctrl+S accepts, Esc gives up.

    Where something was typed, Esc says so first, and gives up when it is pressed once more after that.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's own way to declare them
        # Before what has the focus, and before the box, which would scroll.
        Binding("up", "app.focus_previous", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
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
        enough: str = "",
    ) -> None:
        """Ask for these fields.

        Args:
            heading: what it is about.
            fields: in their order.
            text: stands above them.
            accept: the word for yes.
            check: looks at the values before they are accepted.
            further: finds out, while the form is filled in, what replaces ``text``.
            enough: the field at which Enter accepts, though others follow that may stay empty.
        """
        super().__init__()
        self._heading = heading
        self._text = text
        self._fields = tuple(fields)
        self._accept = accept or _("OK")
        self._check = check
        self._further = further
        self._enough = enough
        self._warned_at = inf
        """When it said that Esc gives up what was typed."""

    def compose(self) -> ComposeResult:
        """Heading, explanation, one line for each field, what is wrong, answers."""
        with Vertical(classes="dialog"):
            yield Prose(self._heading, classes="dialog--heading")
            if self._text:
                yield Prose(self._text, classes="dialog--explanation")
            with VerticalScroll(classes="dialog--text", can_focus=False):
                for field in self._fields:
                    with Vertical(id=f"row-{field.name}", classes="dialog--field"):
                        yield Label(Content(field.label), classes="dialog--label")
                        yield _box(field)
            problem = Prose(classes="dialog--problem")
            problem.display = False
            yield problem
            yield Choices([Choice("accept", self._accept, "enter"), Choice("cancel", _("Cancel"), "escape")])

    @worker(Work.FIND_OUT)
    async def on_mount(self) -> None:
        """Show what belongs to the first choice, and find out what is to be told further."""
        self._show_fields()
        if self._further:
            self.query_one(".dialog--explanation", Prose).text = await self._further()

    def tell_failure(self, words: str) -> None:
        """In the place of what could not be found out."""
        self.query_one(".dialog--explanation", Prose).text = words

    def values(self) -> dict[str, str]:
        """What the fields that are shown hold, by name, without blanks around."""
        return {field.name: self._box(field).value.strip() for field in self._shown()}

    def _box(self, field: Field) -> Input | ChoiceInput:
        name = f"#field-{field.name}"
        return self.query_one(name, ChoiceInput) if field.choices else self.query_one(name, Input)

    def _shown(self) -> list[Field]:
        """The fields that belong to what is chosen."""
        chosen = {self._box(field).value for field in self._fields if field.decides}
        return [field for field in self._fields if not field.only_with or field.only_with & chosen]

    @on(ChoiceInput.Changed)
    def _show_fields(self) -> None:
        shown = self._shown()
        for field in self._fields:
            self.query_one(f"#row-{field.name}").display = field in shown

    @on(Input.Submitted)
    @on(ChoiceInput.Entered)
    def _entered(self) -> None:
        shown = self._shown()
        if any(self.focused is self._box(field) and self._lacks(field) for field in shown):
            return
        at_end = [field for field in shown if field.name == self._enough or field is shown[-1]]
        if any(self.focused is self._box(field) for field in at_end):
            self.action_accept()
        else:
            self.focus_next()

    @on(Input.Changed)
    def _forgive(self) -> None:
        self._say("")
        self._warned_at = inf

    def key_escape(self, event: events.Key) -> None:
        """Give up; what was typed only by a key that was pressed after it was said."""
        event.stop()  # it is not to go on to the screen underneath
        values = self.values()
        typed = any(
            values[field.name] not in ("", field.value.strip())
            for field in self._shown()
            if not field.choices
        )
        if not typed or event.time >= self._warned_at:
            self.dismiss(None)
        elif self._warned_at == inf:
            self._say(_("Esc once more gives up what you typed here."))
            self._warned_at = monotonic()

    @on(Button.Pressed, "#answer-accept")
    def action_accept(self) -> None:
        """Close with the values, or say what is wrong with them."""
        if any(map(self._lacks, self._shown())):
            return
        problem = self._check(self.values()) if self._check else None
        if problem is None:
            self.dismiss(self.values())
        else:
            self._say(problem)

    def _lacks(self, field: Field) -> bool:
        """Whether a field is empty that must not be; that is said, and the keys go to it."""
        lacks = bool(field.required) and not self._box(field).value.strip()
        if lacks:
            self._say(field.required)
            self._box(field).focus()
        return lacks

    @on(Button.Pressed, "#answer-cancel")
    def _cancel(self) -> None:
        self.dismiss(None)

    def _say(self, problem: str) -> None:
        line = self.query_one(".dialog--problem", Prose)
        line.text = problem
        line.display = bool(problem)


def _box(field: Field) -> Input | ChoiceInput:
    """What a field is filled in with."""
    name = f"field-{field.name}"
    if field.choices:
        return ChoiceInput(field.choices, id=name, value=field.value)
    if field.known:
        return TagsInput(field.value, known=field.known, id=name, hint=field.hint)
    return Input(
        field.value, placeholder=field.hint, id=name, compact=True, select_on_focus=field.is_selected
    )
