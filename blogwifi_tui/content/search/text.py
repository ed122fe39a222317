"""The words in the bytes of a post: read exactly for the index, or glanced at while there is none yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from blogwifi_tui.content.folding import compounds, fold, searchable, words
from blogwifi_tui.content.front_matter.read import decode
from blogwifi_tui.content.front_matter.split import split
from blogwifi_tui.content.search.fts_index import Text
from blogwifi_tui.content.search.query import Term
from blogwifi_tui.markdown.scan import decoded, without_words

IN_HEADING, IN_BODY = 2, 1

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$|<h[1-6][^<>\n]*+>(.{1,300}?)</h[1-6]>", re.MULTILINE)


def body_of(data: bytes) -> str:
    """The body of a post as text, line by line as in the file; entities of old HTML as their characters."""
    body = decode(split(data).body)
    if "&" in body:
        body = "\n".join(decoded(line).replace("\n", " ") for line in body.split("\n"))
    return body


def text_of(data: bytes) -> Text:
    """What the index keeps of a post: what a reader meets, no names or arguments of a generator's words."""
    body = fold(without_words(body_of(data)))
    headings = "\n".join(one or other for one, other in _HEADING.findall(body))
    return Text(headings, body, compounds(body))


def weight(term: Term, text: Text) -> int:
    """Where a text holds the term: IN_HEADING, IN_BODY, or 0."""
    for place, weighed in (
        (searchable(text.headings), IN_HEADING),
        (f"{words(text.body)} {text.joined}", IN_BODY),
    ):
        end = " " if term.exact else ""
        if any(f" {variant}{end}" in f" {place} " for variant in term.variants):
            return weighed
    return 0


def _glance_table() -> bytes:
    """UTF-8 bytes to folded bytes, true for the letters of French once their first byte is left out.

    é is C3 A9: without the C3, A9 stands for e. œ is C5 93; it becomes «oo», which :class:`Glance` knows.
    """
    table = bytearray(range(256)).lower()
    for code in range(0x80, 0xC0):
        table[code] = ord(fold(chr(code + 0x40))[0]) & 0xFF
    table[0xC5] = ord("o")
    return bytes(table)


_TABLE = _glance_table()
_LEFT_OUT = b"\xc2\xc3-"
_HYPHENS = ("\u2010".encode(), "\u2011".encode())
_COMBINING = b"\xcc"
_ENTITY = re.compile(rb"&#?\w+;")


class Glance:
    """A quick test of raw bytes: never misses a post that holds a term, and lets some through that do not."""

    def __init__(self, term: Term) -> None:
        self._ways = [
            [tuple({_glance(word), _glance(word.replace("oe", "œ"))}) for word in variant.split()]
            for variant in term.variants
        ]

    def sees(self, data: bytes) -> bool:
        """Whether all words of one variant are somewhere in what :func:`glance` made of a post."""
        return any(_all_in(way, data) for way in self._ways)


def _all_in(words_: Sequence[tuple[bytes, ...]], data: bytes) -> bool:
    for spellings in words_:
        for spelling in spellings:
            if spelling in data:
                break
        else:
            return False
    return True


def glance(data: bytes) -> bytes:
    """The bytes of a post as :class:`Glance` looks at them."""
    if _COMBINING in data or (b"&" in data and _ENTITY.search(data)):
        data = fold(body_of(data)).encode(errors="replace")
    for hyphen in _HYPHENS:
        data = data.replace(hyphen, b"")
    return data.translate(_TABLE, _LEFT_OUT)


def _glance(word: str) -> bytes:
    return word.encode().translate(_TABLE, _LEFT_OUT)
