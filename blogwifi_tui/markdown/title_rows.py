"""The rows above a rendered post: its title, and what is said about it."""

from __future__ import annotations

import re
from functools import lru_cache

from blogwifi_tui.markdown.lines import Line, Span
from blogwifi_tui.markdown.runs import Run
from blogwifi_tui.markdown.wrap import wrap
from blogwifi_tui.sanitize import visible

_BREAKS = re.compile(r"[ \t\r\n]+")
"""Between words; no-break spaces stay as they are."""
_SEPARATOR, _HELD = " · ", " ·\u00a0"
"""Between two facts; and as it stands while they are wrapped, so that it begins a row and never ends one."""


@lru_cache(maxsize=8)
def title_rows(title: str, *about: str, width: int, plain: bool = False) -> tuple[Line, ...]:
    """Return the rows for a title, the lines ``about`` the post, a rule, in plain none, and a blank row."""
    rows = [*_rows(title, "title", width), *(row for line in about for row in _facts(line, width))]
    rule = [] if plain else [(Span("━" * width, "title.rule"),)]
    return tuple(Line(spans, 0) for spans in (*rows, *rule, ()))


def _rows(text: str, style: str, width: int) -> list[tuple[Span, ...]]:
    return [row.spans for row in wrap([Run(visible(_BREAKS.sub(" ", text)), style, None, 0)], width)]


def _facts(line: str, width: int) -> list[tuple[Span, ...]]:
    """Facts with separators between, as rows."""
    rows = _rows(line.replace(_SEPARATOR, _HELD), "meta", width)
    held, shown = _HELD.strip(" "), _SEPARATOR.lstrip()
    return [tuple(span._replace(text=span.text.replace(held, shown)) for span in row) for row in rows]
