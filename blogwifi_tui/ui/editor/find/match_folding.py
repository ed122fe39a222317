"""Letters a person takes for the same, with the way back to the columns they stand in.

This is another folding than :mod:`blogwifi_tui.content.folding`, which finds whole posts. Here a match is
selected and replaced, so each character is folded by itself, and :func:`columns` knows where each folded
letter stands; and signs a writer may want to find apart (« and ", – and -, … and ...) stay apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_SIGNS = {"’": "'", "‘": "'", "œ": "oe", "æ": "ae", "\u00a0": " ", "\u202f": " "}


@lru_cache(4096)
def fold_character(character: str) -> str:
    """``character`` in lower case, without accents; "" for an accent by itself, two letters for œ, æ, ß."""
    plain = unicodedata.normalize("NFD", character.casefold())
    return "".join(_SIGNS.get(part, part) for part in plain if not unicodedata.combining(part))


class _Table(dict[int, str]):
    """What ``str.translate`` asks, answered and remembered."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_character(chr(code))
        return folded


_TABLE = _Table()


@lru_cache(16384)
def fold(text: str) -> str:
    """``text`` folded character by character."""
    return text.lower() if text.isascii() else text.translate(_TABLE)


def columns(text: str) -> Sequence[int] | None:
    """For each character of ``fold(text)``, and for its end, the column it comes from; None when the same.

    An accent belongs to the letter before it: the end of a match takes it in.
    """
    if text.isascii() or all(len(fold_character(character)) == 1 for character in set(text)):
        return None
    found = [column for column, character in enumerate(text) for _part in fold_character(character)]
    return [*found, len(text)]
