"""Quotation marks inside quotation marks."""

from __future__ import annotations

import re

from blogwifi_tui.i18n.translation import _

_INNER = {
    "«": (re.compile(r"«[ \u00a0\u202f]*([^«»]*?)[ \u00a0\u202f]*»"), r"“\1”"),
    "“": (re.compile(r"“([^“”]*)”"), r"‘\1’"),
}
"""By the mark that opens a quotation in a language: such a quotation, and how it stands inside another."""


_QUOTED = re.compile(r"[«“][ \u00a0\u202f]*\{(\w+)\}[ \u00a0\u202f]*[»”]")
"""A field of a sentence that stands between quotation marks."""


def filled(sentence: str, **data: str) -> str:
    """``sentence`` with its ``data``; what it quotes has the marks of a quotation inside another."""
    quoted_fields = set(_QUOTED.findall(sentence))
    return sentence.format_map(
        {name: inside_quotes(text) if name in quoted_fields else text for name, text in data.items()}
    )


def quoted(title: str) -> str:
    """A title between quotation marks."""
    return filled(_("“{title}”"), title=title)


def inside_quotes(text: str) -> str:
    """``text`` as it stands between quotation marks: its own are those of a quotation inside another."""
    quotation, inner = _INNER.get(_("“{title}”")[:1], _INNER["“"])
    return quotation.sub(inner, text)
