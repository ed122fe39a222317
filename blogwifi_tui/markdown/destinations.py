"""Where a link leads whose address holds words of a generator, as in ``{{< ref "a.md" >}}``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Final, Protocol

from markdown_it import helpers

from blogwifi_tui.markdown.places import places_in
from blogwifi_tui.markdown.shortcodes import Word, address_words, destination_of

_PELICAN: Final = re.compile(r"[{|](?:filename|static|attach)[}|]", re.IGNORECASE)


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
    words, end = address_words(string, pos, maximum, places_in(string))
    if words:
        return SimpleNamespace(ok=True, pos=end, str=_said(string, pos, end, words) or "/")
    found: Destination = helpers.parseLinkDestination(string, pos, maximum)
    if found.ok and (root := _PELICAN.match(found.str)):
        found.str = found.str[root.end() :]
    return found


def _said(string: str, start: int, end: int, words: Sequence[Word]) -> str:
    """What an address of these words and the text beside them says."""
    parts = []
    for word in words:
        parts += [string[start : word.start], destination_of(word)]
        start = word.end
    return "".join([*parts, string[start:end]])
