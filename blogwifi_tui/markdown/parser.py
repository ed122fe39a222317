"""The Markdown parser: CommonMark by markdown-it-py, with what site generators add."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@cache
def parser() -> MarkdownIt:
    """Return the one parser of this process.

    Beyond CommonMark: tables, strikethrough, task lists, alerts and bare addresses as on GitHub, footnotes
    and definition lists as in Pandoc, ``==marks==``, shortcodes and maths left as written, attribute lists
    left out.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

    from blogwifi_tui.markdown.block_rules import bloggers_blocks
    from blogwifi_tui.markdown.bounded_rules import BoundedInline, bounded
    from blogwifi_tui.markdown.inline_rules import bloggers_marks

    markdown = MarkdownIt("commonmark", {"tasklists": True, "alerts": True})
    markdown.inline = BoundedInline()
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
