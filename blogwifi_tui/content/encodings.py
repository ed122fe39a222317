"""The encodings of texts that are not UTF-8: those that marks tell, and the old ones, told apart by a look.

A byte of an old encoding is one character in each of them, so only the words tell which one it was.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

_MARKS: Final = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""Byte order marks, the longer ones first."""
OLD: Final = {
    "Windows-1252": "cp1252",
    "ISO-8859-15": "iso8859-15",
    "Mac Roman": "mac-roman",
    "DOS 850": "cp850",
    "Windows-1250": "cp1250",
    "Windows-1251": "cp1251",
}
"""Names for persons and Python's names of the encodings that may be chosen, the most frequent first."""
_USUAL: Final = frozenset("àâæçéèêëîïôœùûüÿäöñßáíóúìòãõåøÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸÄÖÑÁÍÓÚÅØ«»“”‘’…–—€°·\u00a0")
_CENTRAL: Final = frozenset("ąćęłńśźżčďěňřšťůžőűýĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰÝ")
_LOOKED_AT: Final = 500
"""Characters judged in one text."""
_SHOWN: Final = 48
"""Characters of a text shown to judge by."""


class Reading(NamedTuple):
    """What a text would be in one encoding."""

    name: str
    encoding: str
    words: str
    """A part of one line, the one with most characters that the encodings read differently."""


def wide(data: bytes) -> str:
    """``utf-16`` or ``utf-32`` in the form Python decodes, as marks or zero bytes tell; empty for others.

    Without a mark it is a text that begins with two characters of ASCII, as every header does.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if len(data) >= 4 and data.count(0, 0, 4) == 2 and data[0] != data[1]:
        zeros = data[:4:2], data[1:4:2]
        if b"\0\0" in zeros:
            return "utf-16-be" if zeros[0] == b"\0\0" else "utf-16-le"
    return ""


def decoded(data: bytes, encoding: str) -> str:
    """``data`` as UTF-8, any other byte read in ``encoding``, one of :data:`OLD`. Never raises."""
    return data.decode("utf-8", "surrogateescape").translate(_table(encoding))


@lru_cache
def _table(encoding: str) -> dict[int, str]:
    return {0xDC00 + byte: bytes((byte,)).decode(encoding, "ignore") or chr(byte) for byte in range(128, 256)}


def readings(data: bytes) -> list[Reading]:
    """How ``data`` may be read, the likeliest first; encodings that read it alike are named once."""
    escaped = data.decode("utf-8", "surrogateescape")
    start, end = _telling(escaped)
    found: dict[str, tuple[float, Reading]] = {}
    for name, encoding in OLD.items():
        text = escaped.translate(_table(encoding))
        if text not in found:
            found[text] = _unlikeliness(escaped, text), Reading(name, encoding, text[start:end].strip())
    return [reading for _, reading in sorted(found.values(), key=lambda one: one[0])]


def likeliest(data: bytes) -> str:
    """The old encoding in which the characters of ``data`` look least odd; Windows-1252 in doubt."""
    escaped = data.decode("utf-8", "surrogateescape")
    return min(OLD.values(), key=lambda encoding: _unlikeliness(escaped, escaped.translate(_table(encoding))))


def _is_old(character: str) -> bool:
    """Whether it stands for a byte that is not UTF-8."""
    return "\udc80" <= character <= "\udcff"


def _telling(escaped: str) -> tuple[int, int]:
    """Where the words are to judge by."""
    best, most, at = 0, 0, 0
    for line in escaped.splitlines(keepends=True):
        count = sum(map(_is_old, line))
        if count > most:
            best, most = at, count
        at += len(line)
    line = escaped[best:].splitlines()[0] if escaped[best:] else ""
    first = next((place for place, character in enumerate(line) if _is_old(character)), 0)
    start = max(0, min(first - _SHOWN // 4, len(line) - _SHOWN))
    return best + start, best + min(start + _SHOWN, len(line))


def _unlikeliness(escaped: str, text: str) -> float:
    """How odd ``text`` looks where the encodings differ; less is better."""
    places = [place for place, character in enumerate(escaped) if _is_old(character)][:_LOOKED_AT]
    return sum(_oddness(text, place) for place in places)


def _oddness(text: str, place: int) -> float:
    character = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    kind = unicodedata.category(character)
    if kind == "Cc":
        return 10
    if "CYRILLIC" in unicodedata.name(character, ""):
        return 2 if (before + after).isascii() and (before + after).isalpha() else -0.8
    if not character.isalpha():
        inside = before.isalpha() and after.isalpha() and character not in "’‘\u00a0…–—"
        return 3 if inside else -0.5 if character in _USUAL else 1
    if character.isupper() and before.islower():
        return 2
    return -1 if character in _USUAL else -0.8 if character in _CENTRAL else 1
