"""Hugo's settings: which files they stand in, the languages, and where the content lies.

Sources: Hugo docs, Configuration, Introduction (names, folders, environments) and Languages, Module mounts;
config/configLoader.go and config/allconfig/load.go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from blogwifi_tui.site.config_files import read_settings, text_at, texts_at, value_at, zone_named
from blogwifi_tui.site.paths import below, join
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import base_path

NAMES: Final = ("hugo", "config")
ENDINGS: Final = ("toml", "yaml", "yml", "json")
MOST_FILES: Final = 40
"""Files of settings that are read in the folder ``config``."""
_DEEPEST: Final = 12
"""Tables inside one another whose keys are put into small letters."""
_OWN: Final = re.compile(
    r"^[\"' \t]*(?:baseurl|languagecode|contentdir|permalinks|defaultcontentlanguage|uglyurls|builddrafts|"
    r"buildfuture|mainsections|\[+(?:params|menus?|markup|module|outputs|frontmatter)\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""Keys that tell ``config.toml`` apart from that of other programs."""
_SIGNS: Final = frozenset(("archetypes", "layouts", "themes"))
"""Folders that do so beside ``content``."""


@dataclass(frozen=True)
class Mount:
    """A folder whose files are content."""

    folder: str
    """In the blog."""
    target: str = ""
    """Where it lies in the content; empty: at its root."""
    language: str = ""
    """Of the files whose names tell none; empty: the default one."""


@dataclass(frozen=True)
class Languages:
    """The languages of a site, in small letters."""

    default: str
    known: frozenset[str]
    disabled: frozenset[str]
    in_folder: bool
    """Whether the pages in the default language too lie below a folder of its name."""
    bases: Mapping[str, str]
    """The path of each language's own address, where each has one; else empty."""
    zones: Mapping[str, tzinfo]
    """The zones of languages that have one of their own."""
    settings: Mapping[str, Mapping[str, object]]


def read(tree: Tree, folder: str) -> dict[str, object] | None:
    """The settings of the site in this folder, keys in small letters; None when there is none."""
    main = _main_file(tree, folder)
    inner = below(folder, "config")
    from_folder = [
        part
        for name in ("_default", "production")
        if tree.has_folder(f"{inner}/_default") and tree.has_folder(f"{inner}/{name}")
        for part in _parts(tree, f"{inner}/{name}")
    ]
    if main is None and not from_folder:
        return None
    settings: dict[str, object] = {}
    for part in ([main] if main else []) + from_folder:
        _merge(settings, part)
    return settings


def _main_file(tree: Tree, folder: str) -> dict[str, object] | None:
    """The first of Hugo's own files; a ``config.*`` only when it, or what lies beside it, is Hugo's."""
    names = tree.files(folder)
    for name in (f"{stem}.{ending}" for stem in NAMES for ending in ENDINGS):
        if name in names:
            path = below(folder, name)
            known = {"content"} <= tree.folders(folder) and tree.folders(folder) & _SIGNS
            if name.startswith("config.") and not known and not _OWN.search(tree.text(path) or ""):
                continue
            return small_keys(read_settings(tree, path) or {})
    return None


def _parts(tree: Tree, folder: str) -> list[dict[str, object]]:
    """What each file of a folder of settings sets: all, the table of its name, or that of a language."""
    parts: list[dict[str, object]] = []
    for file in sorted(tree.files(folder))[:MOST_FILES]:
        stem, _, ending = file.lower().rpartition(".")
        if ending not in ENDINGS:
            continue
        values = small_keys(read_settings(tree, f"{folder}/{file}") or {})
        name, _, language = stem.partition(".")
        if stem not in NAMES:
            inner = values[name] if len(values) == 1 and name in values else values
            own = {name: inner} if name in ("menu", "menus", "params") else inner
            values = {"languages": {language: own}} if language else {name: inner}
        parts.append(values)
    return parts


def small_keys(values: Mapping[str, object], depth: int = 0) -> dict[str, object]:
    """The same with keys in small letters, in tables and lists of tables too: Hugo tells none apart."""
    return {str(key).lower(): _small(value, depth + 1) for key, value in values.items()}


def _small(value: object, depth: int) -> object:
    if depth > _DEEPEST:
        return value
    if isinstance(value, Mapping):
        return small_keys(value, depth)
    return [_small(each, depth + 1) for each in value] if isinstance(value, list) else value


def _merge(into: dict[str, object], values: Mapping[str, object]) -> None:
    for key, value in values.items():
        there = into.get(key)
        if isinstance(there, dict) and isinstance(value, Mapping):
            _merge(there, value)
        else:
            into[key] = value


def languages_of(settings: Mapping[str, object]) -> Languages:
    """The languages, the one of a site that names none being English."""
    tables = value_at(settings, "languages")
    own = {
        code: table
        for code, table in (tables.items() if isinstance(tables, Mapping) else ())
        if isinstance(table, Mapping)
    }
    disabled = {code.lower() for code in texts_at(settings, "disablelanguages")}
    disabled |= {code for code, table in own.items() if table.get("disabled") is True}
    default = (text_at(settings, "defaultcontentlanguage") or "en").lower()
    if own and default not in own:
        default = min(own, key=lambda code: _weight(own[code]))
    each_its_own = bool(own) and all(text_at(table, "baseurl") for table in own.values())
    return Languages(
        default=default,
        known=frozenset(own) | {default},
        disabled=frozenset(disabled),
        in_folder=settings.get("defaultcontentlanguageinsubdir") is True,
        bases={code: base_path(text_at(table, "baseurl")) for code, table in own.items()}
        if each_its_own
        else {},
        zones={code: zone for code, table in own.items() if (zone := zone_named(text_at(table, "timezone")))},
        settings=own,
    )


def _weight(table: Mapping[str, object]) -> int:
    weight = table.get("weight")
    return weight if isinstance(weight, int) else 0


def mounts_of(settings: Mapping[str, object], languages: Languages, folder: str) -> tuple[Mount, ...]:
    """The folders of content: those that ``module.mounts`` names, those of languages, or ``contentDir``."""
    mounted = [
        Mount(join(folder, source), target.removeprefix("content").strip("/"), language)
        for source, target, language in map(_mounted, _list(value_at(settings, "module", "mounts")))
        if target == "content" or target.startswith("content/")
    ]
    if mounted:
        return tuple(mounted)
    usual = join(folder, text_at(settings, "contentdir") or "content")
    own = [
        Mount(join(folder, name), language=code)
        for code, table in languages.settings.items()
        if code not in languages.disabled and (name := text_at(table, "contentdir"))
    ]
    if not any(each.language == languages.default for each in own):
        own.append(Mount(usual, language=languages.default))
    return tuple(dict.fromkeys(own))


def _mounted(table: object) -> tuple[str, str, str]:
    if not isinstance(table, Mapping):
        return "", "", ""
    return text_at(table, "source"), text_at(table, "target").strip("/"), text_at(table, "lang").lower()


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []
