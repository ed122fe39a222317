"""From one text to another by the smallest change, and where the caret stands after it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from blogwifi_tui.ui.editor.find.finder import Match

Location = tuple[int, int]


class TextChange(NamedTuple):
    """Lines ``top`` to ``old_end`` (excluded) become ``lines``."""

    top: int
    old_end: int
    lines: Sequence[str]


def change(old: Sequence[str], new: Sequence[str]) -> TextChange | None:
    """The stretch of lines that differs; None when nothing does."""
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


def moved(location: Location, old: Sequence[str], made: TextChange) -> Location:
    """Where the line a caret was on has gone: to the same words if they are there, else by its place."""
    row, column = location
    if row < made.top:
        return location
    if row >= made.old_end:
        return row + len(made.lines) - (made.old_end - made.top), column
    same = [number for number, line in enumerate(made.lines) if line == old[row]]
    wanted = row - made.top
    if same:
        wanted = min(same, key=lambda number: abs(number - wanted))
    return made.top + min(wanted, max(len(made.lines) - 1, 0)), column


def replacing(
    lines: Sequence[str], matches: Sequence[Match], texts: Sequence[str], caret: Location
) -> tuple[TextChange, Location]:
    """The lines from the first match to the last, each match become its text, and where the caret goes."""
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
