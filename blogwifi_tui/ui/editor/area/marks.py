"""Marks of emphasis and links: around what of a selection they may stand, and where they stand already.

``**`` opens nothing before a blank and closes nothing after one (CommonMark 6.2), and goes around no list
mark or blank line: so each paragraph, item, heading and table cell of a selection gets marks of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.document._document import Location

from blogwifi_tui.ui.editor.area.line_states import Fence, LineStates, opens_fence
from blogwifi_tui.ui.editor.area.list_continuation import Lead, lead_of

_HEADING = re.compile(r"#{1,6}(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?<=[ \t])#+[ \t]*$")
_NO_WORDS = re.compile(r"[ \t]*+(?:([-*_=])(?:[ \t]*\1)*[ \t]*|\[[^\]]+\]:.*|(?=[^-]*-)[|:\- \t]+)$")
"""A rule, an underline, a definition, the line under a table's head."""
_BAR = re.compile(r"(?<!\\)\|")


class Stretch(NamedTuple):
    """Words that marks may go around: they begin and end with no blank, and in the same block."""

    start: Location
    end: Location


class Marked(NamedTuple):
    """Words inside a pair of marks, in columns of their line."""

    start: int
    end: int
    around: range
    """The columns at which a caret is among the words or at their marks."""


def stretches(lines: Sequence[str], states: LineStates, start: Location, end: Location) -> list[Stretch]:
    """What marks may go around between two locations, in order; a paragraph may go on over several lines."""
    if start[0] == end[0] and isinstance(states.at(start[0]), Fence):
        return list(_trimmed(lines[start[0]], start[0], start[1], end[1]))
    found: list[Stretch] = []
    above: Lead | None = None  # of the line before, where its paragraph may go on
    for row in range(start[0], end[0] + 1):
        line, lead = lines[row], lead_of(lines[row])
        heading = _HEADING.match(line, len(lead.text))
        if isinstance(states.at(row), Fence) or opens_fence(line) or _NO_WORDS.match(line, len(lead.quote)):
            above = None
            continue
        first, last = heading.end() if heading else len(lead.text), len(line)
        if heading and (closing := _HEADING_END.search(line, first)):
            last = closing.start()
        first = max(first, start[1]) if row == start[0] else first
        last = min(last, end[1]) if row == end[0] else last
        is_row = line.startswith("|", len(lead.text))
        parts = [
            part for cell in _cells(line, is_row=is_row) for part in _within(line, row, cell, first, last)
        ]
        goes_on = above is not None and not lead.mark and not heading and not is_row
        if parts and goes_on and above and above.quote.count(">") == lead.quote.count(">"):
            found[-1] = Stretch(found[-1].start, parts[0].end)
        else:
            found += parts
        above = lead if parts and not heading and not is_row else None
    return found


def _cells(line: str, *, is_row: bool) -> Iterator[tuple[int, int]]:
    """The columns of the cells of a row of a table; those of all of another line."""
    at = 0
    for bar in _BAR.finditer(line) if is_row else ():
        yield at, bar.start()
        at = bar.end()
    yield at, len(line)


def _within(line: str, row: int, cell: tuple[int, int], first: int, last: int) -> Iterator[Stretch]:
    return _trimmed(line, row, max(cell[0], first), min(cell[1], last))


def _trimmed(line: str, row: int, first: int, last: int) -> Iterator[Stretch]:
    """What is left between two columns without the blanks at both ends, if anything is."""
    text = line[first:last]
    if text.strip():
        first += len(text) - len(text.lstrip())
        yield Stretch((row, first), (row, first + len(text.strip())))


def marked_at(line: str, column: int, mark: str) -> Marked | None:
    """The words in a pair of ``mark`` among which a caret is, or at whose marks it is."""
    return next((each for each in _marked(line, mark) if column in each.around), None)


def _marked(line: str, mark: str) -> Iterator[Marked]:
    """All words of a line in a pair of ``mark``: ``***`` is both ``*`` and ``**``."""
    opened: re.Match[str] | None = None
    for run in re.finditer(rf"(?<!\\){re.escape(mark[0])}+", line):
        if len(run[0]) not in (len(mark), 3):
            continue
        if opened and not line[run.start() - 1].isspace():
            yield Marked(opened.end(), run.start(), range(opened.start(), run.end() + 1))
            opened = None
        elif line[run.end() : run.end() + 1].strip():
            opened = run


def is_inside(text: str, before: str, after: str) -> bool:
    """Whether ``text`` is one pair of marks with words between: ``**a** b **c**`` is two."""
    words = text[len(before) : len(text) - len(after)]
    return text.startswith(before) and text.endswith(after) and bool(words) and before not in words


def stand_beside(before: str, after: str, head: str, tail: str) -> bool:
    """Whether the marks stand right before and after what is between ``head`` and ``tail``."""
    return _begins(before[::-1], head[::-1]) and _begins(after, tail)


def _begins(mark: str, text: str) -> bool:
    """Whether ``text`` begins with ``mark`` and not with a longer one: ``**`` is no ``*``."""
    signs = len(text) - len(text.lstrip(mark[0]))
    return text.startswith(mark) and (set(mark) != {mark[0]} or signs in {len(mark), 3})
