"""Holds the parser to a time that grows with the length of a text alone, and to a depth of its own.

Where a rule of markdown-it-py or of a plugin would read the rest of the text again from each of many places,
or call itself without end, it is asked only where it can have something to say, or no further than a bound.
What lies beyond a bound is shown as it is written.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from markdown_it.parser_inline import ParserInline
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import EnvType

_DEEPEST = 8
"""Images and footnotes written one inside another; each is a text that is parsed by itself."""
_PATIENCE = 20
"""How often each character may be passed over in search of the end of a bracket."""
_STEPS = -1
"""Under what the parser's own notes on a text, which go by place, keep how often that was done."""
_LONGEST_ADDRESS = 1000
_LOOKED_BACK = 100
"""Characters before a ``:`` or ``@`` that may belong to an address."""
_WORD_END = re.compile(r"[\s<]")
_PROTOCOLS = ("http", "https", "mailto", "xmpp")


def bounded(md: MarkdownIt) -> None:
    """Bound the rules of ``md`` (a plugin for ``MarkdownIt.use``, the last one)."""
    for name, begins in (("www", _is_www), ("protocol", _is_protocol), ("email", _is_email)):
        rule = _rule(md, f"gfm_autolink_{name}")
        md.inline.ruler.at(f"gfm_autolink_{name}", partial(_in_its_word, rule, begins))
    table = next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == "table")
    md.block.ruler.at("table", partial(_filled_table, table), {"alt": ["paragraph", "reference"]})


class BoundedInline(ParserInline):
    """The parser of what is inside a paragraph, in bounded time and depth."""

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - the parser's name
        """Step over what begins here; to the end of the text once that has been done too often."""
        steps = state.cache[_STEPS] = state.cache.get(_STEPS, 0) + 1
        if steps > _PATIENCE * len(state.src) + 1000:
            state.pos = state.posMax
        else:
            super().skipToken(state)

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Add the tokens of ``src`` to ``tokens``; one of plain text where too many lie around it."""
        depth = env.get("depth", 0)
        if depth >= _DEEPEST:
            tokens.append(Token("text", "", 0, content=src))
            return tokens
        env["depth"] = depth + 1
        try:
            return super().parse(src, md, env, tokens)
        finally:
            env["depth"] = depth


def _rule(md: MarkdownIt, name: str) -> Callable[[StateInline, bool], bool]:
    return next(rule.fn for rule in md.inline.ruler.__rules__ if rule.name == name)


def _in_its_word(
    rule: Callable[[StateInline, bool], bool],
    begins: Callable[[StateInline], bool],
    state: StateInline,
    silent: bool,
) -> bool:
    """Ask a rule for bare addresses, which hold no blank, only where one begins, and only of its word."""
    if silent or not begins(state):
        return False
    if (
        len(state.pending) > 2 * _LOOKED_BACK
    ):  # the rule reads all of it each time; what is cut is joined again
        kept, state.pending = state.pending[-_LOOKED_BACK:], state.pending[:-_LOOKED_BACK]
        state.pushPending()
        state.pending = kept
    last = state.posMax
    longest = min(last, state.pos + _LONGEST_ADDRESS)
    end = _WORD_END.search(state.src, state.pos, longest)
    state.posMax = end.start() if end else longest
    try:
        return rule(state, silent)
    finally:
        state.posMax = last


def _is_www(state: StateInline) -> bool:
    return state.src.startswith("www.", state.pos)


def _is_protocol(state: StateInline) -> bool:
    return state.src[state.pos] == ":" and state.src.endswith(_PROTOCOLS, 0, state.pos)


def _is_email(state: StateInline) -> bool:
    return state.src[state.pos] == "@"


def _filled_table(
    rule: Callable[[StateBlock, int, int, bool], bool],
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,
) -> bool:
    """Read a table as far as its text has cells: short rows of a wide one would be filled up with more."""
    return rule(state, start, end if silent else _last_filled(state, start, end), silent)


def _last_filled(state: StateBlock, start: int, end: int) -> int:
    if start + 2 >= end or not _RULED.fullmatch(_line(state, start + 1)) or "|" not in _line(state, start):
        return end
    columns = _line(state, start + 1).count("|") + 1
    spare = 1000
    for number in range(start + 2, end):
        line = _line(state, number)
        spare += len(line) - max(0, columns - line.count("|"))
        if not line.strip():
            break
        if spare < 0:
            return number
    return end


_RULED = re.compile(r"[|:-][|:\s-]+")


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
