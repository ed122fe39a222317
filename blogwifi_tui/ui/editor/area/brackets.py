"""The partner of a bracket, shown while the caret is at one of them."""

from __future__ import annotations

from collections.abc import Sequence

REACH = 100
"""Lines looked at for the partner of a bracket."""
_FARTHEST = 20_000
"""Characters looked at: more of them, on one endless line, would hold the key up that moved the caret."""
_CLOSING = {"(": ")", "[": "]", "{": "}", "«": "»"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}


def partner(lines: Sequence[str], location: tuple[int, int]) -> tuple[int, int] | None:
    """Where the partner of the bracket at ``location`` stands; None without bracket or partner."""
    row, column = location
    bracket = lines[row][column : column + 1]
    if bracket in _CLOSING:
        return _found(lines, location, _CLOSING[bracket], 1)
    if bracket in _OPENING:
        return _found(lines, location, _OPENING[bracket], -1)
    return None


def _found(lines: Sequence[str], start: tuple[int, int], wanted: str, step: int) -> tuple[int, int] | None:
    """The bracket ``wanted`` that closes (``step`` 1) or opens (-1) the one at ``start``."""
    (row, column), depth, left = start, 0, _FARTHEST
    bracket = lines[row][column]
    for number in range(row, row + step * REACH, step):
        if not 0 <= number < len(lines):
            return None
        line = lines[number]
        if number != row:
            column = 0 if step > 0 else len(line) - 1
        if bracket in line or wanted in line:
            for at in range(column, len(line) if step > 0 else -1, step)[:left]:
                depth += (line[at] == bracket) - (line[at] == wanted)
                if not depth:
                    return number, at
            left -= abs((len(line) if step > 0 else -1) - column)
            if left <= 0:
                return None
    return None
