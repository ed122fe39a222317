"""Title and address of a site whose programs keep them among other constants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from blogwifi_tui.site.config_files import read_settings
from blogwifi_tui.site.generators.program_marks import Program, Programs
from blogwifi_tui.site.javascript import javascript_settings
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import urlsplit

_FILES: Final = ("metadata", "site", "meta", "siteconfig", "config", "sitemeta", "website")
_ENDINGS: Final = (".json", ".js", ".mjs", ".cjs", ".yaml", ".yml")
_TITLES: Final = ("title", "name", "siteName", "siteTitle")
_ADDRESSES: Final = ("url", "baseUrl", "baseURL", "siteUrl", "siteURL", "base", "origin", "domain")


def site_facts(tree: Tree, folders: Iterable[str], programs: Programs) -> tuple[str, str]:
    """The title, and the address with scheme and host; either is empty when it is not found.

    Args:
        tree: the blog's files.
        folders: of global data, where a file ``metadata`` or ``site`` tells them.
        programs: the settings, in which an object ``metadata`` may tell them.
    """
    title = address = ""
    for path in (f"{folder}/{name}{end}" for folder in folders for name in _FILES for end in _ENDINGS):
        if tree.has_file(path):
            is_program = path.endswith("js")
            said = _program(tree.text(path) or "") if is_program else read_settings(tree, path) or {}
            title, address = title or _first(said, _TITLES), address or _host(_first(said, _ADDRESSES))
    for path in programs.files:
        program = programs.program(path)
        for at in range(len(program.tokens)):
            if program.sign(at) == "metadata" and program.sign(at + 1) == ":":
                said = {key: program.value(begin) for key, begin, _ in program.entries(at + 2)}
                title, address = title or _first(said, _TITLES), address or _host(_first(said, _ADDRESSES))
    return title, address


def _program(text: str) -> dict[str, object]:
    """What a program gives away, as one object or by name."""
    program = Program("", text)
    constants = {name: program.value(begin + 1) for name, (begin, _) in program.functions.items()}
    return {**constants, **javascript_settings(text)}


def _first(said: Mapping[str, object], keys: Iterable[str]) -> str:
    return next((text for key in keys if isinstance(text := said.get(key), str) and text), "")


def _host(address: str) -> str:
    found = urlsplit(address)
    return f"{found.scheme}://{found.netloc}" if found.scheme in {"http", "https"} and found.netloc else ""
