"""A first look at a file, without reading it as a post: has it a header with a title, and which tags."""

from __future__ import annotations

import re

_FENCE = re.compile(r"\ufeff?(---|\+\+\+|;;;)[^\n]*\n")
_TITLE = re.compile(r"""^["']?title["']?[ \t]*[:=][ \t]*\S""", re.MULTILINE | re.IGNORECASE)
_TAGS = re.compile(r"^tags:[ \t]*(?P<inline>[^\n]*)(?P<items>(?:\n[ \t]*-[ \t][^\n]*)*)", re.MULTILINE)
_ITEM = re.compile(r"[^\s\[\],\"'-][^\[\],\"'\n]*")


def header_of(text: str) -> str:
    """The lines of the header that a text begins with; empty when it begins with none."""
    begin = _FENCE.match(text)
    if begin is None:
        return ""
    return text[begin.end() :].partition(f"\n{begin[1]}")[0]


def has_title(text: str) -> bool:
    """Whether a text begins with a header that has a title."""
    return _TITLE.search(header_of(text)) is not None


def tags_in(text: str) -> tuple[str, ...]:
    """The names under ``tags`` in the header that a text begins with."""
    found = _TAGS.search(header_of(text))
    if found is None:
        return ()
    return tuple(item.strip() for item in _ITEM.findall(found["inline"] + found["items"]))
