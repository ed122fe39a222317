"""The words in the text of a post, as the index keeps them and as a close look finds them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from blogwifi_tui.content.folding import compounds, fold
from blogwifi_tui.content.front_matter.read import decode
from blogwifi_tui.content.front_matter.split import split
from blogwifi_tui.content.search.fts_index import Text
from blogwifi_tui.markdown.scan import decoded, without_words

if TYPE_CHECKING:
    from blogwifi_tui.content.search.query import Term

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
    return Text(_headings(body), body, compounds(body))


def _headings(body: str) -> str:
    """The headings of a folded text, a line each."""
    lines = "\n".join(line for line in body.split("\n") if "#" in line or "<h" in line)
    return "\n".join(one or other for one, other in _HEADING.findall(lines)) if lines else ""


class CloseLook:
    """The text of one post, in which words are looked for exactly as the index would find them."""

    def __init__(self, data: bytes) -> None:
        self._body = fold(without_words(body_of(data)))

    @cached_property
    def _headings(self) -> str:
        return _headings(self._body)

    def weight(self, term: Term) -> int:
        """Where the text holds the term: IN_HEADING, IN_BODY, or 0."""
        if not holds(self._body, term):
            return 0
        return IN_HEADING if holds(self._headings, term) else IN_BODY


def holds(folded: str, term: Term) -> bool:
    """Whether a folded text holds one of the term's variants, from the beginning of a word on."""
    if any(_has_words(folded, variant, whole=term.exact) for variant in term.variants):
        return True
    if term.exact or "-" not in folded:
        return False
    # What stands in no piece alone, and not at its beginning, goes over a hyphen: finding compounds is slow.
    without = folded.replace("-", "")
    joined = [each for each in term.variants if " " not in each and without.count(each) > folded.count(each)]
    if not joined:
        return False
    found = f" {compounds(folded)}"
    return any(f" {each}" in found for each in joined)


def _has_words(folded: str, variant: str, *, whole: bool) -> bool:
    """Whether these words stand there, from the beginning of the first on, nothing but signs between them."""
    first, *others = variant.split(" ")
    rest = re.compile("".join(rf"[\W_]++{re.escape(word)}" for word in others)) if others else None
    at = folded.find(first)
    while at >= 0:
        end = at + len(first)
        if at == 0 or not folded[at - 1].isalnum():
            if rest:
                found = rest.match(folded, end)
                end = found.end() if found else -1
            if end >= 0 and not (whole and folded[end : end + 1].isalnum()):
                return True
        at = folded.find(first, at + 1)
    return False
