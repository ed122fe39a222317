"""Slugs as github-slugger makes them (its index.js), of which Astro makes the addresses of posts."""

from __future__ import annotations

import unicodedata
from typing import Final

_KEPT: Final = frozenset(("Nd", "Nl", "Pc"))


def github_slug(text: str) -> str:
    """Small letters, marks, digits, ``-`` and ``_`` stay; a blank becomes ``-``; all else goes."""
    kept = (each for each in text.lower() if each in "- " or _stays(each))
    return "".join(kept).replace(" ", "-")


def _stays(character: str) -> bool:
    kind = unicodedata.category(character)
    # Letters in circles are alphabetic, though signs.
    return kind[0] in "LM" or kind in _KEPT or "\u24b6" <= character <= "\u24e9"
