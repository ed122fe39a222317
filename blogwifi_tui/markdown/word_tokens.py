"""The words of generators inside a paragraph, as tokens: pictures, links, code, a name, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from blogwifi_tui.markdown.components import component_at, component_end
from blogwifi_tui.markdown.places import places_in
from blogwifi_tui.markdown.raw_blocks import LITERAL, RawBlock, raw_text
from blogwifi_tui.markdown.shortcodes import GLYPH, Kind, Word, word_at

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline


def word_rule(state: StateInline, silent: bool) -> bool:
    """A word of a generator's, with what is raw after it when it is one that says so."""
    if not state.src.startswith(("{{", "{%"), state.pos) or state.env.get(LITERAL):
        return False
    places = places_in(state.src)
    word = word_at(state.src, state.pos, state.posMax, places)
    if word is None:
        return False
    raw = raw_text(state.src, word, state.posMax, places)
    if raw and not silent:
        _raw(state, raw[0], state.src[word.end : raw[1]])
    elif not silent:
        _push(state, word)
    state.pos = raw[2] if raw else word.end
    return True


def component_rule(state: StateInline, silent: bool) -> bool:
    """A component of MDX that ends in itself, or opens a paragraph that it closes."""
    if state.src[state.pos] != "<":
        return False
    closer = component_end(state.src, state.pos)
    if closer and state.pos and state.src.startswith(f"<{closer[0]}"):
        state.pos = closer[1]
        return True
    word = component_at(state.src, state.pos, state.posMax)
    if word is None:
        return False
    around = not state.pos and state.src.rstrip().endswith(f"</{word.name}>")
    if not around and not state.src.endswith("/>", 0, word.end):
        return False
    if not silent:
        _push(state, word, around=around)
    state.pos = word.end
    return True


def _raw(state: StateInline, raw: RawBlock, text: str) -> None:
    """What stands between two words inside a paragraph."""
    if raw.is_hidden:
        return
    if raw.is_literal:
        if state.pending:
            state.pushPending()
        inner: list[Token] = []
        state.env[LITERAL] = True
        state.md.inline.parse(text, state.md, state.env, inner)
        state.env[LITERAL] = False  # it was not set: where it is, no word is read
        state.tokens += inner
        state.tokens_meta += [None] * len(inner)
    else:
        state.push("code_inline", "code", 0).content = text.strip("\n")


def _push(state: StateInline, word: Word, *, around: bool | None = None) -> None:
    """Add what a reader is shown of a word."""
    if word.kind is Kind.TEXT:
        state.pending += word.text
    elif word.kind is Kind.PICTURE:
        _picture(state, word)
    elif word.kind is Kind.LINK:
        _link(state, word)
    elif word.kind is Kind.VALUE and not word.text:
        state.push("shortcode", "", 0).content = state.src[word.start : word.end]
    elif word.kind is not Kind.CLOSING:
        _name(state, word, around=_is_around(state, word) if around is None else around)


def _picture(state: StateInline, word: Word) -> None:
    address, alt = word.address, word.alt
    token = state.push("image", "img", 0)
    token.attrs = {"src": state.md.normalizeLink(address.value if address else ""), "alt": ""}
    token.content = alt
    token.meta["lines"] = state.src.count("\n", word.start, word.end)
    token.children = [Token("text", "", 0, content=alt)] if alt else []
    alone = not state.src[: word.start].strip() and not state.src[word.end :].strip()
    if _is_around(state, word):
        state.push("hardbreak", "br", 0).info = GLYPH
    elif alone and word.caption:
        state.push("hardbreak", "br", 0).info = GLYPH
        state.push("text", "", 0).content = word.caption


def _link(state: StateInline, word: Word) -> None:
    address = word.address.value if word.address else ""
    text = (word.name == "post_link" and word.alt) or address
    if state.linkLevel:
        state.pending += text
        return
    state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(address)}
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1).info = "auto" if text == address else ""


def _name(state: StateInline, word: Word, *, around: bool) -> None:
    """The word by its name, apart from the text on both sides; on a row of its own around a paragraph."""
    before, after = state.src[word.start - 1 : word.start], state.src[word.end : word.end + 1]
    if before and not before.isspace() and before not in "([«“\"'":
        state.pending += " "
    token = state.push("shortcode", "", 0)
    token.content, token.info = word.label, GLYPH
    token.meta["lines"] = state.src.count("\n", word.start, word.end)
    if around:
        state.push("hardbreak", "br", 0).info = GLYPH
    elif after and not after.isspace() and after not in ".,;:!?)]»”\"'":
        state.pending += " "


def _is_around(state: StateInline, word: Word) -> bool:
    """Whether the paragraph is what stands between this word and the one that closes it."""
    text = state.src.rstrip()
    if word.start or not text.endswith(("}}", "%}")):
        return False
    start = max(text.rfind("{%"), text.rfind("{{"))
    if start <= 0:
        return False
    start -= text[start - 1] == "{"  # «{%» stands in «{{%» too
    last = word_at(text, start, len(text), places_in(text))
    return last is not None and last.closes(word)
