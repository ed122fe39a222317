"""What is looked for in the lines of a text: where it is, and what replaces it."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from blogwifi_tui.ui.editor.area.match_marks import Match
from blogwifi_tui.ui.editor.find.match_folding import columns, fold

PATIENCE = 0.25
"""Seconds a regular expression may take over the whole text."""
MOST = 50_000
"""The most matches that are looked for and counted."""


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
        """All matches, in order, none empty, at most :data:`MOST`.

        Raises:
            BadPattern: the text is not a regular expression.
            TooSlow: the regular expression does not come to an end.
        """
        if not self.text:
            return []
        if self.regex or self.exact:
            compiled = self.compiled()
            with _bounded(PATIENCE):
                return _taken(_by_expression(compiled, lines))
        return _taken(_folded(self.text, lines, words=self.words))

    def compiled(self) -> re.Pattern[str]:
        """The regular expression that finds exactly this, or this expression.

        Raises:
            BadPattern: as :meth:`find`.
        """
        source = self.text if self.regex else re.escape(self.text)
        try:
            return re.compile(
                rf"(?<!\w)(?:{source})(?!\w)" if self.words else source,
                0 if self.exact else re.IGNORECASE,
            )
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
        try:
            with _bounded(PATIENCE):
                found = [compiled.match(lines[match.line], match.start) for match in matches]
                return [one.expand(template) if one else template for one in found]
        except (re.error, IndexError) as error:
            raise BadPattern from error


def _taken(found: Iterator[Match]) -> list[Match]:
    return [match for _number, match in zip(range(MOST), found, strict=False)]


def _by_expression(expression: re.Pattern[str], lines: Sequence[str]) -> Iterator[Match]:
    for number, line in enumerate(lines):
        for found in expression.finditer(line):
            if found.end() > found.start():
                yield Match(number, found.start(), found.end())


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


@contextmanager
def _bounded(seconds: float) -> Iterator[None]:
    """End what runs after ``seconds``: ``re`` looks for signals now and then, and for nothing else.

    Without alarms (Windows, another thread than the main one) nothing is ended.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    waiting = [True]

    def ring(_number: int, _frame: FrameType | None) -> None:
        if waiting:
            raise TooSlow

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        try:
            yield
        finally:
            waiting.clear()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
