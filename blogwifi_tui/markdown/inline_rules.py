"""What bloggers write inside a paragraph beyond CommonMark: ``==marks==``, shortcodes and maths.

Shortcodes and maths become one token each with their source as content, so no ``*`` or ``_`` in them is taken
for emphasis: the generator, or a script on the page, will read them as they stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_inline.state_inline import Delimiter

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_SHORTCODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)  # Hugo, Zola, Nikola; Liquid, Nunjucks
# Pandoc's rule for dollars: no space inside, no letter or digit right after, so prices stay prices.
_MATHS = re.compile(r"\$\$[^$]+\$\$|\$(?![\s$])[^$]*?(?<![\s\\])\$(?![\w$])")


def bloggers_marks(md: MarkdownIt) -> None:
    """Add the rules to ``md`` (a plugin for ``MarkdownIt.use``)."""
    md.inline.ruler.before("escape", "shortcode", _shortcode)
    md.inline.ruler.before("escape", "maths", _maths)
    md.inline.ruler.before("emphasis", "mark", _mark)
    md.inline.ruler2.before("emphasis", "mark", _pair_marks)


def _verbatim(state: StateInline, pattern: re.Pattern[str], kind: str, *, silent: bool) -> bool:
    found = pattern.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push(kind, "", 0).content = found.group()
    state.pos = found.end()
    return True


def _shortcode(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "{" and _verbatim(state, _SHORTCODE, "shortcode", silent=silent)


def _maths(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "$" and _verbatim(state, _MATHS, "maths", silent=silent)


def _mark(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "=":
        return False
    run = state.scanDelims(state.pos, False)
    if run.length != 2:
        state.pending += "=" * run.length
        state.pos += run.length
        return True
    state.push("text", "", 0).content = "=="
    token = len(state.tokens) - 1
    state.delimiters.append(Delimiter(ord("="), 0, token, -1, run.can_open, run.can_close))
    state.pos += 2
    return True


def _pair_marks(state: StateInline) -> None:
    nested = (meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)
    for delimiters in (state.delimiters, *nested):
        for delimiter in delimiters:
            if delimiter.marker == ord("=") and delimiter.end != -1:
                _turn(state, delimiter.token, "mark_open", 1)
                _turn(state, delimiters[delimiter.end].token, "mark_close", -1)


def _turn(state: StateInline, index: int, kind: str, nesting: int) -> None:
    token = state.tokens[index]
    token.type, token.tag, token.content, token.nesting = kind, "mark", "", 1 if nesting > 0 else -1
