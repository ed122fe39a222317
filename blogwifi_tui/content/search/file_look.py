"""Where the file of a post holds words, told from its bytes: most files need no more than a glance.

Three looks, each at what the one before leaves open. A word that stands plainly in a plain text, in letters
in which it was met before, is there. A glance at folded bytes tells that a word is nowhere. What is then
still open is read closely. Measured on ten thousand posts of 5 kB: 15 µs a file, 6 of which read it; a close
look takes 50.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from blogwifi_tui.content.folding import fold
from blogwifi_tui.content.front_matter.problems import LARGEST_HEADER
from blogwifi_tui.content.front_matter.split import BOM
from blogwifi_tui.content.search.text import IN_BODY, CloseLook, body_of

if TYPE_CHECKING:
    from blogwifi_tui.content.search.query import Term

_LESSONS = 4
"""Posts that it is learned from how a word is written: «réseau», «Réseau», «reseau»."""
_WORD = re.compile(r"[^\W_]+")
_LEARNED_FROM = 20_000
"""Characters of a text that are looked at to learn how a word is written."""

_FLAG = 0xFF
"""In place of a byte that begins a letter beyond those of French; no text of UTF-8 holds it."""
_LEFT_OUT = b"\xc2\xc3-"
_HYPHENS = ("\u2010".encode(), "\u2011".encode())
_ENTITY = re.compile(rb"&#?\w+;")


def _glance_table() -> bytes:
    """UTF-8 bytes to folded bytes, true for the letters of French once their first byte is left out.

    é is C3 A9: without the C3, A9 stands for e. œ is C5 93; it becomes «oo», which :func:`_spellings` knows.
    """
    table = bytearray(range(256)).lower()
    for code in range(0x80, 0xC0):
        table[code] = ord(fold(chr(code + 0x40))[0]) & 0xFF
    table[0xC0:] = bytes([_FLAG]) * 0x40
    table[0xC5] = ord("o")
    table[0xE2], table[0xF0] = 0xE2, 0xF0
    return bytes(table)


_TABLE = _glance_table()


def glance(data: bytes) -> bytes:
    """The bytes of a post, or of a text, folded so that a word of :func:`_spellings` is in them if anywhere.

    Some posts come through that do not hold it; none that does is missed.
    """
    seen = data.translate(_TABLE, _LEFT_OUT)
    # One byte is found much sooner than two, so a sign is looked for only where one of its bytes is.
    if (
        _FLAG_BYTE in seen
        or b"\x90" in data
        or b"\x91" in data
        or b"\xad" in data
        or b"\xc5" in data
        or b"\xf0" in data
        or b"&" in data
    ):
        return _careful_glance(data, seen)
    return seen


_FLAG_BYTE = bytes([_FLAG])


def _careful_glance(data: bytes, seen: bytes) -> bytes:
    """The glance at a post whose bytes may stand for other letters than they do in most."""
    plain = data.removeprefix(BOM)
    for hyphen in _HYPHENS:
        if hyphen[-1:] in plain:
            plain = plain.replace(hyphen, b"")
    if plain != data:
        data, seen = plain, plain.translate(_TABLE, _LEFT_OUT)
    return _folded(body_of(data)) if _FLAG_BYTE in seen or _hides_letters(data) else seen


def _hides_letters(data: bytes) -> bool:
    """Whether letters may be written in a way that the table does not know."""
    return (
        (b"&" in data and _ENTITY.search(data) is not None)
        or (b"\xad" in data and b"\xc2\xad" in data)  # a soft hyphen
        or (b"\xc5" in data and _BESIDE_OE.search(data) is not None)
        or (b"\xf0" in data and _BESIDE_EMOJI.search(data) is not None)
    )


_BESIDE_OE = re.compile(rb"\xc5[^\x92\x93]")
"""Ś and others that begin as œ does."""
_BESIDE_EMOJI = re.compile(rb"\xf0[^\x9f]")
"""Letters in a mathematician's dress."""


def _folded(text: str) -> bytes:
    return fold(text).encode(errors="replace").translate(_TABLE, _LEFT_OUT)


