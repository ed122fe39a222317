"""The public address of a post, and the names it answers to on its site.

The names are told from the header at a glance: a header parser costs a millisecond, and there may be ten
thousand posts. What is read here is enough to tell that an address may be right, or that two posts may have
the same one. Who needs to be sure asks Post.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.read import decode
from blogwifi_tui.content.front_matter.split import split
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_files import stem_of

_LINE = r"""^(?:\.\. )?["']?(?:%s)["']?[ \t]*[:=][ \t]*(.*(?:\r?\n[ \t]*-[ \t].*|\r?\n[ \t]+["'].*)*)"""
_SLUG = re.compile(_LINE % "slug", re.MULTILINE | re.IGNORECASE)
_ALIASES = re.compile(_LINE % "|".join(known_fields.ALIASES), re.MULTILINE | re.IGNORECASE)
_FIXED = re.compile(r"""^["']?(?:permalink|url|path|save_as)["']?[ \t]*[:=]""", re.MULTILINE | re.IGNORECASE)
_LANGUAGE = re.compile(_LINE % "lang|language|locale", re.MULTILINE | re.IGNORECASE)
_SUFFIX = re.compile(r"\.([a-z]{2}(?:-[a-z]{2})?)\.[A-Za-z]+$")
_TELLING = re.compile(rb"slug|alias|redirect_from|permalink|url|path|save_as|lang|locale", re.IGNORECASE)
_ITEM = re.compile(r"""[^\s"',\[\]]+""")


class SiteNames(NamedTuple):
    """What one post is called."""

    path: str
    slug: str
    """From the header, else from the file's name."""
    aliases: tuple[str, ...]
    """Former addresses, roughly."""
    language: str
    fixed: bool
    """Whether the header gives the whole address."""


def site_names(path: str, data: bytes) -> SiteNames:
    """What the post at ``path`` is called, from its bytes."""
    head = split(data).head
    slug, fixed, suffix = stem_of(path), False, _SUFFIX.search(path)
    aliases: tuple[str, ...] = ()
    language = suffix[1] if suffix else ""
    if _TELLING.search(head):
        text = decode(head)
        slug = _value(_SLUG, text) or slug
        language = language or _value(_LANGUAGE, text).lower()
        fixed = bool(_FIXED.search(text))
        found = _ALIASES.search(text)
        aliases = tuple(item for item in _ITEM.findall(found[1]) if item != "-") if found else ()
    return SiteNames(path, slug, aliases, language, fixed)


def _value(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].splitlines()[0].split(" #")[0].strip(" \t\"',") if found and found[1] else ""


def address_key(plate: SiteNames, date: datetime | None, pattern: str) -> tuple[str, ...] | None:
    """Two posts with the same key have the same public address, whichever generator makes the site.

    None for a post whose header gives its address. ``pattern`` is the settings' ``public_address``.
    """
    if plate.fixed:
        return None
    *folders, name = plate.path.split("/")
    if re.match(r"_?index\.", name) and folders:
        folders.pop()
    folder = "/".join("_posts" if part == "_drafts" else part for part in folders)
    day = f"{date:%Y-%m-%d}" if date else ""
    dated = (
        "" if known_fields.date_in_path(name) is None else "dated"
    )  # some generators keep the date, some do not
    if "{slug}" in pattern or (pattern and "{" not in pattern):
        # Without a year in the address the date is no part of it; else only the parts that are shown count.
        shown = {"{year}": f"{date:%Y}", "{month}": f"{date:%m}", "{day}": f"{date:%d}"} if date else {}
        day, dated = "-".join(value for mark, value in shown.items() if mark in pattern), ""
    return (folder, plate.slug.casefold(), day, dated, plate.language)


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
