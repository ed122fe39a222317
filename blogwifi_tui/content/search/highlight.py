"""Where the words of a query stand in a text as it is written: «reseau» in «Réseaux», «wifi» in «Wi-Fi»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from blogwifi_tui.content.folding import fold
from blogwifi_tui.content.search.query import Term

Spans = tuple[tuple[int, int], ...]
"""Start and end in characters, in order and apart."""

_BEFORE = 40
"""Characters kept before the first match of a long line."""
_LETTER_FOR_LETTER = re.compile(r"[\x00-\x7féèêàçùîôûâëïÉÈÊÀÇÎÔ’‘«»“”–—\u00a0\u202f]*+")
"""Texts of letters that are folded to one each."""
_LONGEST = 400
"""Characters of an excerpt: wider than any terminal shows."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line of a body that answers a query best."""

    line: int
    """0-based, in the body."""
    text: str
    """The line, or a part of it around the first match."""
    marks: Spans
    """The matches in ``text``."""


class Marker:
    """Finds the words of a query in texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        terms = [term for term in terms if term.variants]
        self._patterns = tuple(re.compile(_pattern(term)) for term in terms)
        self._begins = tuple(tuple({each.split(" ")[0] for each in term.variants}) for term in terms)
        """The first words of each, without hyphens: where none of them is, its pattern need not be tried."""

    def marks(self, text: str, *, inside: bool = False) -> Spans:
        """Every match in one line of text.

        Args:
            text: as written.
            inside: also in the middle of words, as titles are searched.
        """
        folded, origin = _fold_with_origin(text)
        found = [
            (origin[match.start()], origin[match.end() - 1] + 1)
            for pattern in self._patterns
            for match in pattern.finditer(folded)
            if inside or not (match.start() and folded[match.start() - 1].isalnum())
        ]
        return _apart(found, text)

    def excerpt(self, body: str) -> Excerpt | None:
        """The first of the lines that hold most of the words; None when no line holds any."""
        lines = body.splitlines()
        best, most = -1, 0
        folded_body = fold("\n".join(lines))
        without_hyphens = folded_body.replace("-", "").split("\n")
        for number, folded in enumerate(folded_body.split("\n")):
            count = 0
            for pattern, begins in zip(self._patterns, self._begins, strict=True):
                for begin in begins:
                    if begin in without_hyphens[number]:
                        count += _at_word(pattern, folded)
                        break
            if count > most:
                best, most = number, count
                if count == len(self._patterns):
                    break
        return self._around(best, lines[best]) if most else None

    def _around(self, number: int, line: str) -> Excerpt:
        text = line.strip()
        marks = self.marks(text[:100_000])
        start = marks[0][0] - _BEFORE if marks else 0
        if start > _BEFORE:
            start = text.find(" ", start) + 1 or start
            text = "…" + text[start:]
        elif len(text) <= _LONGEST:
            return Excerpt(number, text, marks)
        text = text[:_LONGEST]
        return Excerpt(number, text, self.marks(text))


def _pattern(term: Term) -> str:
    ways = []
    for variant in term.variants:
        # «wifi» is also «wi-fi»: a hyphen may stand between any two letters.
        letters = ("-?".join(map(re.escape, word)) for word in variant.split())
        ways.append(r"[\W_]+".join(letters))
    end = r"(?![^\W_])" if term.exact else ""
    return f"(?:{'|'.join(ways)}){end}"


def _at_word(pattern: re.Pattern[str], folded: str) -> bool:
    return any(
        not (match.start() and folded[match.start() - 1].isalnum()) for match in pattern.finditer(folded)
    )


@lru_cache(maxsize=2048)
def _fold_character(character: str) -> str:
    return fold(character)


def _fold_with_origin(text: str) -> tuple[str, Sequence[int]]:
    """``text`` folded, and the index in ``text`` that each character of it comes from."""
    if _LETTER_FOR_LETTER.fullmatch(text):
        return fold(text), range(len(text))
    pieces = [_fold_character(character) for character in text]
    origin = [index for index, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origin


def _apart(found: list[tuple[int, int]], text: str) -> Spans:
    """Spans in order, those that touch joined, each with the combining accents that follow it."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        while end < len(text) and not _fold_character(text[end]):
            end += 1
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
