"""The public address of a post: filled in from the settings, and compared over the list of posts."""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import datetime
from unicodedata import normalize
from urllib.parse import unquote

from blogwifi_tui.content.front_matter.address_fields import AddressFields
from blogwifi_tui.content.front_matter.known_fields import WHOLE_ADDRESS, date_in_path
from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.post_files import name_of, stem_of

_LANGUAGE = re.compile(r"\.([a-z]{2}(?:-[a-z]{2})?)\.[A-Za-z]+$")
_NOTHING_SAID = AddressFields()
_TO_FILL = frozenset(":{}")
_INDEX = re.compile(r"/index\.html?$")


def slug_of(entry: Entry) -> str:
    """The word that most addresses of a post end with, in small letters."""
    return ((entry.address.slug if entry.address else "") or stem_of(entry.path)).casefold()


def address_key(entry: Entry, pattern: str, among: Container[str] | None = None) -> tuple[str, ...] | None:
    """Two posts with the same key have the same public address, whichever generator makes the site.

    None for a post whose header gives an address that has to be filled in, as ``/:year/:title/``, and for one
    whose key holds a slug that is not ``among`` those that are wanted.
    ``pattern`` is the settings' ``public_address``.
    """
    said = entry.address or _NOTHING_SAID
    suffix = _LANGUAGE.search(entry.path)
    language = suffix[1] if suffix else said.language
    if said.whole:
        whole = next((text for key, text in said.given if key in WHOLE_ADDRESS), "")
        return None if not whole or _TO_FILL & set(whole) else (page_key(f"/{whole.lstrip('/')}"), language)
    slug = slug_of(entry)
    if among is not None and slug not in among:
        return None
    *folders, name = entry.path.split("/")
    if re.match(r"_?index\.", name) and folders:
        folders.pop()
    folder = "/".join("_posts" if part == "_drafts" else part for part in folders)
    date = entry.zone_date
    day = f"{date:%Y-%m-%d}" if date else ""
    dated = "" if date_in_path(name) is None else "dated"  # some generators keep the date, some do not
    if "{slug}" in pattern or (pattern and "{" not in pattern):
        # Without a year in the address the date is no part of it; else only the parts that are shown count.
        day, dated = "-".join(value for mark, value in date_marks(date).items() if mark in pattern), ""
    return (folder, slug, day, dated, language)


def public_address(pattern: str, entry: Entry, now: datetime, made: str = "") -> str:
    """The page of a post by the settings' ``public_address``; empty where that cannot be filled in.

    ``{slug}``, ``{name}`` (the slug of the file, its date included), ``{year}``, ``{month}`` and ``{day}``
    are of the post, which is dated ``now`` when it has no date; ``{path}`` is the path that the generator
    makes, given as ``made``. Without any, ``{slug}/`` follows.
    """
    if "{" not in pattern:
        pattern = pattern.rstrip("/") + "/{slug}/"
    if "{path}" in pattern:
        return re.sub(r"/?\{path\}", lambda _found: made, pattern) if made else ""
    parts = {
        "{slug}": (entry.address.slug if entry.address else "") or stem_of(entry.path),
        "{name}": name_of(entry.path),
        **date_marks(entry.zone_date or now),
    }
    for mark, value in parts.items():
        pattern = pattern.replace(mark, value)
    return pattern


def date_marks(date: datetime | None) -> dict[str, str]:
    """The marks for a date in patterns of addresses and folders, each with what this one has there."""
    return {"{year}": f"{date:%Y}", "{month}": f"{date:%m}", "{day}": f"{date:%d}"} if date else {}


def path_of(address: str) -> str:
    """The path in the address of a page, from its first ``/``; empty when it has none."""
    _, scheme, rest = address.partition("://")
    found = rest if scheme else address
    return found[found.index("/") :] if "/" in found else ""


def host_of(address: str) -> str:
    """Scheme and host of an address; empty for one that begins with its path."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{rest.partition('/')[0]}" if mark else ""


def page_key(path: str) -> str:
    """What the paths of one page have in common: it is the same with ``index.html``, or without the slash."""
    return normalize("NFC", unquote(_INDEX.sub("", path))).rstrip("/") or "/"
