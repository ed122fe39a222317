"""Attribute lists: ``{#id .class key=value}`` and ``{: .class}``, which a page does not show.

Hugo and Pandoc read the first, kramdown (Jekyll) and Python-Markdown (Pelican, MkDocs) the second: after a
heading, on a line of its own under a paragraph, and right after a link, an image, code or emphasis.
"""

from __future__ import annotations

import re

_ITEM = r"(?:[#.][\w-][\w:.-]*+|[\w:-]++=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'{}]++)|-)"
_WORD = rf"(?:{_ITEM}|[\w-]++)"
ATTRIBUTES = re.compile(
    rf"\{{(?:[ \t]*+{_ITEM}(?>(?:[ \t]++{_ITEM})*)|:[ \t]*+{_WORD}(?>(?:[ \t]*+{_WORD})*))[ \t]*+\}}"
)
_CONTENTS = re.compile(r"\{:?[ \t]*+toc[ \t]*+\}")
_EXTENSION = re.compile(r"\{::[a-z](?:[^{}/\n]|/(?!\}))*/\}")
_ANCHOR = re.compile(r"[{\s:]#([\w-][\w:.-]*+)")


def is_quiet_line(line: str) -> bool:
    """Whether a line is nothing but attributes of what stands beside it, or an option of kramdown's."""
    text = line.strip()
    if _EXTENSION.fullmatch(text):
        return True
    return ATTRIBUTES.fullmatch(text) is not None and not _CONTENTS.fullmatch(text)


def without_attributes(heading: str) -> str:
    """The text of a heading without the attribute list that ends it."""
    text = heading.rstrip(" \t")
    at = text.rfind("{")
    if not text.endswith("}") or at < 0 or not ATTRIBUTES.fullmatch(text, at):
        return heading
    return text[:at].rstrip(" \t")


def anchor_of(heading: str) -> str:
    """The name that the attribute list at the end of a heading gives it; empty for none."""
    found = _ANCHOR.search(heading[len(without_attributes(heading)) :])
    return found[1] if found else ""


def heading_text(written: str) -> str:
    """What a heading says, given what follows the marks it begins with: without attributes and last marks."""
    text = without_attributes(written).strip(" \t")
    open_end = text.rstrip("#")
    if not open_end or open_end[-1] in " \t":  # «C#» ends in no mark
        return open_end.rstrip(" \t")
    return text
