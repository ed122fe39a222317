"""Reads TOML in a time that grows with the text: Python's reader takes the square of the parts of a key."""

from __future__ import annotations

import re
from typing import Final

MOST_PARTS: Final = 32
"""Of a key with dots (``a.b.c``): no settings file and no header has as many."""
# A quote that is not closed takes the rest of its line, or each of those in it would look to the end again.
QUOTED: Final = r"""(?:"(?>(?:[^"\\\r\n]|\\.)*)"?+|'[^'\r\n]*+'?+)"""
"""The pattern of a text in quotes, on one line."""
MANY_PARTS: Final = rf"(?<![\w-])(?:(?:[\w-]++|{QUOTED})[ \t]*+\.[ \t]*+){{{MOST_PARTS},}}"
"""The pattern of a key with too many parts. A search that looks for it has to step over quoted texts."""
_TOKEN = re.compile(rf"(?P<key>{MANY_PARTS})|{QUOTED}")


def read_toml(text: str) -> dict[str, object]:
    """What a TOML text says.

    Raises:
        ValueError: it is no TOML (``tomllib.TOMLDecodeError``, which says «at line N»), a key has more than
            :data:`MOST_PARTS` parts, or a number has thousands of digits.
        RecursionError: it is too deep.
    """
    import tomllib

    for token in _TOKEN.finditer(text):
        if token["key"]:
            line = text.count("\n", 0, token.start()) + 1
            raise tomllib.TOMLDecodeError(f"Too many parts in a key (at line {line}, column 1)")
    return tomllib.loads(text)
