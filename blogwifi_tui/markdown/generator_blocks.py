"""Blocks that a generator makes: words alone on their lines, raw blocks, admonitions, tabs, components.

What a rule makes of a line depends on that line and those down to the end of its block alone, as the outline
reads again only where a text changed. So ``{{< details >}}`` is a row of its own and not the beginning of a
block that ends at its closing word; and a word that is not closed ends at the next blank line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from blogwifi_tui.markdown.admonitions import CLOSES, Admonition, admonition_line, container_line, tab_line
from blogwifi_tui.markdown.attributes import is_quiet_line
from blogwifi_tui.markdown.components import component_line, is_open_component, module_line
from blogwifi_tui.markdown.raw_blocks import LITERAL, RawBlock, raw_line
from blogwifi_tui.markdown.scan import fence_after
from blogwifi_tui.markdown.shortcodes import GLYPH, Kind, Word, unclosed_mark, words_alone

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_DEEPEST: Final = 15
"""Levels of blocks; the parser reads 20 and leaves out what is deeper."""
_INDENT: Final = 4
_COMMENT: Final = re.compile(r"\{/\*([^*]*+)\*/\}")
"""As in MDX; Docusaurus ends the summary of a post at one (Docusaurus docs, «Blog»)."""
_CONTENTS: Final = {"[TOC]", "[[toc]]", "[[TOC]]", "[[_TOC_]]"}


def generator_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block of a generator that begins on the line ``start``."""
    at = state.bMarks[start] + state.tShift[start]
    rule = _RULES.get(state.src[at : at + 1])
    return rule is not None and not state.is_code_block(start) and rule(state, start, end, silent)


