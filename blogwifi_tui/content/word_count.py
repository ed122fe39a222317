"""How many words a reader meets in a text: addresses, tags of HTML and shortcodes are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import regex

from blogwifi_tui.markdown.scan import without_words

# Each alternative ends at the sign that begins it, or after some length: no text makes them slow.
_NO_WORDS: Final = re.compile(
    r"https?://[^\s<>)\]]*|\]\([^\s)]*|^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*\S*|</?[A-Za-z][^<>]{0,2000}>"
    r"|\{[:#.][^{}\n]{0,200}\}",
    re.MULTILINE,
)
_BEYOND_LATIN: Final = re.compile("[^\x00-\u02ff\u2000-\u200b\u200e-\u20cf]")
_WORD: Final = re.compile(r"\w[\w’'-]*")
_MARKED_WORD: Final = regex.compile(r"\w[\w\p{M}\u200c\u200d’'-]*")
"""With the marks that follow a letter: accents of their own, vowels of the scripts of India."""


def count_words(body: str) -> int:
    """The words of a text in Markdown, marks apart."""
    text = _NO_WORDS.sub(" ", "".join(_without_comments(without_words(body))))
    found = _MARKED_WORD.finditer(text) if _BEYOND_LATIN.search(text) else _WORD.finditer(text)
    return sum(1 for _ in found)


def _without_comments(body: str) -> Iterator[str]:
    """What stands outside of comments of HTML."""
    at = 0
    while (start := body.find("<!--", at)) >= 0 and (end := body.find("-->", start)) >= 0:
        yield body[at:start]
        at = end + len("-->")
    yield body[at:]
