"""Markata: posts in the folders that ``markata-go.toml`` looks through; ``markata.toml`` of the older one.

Sources: the help of markata 0.14 (PyPI's package ``markata``) and what it builds of a small site; for the
older one, in Python, its documentation, «Configuration» and «Publishing».
"""

from __future__ import annotations

import posixpath
import re
from datetime import datetime
from typing import Final
from urllib.parse import quote

from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import SHOWN, Visibility
from blogwifi_tui.site.config_files import read_settings, text_at, texts_at, value_at
from blogwifi_tui.site.generator import Generator, Page, Site
from blogwifi_tui.site.paths import below, from_folder
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import base_path, first_page

_FILES: Final = ("markata-go.toml", "markata.toml")
_SECTIONS: Final = ("markata-go", "markata")
_USUAL: Final = ("posts/**/*.md", "pages/**/*.md")
_YES: Final = frozenset(("true", "yes", "on"))


def find(tree: Tree, folder: str) -> Site | None:
    """The site whose settings lie in ``folder``."""
    path = tree.first_file(folder, _FILES)
    if not path:
        return None
    written = read_settings(tree, path) or {}
    sections = [section for name in _SECTIONS if isinstance(section := value_at(written, name), dict)]
    settings = {**written, **(sections[0] if sections else {})}
    patterns = texts_at(settings, "glob", "patterns") or texts_at(settings, "glob_patterns") or _USUAL
    begun = (each.strip().partition("*")[0] for pattern in patterns for each in pattern.split(","))
    folders = [from_folder(folder, each.rpartition("/")[0]) for each in begun]
    found = dict.fromkeys(each for each in folders if each is not None)
    posts = sorted(found, key=lambda each: not tree.has_folder(each))
    return Site(
        MARKATA,
        folder,
        settings=settings,
        title=text_at(settings, "title"),
        address=first_page(text_at(settings, "url")),
        posts=tuple(posts),
        holds_future=False,
        pictures=below(folder, text_at(settings, "assets_dir") or "static"),
    )


def visibility(_site: Site, header: Header, _moment: datetime | None) -> Visibility:
    """``draft`` makes no page; what is not ``published`` has one that no list names."""
    if _says(header, "draft"):
        return Visibility(draft=True, reason="draft: true")
    if _says(header, "skip"):
        return Visibility(hidden=True, reason="skip: true")
    if not _says(header, "published"):
        return Visibility(unlisted=True, reason="published: false" if "published" in header.texts else "")
    return SHOWN


def _says(header: Header, key: str) -> bool:
    value = header.texts.get(key)
    return isinstance(value, str) and value.strip().lower() in _YES


def draft_change(_site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange | None:
    """``draft: true`` makes no page; without ``published: true`` no list names it."""
    fields: list[tuple[str, object]] = []
    if _says(header, "draft") != draft:
        fields.append(("draft", draft))
    if not draft and not _says(header, "published"):
        fields.append(("published", True))
    return DraftChange(tuple(fields))


def address(site: Site, page: Page) -> str | None:
    """By the slug, which is made of the file's name; of the folder's for ``index.md``."""
    stem = page.path.rpartition("/")[2].rpartition(".")[0]
    folder = posixpath.dirname(page.path).removeprefix(site.folder).strip("/")
    slug = page.given.get("slug") or (folder.lower() if stem == "index" else _slug_of(stem))
    base = base_path(text_at(site.settings, "url"))
    return quote(f"{base}/{slug}/".replace("//", "/")) if slug else None


def _slug_of(stem: str) -> str | None:
    """None for letters that its two versions spell in two ways."""
    if not stem.isascii():
        return None
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", stem.lower()).strip())


MARKATA: Final = Generator(
    name="markata",
    label="Markata",
    find=find,
    keys=frozenset(("draft", "published", "skip")),
    visibility=visibility,
    draft_change=draft_change,
    address=address,
)
