"""What keys, pastes and clicks do to a text in Markdown."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import Location, Selection
from textual.message import Message
from textual.widgets import TextArea

from blogwifi_tui.ui.editor.area import pairs
from blogwifi_tui.ui.editor.area.glyphs import character_end, character_start, writes
from blogwifi_tui.ui.editor.area.line_states import Fence
from blogwifi_tui.ui.editor.area.list_continuation import (
    continued,
    ended,
    indented,
    is_empty,
    lead_of,
    outdented,
)
from blogwifi_tui.ui.editor.area.painted_area import PaintedArea

_LEFT_TO_SCREENS = {"f6", "f7", "ctrl+k", "home,ctrl+a", "ctrl+z,super+z", "ctrl+y,super+y"}
"""Textual's keys that mean something else in an editor of posts, or that get another meaning below."""

_OWN = (
    ("home", "cursor_line_start"),
    ("ctrl+a", "select_all"),
    ("ctrl+home", "cursor_text_start"),
    ("ctrl+end", "cursor_text_end"),
    ("ctrl+shift+home", "cursor_text_start(True)"),
    ("ctrl+shift+end", "cursor_text_end(True)"),
    ("shift+pageup", "select_page(-1)"),
    ("shift+pagedown", "select_page(1)"),
)
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")
_ERASING = {"enter", "tab", "backspace", "delete"}
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def _bindings() -> list[BindingType]:
    """Textual's, without those above and with what it lacks."""
    theirs = [binding for binding in TextArea.BINDINGS if isinstance(binding, Binding)]
    kept = [binding for binding in theirs if binding.key not in _LEFT_TO_SCREENS]
    return [*kept, *(Binding(key, action, show=False) for key, action in _OWN)]


