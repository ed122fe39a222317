"""The headings of a post, read by the whole parser: where they stand and how they read."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from blogwifi_tui.markdown.parser import parser, read_inline
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from markdown_it.token import Token


class Heading(NamedTuple):
    """One heading."""

    level: int
    """1 to 6."""
    text: str
    """As it is read: without marks, nothing in it a terminal would obey."""
    line: int
    """0-based."""
    anchor: str = ""
    """The name that an attribute list gives it, as in ``{#name}``."""


def headings(source: str) -> list[Heading]:
    """The headings of a text, in order; what only looks like one, as in a block of code, is left out."""
    markdown = parser()
    tokens: list[Token] = []
    env: dict[str, Any] = {}
    markdown.block.parse(source, markdown, env, tokens)
    found = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.map:
            text = "".join(map(_read, read_inline(inline, markdown, env))).strip()
            found.append(
                Heading(int(opening.tag[1:]), visible(text), opening.map[0], opening.meta.get("anchor", ""))
            )
    return found


def _read(token: Token) -> str:
    """What a reader sees of a piece of a heading."""
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    is_quiet = token.type == "html_inline" or (token.type == "shortcode" and token.info)
    return "" if is_quiet else token.content
