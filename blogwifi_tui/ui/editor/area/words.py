"""Words, as two clicks select them and marks go around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.document._document import Location, Selection

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def word_at(lines: Sequence[str], location: Location) -> Selection:
    """The word at a location, its apostrophes and hyphens included; empty between words."""
    row, column = location
    for found in _WORD.finditer(lines[row]):
        if found.start() <= column <= found.end():
            return Selection((row, found.start()), (row, found.end()))
    return Selection.cursor(location)
