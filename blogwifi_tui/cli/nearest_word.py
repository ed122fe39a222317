"""Which word was meant by one that was typed: letters left out, doubled, changed or swapped."""

from __future__ import annotations

from collections.abc import Iterable

_LONG = 8
"""Letters from which two slips are taken for one word, and not for another."""


def nearest_word(word: str, known: Iterable[str]) -> str:
    """The word of ``known`` that ``word`` is a slip of; empty where it is like none, or too short to tell."""
    if len(word.strip("-")) <= 1:
        return ""
    most = 1 if len(word.strip("-")) < _LONG else 2
    found = sorted((slips(word.lower(), each), each) for each in known if abs(len(each) - len(word)) <= most)
    return found[0][1] if found and found[0][0] <= most else ""


def slips(word: str, other: str) -> int:
    """How many letters lie between two words; two neighbours that are swapped count as one."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        line = [row]
        for column, there in enumerate(other, 1):
            best = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != there))
            if row > 1 and column > 1 and (letter, word[row - 2]) == (other[column - 2], there):
                best = min(best, before[column - 2] + 1)
            line.append(best)
        before, last = last, line
    return last[-1]
