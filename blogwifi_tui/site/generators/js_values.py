"""What a value in a YAML header is to Eleventy, Astro and Docusaurus, which read it by js-yaml.

That knows YAML 1.2: ``true``, ``True``, ``TRUE`` and the same of ``false`` are truths, and ``yes`` is a text
(js-yaml, lib/type/bool.js). Programs in JavaScript tell keys apart by letter case.
"""

from __future__ import annotations

import re
from typing import Final

from blogwifi_tui.content.post_rules import Header

MISSING: Final = object()
"""A key that is not in the header."""
_TRUTHS: Final = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
_ZERO = re.compile(r"[-+]?(?:0[box]?)?0*(?:\.0*)?(?:[eE][-+]?\d+)?|\.(?:nan|NaN|NAN)")


def value_of(header: Header, key: str, default: object = MISSING) -> object:
    """A header's value: a truth, None, a text, a list or a mapping; ``default`` where the key is missing.

    A number is its text. ``key`` is as the program writes it: one with capitals is another key.
    """
    name = key.lower()
    if name not in header.texts or (name in header.capitals) != (name != key):
        return default
    value = header.texts[name]
    return _TRUTHS.get(value, value) if isinstance(value, str) and name not in header.quoted else value


def truthy(header: Header, key: str, default: object = False) -> bool:
    """Whether a program takes a header's value for true."""
    value = value_of(header, key, default)
    if isinstance(value, bool) or value is None:
        return value is True
    if isinstance(value, str):
        quoted = key.lower() in header.quoted
        return value != "" if quoted else value not in _NULLS and not _ZERO.fullmatch(value)
    return value is not MISSING


def written(header: Header, key: str) -> str:
    """A key and its value, as a reason to show."""
    value = header.texts.get(key.lower())
    return f"{key}: {value}" if isinstance(value, str) else key
