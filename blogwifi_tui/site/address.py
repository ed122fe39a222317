"""The public address of a post: filled in from the settings, and compared over the list of posts."""

from __future__ import annotations

import re
from datetime import datetime

from blogwifi_tui.content.front_matter.address_fields import AddressFields
from blogwifi_tui.content.front_matter.known_fields import date_in_path
from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_files import stem_of

_LANGUAGE = re.compile(r"\.([a-z]{2}(?:-[a-z]{2})?)\.[A-Za-z]+$")
_NOTHING_SAID = AddressFields()


def address_key(entry: Entry, pattern: str) -> tuple[str, ...] | None:
    """Two posts with the same key have the same public address, whichever generator makes the site.

    None for a post whose header gives its address. ``pattern`` is the settings' ``public_address``.
    """
    said, date = entry.address or _NOTHING_SAID, entry.date
    if said.whole:
        return None
    *folders, name = entry.path.split("/")
    if re.match(r"_?index\.", name) and folders:
        folders.pop()
    folder = "/".join("_posts" if part == "_drafts" else part for part in folders)
    day = f"{date:%Y-%m-%d}" if date else ""
    dated = "" if date_in_path(name) is None else "dated"  # some generators keep the date, some do not
    if "{slug}" in pattern or (pattern and "{" not in pattern):
        # Without a year in the address the date is no part of it; else only the parts that are shown count.
        shown = {"{year}": f"{date:%Y}", "{month}": f"{date:%m}", "{day}": f"{date:%d}"} if date else {}
        day, dated = "-".join(value for mark, value in shown.items() if mark in pattern), ""
    slug, suffix = said.slug or stem_of(entry.path), _LANGUAGE.search(entry.path)
    return (folder, slug.casefold(), day, dated, suffix[1] if suffix else said.language)


def public_address(pattern: str, post: Post, moment: datetime) -> str:
    """The page of ``post``, dated ``moment``, by the settings' ``public_address``.

    ``{slug}``, ``{year}``, ``{month}`` and ``{day}`` are filled in; without any, ``{slug}/`` follows.
    """
    if "{" not in pattern:
        pattern = pattern.rstrip("/") + "/{slug}/"
    parts = {"slug": post.slug, "year": f"{moment:%Y}", "month": f"{moment:%m}", "day": f"{moment:%d}"}
    for name, value in parts.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern
