"""What keys, pastes and marks write into Markdown, and where the caret stands after them.

Nothing is changed here: each rule reads the lines and says what to write in the place of what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from textual.document._document import Location, Selection

from blogwifi_tui.ui.editor.area import pairs
from blogwifi_tui.ui.editor.area.glyphs import cells, drawn
from blogwifi_tui.ui.editor.area.line_states import Fence, LineStates
from blogwifi_tui.ui.editor.area.list_continuation import (
    continued,
    ended,
    indented,
    is_empty,
    lead_of,
    outdented,
)
from blogwifi_tui.ui.editor.area.words import word_at

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")


class Typed(NamedTuple):
    """A text to be written in place of what stands between two locations."""

    text: str
    start: Location
    end: Location
    back: int = 0
    """Columns from the end of ``text`` back to the caret; below 0, the caret goes further."""
    select_from: int | None = None
    """Columns from ``start`` to where the selection begins; None to select nothing."""


class TypingRules:
    """Continues lists and quotes, indents, closes pairs, makes links of pasted addresses."""

    def __init__(
        self, lines: Sequence[str], states: LineStates, indent: int, *, with_pairs: bool = False
    ) -> None:
        """``lines`` are those of the document, ``states`` know which of them are code.

        ``indent``: columns from one tab stop to the next; ``with_pairs``: close marks as they are opened.
        """
        self._lines, self._states = lines, states
        self._indent, self._with_pairs = indent, with_pairs

    # Enter, Tab

    def enter(self, selection: Selection) -> Typed:
        """A line begun as its writer would: another item, more of the quote, the same indentation."""
        row, column = selection.end
        line = self._lines[row]
        lead = lead_of(line)
        if not selection.is_empty or column < len(lead.text):
            return Typed("\n", min(selection), max(selection))
        if isinstance(self._states.at(row), Fence):
            return Typed("\n" + lead.quote + lead.indent, (row, column), (row, column))
        if column == len(line) and is_empty(line):
            return Typed(ended(self._lines, row), (row, 0), (row, column))
        rest = line[column:]
        over = column + len(rest) - len(rest.lstrip(" \t"))
        begun = continued(line) if line.strip() else ""
        return Typed("\n" + begun, (row, column), (row, over))

    def spaces_to_tab_stop(self, selection: Selection) -> str:
        """What Tab writes; "" where it moves lines instead: on items, and on several selected lines."""
        row, column = selection.end
        if selection.start[0] != row or self._is_item(row):
            return ""
        before = cells(drawn(self._lines[row]), self._indent)[column]
        return " " * (self._indent - before % self._indent)

    def shifted(self, selection: Selection, *, deeper: bool) -> list[Typed]:
        """The selected lines a level in or out, to be written in order, the selection on the same words."""
        (top, _), (bottom, column) = sorted(selection)
        if bottom > top and not column:
            bottom -= 1
        lines = list(self._lines)  # an item goes under the one above as that was moved
        found = []
        for row in range(top, bottom + 1):
            line = lines[row]
            lines[row] = moved = self._shifted(lines, row, deeper=deeper)
            if moved != line:
                same = _common_tail(line, moved)
                found.append(Typed(moved[: len(moved) - same], (row, 0), (row, len(line) - same)))
        return found

    def _shifted(self, lines: Sequence[str], row: int, *, deeper: bool) -> str:
        """A line moved one level."""
        line = lines[row]
        if self._is_item(row):
            return indented(lines, row) or line if deeper else outdented(lines, row)
        if deeper:
            return " " * self._indent + line if line else line
        spaces = len(line) - len(line.lstrip(" "))
        return line[1:] if line.startswith("\t") else line[min(spaces, self._indent) :]

    def _is_item(self, row: int) -> bool:
        """Whether a line is a list item, and not one inside a block of code."""
        return bool(lead_of(self._lines[row]).mark) and not isinstance(self._states.at(row), Fence)

    # Characters, pairs, pastes

    def character(self, character: str, selection: Selection) -> Typed:
        """A character, and what closes it when pairs are wanted; a selection it goes around stays."""
        start, end = sorted(selection)
        if not self._with_pairs:
            return Typed(character, start, end)
        if start != end:
            around = pairs.around(character)
            if around is None:
                return Typed(character, start, end)
            text = around.before + self._between(start, end) + around.after
            return Typed(text, start, end, len(around.after), select_from=len(around.before))
        line = self._lines[end[0]]
        pair = pairs.typed(character, line[: end[1]], line[end[1] :])
        if pair is None:
            return Typed(character, start, end)
        return Typed(pair.before + pair.after, start, end, len(pair.after) - pair.skip)

    def empty_pair(self, selection: Selection) -> tuple[Location, Location] | None:
        """Both ends of the pair with nothing in it that Backspace takes back as a whole."""
        if not self._with_pairs or not selection.is_empty:
            return None
        row, column = selection.end
        line = self._lines[row]
        before, after = pairs.empty_pair(line[:column], line[column:])
        return ((row, column - before), (row, column + after)) if before else None

    def pasted(self, text: str, selection: Selection) -> str:
        """What a paste writes in place of the selection: an address over words makes them a link."""
        start, end = sorted(selection)
        address = text.strip()
        if start[0] == end[0] and start != end and _ADDRESS.fullmatch(address):
            words = self._between(start, end)
            return address if _ADDRESS.fullmatch(words) else f"[{words}]({address})"
        return text

    # Marks

    def marked(self, selection: Selection, before: str, after: str) -> Typed:
        """Marks around the selection or the word at the caret, taken away where they are."""
        start, end = self._selected_or_word(selection)
        (row, first), (last_row, last) = start, end
        head, tail = self._lines[row][:first], self._lines[last_row][last:]
        text = self._between(start, end)
        if _stands_beside(before[::-1], head[::-1]) and _stands_beside(after, tail):
            start, end = (row, first - len(before)), (last_row, last + len(after))
            return Typed(text, start, end, select_from=0)
        if len(text) >= len(before + after) and text.startswith(before) and text.endswith(after):
            return Typed(text[len(before) : len(text) - len(after)], start, end, select_from=0)
        return Typed(before + text + after, start, end, len(after), select_from=len(before))

    def linked(self, selection: Selection, address: str) -> Typed:
        """A link of the selection or the word at the caret; the caret waits for what is missing."""
        start, end = self._selected_or_word(selection)
        text = self._between(start, end)
        back = len(f"]({address})") if not text else len(")") if not address else 0
        return Typed(f"[{text}]({address})", start, end, back)

    def _selected_or_word(self, selection: Selection) -> tuple[Location, Location]:
        """Both ends of the selection, or of the word at the caret, or the caret twice."""
        found = word_at(self._lines, selection.end) if selection.is_empty else selection
        return min(found), max(found)

    def _between(self, start: Location, end: Location) -> str:
        """The text between two locations."""
        (row, first), (last_row, last) = start, end
        if row == last_row:
            return self._lines[row][first:last]
        return "\n".join(
            [self._lines[row][first:], *self._lines[row + 1 : last_row], self._lines[last_row][:last]]
        )


def _common_tail(first: str, second: str) -> int:
    """How many characters at their end two texts share."""
    most = min(len(first), len(second))
    return next((number for number in range(most) if first[-1 - number] != second[-1 - number]), most)


def _stands_beside(mark: str, text: str) -> bool:
    """Whether ``text`` begins with ``mark`` and not with a longer one: ``**`` is no ``*``."""
    signs = len(text) - len(text.lstrip(mark[0]))
    return text.startswith(mark) and (set(mark) != {mark[0]} or signs in {len(mark), 3})
