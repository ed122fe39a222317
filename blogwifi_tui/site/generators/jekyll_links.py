"""Where the links of a Jekyll site lead: by its plugins, and by ``post_url`` and ``link``."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Final

from blogwifi_tui.site.config_files import Settings, text_at, texts_at
from blogwifi_tui.site.generator import LookedUp, Site
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.post_lookup import PostLookup
from blogwifi_tui.site.tree import Tree

_BEFORE: Final = re.compile(
    r"(?:\{\{-?\s*+site\.url\s*+-?\}\})?\{\{-?\s*+site\.baseurl\s*+-?\}\}(?P<path>/[^{}]*+)\Z"
)
_FILTERS: Final = re.compile(r"content\s*+\|([^{}]*+)")
"""What a layout does with a post."""
_FILTERED: Final = re.compile(
    r"\{\{-?\s*+(?P<quote>[\"'])(?P<path>[^\"'{}]*+)(?P=quote)\s*+"
    r"\|\s*+(?:relative_url|absolute_url|prepend:\s*+site\.baseurl)\s*+-?\}\}(?P<rest>[^{}]*+)\Z"
)
"""Filters for addresses (documentation, Liquid filters), and what was written before there were these."""


def resolved_by_plugin(*plugins: str) -> Callable[[Tree, Site], bool | None]:
    """Whether addresses are resolved by one of these plugins; None when one may be there.

    GitHub Pages has jekyll-relative-links too (its README), and a ``gemspec`` may name any.
    """

    def rule(tree: Tree, site: Site) -> bool | None:
        gems = tree.text(below(site.folder, "Gemfile"))
        if gems is None or _has_plugins(tree, site):
            return None
        lines = [line for line in gems.splitlines() if not line.lstrip().startswith("#")]
        named = any(name in line for name in (*plugins, "github-pages", "gemspec") for line in lines)
        return None if named or not _plugins(site).isdisjoint(plugins) else False

    return rule


def looked_up(site: Site, lookup: PostLookup, word: str, written: str) -> LookedUp | None:
    """The posts that ``link`` finds by their path, and ``post_url`` by their name (lib/jekyll/tags)."""
    if word not in ("link", "post_url"):  # one of a plugin
        return None
    if posixpath.splitext(written)[1].lower() in (".md", ".markdown", ".html"):
        path = posixpath.normpath(below(site.folder, written))
        if lookup.has(path):
            return LookedUp((path,))
        is_elsewhere = site.settings.get("source") or site.settings.get("collections_dir")
        return None if is_elsewhere or lookup.is_file(path) else LookedUp(())
    found = lookup.named(posixpath.basename(written))
    return LookedUp(tuple(path for path in found if "/_posts/" in f"/{path}"))


def leaves_root(tree: Tree, site: Site) -> bool | None:
    """Whether no plugin of the site's own, and no layout of its, may write the addresses of a post anew."""
    if _has_plugins(tree, site):
        return None
    folder = below(source_of(site.folder, site.settings), "_layouts")
    layouts = (tree.text(below(folder, name)) or "" for name in tree.files(folder))
    filters = (found[1] for layout in layouts for found in _FILTERS.finditer(layout))
    return None if any("replace" in each for each in filters) else True


def filled(base: str, address: str) -> str:
    """An address with the site's folder, ``base``, for the words that put it before a path."""
    if found := _BEFORE.match(address):
        return base + found["path"]
    if found := _FILTERED.match(address):
        return f"{base}/{found['path'].lstrip('/')}{found['rest']}"
    return address


def alias_key(site: Site) -> str:
    """``redirect_from``, where the plugin for it is named (README of jekyll-redirect-from)."""
    return "redirect_from" if "jekyll-redirect-from" in _plugins(site) else ""


def source_of(folder: str, settings: Settings) -> str:
    """The folder that holds what a site in ``folder`` is made of (documentation, Configuration options)."""
    return below(folder, text_at(settings, "source").strip("./"))


def _has_plugins(tree: Tree, site: Site) -> bool:
    """Whether there are plugins of the site's own, which may do anything."""
    return tree.has_folder(below(source_of(site.folder, site.settings), "_plugins"))


def _plugins(site: Site) -> frozenset[str]:
    """The plugins that the settings name, under either key."""
    return frozenset((*texts_at(site.settings, "plugins"), *texts_at(site.settings, "gems")))
