"""Where a key is that a person names: in the header, whatever its letter case, or in a mapping of it."""

from __future__ import annotations

from collections.abc import Mapping

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.known_fields import Dated, Texts


def path_of(fields: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Where ``key`` is: itself, letter case apart, or inside a mapping when it is dotted."""
    if key in fields:
        return (key,)
    alike = [name for name in fields if name.lower() == key.lower()]
    if alike:
        return (alike[0],)
    first, dot, rest = key.partition(".")
    inner = fields.get(first)
    return (first, *path_of(inner, rest)) if dot and isinstance(inner, dict) else (key,)


def value_at(fields: Mapping[str, object], key: str) -> object:
    """What stands under ``key``, which may be dotted; None when nothing does."""
    value: object = fields
    for step in path_of(fields, key):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def dated_at(fields: Mapping[str, object], texts: Texts, key: str) -> Dated | None:
    """The date under ``key``, which may be dotted, or in the mapping that stands there."""
    first, *rest = path_of(fields, key)
    return known_fields.dated_at(texts, (first.lower(), *rest))
