"""Regular expressions that stand in a site's settings, as far as they cannot hold the program up."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

LONGEST: Final = 255
"""Characters of a name or a title that such an expression is tried on."""
_LONGEST_PATTERN: Final = 200
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<\w+>|\(\?(?:[:u]\)?)|.", re.DOTALL)
_REPEATED = re.compile(r"[*+?]|\{\d*,\d*\}")
_CHOICE_INSIDE = re.compile(r"\([^()]*\|")


@cache
def harmless(pattern: str, repeats: int = 2) -> re.Pattern[str] | None:
    """``pattern`` compiled; None where it may take long: more ``repeats``, groups repeated or of choices.

    With two repeats a text of ``LONGEST`` characters takes some ten thousand steps at most.
    """
    if len(pattern) > _LONGEST_PATTERN:
        return None
    pieces = _PIECE.findall(pattern)
    bare = "".join("a" if piece[0] in "\\[" else "(" if piece[0] == "(" else piece for piece in pieces)
    refers = any(re.fullmatch(r"\\[1-9]", piece) for piece in pieces)
    if refers or "(?" in bare or re.search(r"\)(?:[*+]|\{)", bare) or _CHOICE_INSIDE.search(bare):
        return None
    if len(_REPEATED.findall(bare)) > repeats:
        return None
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None


def named_parts(pattern: str, text: str) -> dict[str, str] | None:
    """What the named groups of ``pattern`` find at the start of ``text``; None where that is not known."""
    expression = harmless(pattern)
    if expression is None or len(text) > LONGEST:
        return None
    found = expression.match(text)
    return {key.lower(): value for key, value in found.groupdict().items() if value} if found else {}
