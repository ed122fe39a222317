"""Breaks runs of text into rows no wider than asked, where a typographer would.

A row is broken at spaces; never at no-break spaces, nor, even where the author typed a plain space, before
``; : ! ? »``, after ``«``, between a number and its unit, or before the short number that ends a name.
Between two ideographs, and after the hyphen of a long compound, it may be broken too. Only what is wider
than a whole row is cut, after ``/`` or ``-`` if it has some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from rich.cells import split_graphemes

from blogwifi_tui.markdown.lines import Span, width_of
from blogwifi_tui.markdown.runs import BREAK, Run

_SPACES = re.compile(r"([ \t\n]+)")
_UNITS = r"[kMGTcmµn]?(?:Hz|bits?/s|b/s|o|B|m|s|W|A|V|g|l)|dBm?|dBi|min|h|ko/s|Mo/s|ans?|€|%|°C?"
_GLUED = re.compile(
    r"(?<=«) | (?=[;:!?»](?:[\s\W]|$))"
    rf"|(?<=\d) (?=(?:{_UNITS})(?!\w))|(?<=[^\W\d_]) (?=\d{{1,2}}(?![\w.,/-]*\w))"
)
_HYPHEN = re.compile(r"(?<=[^\W\d_]{3}-)(?=[^\W\d_]{3})")
_WIDE = re.compile(
    r"(?<=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])(?=[\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff])"
)
_CUT_AFTER = "/-_?&=.,"


class WrappedRow(NamedTuple):
    """A row of a paragraph, its width in cells, and the source line its first word stands on."""

    spans: tuple[Span, ...]
    width: int
    line: int


class _Word(NamedTuple):
    pieces: list[Run]
    width: int


def longest_word(runs: Sequence[Run]) -> int:
    """Return the width of the widest thing in ``runs`` that is better not cut."""
    return max((word.width for word in _words(runs) if isinstance(word, _Word)), default=0)


def unwrapped(runs: Sequence[Run]) -> int:
    """Return the width ``runs`` take when no row ends but at a hard break."""
    return max((row.width for row in wrap(runs, 1 << 30)), default=0)


def wrap(runs: Sequence[Run], width: int) -> list[WrappedRow]:
    """Break ``runs`` into rows of at most ``width`` cells (at least 2). Spaces at a break are dropped."""
    rows: list[WrappedRow] = []
    row: list[Run] = []
    used = 0
    space: Run | None = None
    for item in _words(runs):
        if isinstance(item, Run):
            space = item
            if item.text == BREAK and (row or rows):
                rows.append(_row(row, used, item.line))
                row, used, space = [], 0, None
            continue
        for word in [item] if item.width <= width else _cut(item, width):
            if space is not None and row and used + 1 + word.width <= width:
                row.append(space)
                used += 1
            elif row and used + word.width + (space is not None) > width:
                rows.append(_row(row, used, 0))
                row, used = [], 0
            row.extend(word.pieces)
            used += word.width
            space = None
    if row:
        rows.append(_row(row, used, 0))
    return rows


def _words(runs: Sequence[Run]) -> Iterator[_Word | Run]:
    """Yield words (their parts may differ in style), the single spaces between them, and hard breaks."""
    pieces: list[Run] = []
    for run in runs:
        if run.text == BREAK:
            if pieces:
                yield _word(pieces)
                pieces = []
            yield run
            continue
        for number, part in enumerate(_parts(run.text)):
            if number % 2:
                if pieces:
                    yield _word(pieces)
                    pieces = []
                if part:
                    yield Run(" ", run.style, run.href, run.line)
            elif part:
                pieces.append(Run(part, run.style, run.href, run.line))
    if pieces:
        yield _word(pieces)


@lru_cache(maxsize=2048)
def _parts(text: str) -> tuple[str, ...]:
    """Split into words (even places) and the space, or nothing, between two (odd places)."""
    text = _SPACES.sub(" ", text)
    text = _GLUED.sub("\0", text)
    parts: list[str] = []
    for number, chunk in enumerate(text.split(" ")):
        if number:
            parts.append(" ")
        pieces = _HYPHEN.split(chunk) if "-" in chunk else [chunk]
        if not chunk.isascii():
            pieces = [small for piece in pieces for small in _WIDE.split(piece)]
        for count, piece in enumerate(pieces):
            if count:
                parts.append("")
            parts.append(piece.replace("\0", " "))
    return tuple(parts)


def _word(pieces: list[Run]) -> _Word:
    return _Word(pieces, sum([width_of(piece.text) for piece in pieces]))


def _cut(word: _Word, width: int, *, anywhere: bool = False) -> Iterator[_Word]:
    """Cut a word that no row can hold; unless ``anywhere``, after a ``_CUT_AFTER`` that fills half a row."""
    row: list[Run] = []
    used = 0
    for piece in word.pieces:
        size = width_of(piece.text)
        if used + size <= width:
            row.append(piece)
            used += size
            continue
        letters = split_graphemes(piece.text)[0]
        first = 0
        while first < len(letters):
            end, size = _fitting(piece.text, letters, first, width - used, "" if anywhere else _CUT_AFTER)
            if end == first and not row:  # wider than a row: it stands alone
                end, size = first + 1, letters[first][2]
            if end > first:
                row.append(piece._replace(text=piece.text[letters[first][0] : letters[end - 1][1]]))
                used += size
            if end < len(letters):
                yield _Word(row, used)
                row, used = [], 0
            first = end
    if row:
        yield _Word(row, used)


def _fitting(
    text: str, letters: Sequence[tuple[int, int, int]], first: int, width: int, after: str
) -> tuple[int, int]:
    """How far ``width`` cells reach from the letter ``first`` on, and how many of them are filled.

    Best up to one of the characters ``after``, unless all that is left fits. A letter is what is drawn in one
    place: where it begins and ends in ``text``, and its cells.
    """
    used, best = 0, (0, 0)
    for number in range(first, len(letters)):
        start, _stop, size = letters[number]
        if used + size > width:
            return best if best[0] else (number, used)
        used += size
        if text[start] in after and used * 2 >= width:
            best = (number + 1, used)
    return len(letters), used


def chop(runs: Sequence[Run], width: int) -> list[WrappedRow]:
    """Break ``runs`` every ``width`` cells, spaces kept: for code."""
    return [_row(part.pieces, part.width, 0) for part in _cut(_word(list(runs)), width, anywhere=True)]


def _row(row: Sequence[Run], used: int, line: int) -> WrappedRow:
    return WrappedRow(_spans(row), used, row[0].line if row else line)


def _spans(row: Sequence[Run]) -> tuple[Span, ...]:
    """Join neighbours of one style: fewer, longer pieces are faster to draw."""
    return tuple(
        Span("".join([run.text for run in alike]), style, href)
        for (style, href), alike in groupby(row, key=itemgetter(1, 2))
    )