class TypingArea(PaintedArea, inherit_bindings=False):
    """Continues lists and quotes, indents, closes pairs, makes links of pasted addresses.

    It leaves to screens the keys of the commands of an editor: save, leave, find, fields, publish.
    """

    BINDINGS: ClassVar[list[BindingType]] = _bindings()

    class Refused(Message):
        """Something was typed into a text that may not change."""

    def __init__(self, text: str = "", *, with_pairs: bool = False, **options: Any) -> None:  # noqa: ANN401
        self.with_pairs = with_pairs
        """Whether marks that come in pairs are written in pairs."""
        super().__init__(text, **options)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Tab is ours too."""
        return (not self.read_only and key in {"tab", "shift+tab"}) or super().check_consume_key(
            key, character
        )

    async def _on_key(self, event: events.Key) -> None:
        """Write what the key says; keys of commands go on to the screen."""
        if self.read_only:
            if writes(event.character) or event.key in _ERASING:
                self.post_message(self.Refused())
            return
        if event.key == "enter":
            self._enter()
        elif event.key == "tab":
            self._indent()
        elif event.key == "shift+tab":
            self._shift_lines(deeper=False)
        elif event.key.startswith("alt+"):
            event.prevent_default()  # a command, not the letter that comes with it
            return
        elif event.character and writes(event.character):
            self._type(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    # Enter, Tab

    def _enter(self) -> None:
        """Begin a line as its writer would: another item, more of the quote, the same indentation."""
        row, column = self.selection.end
        line = self.document.get_line(row)
        lead = lead_of(line)
        if not self.selection.is_empty or column < len(lead.text):
            self.insert_typed("\n")
        elif isinstance(self._states.at(row), Fence):
            self.insert_typed("\n" + lead.quote + lead.indent)
        elif column == len(line) and is_empty(line):
            self._replace_via_keyboard(ended(self.document.lines, row), (row, 0), (row, column))
        else:
            rest = line[column:]
            over = column + len(rest) - len(rest.lstrip(" \t"))
            begun = continued(line) if line.strip() else ""
            self._replace_via_keyboard("\n" + begun, (row, column), (row, over))

    def _indent(self) -> None:
        """Move items a level in and selected lines a stop to the right; elsewhere go to the next tab stop."""
        row, _column = self.selection.end
        if self.selection.start[0] == row and not self._is_item(row):
            self.insert_typed(" " * self._find_columns_to_next_tab_stop())
        else:
            self._shift_lines(deeper=True)

    def _is_item(self, row: int) -> bool:
        """Whether a line is a list item, and not one inside a block of code."""
        return bool(lead_of(self.document.get_line(row)).mark) and not isinstance(self._states.at(row), Fence)

    def _shift_lines(self, *, deeper: bool) -> None:
        """Move the selected lines a level in or out, as one step, the selection on the same words."""
        (top, _), (bottom, column) = sorted(self.selection)
        if bottom > top and not column:
            bottom -= 1
        with self.history.one_step():
            for row in range(top, bottom + 1):
                line = self.document.get_line(row)
                shifted = self._shifted(row, line, deeper=deeper)
                same = common_tail(line, shifted)
                if shifted != line:
                    self.replace(shifted[: len(shifted) - same], (row, 0), (row, len(line) - same))

    def _shifted(self, row: int, line: str, *, deeper: bool) -> str:
        """A line moved one level."""
        if self._is_item(row):
            lines = self.document.lines
            return indented(lines, row) or line if deeper else outdented(lines, row)
        if deeper:
            return " " * self.indent_width + line if line else line
        spaces = len(line) - len(line.lstrip(" "))
        return line[1:] if line.startswith("\t") else line[min(spaces, self.indent_width) :]

    # Characters, pairs, pastes

    def insert_typed(self, text: str) -> None:
        """Write ``text`` in place of the selection, as a key would."""
        self._replace_via_keyboard(text, *self.selection)

    def _type(self, character: str) -> None:
        """Write a character, and what closes it when pairs are wanted."""
        if not self.with_pairs:
            self.insert_typed(character)
            return
        start, end = sorted(self.selection)
        if start != end:
            self._surround(pairs.around(character), character, start, end)
            return
        line = self.document.get_line(end[0])
        pair = pairs.typed(character, line[: end[1]], line[end[1] :])
        if pair is None:
            self.insert_typed(character)
            return
        self._replace_via_keyboard(pair.before + pair.after, end, end)
        self.move_cursor((end[0], end[1] + len(pair.before) + pair.skip))

    def _surround(self, pair: pairs.Typed | None, character: str, start: Location, end: Location) -> None:
        """Put a pair around the selection, which stays; or the character in its place."""
        if pair is None:
            self.insert_typed(character)
            return
        text = pair.before + self.document.get_text_range(start, end) + pair.after
        done = self.replace(text, start, end, maintain_selection_offset=False)
        row, column = done.end_location
        self.selection = Selection((start[0], start[1] + len(pair.before)), (row, column - len(pair.after)))

    def action_delete_left(self) -> None:
        """Delete the character before the caret, accents included, or a pair with nothing in it."""
        row, column = self.selection.end
        if self.with_pairs and self.selection.is_empty:
            line = self.document.get_line(row)
            before, after = pairs.empty_pair(line[:column], line[column:])
            if before:
                self._delete_via_keyboard((row, column - before), (row, column + after))
                return
        super().action_delete_left()

    async def _on_paste(self, event: events.Paste) -> None:
        """Insert what the terminal pasted."""
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def action_paste(self) -> None:
        """Insert what was last cut or copied here."""
        self.paste(self.app.clipboard)

    def paste(self, text: str) -> None:
        """Insert ``text`` in place of the selection; an address over words makes them a link."""
        start, end = sorted(self.selection)
        address = text.strip()
        if start[0] == end[0] and start != end and _ADDRESS.fullmatch(address):
            words = self.document.get_text_range(start, end)
            text = address if _ADDRESS.fullmatch(words) else f"[{words}]({address})"
        self.insert_typed(text)

    # The caret

    def get_cursor_left_location(self) -> Location:
        """One character to the left, its accents and joiners included."""
        row, column = self.selection.end
        if not column:
            return super().get_cursor_left_location()
        return row, character_start(self.document.get_line(row), column)

    def get_cursor_right_location(self) -> Location:
        """One character to the right, its accents and joiners included."""
        row, column = self.selection.end
        line = self.document.get_line(row)
        if column >= len(line):
            return super().get_cursor_right_location()
        return row, character_end(line, column)

    def action_cursor_text_start(self, select: bool = False) -> None:
        """Go to the beginning of the text."""
        self.move_cursor((0, 0), select=select)

    def action_cursor_text_end(self, select: bool = False) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end, select=select)

    def action_select_page(self, pages: int) -> None:
        """Select to a screenful further up (-1) or down (1)."""
        rows = pages * self.content_size.height
        target = self.navigator.get_location_at_y_offset(self.selection.end, rows)
        self.move_cursor(target, select=True)

    async def _on_click(self, event: events.Click) -> None:
        """Two clicks select a word, three a line."""
        if event.chain == 2:
            self.selection = self.word_at(self.get_target_document_location(event))
        elif event.chain == 3:
            self.select_line(self.selection.end[0])

    def word_at(self, location: Location) -> Selection:
        """The word at a location; empty between words."""
        row, column = location
        for found in _WORD.finditer(self.document.get_line(row)):
            if found.start() <= column <= found.end():
                return Selection((row, found.start()), (row, found.end()))
        return Selection.cursor(location)


def common_tail(first: str, second: str) -> int:
    """How many characters at their end two texts share."""
    most = min(len(first), len(second))
    return next((number for number in range(most) if first[-1 - number] != second[-1 - number]), most)
