"""Marks that come in pairs: typed once, written twice, on request only."""

from __future__ import annotations

from typing import NamedTuple

NO_BREAK = "\u00a0"

_CLOSING = {"_": "_", "`": "`", "[": "]", "«": f"{NO_BREAK}»", "*": "*"}
_BEFORE = " \t([{«\"'’*_~" + NO_BREAK
_AFTER = " \t)]}».,;:!?*_~" + NO_BREAK


class Pair(NamedTuple):
    """What a key writes on both sides of the caret."""

    before: str
    after: str = ""
    skip: int = 0
    """Characters after the caret that are stepped over instead of written again."""


def around(character: str) -> Pair | None:
    """What ``character`` puts around a selection; None when it replaces it."""
    if character not in _CLOSING:
        return None
    return Pair(f"«{NO_BREAK}" if character == "«" else character, _CLOSING[character])


def typed(character: str, before: str, after: str) -> Pair | None:
    """What ``character`` writes between two parts of a line; None when itself only."""
    if character == "»" and after.startswith(f"{NO_BREAK}»"):
        return Pair("", skip=2)
    if character in "]_`*" and after.startswith(character) and before and not before[-1].isspace():
        return Pair("", skip=1)
    if character == "*":
        second = before.endswith("*") and not before.endswith("**")
        return Pair("*", "**") if second and _free(before[:-1], after) else None
    if character in _CLOSING and _free(before, after) and not before.endswith(character):
        return Pair(f"«{NO_BREAK}" if character == "«" else character, _CLOSING[character])
    return None


def empty_pair(before: str, after: str) -> tuple[int, int]:
    """How many characters on each side of the caret make a pair with nothing in it, taken back as one."""
    for opening, closing in (
        ("**", "**"),
        (f"«{NO_BREAK}", f"{NO_BREAK}»"),
        ("[", "]"),
        ("`", "`"),
        ("_", "_"),
    ):
        if before.endswith(opening) and after.startswith(closing):
            return len(opening), len(closing)
    return 0, 0


def _free(before: str, after: str) -> bool:
    """Whether something may open here: not inside a word."""
    return (not before or before[-1] in _BEFORE) and (not after or after[0] in _AFTER)
