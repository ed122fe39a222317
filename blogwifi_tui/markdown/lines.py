"""What a rendering is made of: rows of styled text, and the line of the source each row comes from."""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.cells import cell_len

_NARROW = re.compile(r"[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u202f\u2030-\u205e\u20ac\u2500-\u25fc]*")


class Span(NamedTuple):
    """A piece of one row in one style.

    ``text`` holds no newline and no control character. ``style`` is names from :mod:`.theme` joined by spaces
    (``"quote strong"``), the later ones on top. ``href`` is where the text leads, or None.
    """

    text: str
    style: str = ""
    href: str | None = None


class Line(NamedTuple):
    """One row; ``source`` is the 0-based line of the body it comes from."""

    spans: tuple[Span, ...]
    source: int

    @property
    def text(self) -> str:
        """The row as plain text."""
        return "".join(span.text for span in self.spans)


def width_of(text: str) -> int:
    """Return the number of cells ``text`` takes on a terminal."""
    return len(text) if text.isascii() or _NARROW.fullmatch(text) else cell_len(text)
