"""What bloggers write between paragraphs beyond CommonMark: raw blocks, and attributes after headings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from blogwifi_tui.markdown.attributes import anchor_of, heading_text, without_attributes
from blogwifi_tui.markdown.inline_rules import note_label
from blogwifi_tui.markdown.raw_blocks import raw_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    Rule = Callable[[StateBlock, int, int, bool], bool]


def bloggers_blocks(md: MarkdownIt) -> None:
    """Add the rules to ``md`` (a plugin for ``MarkdownIt.use``)."""
    md.block.ruler.before(
        "fence", "raw_block", _raw_block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    for name, alike in (("heading", ["paragraph", "reference", "blockquote"]), ("lheading", [])):
        rule = next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == name)
        md.block.ruler.at(name, partial(_heading, rule), {"alt": alike})
    rule = next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == "footnote_def")
    md.block.ruler.at("footnote_def", partial(_footnote, rule), {"alt": ["paragraph", "reference"]})


def _raw_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block that a generator takes as it is: shown as the fenced code it becomes."""
    if state.is_code_block(start):
        return False
    raw = raw_line(_line(state, start))
    if raw is None:
        return False
    if silent:
        return True
    last = start + 1
    while last < end and not raw.closing.search(_line(state, last)):
        last += 1
    token = state.push("fence", "code", 0)
    token.info = raw.language
    token.content = state.getLines(start + 1, last, state.sCount[start], True)
    state.line = min(last + 1, end)
    token.map = [start, state.line]
    return True


def _heading(rule: Rule, state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading, without the attribute list that ends it."""
    if not rule(state, start, end, silent):
        return False
    if not silent:
        inline = state.tokens[-2]
        without = without_attributes(inline.content)
        if without != inline.content:
            state.tokens[-3].meta["anchor"] = anchor_of(inline.content)
            inline.content = heading_text(without) if state.tokens[-3].markup.startswith("#") else without
    return True


def _footnote(rule: Rule, state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The text of a footnote, under the label by which it is found."""
    opening = len(state.tokens)
    if not rule(state, start, end, silent):
        return False
    if not silent:
        meta, notes = state.tokens[opening].meta, state.env["footnotes"]["refs"]
        notes.pop(f":{meta['label']}", None)
        meta["label"] = note_label(meta["label"])
        notes[f":{meta['label']}"] = -1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
