"""The line of a file on which a key of its header stands: where a person goes on by hand."""

from __future__ import annotations

import re

from blogwifi_tui.content.front_matter.read import decode
from blogwifi_tui.content.front_matter.split import Parts


def line_of(parts: Parts, key: str) -> int:
    """The 0-based line of the file that holds ``key``, dotted when it stands in a mapping, letter case apart.

    The first line of the header where the key is not found; found is what looks like the key.
    """
    first = decode(parts.open).count("\n")
    lines = decode(parts.head).split("\n")
    if (found := _find(lines, 0, key, outermost=True)) is not None:
        return first + found
    row, outermost = 0, True
    for part in key.split("."):
        found = _find(lines, row, part, outermost=outermost)
        if found is None:
            break
        row, outermost = found, False
    return first + row


def _find(lines: list[str], start: int, key: str, *, outermost: bool) -> int | None:
    """The first line from ``start`` on with ``key``, the ``outermost`` one where there are several."""
    name = rf"""["']?{re.escape(key)}["']?[ \t]*"""
    ways = [rf"{name}[:=]", rf"\[+[ \t]*{name}\]"] if outermost else []
    for way in (*ways, rf"(?:.*[{{,\[.])?[ \t]*{name}[:=\].]"):
        pattern = re.compile(way, re.IGNORECASE)
        for number in range(start, len(lines)):
            if pattern.match(lines[number]):
                return number
    return None
