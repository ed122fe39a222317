"""What a line of Markdown is inside of (code, a comment), known without reading the post again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from blogwifi_tui.markdown.raw_blocks import RawBlock, raw_line

# What is repeated is taken for good, so that no line costs more than its length. Groups that repeat stand in
# an atomic group: a possessive one matches wrongly before Python 3.11.5.
_FENCE = re.compile(
    r"\s*+(?>(?:> ?+|[-*+]\s++|\d{1,9}+[.)]\s++)*)\s*+(`{3,}+|~{3,}+)[ \t]*+(\{?+\.?+[\w+#-]*+)([^`]*+)$"
)
_CLOSE = re.compile(r"\s*+(?>(?:> ?+)*)\s*+(`{3,}+|~{3,}+)\s*+$")
_MAYBE = re.compile(r"```|~~~|<!--|\{\{[<%]|\{%")


class Fence(NamedTuple):
    """Inside a fenced code block, or one that a generator takes for code."""

    mark: str
    """The opening backticks or tildes; only as many or more of the same close it. Empty for a generator's."""
    language: str
    """First word of what follows the mark, in lower case."""
    raw: RawBlock | None = None
    """What a generator's word opened."""

    def closed_by(self, line: str) -> bool:
        """Whether ``line`` is the end of the block."""
        if self.raw:
            return self.raw.closing.search(line) is not None
        closing = _CLOSE.match(line)
        return closing is not None and closing[1].startswith(self.mark)


class Comment(NamedTuple):
    """Inside an HTML comment that began on an earlier line."""

    end: str = "-->"


State = Fence | Comment | None

COMMENT = Comment()


def after(state: State, line: str) -> State:
    """The state of the line that follows ``line``, itself in ``state``."""
    if state is None:
        return _opened(line) if _MAYBE.search(line) else None
    if isinstance(state, Comment):
        return _opened(line.split(state.end, 1)[1]) if state.end in line else state
    return None if state.closed_by(line) else state


def opens_fence(line: str) -> bool:
    """Whether ``line``, outside of everything, is the first of a fenced code block."""
    return _FENCE.match(line) is not None or raw_line(line) is not None


def _opened(line: str) -> State:
    """What ``line``, outside of everything, opens and does not close."""
    if opening := _FENCE.match(line):
        return Fence(opening[1], opening[2].strip("{.").lower())
    if raw := raw_line(line):
        return Fence("", raw.language, raw)
    return COMMENT if line.rfind("<!--") > line.rfind("-->") else None


class LineStates:
    """The state each line begins in, read as far as somebody looked, kept up to date as lines change."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._states: list[State] = [None]
        """Of the first lines only; the others are read when asked for."""

    def at(self, line: int) -> State:
        """The state line ``line`` (0-based) begins in."""
        states = self._states
        for known in range(len(states) - 1, line):
            states.append(after(states[known], self._lines[known]))
        return states[line]

    def replaced(self, top: int, old_bottom: int, new_bottom: int) -> None:
        """Lines ``top`` to ``old_bottom`` have become lines ``top`` to ``new_bottom``.

        When what follows begins as it did before, which is nearly always, it stays known.
        """
        states = self._states
        if top >= len(states):
            return
        tail = states[old_bottom + 1 :]
        del states[top + 1 :]
        if tail and self.at(new_bottom + 1) == tail[0]:
            states += tail[1:]
