"""What is looked for in the lines of a text: where it is, and what replaces it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

import regex as bounded_re

from blogwifi_tui.ui.editor.area.match_marks import Match
from blogwifi_tui.ui.editor.find.match_folding import columns, fold

PATIENCE = 0.25
"""Seconds a regular expression may take over the whole text: some backtrack without end."""
_EACH = 0.000_03
"""Seconds more for each line: to give an expression a time takes a third of it."""
MOST = 50_000
"""The most matches that are looked for and counted."""


_ANCHORS = re.compile(r"(?:\^|\$|\\[AbBZ])+")
"""Expressions for places: what they find is empty, and is meant to be."""


class BadPattern(ValueError):
    """Not a regular expression, or a replacement that names a group it does not have."""

    def __init__(self, position: int | None = None) -> None:
        super().__init__(position)
        self.position = position
        """The character (0-based) that is wrong, when one is."""


class TooSlow(Exception):
    """The regular expression takes too long on this text: it backtracks without end."""


@dataclass(frozen=True, slots=True)
class FindPattern:
    """What is looked for, and how."""

    text: str
    exact: bool = False
    """Case and accents count."""
    words: bool = False
    """Whole words only."""
    regex: bool = False

    def find(self, lines: Sequence[str]) -> list[Match]:
        """All matches, in order, at most :data:`MOST`; none empty, but of ``^`` and ``$``.

        Raises:
            BadPattern: the text is not a regular expression.
            TooSlow: the regular expression does not come to an end.
        """
        if not self.text:
            return []
        if self.regex:
            return _by_expression(self.compiled(), lines, empty=_ANCHORS.fullmatch(self.text) is not None)
        if self.exact:
            wanted = re.escape(self.text)
            exactly = re.compile(rf"(?<!\w){wanted}(?!\w)" if self.words else wanted)
            return _taken(
                Match(number, *found.span())
                for number, line in enumerate(lines)
                for found in exactly.finditer(line)
            )
        return _taken(_folded(self.text, lines, words=self.words))

    @property
    def asks_for_line_ends(self) -> bool:
        """Whether the expression names a line end, which no line holds."""
        return self.regex and ("\\n" in self.text or "\\r" in self.text)

    def compiled(self) -> bounded_re.Pattern[str]:
        """The expression that is written, which can be given a time.

        Raises:
            BadPattern: as :meth:`find`.
        """
        try:
            re.compile(
                self.text
            )  # an expression is what Python takes for one, and it says best what is wrong
            return bounded_re.compile(
                rf"(?<!\w)(?:{self.text})(?!\w)" if self.words else self.text,
                bounded_re.VERSION0 | (0 if self.exact else bounded_re.IGNORECASE),
            )
        except bounded_re.error as error:
            raise BadPattern from error
        except re.error as error:
            raise BadPattern(error.pos) from error
        except (OverflowError, RecursionError) as error:
            raise BadPattern from error

    def replaced(self, lines: Sequence[str], matches: Sequence[Match], template: str) -> list[str]:
        r"""What each match becomes: ``template``, its ``\1`` and ``\g<name>`` filled in for an expression.

        Raises:
            BadPattern: the template names a group that is not there.
            TooSlow: as :meth:`find`.
        """
        if not self.regex:
            return [template] * len(matches)
        compiled = self.compiled()
        end = _end(len(matches))
        try:
            found = [compiled.match(lines[one.line], one.start, timeout=_left(end)) for one in matches]
            return [one.expand(template) if one else template for one in found]
        except TimeoutError as error:
            raise TooSlow from error
        except (bounded_re.error, IndexError) as error:
            raise BadPattern from error


def _taken(found: Iterator[Match]) -> list[Match]:
    return [match for _number, match in zip(range(MOST), found, strict=False)]


def _by_expression(expression: bounded_re.Pattern[str], lines: Sequence[str], *, empty: bool) -> list[Match]:
    matches: list[Match] = []
    end = _end(len(lines))
    try:
        for number, line in enumerate(lines):
            for found in expression.finditer(line, timeout=_left(end)):
                if empty or found.end() > found.start():
                    matches.append(Match(number, found.start(), found.end()))
                if len(matches) == MOST:
                    return matches
    except TimeoutError as error:
        raise TooSlow from error
    return matches


def _end(count: int) -> float:
    """When to give up on so many lines or matches."""
    return monotonic() + PATIENCE + count * _EACH


def _left(end: float) -> float:
    """Seconds until ``end``. Raises TimeoutError when it has passed."""
    left = end - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _folded(text: str, lines: Sequence[str], *, words: bool) -> Iterator[Match]:
    """Matches that read the same, case and accents apart; never a part of a letter such as œ."""
    needle = fold(text)
    size = len(needle)
    for number, line in enumerate(lines) if needle else ():
        folded = fold(line)
        at = folded.find(needle)
        places = columns(line) if at >= 0 else None
        while at >= 0:
            start, end, step = at, at + size, size
            if places is not None:
                start, end = places[at], places[at + size]
                if (at and places[at - 1] == start) or places[at + size - 1] == end:
                    start = end = -1
            if start < end and not (words and _inside_word(line, start, end)):
                yield Match(number, start, end)
            else:
                step = 1
            at = folded.find(needle, at + step)


def _inside_word(line: str, start: int, end: int) -> bool:
    """Whether a letter or digit stands right before or after."""
    around = line[start - 1 : start] if start else ""
    return any(character.isalnum() or character == "_" for character in around + line[end : end + 1])