_WRITTEN = (
    *(("oe", "œ"), ("oe", "\x9c"), ("oe", "\x8c"), ("ae", "æ"), ("ss", "ß")),
    *zip("0123456789" * 2, "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", strict=True),
    *zip("121434", "½½¼¼¾¾", strict=True),
)
"""Letters, and one sign that is folded to them; œ also as texts of former days have it."""
_ORDINALS = (("no", "№"), ("o", "º"), ("a", "ª"))
_LONGEST_ORDINAL = 4
"""Letters of «nº», «1ª»: longer words are not looked for in such signs."""


def _spellings(word: str) -> tuple[bytes, ...]:
    """How a folded word may stand in what :func:`glance` gives."""
    signs = (*_WRITTEN, *_ORDINALS) if len(word) <= _LONGEST_ORDINAL else _WRITTEN
    words = {word} | {word.replace(*pair) for pair in signs}
    return tuple({_written_bytes(each).translate(_TABLE, _LEFT_OUT) for each in words})


def _written_bytes(word: str) -> bytes:
    """The word in UTF-8, but the two letters that only texts of former days hold."""
    return b"".join(
        letter.encode("latin-1" if letter in "\x9c\x8c" else "utf-8", "replace") for letter in word
    )


class PostBytes:
    """One post, and what was made of it so far: each way to look at it costs more than the one before."""

    # Not by cached_property: its lock costs as much as a glance.
    __slots__ = ("_close", "_seen", "_start", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._seen: bytes | None = None
        self._close: CloseLook | None = None
        self._start: int | None = None

    @property
    def seen(self) -> bytes:
        """The glance."""
        if self._seen is None:
            self._seen = glance(self.data)
        return self._seen

    @property
    def close(self) -> CloseLook:
        """The text."""
        if self._close is None:
            self._close = CloseLook(self.data)
        return self._close

    @property
    def start(self) -> int:
        """Where the body begins if that is plain to see and no word of a generator is in it; else -1."""
        if self._start is None:
            self._start = _plain_start(self.data)
        return self._start

    def heading_lines(self) -> Sequence[bytes] | None:
        """The glances of the lines that may be headings; None where that takes a closer look."""
        data, found = self.data, []
        if b"<" in data and (b"<h" in data or b"<H" in data):
            return None
        at = data.find(b"#", self.start)
        while at >= 0:
            begin = data.rfind(b"\n", 0, at) + 1
            end = data.find(b"\n", at)
            end = len(data) if end < 0 else end
            if not data[begin:at].strip(b" "):
                found.append(glance(data[begin:end]))
            at = data.find(b"#", end)
        return found


def _plain_start(data: bytes) -> int:
    """Where the body begins after a header between dashes, if it is plain what it says; else -1."""
    end = data.find(b"\n---", 3, LARGEST_HEADER)
    if end < 0 or not data.startswith(b"---\n") or data[end + 4 : end + 5] != b"\n":
        return -1
    if data.find(b"\n...", 3, end) >= 0 or data.find(b"\r", 0, end) >= 0:
        return -1
    if b"{" in data and (b"{{" in data or b"{%" in data or b"{:" in data):
        return -1
    return end + 5


_Way = Sequence[tuple[bytes, ...]]
"""The words of one variant of a term, each with the ways it may stand in a glance."""


class FileLook:
    """Looks for one term in one post after the other, and learns how it is written in them."""

    def __init__(self, term: Term) -> None:
        self._term = term
        self._ways: Sequence[_Way] = [
            [_spellings(word) for word in variant.split()] for variant in term.variants
        ]
        self._only = self._ways[0][0][0] if _is_one(self._ways) else None
        """How the term may stand in a glance where there is only one way."""
        ways = [way for way in self._ways if len(way) > 1]
        self._phrases = [_phrase(first, way[1]) for way in ways for first in way[0]]
        """The first two words of a phrase, where all variants are phrases."""
        if len(ways) < len(self._ways):
            self._phrases = []
        self._learned: list[bytes] = []
        self._lessons = 0
        self._held = False
        """Whether the post before held the term: then this one may too."""

    def weight(self, post: PostBytes) -> int:
        """Where the text of the post holds the term: IN_HEADING, IN_BODY, or 0."""
        if self._held and self._stands_plainly(post):
            return IN_BODY
        seen = post.seen
        if self._only not in seen if self._only else not self._may_be_in(seen):
            self._held = False
            return 0
        if not self._held and self._stands_plainly(post):
            self._held = True
            return IN_BODY
        weight = post.close.weight(self._term)
        self._held = weight > 0
        if weight and self._lessons < _LESSONS:
            self._learn(post)
        return weight

    def _may_be_in(self, seen: bytes) -> bool:
        if not _may_hold(self._ways, seen):
            return False
        return not self._phrases or any(each.search(seen) for each in self._phrases)

    def _stands_plainly(self, post: PostBytes) -> bool:
        """Whether the text surely holds the term, and none of its headings does."""
        if not self._learned or post.start < 0:
            return False
        for written in self._learned:
            if self._is_at_a_word(post, written):
                headings = post.heading_lines()
                return headings is not None and not any(_may_hold(self._ways, line) for line in headings)
        return False

    def _is_at_a_word(self, post: PostBytes, written: bytes) -> bool:
        """Whether the first of the places where these bytes stand is surely the beginning of a word."""
        data = post.data
        at = data.find(written, post.start)
        if at < 0 or not (_BEFORE_A_WORD[data[at - 1]] or data[at - 3 : at] == _APOSTROPHE):
            return False
        end = at + len(written)
        if self._term.exact and not (end < len(data) and _BEFORE_A_WORD[data[end]]):
            return False
        return not _ODD_LINE.match(data, data.rfind(b"\n", 0, at) + 1)

    def _learn(self, post: PostBytes) -> None:
        """Remember the letters in which the post has the word."""
        self._lessons += 1
        wanted = [variant for variant in self._term.variants if " " not in variant]
        for word in _WORD.findall(body_of(post.data)[:_LEARNED_FROM]) if wanted else ():
            begin = fold(word[:1])
            for variant in wanted:
                if variant.startswith(begin) and (written := _written(word, variant, whole=self._term.exact)):
                    if written not in self._learned:
                        self._learned.append(written)
                    return


_APOSTROPHE = "’".encode()
_BEFORE_A_WORD = [chr(byte) in " \n\t'\"(),.:!?/*_[]-" for byte in range(256)]
"""The bytes before which a word surely ends; not those that begin an entity."""
_ODD_LINE = re.compile(rb"[ \t]*+(?:::|!!!|\?\?\?|import[ \t]|export[ \t])")
"""Lines on which words of generators may stand without braces."""


def _written(word: str, variant: str, *, whole: bool) -> bytes | None:
    """The letters of ``word`` that are folded to ``variant``, its first ones; None where they are others."""
    for end in (len(word),) if whole else range(1, min(len(word), 2 * len(variant)) + 1):
        if fold(word[:end]) == variant:
            return word[:end].encode(errors="replace")
    return None


def _is_one(ways: Sequence[_Way]) -> bool:
    return len(ways) == 1 and len(ways[0]) == 1 and len(ways[0][0]) == 1


def _may_hold(ways: Iterable[_Way], seen: bytes) -> bool:
    """Whether all words of one variant are in what was seen."""
    for way in ways:
        for spellings in way:
            for spelling in spellings:
                if spelling in seen:
                    break
            else:
                break
        else:
            return True
    return False


_GAP = 60
"""Bytes after a word in which the next one of a phrase is looked for."""
_SIGNS = bytes(byte for byte in range(0x100) if byte >= 0x80 or not chr(byte).isalnum()) + bytes(
    {byte for byte in _TABLE[0x80:0xC0] if byte < 0x80}
)
"""What may stand between two words in a glance, where a space that does not break looks like a letter."""


def _phrase(first: bytes, second: Iterable[bytes]) -> re.Pattern[bytes]:
    """One word after another with nothing but signs between them, or so many signs that they may go on."""
    signs = b"[" + re.escape(_SIGNS) + b"]"
    next_ = b"|".join(map(re.escape, second))
    after = b"(?:%b{%d}|%b{0,%d}(?:%b))" % (signs, _GAP, signs, _GAP - 1, next_)
    return re.compile(re.escape(first) + after)
