"""What may stand under the keys whose kind every site agrees on, when a command line gives them a value."""

from __future__ import annotations

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.errors import BadChange, BadDate

_TEXTS = frozenset({"title", "description", "summary", "slug"})
_NAMES = frozenset({"tags", "categories"})
_SHORTEST_MOMENT = 100_000_000
"""A number of seconds since 1970 that is meant as a date: from 1973 on."""


def fitting(key: str, text: str, value: object) -> object:
    """``value``, read from ``text``, as it stands under ``key``: tags that are parted by commas are a list.

    Raises:
        BadChange: it is a list or a mapping where a text stands, or no names where names stand.
        BadDate: it is nothing, or a number too small to be a moment, under a key that is there for a date.
    """
    name = key.lower()
    if name in _TEXTS and isinstance(value, list | dict):
        raise BadChange(f"{key}={text}", "text")
    if name in _NAMES:
        return _names(key, text, value)
    if name in known_fields.ONLY_DATE and (value in ("", None) or _is_small(value)):
        raise BadDate(key, text)
    return value


def _names(key: str, text: str, value: object) -> object:
    if isinstance(value, list):
        if not all(isinstance(each, str) and each.strip() for each in value):
            raise BadChange(f"{key}={text}", "names")
        return value
    if not isinstance(value, str) or not value.strip() or value.strip().isdecimal():
        raise BadChange(f"{key}={text}", "names")
    if "," not in value:
        return value
    names = [each.strip().strip("\"'").strip() for each in value.split(",")]
    if not all(names):
        raise BadChange(f"{key}={text}", "names")
    return names


def _is_small(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _SHORTEST_MOMENT
