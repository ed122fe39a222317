"""Characters and words as Unicode segments texts (UAX #29): no accent is parted from its letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import regex
from textual.document._document import Location, Selection

_CHARACTER = regex.compile(r"\X")
_LETTERS = r"(?:(?=\w)\X)+"
_SIGN = r"(?:\p{Regional_Indicator}{1,2}|(?=\p{Extended_Pictographic})\X)"
_WORD = regex.compile(rf"{_LETTERS}(?:['’-]{_LETTERS})*")
_PIECE = regex.compile(rf"{_LETTERS}|{_SIGN}")
_PLAIN = "\u0300"
"""Two characters below this one never join."""
_LONGEST = 200
"""Characters looked at to find where the one before the caret begins."""


def character_end(text: str, column: int) -> int:
    """The column after the character at ``column``, the accents and joiners that follow it included."""
    found = _CHARACTER.match(text, column)
    return found.end() if found else column + 1


def character_start(text: str, column: int) -> int:
    """The column of the character before ``column``, itself and not its accents and joiners."""
    at, last = column - 1, max(0, column - _LONGEST)
    while at > last and not (text[at] < _PLAIN and text[at - 1] < _PLAIN):
        at -= 1
    start = at
    for found in _CHARACTER.finditer(text, at, column):
        start = found.start()
    return start


def word_at(lines: Sequence[str], location: Location) -> Selection:
    """The word at a location, its apostrophes and hyphens included; empty between words."""
    return _at(_WORD, lines, location)


def piece_at(lines: Sequence[str], location: Location) -> Selection:
    """What two clicks select: the word at a location, or an emoji, a flag; empty elsewhere."""
    word = word_at(lines, location)
    return _at(_PIECE, lines, location) if word.is_empty else word


def _at(pattern: regex.Pattern[str], lines: Sequence[str], location: Location) -> Selection:
    row, column = location
    for found in pattern.finditer(lines[row]):
        if found.start() <= column <= found.end():
            return Selection((row, found.start()), (row, found.end()))
    return Selection.cursor(location)


def _edges(text: str) -> Iterator[int]:
    return chain.from_iterable(found.span() for found in _PIECE.finditer(text))


def edge_before(line: str, column: int) -> int:
    """Where the word before ``column`` begins, or what is between words, blanks at the caret apart."""
    text = line[:column].rstrip()
    return max((edge for edge in _edges(text) if edge < len(text)), default=0)


def edge_after(line: str, column: int) -> int:
    """Where the word after ``column`` ends, or what is between words, blanks at the caret apart."""
    text = line[column:].lstrip()
    edge = next((edge for edge in _edges(text) if edge > 0), len(text))
    return len(line) - len(text) + edge


def next_word_end(line: str, column: int) -> int:
    """The end of the next word, what stands before it included; that of the line where there is none."""
    found = _PIECE.search(line, column)
    return found.end() if found else len(line)
