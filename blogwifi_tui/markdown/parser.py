"""The Markdown parser: CommonMark by markdown-it-py, with what site generators add."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from blogwifi_tui.markdown.raw_blocks import LITERAL

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType


@cache
def parser() -> MarkdownIt:
    """Return the one parser of this process.

    Beyond CommonMark: tables, strikethrough, task lists, alerts and bare addresses as on GitHub, footnotes
    and definition lists as in Pandoc, ``==marks==``, maths left as written, attribute lists left out, and the
    words and blocks of generators as what they mean to a reader.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

    from blogwifi_tui.markdown.block_rules import bloggers_blocks
    from blogwifi_tui.markdown.bounded_rules import BoundedInline, bounded
    from blogwifi_tui.markdown.destinations import with_words
    from blogwifi_tui.markdown.inline_rules import bloggers_marks

    markdown = MarkdownIt("commonmark", {"tasklists": True, "alerts": True})
    markdown.inline = BoundedInline()
    markdown.helpers = with_words()  # type: ignore[assignment]  # the library says a module
    markdown.core.ruler.at("inline", _read_all)
    return (
        markdown.configure("commonmark", {"tasklists": True, "alerts": True})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin)
        .use(deflist_plugin)
        .use(gfm_autolink_plugin)
        .use(bloggers_marks)
        .use(bloggers_blocks)
        .use(bounded)
    )


def read_inline(token: Token, md: MarkdownIt, env: EnvType) -> list[Token]:
    """The tokens of the text of an ``inline`` token."""
    children: list[Token] = []
    env[LITERAL] = LITERAL in token.meta
    md.inline.parse(token.content, md, env, children)
    return children


def _read_all(state: StateCore) -> None:
    """Read the text of all ``inline`` tokens: the rule of markdown-it of that name."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = read_inline(token, state.md, state.env)
