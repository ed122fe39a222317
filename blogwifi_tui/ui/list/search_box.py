"""The box a search is typed in, above the key bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label

from blogwifi_tui.i18n.translation import _, language
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from blogwifi_tui.content.search.query_syntax import Completion

_LEAST_INPUT = 30
"""Columns that what is typed keeps beside what it may become."""
_KEY = "Tab"


class SearchBox(Horizontal):
    """Searches while one types, and completes keys and values; hidden when it is left empty."""

    class Changed(Message):
        """Something else is searched for."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Kept(Message):
        """Enter: the person wants to go to what was found."""

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self._tags: Sequence[str] = ()
        self._years: Sequence[int] = ()
        self._completions: Sequence[Completion] = ()
        self._input = _QueryInput(compact=True, select_on_focus=False)
        self._offered = Label(id="offered")
        self.show_hint()

    def show_hint(self) -> None:
        """Say what can be typed, in the language spoken now."""
        self._input.placeholder = _("words, tag:wifi, state:draft, year:2014…")

    def prepare(self) -> None:
        """Take in the sign of the key that opens it, and the input: not before the list is to be seen."""
        # Who leaves at once ends the app before that; then nothing is attached, and Textual refuses to mount.
        if self.is_attached and not self._input.is_attached:
            self.mount(Label(Content("/")), self._input, self._offered)
            self.watch(self._input, "selection", self._offer, init=False)

    def know(self, tags: Sequence[str], years: Sequence[int]) -> None:
        """Take the tags of the blog, the most used first, and the years with posts, to complete them."""
        self._tags, self._years = tags, years
        self._offer()

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._input.value

    def open(self) -> None:
        """Write in it."""
        self.prepare()
        self.display = True
        self._input.focus()

    def show(self, text: str) -> None:
        """Search for ``text``, the caret after it."""
        self.prepare()
        self.display = True
        self._input.value = text
        self._input.cursor_position = len(text)

    def close(self) -> None:
        """Search for nothing."""
        self._input.value = ""
        self.display = False

    @property
    def completes(self) -> bool:
        """Whether the word before the caret may become something else."""
        return bool(self._completions)

    def complete(self) -> None:
        """Put the best completion in the place of the word before the caret."""
        if not self._completions:
            return
        best, text = self._completions[0], self.text
        rest = text[best.end :]
        blank = "" if best.text.endswith(":") or rest else " "
        self._input.value = f"{text[: best.start]}{best.text}{blank}{rest}"
        self._input.cursor_position = best.start + len(best.text) + len(blank)

    def _offer(self) -> None:
        from blogwifi_tui.content.search.query_syntax import complete

        text, caret = self.text, self._input.cursor_position
        found = complete(text, caret, tags=self._tags, years=self._years, language=language())
        self._completions = [one for one in found if one.text != text[one.start : one.end]]
        room = self.size.width - _LEAST_INPUT - cell_len(_KEY)
        shown = ""
        for one in self._completions:
            longer = f"{shown} · {visible(one.text)}" if shown else f" {visible(one.text)}"
            if cell_len(longer) > room:
                break
            shown = longer
        self._offered.update(Content(f"{_KEY}{shown}" if shown else ""))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Kept())


class _QueryInput(Input):
    """Tab, and → at the end, complete what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    @property
    def _box(self) -> SearchBox:
        box = self.parent
        assert isinstance(box, SearchBox)  # noqa: S101 - nothing else mounts one
        return box

    def action_complete(self) -> None:
        """Complete, or go on to the list."""
        if self._box.completes:
            self._box.complete()
        else:
            self.screen.focus_next()

    def action_cursor_right(self, select: bool = False) -> None:
        """Complete at the end of the text; else as ever."""
        if self.cursor_at_end and self._box.completes and not select:
            self._box.complete()
        else:
            super().action_cursor_right(select)
