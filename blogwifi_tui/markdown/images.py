"""The pictures a post shows: their addresses, as a reader's browser would ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_SOURCE = re.compile(r"""\bsrc\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_MAY_HOLD = re.compile(r"!\[|\bsrc\s*=", re.IGNORECASE)
_AS_WRITTEN = {"html_inline", "html_block", "shortcode"}


def image_addresses(source: str) -> list[str]:
    """The addresses of the pictures in a body, in order: Markdown's, and ``src`` in HTML and shortcodes."""
    if not _MAY_HOLD.search(source):
        return []
    from blogwifi_tui.markdown.parser import parser

    return list(_addresses(parser().parse(source)))


def _addresses(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            yield str(token.attrs.get("src", ""))
        elif token.type in _AS_WRITTEN:
            yield from _SOURCE.findall(token.content)
        yield from _addresses(token.children or ())
