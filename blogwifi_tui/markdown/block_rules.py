"""What bloggers write between paragraphs beyond CommonMark: blocks of generators, attributes of headings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from blogwifi_tui.markdown.attributes import anchor_of, heading_text, without_attributes
from blogwifi_tui.markdown.generator_blocks import generator_block
from blogwifi_tui.markdown.inline_rules import note_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    Rule = Callable[[StateBlock, int, int, bool], bool]


def bloggers_blocks(md: MarkdownIt) -> None:
    """Add the rules to ``md`` (a plugin for ``MarkdownIt.use``)."""
    md.block.ruler.before(
        "fence", "generator_block", generator_block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    for name, alike in (("heading", ["paragraph", "reference", "blockquote"]), ("lheading", [])):
        rule = next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == name)
        md.block.ruler.at(name, partial(_heading, rule), {"alt": alike})
    rule = next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == "footnote_def")
    md.block.ruler.at("footnote_def", partial(_footnote, rule), {"alt": ["paragraph", "reference"]})


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
