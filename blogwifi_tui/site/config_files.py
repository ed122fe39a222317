"""Reads the settings files of generators as text: TOML, YAML and JSON. Nothing of them is run."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from blogwifi_tui.site.literals import joined_halves
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.toml_text import read_toml

Settings = Mapping[str, object]
_LONGEST_ZONE: Final = 64
"""Characters of a zone's name; each ``/`` in one costs the look for it a call inside the other."""

_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def read_settings(tree: Tree, path: str) -> dict[str, object] | None:
    """The settings in the TOML, YAML or JSON file at ``path`` of the blog, told by its ending.

    None when there is no such file, or when it cannot be read as what its name says: a generator would not
    build then either, and what it would do is not known.
    """
    text = tree.text(path)
    if text is None:
        return None
    from blogwifi_tui.content.front_matter.yaml_settings import read_yaml

    try:
        if path.endswith(".toml"):
            return read_toml(text)
        value = read_json(text) if path.endswith(".json") else read_yaml(text)
    except (ValueError, RecursionError):
        tree.unread.append(path)
        return None
    return value if isinstance(value, dict) else {} if value is None else None


def read_json(text: str) -> object:
    r"""The value of a JSON text, in which half of a character (``\ud800`` by itself) is ``�``, as in Go.

    Raises:
        ValueError: it is none.
        RecursionError: it is too deep.
    """
    value = json.loads(text)
    return json.loads(joined_halves(json.dumps(value, ensure_ascii=False))) if _HALF.search(text) else value


def text_at(settings: Settings, *keys: str) -> str:
    """The text under ``keys``, one inside the other; empty when there is none or it is no text."""
    value = value_at(settings, *keys)
    return value if isinstance(value, str) else ""


def value_at(settings: Settings, *keys: str) -> object:
    """What stands under ``keys``, one inside the other; None when nothing does."""
    value: object = settings
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def texts_at(settings: Settings, *keys: str) -> tuple[str, ...]:
    """The texts under ``keys``: a list's, or the one that stands there by itself."""
    value = value_at(settings, *keys)
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(each for each in values if isinstance(each, str))


def zone_named(name: str) -> tzinfo | None:
    """The time zone of this name, as ``Europe/Paris``; None when it is none that is known."""
    if not name or len(name) > _LONGEST_ZONE:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
