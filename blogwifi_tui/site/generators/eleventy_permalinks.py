"""The addresses that Eleventy gives its pages.

Eleventy docs, Permalinks, and Supplied data, «page variable»; src/TemplatePermalink.js and
src/TemplateFileSlug.js.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from blogwifi_tui.site.generator import Page

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-(.*)", re.ASCII | re.DOTALL)
_FILLED = re.compile(r"\{\{-?([^{}]*+)\}\}")
_DATE_FILTER = re.compile(r"""date: ?(["'])([^"']*+)\1""")
_DATE_PARTS: Final = {"%Y": "%Y", "%m": "%m", "%d": "%d", "%y": "%y", "%j": "%j"}
_PERCENT = re.compile(r"%.")
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_CONTRACTION = re.compile(r"([a-zA-Z\d]+)['’]([ts])(?=\s|$)")
_SIGNS: Final = {
    "&": " and ", "Æ": "ae", "æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "Ä": "ae", "ä": "ae",
    "Ö": "oe", "ö": "oe", "Ü": "ue", "ü": "ue", "Œ": " ", "œ": " ", "·": "",
    "€": "e", "Ł": "l", "ł": "l", "Đ": "d", "đ": "d",
}  # fmt: skip
_QUOTES: Final = frozenset("‘’“”«»‹›…–—‐‑•°²³\u00a0\u202f")


def own_address(inner: str) -> str:
    """The address of a file that says nothing of it; ``inner`` is its path below the input folder."""
    *folders, name = inner.split("/")
    stem = name.rpartition(".")[0]
    shown = stem == "index" or folders[-1:] == [stem]
    place = "/".join([*folders, *([] if shown else [stem])])
    return f"/{place}/" if place else "/"


def filled(template: str, inner: str, page: Page, *, liquid: bool, own: frozenset[str]) -> str | None:
    """The address that a permalink stands for; None when it holds what is not known here.

    Args:
        template: as it is written.
        inner: the path of the file below the input folder.
        page: what is known of it.
        liquid: whether it is filled in by Liquid, whose ``date`` filter others lack.
        own: the filters that the site defines itself.
    """
    if "{%" in template or "{#" in template:
        return None
    out, last = "", 0
    for found in _FILLED.finditer(template):
        value = _value(found[1], inner, page, liquid=liquid, own=own)
        if value is None:
            return None
        out += template[last : found.start()] + value
        last = found.end()
    out += template[last:]
    if "{{" in out or "}}" in out:
        return None
    path = "/" + out.lstrip("/")
    return path.removesuffix("index.html") if path.endswith("/index.html") else path


def _value(expression: str, inner: str, page: Page, *, liquid: bool, own: frozenset[str]) -> str | None:
    name, *filters = (part.strip() for part in expression.strip("- ").split("|"))
    *folders, file = inner.split("/")
    stem = _undated(file.rpartition(".")[0])
    if name == "page.date":
        return _dated(filters, page) if liquid else None
    if name in {"page.fileSlug", "fileSlug"}:
        value = _undated(folders[-1] if folders else "") if stem == "index" else stem
    elif name == "page.filePathStem":
        value = "/".join(["", *folders, stem])
    elif name == "title":
        value = page.title
    elif name in page.given:
        value = page.given[name]
    else:
        return None
    for each in filters:
        if each in {"slugify", "slug"}:
            slug = slugified(value, plain=each == "slug" or each in own)
            if slug is None:
                return None
            value = slug
        elif each in {"downcase", "lower"} - own:
            value = value.lower()
        elif each != "url":
            return None
    return value


def _dated(filters: list[str], page: Page) -> str | None:
    """By Liquid's filter ``date``, of which year, month and day are known."""
    found = _DATE_FILTER.fullmatch(filters[0]) if len(filters) == 1 else None
    if found is None or page.date is None or not _DATE_PARTS.keys() >= set(_PERCENT.findall(found[2])):
        return None
    return page.date.strftime(found[2])


def slugified(text: str, *, plain: bool) -> str | None:
    """A text by the filter ``slugify``; ``plain``: but what any such filter makes of it. None: not known.

    Eleventy docs, Filters, slugify: the package @sindresorhus/slugify, whose tables of letters are not ours.
    """
    if plain:
        simple = text.isascii() and all(each.isalnum() or each in " -" for each in text)
        return re.sub(r"[\s-]+", "-", text.strip().lower()).strip("-") if simple else None
    text = _CONTRACTION.sub(r"\1\2", text)
    letters = "".join(_SIGNS.get(each, " " if each in _QUOTES else each) for each in text)
    plain_text = "".join(
        each for each in unicodedata.normalize("NFD", letters) if not unicodedata.combining(each)
    )
    return _SEPARATORS.sub("-", plain_text.lower()).strip("-") if plain_text.isascii() else None


def _undated(name: str) -> str:
    found = _DATED.search(name)
    return found[1] if found else name
