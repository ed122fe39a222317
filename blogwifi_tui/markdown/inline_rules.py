"""What bloggers write inside a paragraph beyond CommonMark: ``==marks==``, shortcodes, maths, attributes.

Maths become one token with their source as content, so no ``*`` or ``_`` in them is taken for emphasis: a
script on the page will read them as they stand. The words of a generator become what they mean to a reader:
a picture, a link, code, or their name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_inline.state_inline import Delimiter

from blogwifi_tui.markdown.attributes import ATTRIBUTES
from blogwifi_tui.markdown.places import places_in
from blogwifi_tui.markdown.shortcodes import GLYPH
from blogwifi_tui.markdown.word_tokens import component_rule, word_rule

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_LONGEST_LABEL = 999
_CLOSING = frozenset(")]`*_>")
"""What ends a piece of text that an attribute list may follow."""
_CONTENTS = re.compile(r"[:\s]toc(?=[\s}])")
# Pandoc's rule for dollars: no space inside, no letter or digit right after, so prices stay prices.
_MATHS = re.compile(r"\$\$[^$]++\$\$|\$(?![\s$])[^$]*+(?<![\s\\])\$(?![\w$])")


def bloggers_marks(md: MarkdownIt) -> None:
    """Add the rules to ``md`` (a plugin for ``MarkdownIt.use``)."""
    md.inline.ruler.before("escape", "word", word_rule)
    md.inline.ruler.before("html_inline", "component", component_rule)
    md.inline.ruler.before("escape", "maths", _maths)
    md.inline.ruler.before("escape", "attributes", _attributes)
    md.inline.ruler.at("footnote_ref", _footnote)
    md.inline.ruler.before("emphasis", "mark", _mark)
    md.inline.ruler2.before("emphasis", "mark", _pair_marks)


def _verbatim(state: StateInline, end: int, kind: str, *, silent: bool) -> bool:
    if not silent:
        state.push(kind, "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _maths(state: StateInline, silent: bool) -> bool:
    found = _MATHS.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "$" else None
    return found is not None and _verbatim(state, found.end(), "maths", silent=silent)


def _attributes(state: StateInline, silent: bool) -> bool:
    """An attribute list right after a link, an image, code or emphasis, or on a line of its own."""
    if state.src[state.pos] != "{":
        return False
    found = ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    before, after = state.src[max(0, state.pos - 1) : state.pos], state.src[found.end() : found.end() + 1]
    alone = before in ("", "\n") and after in ("", "\n")
    if not alone and before not in _CLOSING:
        return False
    while more := ATTRIBUTES.match(state.src, found.end(), state.posMax):
        found = more
    if alone and not silent and not state.level and _CONTENTS.search(found[0]):
        _table_of_contents(state)
    state.pos = found.end()
    return True


def _table_of_contents(state: StateInline) -> None:
    """What kramdown puts instead of the list that ``{:toc}`` ends (kramdown docs, «Table of Contents»)."""
    for kept in (state.tokens, state.tokens_meta, state.delimiters):
        kept.clear()
    state.pending = ""
    token = state.push("shortcode", "", 0)
    token.content, token.info, token.meta["lines"] = f"{GLYPH} toc", GLYPH, 0


def _footnote(state: StateInline, silent: bool) -> bool:
    """A footnote that is mentioned; large and small letters are the same, as on GitHub."""
    start = state.pos
    if not state.src.startswith("[^", start):
        return False
    end = places_in(state.src).after("]", start + 2, min(state.posMax, start + _LONGEST_LABEL))
    label = state.src[start + 2 : end]
    if end < 0 or not label or " " in label or "\n" in label:
        return False
    notes = state.env.get("footnotes", {"refs": ()})
    key = f":{note_label(label)}"
    if key not in notes["refs"]:
        return False
    if not silent:
        number = notes["refs"][key]
        if number < 0:
            listed = notes.setdefault("list", {})
            number = notes["refs"][key] = len(listed)
            listed[number] = {"label": key[1:]}
        state.push("footnote_ref", "", 0).meta = {"id": number}
    state.pos = end + 1
    return True


def note_label(written: str) -> str:
    """What two labels of footnotes have in common when they are one."""
    return " ".join(written.split()).casefold()


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
