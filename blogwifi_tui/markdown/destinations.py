"""Where a link leads whose address holds words of a generator, as in ``{{< ref "a.md" >}}``."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Final, Protocol

from markdown_it import helpers

from blogwifi_tui.markdown.places import places_in
from blogwifi_tui.markdown.shortcodes import destination_of, word_at

_TO_WORD: Final = re.compile(r"[^\s{()<\\]*+(?=\{[{%])")
_PIECE: Final = re.compile(r"[^\s{()\\]++|\{(?![{%])")
_PELICAN: Final = re.compile(r"[{|](?:filename|static|attach)[}|]", re.IGNORECASE)
_MOST: Final = 20
"""Words in one address."""


class Destination(Protocol):
    """What the rules of markdown-it for links, images and definitions are given."""

    ok: bool
    pos: int
    str: str


def with_words() -> SimpleNamespace:
    """The helpers of markdown-it, of which the one that reads an address knows the words of generators."""
    return SimpleNamespace(
        parseLinkDestination=destination,
        parseLinkLabel=helpers.parseLinkLabel,
        parseLinkTitle=helpers.parseLinkTitle,
    )


def destination(string: str, pos: int, maximum: int) -> Destination:
    """The address that begins at ``pos``: each word in it as what it stands for.

    Pelican's ``{filename}`` and ``{static}`` say from where a path counts, and are left out (Pelican docs,
    «Linking to internal content»).
    """
    if _TO_WORD.match(string, pos, maximum):
        parts, at = _pieces(string, pos, maximum)
        if parts:
            return SimpleNamespace(ok=True, pos=at, str="".join(parts) or "/")
    found: Destination = helpers.parseLinkDestination(string, pos, maximum)
    if found.ok and (root := _PELICAN.match(found.str)):
        found.str = found.str[root.end() :]
    return found


def _pieces(string: str, at: int, end: int) -> tuple[list[str], int]:
    """What the address says, piece by piece, and where it ends; nothing when no word stands in it."""
    parts: list[str] = []
    words = 0
    while words < _MOST:
        if string.startswith(("{{", "{%"), at) and (word := word_at(string, at, end, places_in(string))):
            parts.append(destination_of(word))
            at, words = word.end, words + 1
        elif piece := _PIECE.match(string, at, end):
            parts.append(piece[0])
            at = piece.end()
        else:
            break
    return (parts, at) if words else ([], at)
