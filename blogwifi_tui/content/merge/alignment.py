"""Lines two versions up: which of their parts are the same, in a time that grows with their length.

``difflib`` takes the square of it at best, and the cube where much is alike. Here the parts that both have
once, in the order of both, hold the rest in place; between two of them, and where nothing holds, ``difflib``
looks at what is small enough.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Matching = tuple[int, int, int]
"""Where a run of parts begins in the one and in the other, and how many they are."""
Opcode = tuple[str, int, int, int, int]
"""As of :meth:`difflib.SequenceMatcher.get_opcodes`."""

_SMALL = 30_000
"""Pairs of parts that ``difflib`` compares: some hundredths of a second at the worst."""
_DEEPEST = 6
"""How often what lies between two parts that hold is looked at for more of them."""


def matching(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Matching]:
    """The runs of parts that are the same in both, in order."""
    found: list[Matching] = []
    waiting = [(0, len(old), 0, len(new), 0)]
    while waiting:
        i1, i2, j1, j2, depth = waiting.pop()
        head = _alike(old, new, i1, j1, min(i2 - i1, j2 - j1), 1)
        tail = _alike(old, new, i2 - 1, j2 - 1, min(i2 - i1, j2 - j1) - head, -1)
        found += [(i1, j1, head), (i2 - tail, j2 - tail, tail)]
        i1, i2, j1, j2 = i1 + head, i2 - tail, j1 + head, j2 - tail
        if i1 == i2 or j1 == j2:
            continue
        if (i2 - i1) * (j2 - j1) <= _SMALL:
            matcher = SequenceMatcher(None, old[i1:i2], new[j1:j2], autojunk=False)
            found += [(i1 + a, j1 + b, size) for a, b, size in matcher.get_matching_blocks()]
        elif depth < _DEEPEST and (held := _held(old[i1:i2], new[j1:j2])):
            bounds = [(-1, -1), *held, (i2 - i1, j2 - j1)]
            found += [(i1 + a, j1 + b, 1) for a, b in held]
            waiting += [
                (i1 + a + 1, i1 + c, j1 + b + 1, j1 + d, depth + 1) for (a, b), (c, d) in pairwise(bounds)
            ]
    return _joined(sorted(run for run in found if run[2]))


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Opcode]:
    """How the one becomes the other."""
    told: list[Opcode] = []
    i = j = 0
    for a, b, size in [*matching(old, new), (len(old), len(new), 0)]:
        if i < a or j < b:
            tag = "replace" if i < a and j < b else "delete" if i < a else "insert"
            told.append((tag, i, a, j, b))
        i, j = a + size, b + size
        if size:
            told.append(("equal", a, i, b, j))
    return told


def _alike(old: Sequence[Hashable], new: Sequence[Hashable], i: int, j: int, most: int, step: int) -> int:
    """How many parts are the same from two places on, forward or backward."""
    count = 0
    while count < most and old[i + step * count] == new[j + step * count]:
        count += 1
    return count


def _held(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The places of parts that both have once, as many as stand in one order in both."""
    once_old, once_new = _once(old), _once(new)
    pairs = [(i, once_new[part]) for part, i in once_old.items() if part in once_new]
    lasts: list[int] = []
    """For each length, the least place in the new at which an order of that length ends."""
    ends: list[int] = []
    before: list[int] = []
    for number, (_i, j) in enumerate(pairs):
        length = bisect_left(lasts, j)
        lasts[length : length + 1] = [j]
        ends[length : length + 1] = [number]
        before.append(ends[length - 1] if length else -1)
    held: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        held.append(pairs[number])
        number = before[number]
    return held[::-1]


def _once(parts: Sequence[Hashable]) -> dict[Hashable, int]:
    counts = Counter(parts)
    return {part: place for place, part in enumerate(parts) if counts[part] == 1}


def _joined(runs: list[Matching]) -> list[Matching]:
    joined: list[Matching] = []
    for i, j, size in runs:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (*joined[-1][:2], joined[-1][2] + size)
        else:
            joined.append((i, j, size))
    return joined
