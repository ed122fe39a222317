"""From one text to another by replacing whole lines, and where the caret stands afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from blogwifi_tui.ui.editor.area.match_marks import Match

Location = tuple[int, int]


class TextChange(NamedTuple):
    """Lines ``top`` to ``old_end`` (excluded) become ``lines``."""

    top: int
    old_end: int
    lines: Sequence[str]

    def replacement(self, old: Sequence[str]) -> tuple[str, Location, Location]:
        """The change as a text put between two locations of the lines ``old``, line ends included."""
        text = "\n".join(self.lines)
        if self.old_end < len(old):
            return text + "\n" if self.lines else "", (self.top, 0), (self.old_end, 0)
        end = len(old) - 1, len(old[-1])
        if not self.top:
            return text, (0, 0), end
        return "\n" + text if self.lines else "", (self.top - 1, len(old[self.top - 1])), end

    def moved(self, caret: Location, old: Sequence[str]) -> Location:
        """Where a caret goes: to the same words if its line is still there, else to the same place."""
        row, column = caret
        if row < self.top:
            return caret
        if row >= self.old_end:
            return row + len(self.lines) - (self.old_end - self.top), column
        same = [number for number, line in enumerate(self.lines) if line == old[row]]
        wanted = row - self.top
        if same:
            wanted = min(same, key=lambda number: abs(number - wanted))
        return self.top + min(wanted, max(len(self.lines) - 1, 0)), column


def difference(old: Sequence[str], new: Sequence[str]) -> TextChange | None:
    """The smallest change that makes ``new`` of ``old``; None when they are the same."""
    shorter = min(len(old), len(new))
    top = 0
    while top < shorter and old[top] == new[top]:
        top += 1
    if top == len(old) == len(new):
        return None
    tail = 0
    while tail < shorter - top and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return TextChange(top, len(old) - tail, new[top : len(new) - tail])


def replace_matches(
    lines: Sequence[str], matches: Sequence[Match], texts: Sequence[str], caret: Location
) -> tuple[TextChange, Location]:
    """The change that makes each match (in order, at least one) its text, and where the caret goes."""
    top, end = matches[0].line, matches[-1].line + 1
    made = list(lines[top:end])
    row, column = caret
    for number, group in groupby(zip(matches, texts, strict=True), key=lambda pair: pair[0].line):
        line, parts, at, shift = lines[number], [], 0, 0
        for match, text in group:
            parts += [line[at : match.start], text]
            at = match.end
            if number == row and match.start < column:
                shift += len(text) - (min(match.end, column) - match.start)
        made[number - top] = "".join([*parts, line[at:]])
        if number == row:
            column += shift
    return TextChange(top, end, made), (row, column)
