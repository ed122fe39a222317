"""Which lines make the paragraph of a line, for the editor to set it apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 60
"""Lines looked at in each direction: about a screen of them."""

_BEGINS = re.compile(
    r"\s*(?:[-*+]\s|\d{1,9}[.)]\s|#{1,6}\s|>|\||`{3,}|~{3,}|\[[^\]]{1,100}\]:|<!?/?[a-zA-Z-])"
)


def paragraph(lines: Sequence[str], line: int) -> range:
    """The lines of the paragraph, list item, heading or table row that ``line`` is part of."""
    if not lines[line].strip():
        return range(line, line + 1)
    top, bottom = line, line + 1
    while top > 0 and line - top < LONGEST and not _BEGINS.match(lines[top]) and _continues(lines[top - 1]):
        top -= 1
    while (
        bottom < len(lines)
        and bottom - line < LONGEST
        and lines[bottom].strip()
        and not _BEGINS.match(lines[bottom])
    ):
        bottom += 1
    return range(top, bottom)


def _continues(line: str) -> bool:
    """Whether a paragraph may go on after ``line``: not after a blank one, a heading or a fence."""
    return bool(line.strip()) and not re.match(r"\s*(?:#{1,6}\s|`{3,}|~{3,})", line)
