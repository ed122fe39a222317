"""The text of a post, where nine tenths of the time is spent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.document._document import Location, Selection
from textual.message import Message
from textual.reactive import Reactive, reactive

from blogwifi_tui.content.line_ends import LineEnds
from blogwifi_tui.ui.editor.area import differences
from blogwifi_tui.ui.editor.area.typing_area import TypingArea
from blogwifi_tui.ui.editor.find.finder import Match


class EditorArea(TypingArea):
    """Markdown as it is typed: lists that go on by themselves, links made by pasting, undo across reloads."""

    DEFAULT_CSS: ClassVar[str] = Path(__file__).with_name("editor_area.tcss").read_text("utf-8")

    dirty: Reactive[bool] = reactive(False, repaint=False)
    """Whether the text differs from what was loaded or last marked as saved."""

    revision: Reactive[int] = reactive(0, repaint=False)
    """The :attr:`version` that is shown."""

    class _Coalescing(Message):
        """Only the last of several in a row is handled."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, type(self))

    @dataclass
    class Edited(_Coalescing):
        """The text changed."""

        area: EditorArea

        @property
        def control(self) -> EditorArea:
            """The area."""
            return self.area

    @dataclass
    class CaretMoved(_Coalescing):
        """The caret or the selection moved."""

        area: EditorArea
        line: int
        """0-based."""
        column: int
        """0-based, in characters."""

        @property
        def control(self) -> EditorArea:
            """The area."""
            return self.area

    def __init__(self, text: str = "", **options: Any) -> None:  # noqa: ANN401 - TypingArea's and Textual's
        self._ends = LineEnds(text)
        self.version = 0
        """Another number after each change, at once."""
        self._told: Selection | None = None
        super().__init__(self._ends.view, **options)
        self._saved = self.document.lines.copy()

    # Text in, text out

    def load(self, text: str) -> None:
        """Show another post: its caret at the start, its history empty."""
        self._ends = LineEnds(text)
        self.history.clear()
        self.show_matches(())
        self._set_document(self._ends.view, None)
        self._saved = self.document.lines.copy()
        self._text_changed()

    def reload(self, text: str, *, saved: bool = True) -> None:
        """Take over what another program made of the same post, as one step that undo takes back.

        ``saved``: whether its file holds it; what comes back from a person's own editor is in no file.
        """
        self._ends = LineEnds(text)
        lines = self._ends.view.split("\n")
        old = self.document.lines
        made = differences.change(old, lines)
        if saved:
            self._saved = lines
        if made is not None:
            caret = differences.moved(self.selection.end, old, made)
            self._replace_lines(made)
            self.move_cursor(caret)
        self._text_changed()

    @property
    def content(self) -> str:
        """The text with the line ends it was loaded with: exactly what was loaded when nothing changed."""
        return self._ends.restore(self.document.lines)

    def snapshot(self) -> Callable[[], str]:
        """The :attr:`content` of this moment, put together when called, on any thread."""
        return partial(self._ends.restore, self.document.lines.copy())

    def mark_saved(self) -> None:
        """What is shown now is what the file holds."""
        self._ends = LineEnds(self.content)
        self._saved = self.document.lines.copy()
        self.dirty = False

    def _text_changed(self) -> None:
        super()._text_changed()
        self.version += 1
        self.dirty = self._differs()

    def _differs(self) -> bool:
        """Whether the text is not what was saved; the line of the caret mostly tells."""
        lines, saved, row = self.document.lines, self._saved, self.selection.end[0]
        return len(lines) != len(saved) or lines[row] != saved[row] or lines != saved

    def _shown_again(self) -> None:
        """Tell the screen, once the person sees what the key did."""
        if self.revision != self.version:
            self.revision = self.version
            self.post_message(self.Edited(self))
        if self._told != self.selection:
            self._told = self.selection
            self.post_message(self.CaretMoved(self, *self.selection.end))

    # For screens

    def show_line(self, line: int) -> None:
        """Bring ``line`` (0-based) to the top of the screen, the caret staying where it is."""
        last = self.document.line_count - 1
        self.scroll_to(y=self.wrapped_document.location_to_offset((min(line, last), 0)).y, animate=False)

    def goto(self, line: int, column: int = 0) -> None:
        """Put the caret on ``line`` (0-based), in the middle of the screen."""
        self.move_cursor((line, column), center=True)

    def end_last_line(self) -> None:
        """Give a text without a final line end one, the caret staying where it is."""
        if self.document.lines[-1]:
            caret = self.selection
            self.replace("\n", self.document.end, self.document.end)
            self.selection = caret

    def insert_text(self, text: str) -> None:
        """Write ``text`` in place of the selection, the caret after it."""
        with self.history.one_step():
            self.insert_typed(text)

    def wrap_selection(self, before: str, after: str) -> None:
        """Put marks around the selection or the word at the caret, or take them away where they are."""
        if self.read_only:
            return
        start, end = self._selected_or_word()
        (row, first), (last_row, last) = start, end
        head, tail = self.document.get_line(row)[:first], self.document.get_line(last_row)[last:]
        text = self.document.get_text_range(start, end)
        if _stands_beside(before[::-1], head[::-1]) and _stands_beside(after, tail):
            start, end = (row, first - len(before)), (last_row, last + len(after))
            self._replace_selected(text, start, end, 0, 0)
        elif len(text) >= len(before + after) and text.startswith(before) and text.endswith(after):
            self._replace_selected(text[len(before) : len(text) - len(after)], start, end, 0, 0)
        else:
            self._replace_selected(before + text + after, start, end, len(before), len(after))

    def make_link(self, address: str = "") -> None:
        """Make the selection, or the word at the caret, a link; the caret waits for what is missing."""
        if self.read_only:
            return
        start, end = self._selected_or_word()
        text = self.document.get_text_range(start, end)
        with self.history.one_step():
            done = self.replace(f"[{text}]({address})", start, end, maintain_selection_offset=False)
        row, column = done.end_location
        if not text:
            self.move_cursor((row, column - len(address) - 3))
        elif not address:
            self.move_cursor((row, column - 1))

    def _selected_or_word(self) -> tuple[Location, Location]:
        """Both ends of the selection, or of the word at the caret, or the caret twice."""
        selection = self.word_at(self.selection.end) if self.selection.is_empty else self.selection
        return min(selection), max(selection)

    def _replace_selected(self, text: str, start: Location, end: Location, head: int, tail: int) -> None:
        """Replace a stretch and select what was put there, ``head`` and ``tail`` characters excepted."""
        with self.history.one_step():
            done = self.replace(text, start, end, maintain_selection_offset=False)
        row, column = done.end_location
        self.selection = Selection((start[0], start[1] + head), (row, column - tail))

    def replace_matches(self, matches: Sequence[Match], texts: Sequence[str]) -> None:
        """Replace each match (in order) by its text, all as one step; the caret stays on its words."""
        if matches:
            made, caret = differences.replacing(self.document.lines, matches, texts, self.selection.end)
            self._replace_lines(made)
            self.move_cursor(caret)

    def _replace_lines(self, made: differences.TextChange) -> None:
        """Replace whole lines as one step."""
        lines, text = self.document.lines, "\n".join(made.lines)
        start, end = (made.top, 0), (made.old_end, 0)
        if made.old_end < len(lines):
            text += "\n" if made.lines else ""
        else:
            end = self.document.end
            if made.top:
                start = (made.top - 1, len(lines[made.top - 1]))
                text = "\n" + text if made.lines else ""
        with self.history.one_step():
            self.replace(text, start, end)


def _stands_beside(mark: str, text: str) -> bool:
    """Whether ``text`` begins with ``mark`` and not with a longer one: ``**`` is no ``*``."""
    signs = len(text) - len(text.lstrip(mark[0]))
    return text.startswith(mark) and (set(mark) != {mark[0]} or signs in {len(mark), 3})
