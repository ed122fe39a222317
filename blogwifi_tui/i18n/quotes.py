"""Quotation marks inside quotation marks."""

from __future__ import annotations

import re

from blogwifi_tui.i18n.translation import _

_INNER = {
    "«": (re.compile(r"«[ \u00a0\u202f]*([^«»]*?)[ \u00a0\u202f]*»"), r"“\1”"),
    "“": (re.compile(r"“([^“”]*)”"), r"‘\1’"),
}
"""By the mark that opens a quotation in a language: such a quotation, and how it stands inside another."""


def inside_quotes(text: str) -> str:
    """``text`` as it stands between quotation marks: its own are those of a quotation inside another."""
    quotation, inner = _INNER.get(_("“{title}”")[:1], _INNER["“"])
    return quotation.sub(inner, text)
