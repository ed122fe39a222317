"""What of a text in Markdown readers see as words, cut where a generator or a theme may put something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from blogwifi_tui.markdown.parser import parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_EMOJI: Final = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{0,40}:(?![\w:])")
"""The name of an emoji, of which some generators make the emoji."""
_JOINING: Final = frozenset(("em", "strong", "s", "mark"))
"""Marks that change how words look, and put nothing between them."""
_LINKS: Final = frozenset(("link", "sub", "sup"))
_FRAMES: Final = ("table_", "alert_", "container_", "footnote_block", "dl_")
"""The beginnings of the names of what may stand around blocks, and to which something is added."""


class Kind(Enum):
    """How sure it is that readers see a part of a block as it is written."""

    TEXT = auto()
    HEADING = auto()
    """Text of a heading, which tables of contents repeat."""
    CODE = auto()
    """Code, which readers see, with lines and numbers that a theme may add."""
    HTML = auto()
    """HTML as it is written, which some generators leave out."""
    OPAQUE = auto()
    """What a generator makes of it is not known; ``text`` says what it is made of."""


class Part(NamedTuple):
    """A part of a block, before or after which something may be put."""

    kind: Kind
    text: str


class Block(NamedTuple):
    """A paragraph, a heading, a cell, or a line of code."""

    parts: Sequence[Part]
    is_plain: bool = False
    """Whether nothing is put before or after it: it is in no table, box, note or list of definitions."""


def visible_blocks(source: str) -> list[Block]:
    """The blocks of ``source`` that have words, in their order."""
    found: list[Block] = []
    heading = titled = False
    framed = 0
    for token in parser().parse(source, {}):
        framed += token.nesting * token.type.startswith(_FRAMES)
        if token.type in ("heading_open", "heading_close"):
            heading = token.nesting > 0
        elif token.type in ("alert_title_open", "alert_title_close"):
            titled = token.nesting > 0
        elif token.type == "inline":
            kind = Kind.HEADING if heading else Kind.TEXT
            parts = () if titled else tuple(_merged(_inline(token.children or ()), kind))
            found.append(Block(parts, is_plain=not framed))
        elif token.type in ("fence", "code_block"):
            lines = filter(str.strip, token.content.splitlines())
            found += [Block((Part(Kind.CODE, line),)) for line in lines]
        elif token.type == "html_block":
            found.append(Block((Part(Kind.HTML, token.content),)))
        elif token.content.strip():
            found.append(Block((Part(Kind.OPAQUE, token.content),)))
    return [block for block in found if block.parts]


def _inline(children: Sequence[Token]) -> Iterator[Part]:
    """The parts of inline tokens; an empty text is where a mark begins or ends that may bring something."""
    for child in children:
        mark = child.type.rpartition("_")[0]
        if child.type == "text":
            yield from _without_emoji(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            yield Part(Kind.TEXT, " ")
        elif child.type == "code_inline":
            yield Part(Kind.CODE, child.content)
        elif child.nesting and mark in _LINKS:
            yield Part(Kind.TEXT, "")
        elif not child.nesting or mark not in _JOINING:
            yield Part(Kind.OPAQUE, child.content)


def _without_emoji(text: str) -> Iterator[Part]:
    at = 0
    for emoji in _EMOJI.finditer(text):
        yield Part(Kind.TEXT, text[at : emoji.start()] or " ")
        yield Part(Kind.OPAQUE, emoji[0])
        at = emoji.end()
    if at < len(text):
        yield Part(Kind.TEXT, text[at:])


def _merged(parts: Iterator[Part], kind: Kind) -> Iterator[Part]:
    """``parts`` with texts in one that nothing can come between; those are of ``kind``."""
    text: list[str] = []
    for part in parts:
        if part.kind is Kind.TEXT and part.text:
            text.append(part.text)
            continue
        if text:
            yield Part(kind, "".join(text))
            text.clear()
        if part.kind is not Kind.TEXT:
            yield part
    if text:
        yield Part(kind, "".join(text))
