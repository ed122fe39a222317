"""Reads TOML in a time that grows with the text: Python's reader takes the square of the parts of a key."""

from __future__ import annotations

import re
from typing import Final

MOST_PARTS: Final = 32
"""Of a key with dots (``a.b.c``): no settings file and no header has as many."""
# What is not closed takes the rest of its line or text, or each quote in it would look to the end again.
QUOTED: Final = r"""(?:"(?>(?:[^"\\\r\n]|\\.)*)"?+|'[^'\r\n]*+'?+)"""
"""The pattern of a text in quotes, on one line."""
_TEXT_OF_LINES = r'''(?:"""(?>(?:[^"\\]|\\.|"(?!""))*)"*+|\'\'\'(?>(?:[^']|'(?!''))*)'*+)'''
_MANY_PARTS = rf"(?<![\w-])(?:(?:[\w-]++|{QUOTED})[ \t]*+\.[ \t]*+){{{MOST_PARTS},}}"
_TOKEN = re.compile(rf"#[^\n]*|{_TEXT_OF_LINES}|(?P<many>{_MANY_PARTS})|{QUOTED}", re.DOTALL)
_REPEATED: Final = ("Cannot declare", "Cannot overwrite")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")


class TomlError(ValueError):
    """A text is no TOML; the words are those of Python's reader."""

    def __init__(self, words: str, line: int | None) -> None:
        super().__init__(words)
        self.line = line
        """The line to blame, from 1; None where the text ends too soon."""
        self.is_repeated = words.startswith(_REPEATED)
        """Whether a table or a key is given for a second time."""


class ManyParts(TomlError):
    """A key has more than :data:`MOST_PARTS` parts."""


def read_toml(text: str) -> dict[str, object]:
    """What a TOML text says.

    Raises:
        TomlError: it is none.
        ValueError: a number has thousands of digits.
        RecursionError: it is too deep.
    """
    import tomllib

    for token in _TOKEN.finditer(text):
        if token["many"]:
            raise ManyParts("Too many parts in a key", text.count("\n", 0, token.start()) + 1)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        words = str(error)
        place = _PLACE.search(words)
        raise TomlError(_PLACE.sub("", words), int(place[1]) if place and place[1] else None) from error
