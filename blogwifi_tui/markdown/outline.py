"""Cuts a post into its top-level blocks; after an edit, cuts again only where it changed.

markdown-it-py reads a document block by block. What it makes of a block depends on the lines from the block's
first on, and on a few lines past its end, never on what stands before: so after an edit the blocks before it
stay, reading starts again a little above the edit, and stops at the first place where an old block began and
all that follows is unchanged. Link and footnote definitions, the one thing that reaches across blocks, are
handed out with the block that holds them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it.rules_block import StateBlock

from blogwifi_tui.markdown.parser import parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_LOOKAHEAD = 3
"""Lines, from the first that is not blank after a block, that may decide where the block ends: a table takes
two (its head and its dashes), a definition list three (term, blank line, colon)."""
_MARGIN = 40
"""Lines read past an edit at first, in the hope to meet an old block there."""


@dataclass(frozen=True, slots=True, eq=False)
class MarkdownBlock:
    """A top-level block; two blocks are the same only if they are one object.

    Lines in ``tokens[...].map`` count from the block's own first line.
    """

    source: str
    last: bool
    """Whether no line end follows: markdown-it keeps the one there is as part of some blocks."""
    tokens: tuple[Token, ...]
    references: Mapping[str, Mapping[str, str]]
    """Link definitions in it: normalised label -> href, title."""
    notes: tuple[str, ...]
    """Labels of the footnotes defined in it, each with a leading colon as the footnote plugin has them."""


class Outline:
    """The top-level blocks of a text and the line (0-based) each begins at."""

    def __init__(self) -> None:
        self.blocks: list[MarkdownBlock] = []
        self.starts: list[int] = []
        self.lines: list[str] = []
        self.most = 0
        """The most blocks there ever were; what is kept for a text to come back to is measured by it."""
        self._known: dict[tuple[str, bool], MarkdownBlock] = {}

    def update(self, lines: list[str]) -> None:
        """Cut ``lines`` (of one text, without their ends), reusing every block that still stands."""
        same, tail = _common_ends(self.lines, lines)
        if same == len(lines) == len(self.lines):
            return
        index = bisect_right(self.starts, same - _LOOKAHEAD) - 1
        keep, first = (index, self.starts[index]) if index >= 0 else (0, 0)
        blocks, starts, meeting = self._read(lines, first, len(lines) - tail)
        shift = len(lines) - len(self.lines)
        self.blocks = self.blocks[:keep] + blocks + self.blocks[meeting:]
        self.starts = self.starts[:keep] + starts + [start + shift for start in self.starts[meeting:]]
        self.lines = lines
        self.most = max(self.most, len(self.blocks))
        if len(self._known) > 2 * self.most + 256:
            self._known = {(block.source, block.last): block for block in self.blocks}

    def _read(self, lines: list[str], first: int, edited: int) -> tuple[list[MarkdownBlock], list[int], int]:
        """Read blocks from line ``first``; ``edited`` is the first line of the unchanged tail.

        Returns the blocks, their lines, and which old block begins the unchanged tail (or how many there
        are).
        """
        blocks: list[MarkdownBlock] = []
        starts: list[int] = []
        shift = len(lines) - len(self.lines)
        size = edited - first + _MARGIN
        while first < len(lines):
            chunk = _Chunk(lines[first : first + size], last=first + size >= len(lines))
            while not chunk.spent:
                start = first + chunk.line
                met = bisect_left(self.starts, start - shift)
                if start >= edited and met < len(self.starts) and self.starts[met] == start - shift:
                    return blocks, starts, met
                block = chunk.take()
                if block is None:
                    break
                blocks.append(self._known.setdefault((block.source, block.last), block))
                starts.append(start)
            if chunk.spent:
                break
            first += chunk.line
            size *= 2
        return blocks, starts, len(self.blocks)


class _Chunk:
    """A run of lines being read; ``line`` is where its next block begins.

    Unless the chunk is the ``last`` of its text, a block is handed out only when all that may decide where it
    ends lies inside the chunk.
    """

    def __init__(self, lines: list[str], *, last: bool) -> None:
        md = parser()
        self._lines = lines
        self._last = last
        self._rules = md.block.ruler.getRules("")
        self._state = StateBlock("\n".join(lines) + ("" if last else "\n"), md, {}, [])
        self._end = self._state.lineMax
        self.line = self._state.skipEmptyLines(0)

    @property
    def spent(self) -> bool:
        return self._last and self.line >= self._end

    def take(self) -> MarkdownBlock | None:
        """Read the next block, or None when only a longer chunk can tell."""
        state, first = self._state, self.line
        if first >= self._end:
            return None
        state.env = {}
        state.tokens = []
        state.line = first
        any(rule(state, first, self._end, False) for rule in self._rules)
        following = state.skipEmptyLines(state.line)
        if not self._last and following + _LOOKAHEAD > self._end:
            return None
        self.line = following
        last = self._last and state.eMarks[state.line - 1] == len(state.src)
        return _block("\n".join(self._lines[first : state.line]), state, first, last=last)


def _block(source: str, state: StateBlock, first: int, *, last: bool) -> MarkdownBlock:
    for token in state.tokens:
        if token.map:
            token.map = [token.map[0] - first, token.map[1] - first]
    references = {
        label: {"href": found["href"], "title": found["title"]}
        for label, found in state.env.get("references", {}).items()
    }
    notes = tuple(state.env.get("footnotes", {}).get("refs", ()))
    return MarkdownBlock(source, last, tuple(state.tokens), references, notes)


def _common_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """Return how many lines are the same at the start and, past those, at the end."""
    shorter = min(len(old), len(new))
    same = _longest(shorter, lambda low, high: old[low:high] == new[low:high])
    at_old, at_new = len(old), len(new)
    tail = _longest(
        shorter - same,
        lambda low, high: old[at_old - high : at_old - low] == new[at_new - high : at_new - low],
    )
    return same, tail


def _longest(limit: int, alike: Callable[[int, int], bool]) -> int:
    """Return the greatest number of lines, up to ``limit``, that are alike from the first on.

    Halving compares slices at the speed of C, where a loop over the lines of a long post takes longer than
    reading the edited block does.
    """
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if alike(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
