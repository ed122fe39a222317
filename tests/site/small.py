"""A generator made up for tests: ``small.toml`` names its site, pages are ``/YEAR/slug/`` below that."""

from __future__ import annotations

from typing import Final

import pytest

from blogwifi_tui.content.post_files import stem_of
from blogwifi_tui.content.post_rules import Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.site import detect
from blogwifi_tui.site.address import path_of
from blogwifi_tui.site.config_files import read_settings, text_at
from blogwifi_tui.site.generator import Generator, Page, Site
from blogwifi_tui.site.generator_table import GENERATORS
from blogwifi_tui.site.generators.hexo_address import Rules
from blogwifi_tui.site.tree import Tree
from tests.small_generators import MadeRow

LINK_RULES: Final = (
    "resolves_links", "resolves_pictures", "looked_up", "alias_key", "owns_folder", "asset_folder",
    "picture_address", "builds_drafts", "shows_by_address",
)  # fmt: skip


def use(monkeypatch: pytest.MonkeyPatch, *, posts: str = "posts", **rules: object) -> None:
    """Let it be the one generator that is known, with these ``rules`` changed; ``posts``: where they lie.

    Named as a generator that there is, it has the rules of that one for links, pictures and folders.
    """
    given: dict[str, object] = {
        "name": "small",
        "label": "Small",
        "keys": frozenset(("hidden",)),
        "visibility": _visibility,
        "address": _address,
    }
    made: list[Generator] = []

    def find(tree: Tree, folder: str) -> Site | None:
        settings = read_settings(tree, f"{folder}/small.toml".lstrip("/"))
        if settings is None:
            return None
        title, address = text_at(settings, "title"), text_at(settings, "address")
        inner = f"{folder}/{posts}".lstrip("/")
        pictures = text_at(settings, "pictures")
        details = {"rules": Rules.of(settings, "/", None)} if made[0].name == "hexo" else {}
        return Site(
            made[0], folder, settings, title, address, posts=(inner,), pictures=pictures, details=details
        )

    real = next((row.load() for row in GENERATORS if row.name == rules.get("name")), None)
    given |= {rule: getattr(real, rule) for rule in LINK_RULES if real}
    made.append(Generator(find=find, **(given | rules)))  # type: ignore[arg-type]
    monkeypatch.setattr(detect, "GENERATORS", [MadeRow(each) for each in made])


def _visibility(_site: Site, header: Header, moment: object) -> Visibility:
    if header.texts.get("hidden") == "true":
        return Visibility(hidden=True, reason="hidden: true")
    return Visibility(draft=header.texts.get("draft") == "true", since=moment)  # type: ignore[arg-type]


def _address(site: Site, page: Page) -> str | None:
    base = (path_of(site.address) or "/").rstrip("/")
    if url := page.given.get("url"):
        return f"{base}/{url.strip('/')}/"
    if page.date is None:
        return None
    return f"{base}/{page.date.year}/{page.given.get('slug') or stem_of(page.path)}/"
