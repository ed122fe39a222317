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


@lru_cache(maxsize=8)
def title_rows(title: str, *about: str, width: int) -> tuple[Line, ...]:
    """Return the rows for a title, the lines ``about`` the post, a rule and a blank row."""
    rows = [
        row.spans
        for text, style in ((title, "title"), *((line, "meta") for line in about))
        for row in wrap([Run(visible(_BREAKS.sub(" ", text)), style, None, 0)], width)
    ]
    return tuple(Line(spans, 0) for spans in (*rows, (Span("━" * width, "title.rule"),), ()))
