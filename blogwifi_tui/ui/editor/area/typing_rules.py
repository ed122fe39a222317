"""What keys, pastes and marks write into Markdown, and where the caret stands after them.

Nothing is changed here: each rule reads the lines and says what to write in the place of what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from textual.document._document import Location, Selection

from blogwifi_tui.content.front_matter.split import split
from blogwifi_tui.markdown.scan import LinkForm, find_links
from blogwifi_tui.ui.editor.area import marks, pairs
from blogwifi_tui.ui.editor.area.glyphs import cells, drawn
from blogwifi_tui.ui.editor.area.line_states import Fence, LineStates
from blogwifi_tui.ui.editor.area.list_continuation import (
    continued,
    ended,
    indented,
    is_empty,
    is_indented_code,
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
        if column == len(line) and is_empty(line) and not is_indented_code(self._lines, row):
            return Typed(ended(self._lines, row), (row, 0), (row, column))
        rest = line[column:]
        over = column + len(rest) - len(rest.lstrip(" \t"))
        begun = continued(self._lines, row) if line.strip() else ""
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
        in_code = isinstance(self._states.at(row), Fence) or is_indented_code(self._lines, row)
        return bool(lead_of(self._lines[row]).mark) and not in_code

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
        """What a paste writes in place of the selection: an address over words makes them a link.

        It takes the place of what is selected where no link can be: in code, an address, a tag, a header.
        """
        start, end = sorted(selection)
        address = text.strip()
        if start[0] != end[0] or start == end or not _ADDRESS.fullmatch(address):
            return text
        words, line = self._between(start, end), self._lines[start[0]]
        around = line[start[1] - 1 : start[1]], line[end[1] : end[1] + 2]
        is_part = around[1].startswith(">") if around[0] == "<" else around[1] == "][" and around[0] == "["
        if is_part or _ADDRESS.fullmatch(words) or not self._may_be_link(start, end, address):
            return address
        return f"[{words}]({address})"

    def _may_be_link(self, start: Location, end: Location, address: str) -> bool:
        """Whether the words between two locations become a link, and no other link ends to be one."""
        (row, first), (_row, last) = start, end
        line = self._lines[row]
        before = "\n".join([*self._lines[:row], line[:first]])
        after = "\n".join([line[last:], *self._lines[row + 1 :]])
        whole = f"{before}{line[first:last]}{after}"
        parts = split(whole.encode(errors="replace"))
        if len(parts.join()) - len(parts.body) > len(before.encode(errors="replace")):
            return False  # the front matter, shown as text
        made = find_links(f"{before}[{line[first:last]}]({address}){after}").links
        place = len(before) + last - first + len("[](")
        new = [link for link in made if link.start == place and link.form is LinkForm.LINK]
        others = sorted(link.address for link in made if link not in new)
        return bool(new) and others == sorted(link.address for link in find_links(whole).links)

    # Marks

    def marked(self, selection: Selection, before: str, after: str) -> Typed | None:
        """Marks around what is selected or the word at the caret, taken away where all of it has them.

        None where nothing can have marks.
        """
        if selection.is_empty:
            at = self._at_marks(selection.end, before)
            if isinstance(at, Typed):
                return at
            return self._toggled([at or marks.Stretch(*self._word(selection))], before, after)
        found = marks.stretches(self._lines, self._states, min(selection), max(selection))
        return self._toggled(found, before, after) if found else None

    def _at_marks(self, caret: Location, mark: str) -> Typed | marks.Stretch | None:
        """Marks taken away where the caret is at them or between them; the words in other marks beside it."""
        row, column = caret
        line = self._lines[row]
        if found := marks.marked_at(line, column, mark):
            start, end = (row, found.start - len(mark)), (row, found.end + len(mark))
            words = line[found.start : found.end]
            if self._word(Selection.cursor(caret)) == ((row, found.start), (row, found.end)):
                return Typed(words, start, end, select_from=0)
            return Typed(words, start, end, found.end - min(max(column, found.start), found.end))
        other = marks.marked_at(line, column, mark[0] * (3 - len(mark))) if len(mark) < 3 else None
        if other and not other.start <= column <= other.end:
            return marks.Stretch((row, other.start), (row, other.end))
        return None

    def _toggled(self, found: Sequence[marks.Stretch], before: str, after: str) -> Typed:
        """Marks around each stretch that has none; taken away when each has them."""
        states = [self._has_marks(each, before, after) for each in found]
        remove = all(states)
        pieces: list[str] = []
        start, end = found[0].start, found[-1].end
        if remove and states[0] == "beside":
            start = (start[0], start[1] - len(before))
        if remove and states[-1] == "beside":
            end = (end[0], end[1] + len(after))
        at = start
        for stretch, state in zip(found, states, strict=True):
            text, beside = self._between(*stretch), state == "beside"
            (row, first), (last_row, last) = stretch
            if remove and beside:
                pieces += [self._between(at, (row, first - len(before))), text]
                at = (last_row, last + len(after))
                continue
            inside = text[len(before) : len(text) - len(after)]
            new = inside if remove else text if state else before + text + after
            pieces += [self._between(at, stretch.start), new]
            at = stretch.end
        back = 0 if remove or states[-1] else len(after)
        return Typed("".join(pieces), start, end, back, 0 if remove or states[0] else len(before))

    def _has_marks(self, stretch: marks.Stretch, before: str, after: str) -> str:
        """Whether the marks stand ``beside`` a stretch or ``inside`` it; "" for neither."""
        (row, first), (last_row, last) = stretch
        if marks.stand_beside(before, after, self._lines[row][:first], self._lines[last_row][last:]):
            return "beside"
        return "inside" if marks.is_inside(self._between(*stretch), before, after) else ""

    def linked(self, selection: Selection, address: str) -> Typed | None:
        """A link of what is selected or of the word at the caret, which waits for what is missing.

        None where no link can be: over several paragraphs, or blanks alone.
        """
        if selection.is_empty:
            found = [marks.Stretch(*self._word(selection))]
        else:
            found = marks.stretches(self._lines, self._states, min(selection), max(selection))
        if len(found) != 1:
            return None
        start, end = found[0]
        text = self._between(start, end)
        back = len(f"]({address})") if not text else len(")") if not address else 0
        return Typed(f"[{text}]({address})", start, end, back)

    def _word(self, selection: Selection) -> tuple[Location, Location]:
        """Both ends of the word at the caret, or the caret twice."""
        found = word_at(self._lines, selection.end)
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
