"""Letters that a terminal's encoding lacks, each as the nearest it has: by importing this, a codec's handler.

Each takes one place, where there is one, so that a screen keeps its columns.
"""

from __future__ import annotations

import codecs
import unicodedata

NAME = "blogwifi.nearest"

_NEAREST = str.maketrans(
    "‘’‚“”„‹›–—―−…•·→←↑↓✓✔✗×─━═│┃║▏▕▎▌█▀▄░▒▓",
    '\'\',"""<>----.**><^v++xx---|||||||#"_:##',
) | str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "€": "E"}
)


def nearest(error: UnicodeError) -> tuple[str, int]:
    """What is written in place of the letters ``error`` is about, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_one, error.object[error.start : error.end])), error.end


def _one(letter: str) -> str:
    if "\ud800" <= letter <= "\udfff":
        return f"\\u{ord(letter):04x}"
    if "\u2500" <= letter <= "\u257f" and letter not in "─━═│┃║":
        return "+"
    found = letter.translate(_NEAREST)
    if found.isascii():
        return found
    plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if part.isascii())
    return plain or ("" if unicodedata.combining(letter) else "?")


codecs.register_error(NAME, nearest)