def _braces(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What begins with a brace: words, and lines that no page shows."""
    line = _line(state, start)
    comment = _COMMENT.fullmatch(line.rstrip())
    if not comment and not is_quiet_line(line):
        return _words(state, start, end, silent)
    if not silent:
        state.line = start + 1
        if comment and comment[1].strip() == "truncate":
            token = state.push("html_block", "", 0)
            token.content, token.map = "<!-- truncate -->", [start, start + 1]
    return True


def _words(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Words of a generator alone on one line, or one that goes on below it."""
    line = _line(state, start)
    if not line.startswith(("{{", "{%", "{::")) or state.env.get(LITERAL):
        return False
    raw = raw_line(line)
    found = [] if raw else words_alone(line)
    if not (raw or found or unclosed_mark(line)):
        return False
    if silent:
        return True
    if raw and raw.is_literal:
        _literal(state, raw, start, end)
    elif raw:
        _raw(state, raw, start, end)
    elif found:
        _rows(state, line.strip(), found, start, start + 1)
    else:
        _long_word(state, start, end, lambda below: unclosed_mark(line) in below, words_alone)
    return True


def _raw(state: StateBlock, raw: RawBlock, start: int, end: int) -> None:
    """What a generator takes as it is: shown as the fenced code it becomes."""
    last = _closing_line(state, raw, start, end)
    if raw.is_hidden:
        state.line = min(last + 1, end)
        return
    above, below = _line(state, start).strip()[raw.after :], ""
    token = state.push("fence", "code", 0)
    token.info, token.meta["title"] = raw.language, raw.title
    token.content = state.getLines(start + 1, last, state.sCount[start], True)
    if above.strip():
        token.content = f"{above}\n{token.content}"
        token.meta["above"] = 1
    state.line = min(last + 1, end)
    token.map = [start, state.line]
    if last < end and (closing := raw.closing.search(line := _line(state, last))):
        token.content += f"{line[: closing.start()]}\n" if closing.start() else ""
        below = line[closing.end() :].strip()
    if below:
        _paragraph(state, below, last, last + 1)


def _closing_line(state: StateBlock, raw: RawBlock, start: int, end: int) -> int:
    """The line below ``start`` on which the block is closed; ``end`` where none closes it."""
    below = range(start + 1, end)
    return next((number for number in below if raw.closing.search(_line(state, number))), end)


def _literal(state: StateBlock, literal: RawBlock, start: int, end: int) -> None:
    """Markdown in which no word of a generator means anything."""
    last = _closing_line(state, literal, start, end)
    first = len(state.tokens)
    state.env[LITERAL] = True
    _inside(state, start + 1, last)
    del state.env[LITERAL]
    for token in state.tokens[first:]:
        if token.type == "inline":
            token.meta[LITERAL] = True
    state.line = min(last + 1, end)


def _long_word(
    state: StateBlock,
    start: int,
    end: int,
    closes: Callable[[str], bool],
    read: Callable[[str], list[Word]],
) -> None:
    """A word on several lines; a paragraph to the next blank line where it is none."""
    last = start + 1
    while last < end and _goes_on(state, last) and not closes(_line(state, last)):
        last += 1
    text = "\n".join(_line(state, number) for number in range(start, min(last + 1, end))).strip()
    if last < end and _goes_on(state, last) and (found := read(text)):
        _rows(state, text, found, start, last + 1)
        return
    while last < end and _goes_on(state, last):
        last += 1
    text = "\n".join(_line(state, number) for number in range(start, last)).strip()
    _paragraph(state, text, start, last)


def _goes_on(state: StateBlock, line: int) -> bool:
    return not state.isEmpty(line) and state.sCount[line] >= state.blkIndent


def _rows(state: StateBlock, text: str, words: list[Word], start: int, end: int) -> None:
    """Each word that is shown as a paragraph; those of one line under each other."""
    shown = [word for word in words if word.kind is not Kind.CLOSING]
    for number, word in enumerate(shown):
        _paragraph(state, text[word.start : word.end], start, end).hidden = number > 0
    state.line = end


def _paragraph(state: StateBlock, text: str, start: int, end: int) -> Token:
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, [start, end], []
    state.push("paragraph_close", "p", -1)
    state.line = end
    return opening


def _named(state: StateBlock, text: str, line: int, *, close: bool = False) -> None:
    """A row that names something no page shows as it is written."""
    token = state.push("word_block", "", 0)
    token.content, token.map, token.hidden = f"{GLYPH} {text}", [line, line + 1], close


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``:::note`` … ``:::``, as in Docusaurus, VitePress and Quarto."""
    line = _line(state, start)
    opened = container_line(line) if line.startswith("::") and state.level < _DEEPEST else None
    if opened is None:
        return False
    if silent:
        return True
    last, depth, fence = start + 1, 1, ""
    while last < end and opened.colons:
        below = _line(state, last)
        was, fence = fence, fence_after(below, fence)
        if not was and not fence and below.startswith(":" * opened.colons):
            depth += -1 if CLOSES.fullmatch(below) else bool(container_line(below))
            if not depth:
                break
        last += 1
    if opened.colons:
        _admonished(state, opened, start, last)
        state.line = min(last + 1, end)
    else:
        _named(state, opened.title, start)
        state.line = start + 1
    return True


def _indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``!!! note`` and ``=== "Tab"`` with an indented text below, as in MkDocs."""
    line = _line(state, start)
    opened = (admonition_line(line) or tab_line(line)) if state.level < _DEEPEST else None
    if opened is None:
        return False
    if silent:
        return True
    last, seen = start + 1, start + 1
    while seen < end and (state.isEmpty(seen) or state.sCount[seen] >= state.blkIndent + _INDENT):
        seen += 1
        last = last if state.isEmpty(seen - 1) else seen
    state.blkIndent += _INDENT
    _admonished(state, opened, start, last)
    state.blkIndent -= _INDENT
    state.line = last
    return True


def _admonished(state: StateBlock, opened: Admonition, start: int, last: int) -> None:
    token = state.push("container_open", "div", 1)
    token.meta = {"kind": opened.kind, "title": opened.title}
    token.map = [start, last]
    _inside(state, start + 1, last)
    state.push("container_close", "div", -1)


def _inside(state: StateBlock, start: int, last: int) -> None:
    """Read the lines of a block as a text of their own."""
    before = state.lineMax, state.parentType
    state.lineMax, state.parentType = last, "root"
    state.md.block.tokenize(state, start, last)
    state.lineMax, state.parentType = before


def _module(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines of JavaScript at the beginning of a block, to the next blank line, as in MDX."""
    if silent or state.level or not (text := module_line(_line(state, start))):
        return False
    _named(state, text, start)
    last = start + 1
    while last < end and not state.isEmpty(last):
        if text := module_line(_line(state, last)):
            _named(state, text, last, close=True)
        last += 1
    state.line = last
    return True


def _component(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The tag of a component of MDX alone on its lines.

    One that plain HTML could mean as well, with text right below it, is left to CommonMark, which takes it
    all for HTML (CommonMark 0.31.2, «HTML blocks», kind 7).
    """
    line = _line(state, start)
    if silent:
        return False
    found = component_line(line)
    if found and found.kind is Kind.NAMED:
        if not (line.rstrip().endswith("/>") or "{" in line) and _text_follows(state, start + 1, end):
            return False
        _named(state, found.label.removeprefix(f"{GLYPH} "), start)
        state.line = start + 1
    elif found:
        _rows(state, line.strip(), [found], start, start + 1)
    elif is_open_component(line):
        _long_word(state, start, end, lambda below: below.rstrip().endswith(">"), _component_words)
    else:
        return False
    return True


def _text_follows(state: StateBlock, below: int, end: int) -> bool:
    return below < end and not state.isEmpty(below) and not _line(state, below).startswith("<")


def _component_words(text: str) -> list[Word]:
    found = component_line(text)
    return [found] if found else []


def _table_of_contents(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    if _line(state, start).strip() not in _CONTENTS:
        return False
    if not silent:
        _named(state, "toc", start)
        state.line = start + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


_RULES: Final[dict[str, Callable[[StateBlock, int, int, bool], bool]]] = {
    "{": _braces,
    ":": _container,
    "!": _indented,
    "?": _indented,
    "=": _indented,
    "i": _module,
    "e": _module,
    "<": _component,
    "[": _table_of_contents,
}
"""By the sign a line begins with."""
