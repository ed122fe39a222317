"""Changes a list in brackets: items that stay keep their bytes, separators and line breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

Span: TypeAlias = tuple[int, int]
"""Character indexes: start, and just after the end."""


class KeyLines(NamedTuple):
    """Where the lines of one key stand in a header, comments above it apart. Positions are characters."""

    path: tuple[str, ...]
    start: int
    end: int
    """Just after the last line end."""


def same(one: object, other: object) -> bool:
    """Equal, types included: True is not 1, a date not a datetime, an instant is one in every zone."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return one == other or (one != one and other != other)
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one == other and (one.tzinfo is None) == (other.tzinfo is None)
    if isinstance(one, date) and isinstance(other, date):
        return type(one) is type(other) and one == other
    return type(one) is type(other) and one == other


@dataclass(frozen=True, slots=True)
class BracketedList:
    """The text of ``[a, b]``, where its items stand in it, and what they are."""

    raw: str
    spans: Sequence[Span]
    values: Sequence[object]

    def changed(self, new: Sequence[object], spell: Callable[[object], str]) -> str:
        """The text of the list with the items ``new``; those common at both ends keep their bytes."""
        if not new:
            return "[]"
        if not self.spans:
            return f"[{', '.join(map(spell, new))}]"
        head, tail = self._common(new)
        middle = [spell(item) for item in new[head : len(new) - tail]]
        first, last = self.spans[0][0], self.spans[-1][1]
        left = self.raw[: self.spans[head - 1][1]] if head else self.raw[:first]
        right = self.raw[self.spans[len(self.spans) - tail][0] :] if tail else self.raw[last:]
        pieces = [left] if head else []
        pieces += middle
        pieces += [right] if tail else []
        joined = self._separator().join(pieces)
        return ("" if head else left) + joined + ("" if tail else right)

    def _common(self, new: Sequence[object]) -> tuple[int, int]:
        most = min(len(new), len(self.values))
        head = next((i for i in range(most) if not same(self.values[i], new[i])), most)
        most -= head
        tail = next((i for i in range(most) if not same(self.values[-1 - i], new[-1 - i])), most)
        return head, tail

    def _separator(self) -> str:
        """What stands between the first two items, or what a list of one item suggests."""
        if len(self.spans) > 1:
            between = self.raw[self.spans[0][1] : self.spans[1][0]]
        else:
            before = self.raw[1 : self.spans[0][0]]
            between = "," + (before if re.search(r"[\r\n]", before) else " ")
        return re.sub(r"[ \t]*#[^\r\n]*", "", between)
