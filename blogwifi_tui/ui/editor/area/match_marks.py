"""Where something was found in the text, to be shown there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from blogwifi_tui.ui.editor.area.markdown_colours import Span


class Match(NamedTuple):
    """Where something was found."""

    line: int
    start: int
    end: int


class MatchMarks(NamedTuple):
    """Matches (in order) that are marked in the text, one of them apart."""

    matches: Sequence[Match] = ()
    current: int = -1
    """Which of them the person is at; -1 for none."""

    def spans(self, line: int) -> Iterator[Span]:
        """What to lay over ``line``."""
        at = bisect_left(self.matches, (line, 0, 0))
        while at < len(self.matches) and self.matches[at].line == line:
            _line, start, end = self.matches[at]
            yield start, end, "match-current" if at == self.current else "match"
            at += 1
