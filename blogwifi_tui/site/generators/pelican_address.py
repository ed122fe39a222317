"""The addresses of Pelican's pages, and what a file's name and folder tell of a post.

Sources: Pelican's documentation, «Settings», URL settings and Metadata; pelican/contents.py (url_format,
get_url_setting), readers.py (path_metadata, parse_path_metadata), utils.py (slugify).
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple
from urllib.parse import quote

from blogwifi_tui.site.config_files import Settings, text_at, texts_at
from blogwifi_tui.site.generator import Page, Site
from blogwifi_tui.site.generators.ascii_letters import in_ascii
from blogwifi_tui.site.generators.english_dates import MONTHS
from blogwifi_tui.site.generators.expressions import LONGEST, harmless, named_parts
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.urls import base_path

_FILENAME: Final = r"(?P<date>\d{4}-\d{2}-\d{2}).*"
_DEFAULTS: Final = {
    "ARTICLE_": "{slug}.html",
    "ARTICLE_LANG_": "{slug}-{lang}.html",
    "PAGE_": "pages/{slug}.html",
    "PAGE_LANG_": "pages/{slug}-{lang}.html",
}
_SUBSTITUTIONS: Final = ((r"[^\w\s-]", ""), (r"\A\s*", ""), (r"\s*\Z", ""), (r"[-\s]+", "-"))
_MOST: Final = 40
"""Substitutions that are looked at."""
_MOST_PATHS: Final = 400
"""Paths with metadata of their own that are looked at."""
_PLACE = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_TAGS = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_DIRECTIVE = re.compile(r"%(-?)(.)")
_SAFE: Final = "/%~!$&'(*+,;=:@)"


class Kept(NamedTuple):
    """What is kept of one site."""

    content: str
    """The folder of what is written."""
    unknown: frozenset[str]
    """Names in its settings whose values are no literals."""
    pages: tuple[str, ...]
    """The folders of pages."""
    left_out: tuple[str, ...]
    """Folders in which there are no articles."""
    usual: Mapping[str, str]
    """What each post says that does not say it itself."""
    extra: Mapping[str, Mapping[str, str]]
    """What posts below a path of the content say."""

    @classmethod
    def of(cls, settings: Settings, unknown: frozenset[str], content: str) -> Kept:
        """By the settings."""
        pages = texts_at(settings, "PAGE_PATHS") if "PAGE_PATHS" in settings else ("pages",)
        apart = (*texts_at(settings, "ARTICLE_EXCLUDES"), *pages)
        extra = settings.get("EXTRA_PATH_METADATA")
        said = extra if isinstance(extra, dict) else {}
        places = sorted(each for each in said if isinstance(each, str))[:_MOST_PATHS]
        return cls(
            content,
            unknown,
            tuple(below(content, each.strip("/")) for each in pages if each),
            tuple(below(content, each.strip("/")) for each in apart),
            _texts(settings.get("DEFAULT_METADATA"))
            | {"category": text_at(settings, "DEFAULT_CATEGORY") or "misc"},
            {each: _texts(said[each]) for each in places},
        )

    def relative(self, path: str) -> str:
        """The path of a file in the content."""
        return path.removeprefix(self.content).lstrip("/")


def kept_of(site: Site) -> Kept:
    """What is kept of the site."""
    return site.detail("pelican", Kept)


def metadata(site: Site, path: str) -> dict[str, str]:
    """What settings, folders and names say of a post; its own header goes before all of it.

    Keys in small letters. In the order in which each overrides what came before: ``DEFAULT_METADATA``,
    ``EXTRA_PATH_METADATA``, and the first of ``FILENAME_METADATA``, ``PATH_METADATA`` and the folder's name.
    """
    kept = kept_of(site)
    inner = kept.relative(path)
    told = dict(kept.usual)
    for place, texts in kept.extra.items():
        if inner == place or inner.startswith(f"{place.rstrip('/')}/"):
            told |= texts
    folder, _, name = inner.rpartition("/")
    found: dict[str, str] = {}
    pattern = site.settings.get("FILENAME_METADATA", _FILENAME)
    by_path = site.settings.get("PATH_METADATA")
    for expression, text in ((pattern, name.rpartition(".")[0]), (by_path, inner)):
        if isinstance(expression, str) and expression:
            found = (named_parts(expression, text) or {}) | found
    if folder and site.settings.get("USE_FOLDER_AS_CATEGORY") is not False:
        found.setdefault("category", posixpath.basename(folder))
    return told | found


def is_page(site: Site, path: str) -> bool:
    """Whether it becomes a page: something that stands beside the articles and in none of their lists."""
    return any(path.startswith(f"{each}/") for each in kept_of(site).pages)


def _texts(value: object) -> dict[str, str]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {str(key).lower(): each for key, each in pairs if isinstance(each, str)}


def address(site: Site, page: Page) -> str | None:
    """Where its page is, or will be once it is no draft: a draft's page is in a folder of its own."""
    place = None if _unknown(site, "SITEURL") else _place(site, page)
    base = base_path(text_at(site.settings, "SITEURL"))
    return None if place is None else quote(f"{base}/{place}", safe=_SAFE)


def _unknown(site: Site, *keys: str) -> bool:
    """Whether one of these settings is there and no literal."""
    return not kept_of(site).unknown.isdisjoint(keys)


def _place(site: Site, page: Page) -> str | None:
    whole = page.given.get("url") or page.given.get("save_as")
    if whole:
        return whole.strip().lstrip("/")
    told = metadata(site, page.path)
    language = page.given.get("lang", "").strip()
    own = (text_at(site.settings, "DEFAULT_LANG") or "en").lower()
    inner = kept_of(site).relative(page.path)
    kind = "PAGE" if is_page(site, page.path) else "ARTICLE"
    key = f"{kind}_" if language in {"", own} else f"{kind}_LANG_"
    if _unknown(site, f"{key}URL", f"{key}SAVE_AS"):
        return None
    # A page that is saved elsewhere without the links to it being told is where it is saved.
    pattern = text_at(site.settings, f"{key}URL") or text_at(site.settings, f"{key}SAVE_AS") or _DEFAULTS[key]
    slug = page.given.get("slug", "").strip() or told.get("slug") or _slug_of(site, page)
    category = slugify(site, page.categories[0] if page.categories else told["category"], "CATEGORY")
    values = {**told, "slug": slug, "category": category, "lang": language or own, "path": inner}
    return _filled(pattern, values, page.written)


def _slug_of(site: Site, page: Page) -> str | None:
    if text_at(site.settings, "SLUGIFY_SOURCE") == "basename":
        return slugify(site, page.path.rpartition("/")[2].rpartition(".")[0])
    return slugify(site, page.title)


def _filled(pattern: str, values: Mapping[str, str | None], date: datetime | None) -> str | None:
    """``pattern`` with its places filled; None where one is not known."""
    filled = []
    pieces = _PLACE.split(pattern)
    for text, name, form in zip(pieces[::3], [*pieces[1::3], None], [*pieces[2::3], None], strict=True):
        filled.append(text)
        if name is None:
            continue
        value = date_in(form or "", date) if name == "date" else None if form else values.get(name)
        if value is None or "{" in text or "}" in text:
            return None
        filled.append(value)
    return "".join(filled).lstrip("/")


def date_in(form: str, date: datetime | None) -> str | None:
    """``date`` by a form as of strftime, with names of months in English; None for what else depends."""
    if date is None:
        return None
    numbers = {
        "Y": f"{date.year:04}", "m": f"{date.month:02}", "d": f"{date.day:02}", "y": f"{date.year % 100:02}",
        "H": f"{date.hour:02}", "M": f"{date.minute:02}", "S": f"{date.second:02}",
        "j": f"{date.timetuple().tm_yday:03}", "B": MONTHS[date.month - 1], "b": MONTHS[date.month - 1][:3],
        "%": "%",
    }  # fmt: skip
    if any(letter not in numbers for _, letter in _DIRECTIVE.findall(form)) or not form:
        return None
    return _DIRECTIVE.sub(
        lambda found: (numbers[found[2]].lstrip("0") or "0") if found[1] else numbers[found[2]], form
    )


def slugify(site: Site, text: str, kind: str = "SLUG") -> str | None:
    """A part of an address made of ``text``; None where the settings do it in a way that is not known."""
    key = f"{kind}_REGEX_SUBSTITUTIONS"
    if len(text) > LONGEST or _unknown(site, key, "SLUG_REGEX_SUBSTITUTIONS"):
        return None
    usual = site.settings.get("SLUG_REGEX_SUBSTITUTIONS", _SUBSTITUTIONS)
    rules = site.settings.get(key, usual)
    slug: str | None = unicodedata.normalize("NFKC", _plain(text))
    if site.settings.get("SLUGIFY_USE_UNICODE") is not True:
        slug = in_ascii(slug or "")
    if slug is None or not isinstance(rules, list | tuple) or len(rules) > _MOST:
        return None
    for rule in rules:
        slug = _substituted(rule, slug)
        if slug is None:
            return None
    keeps_case = site.settings.get("SLUGIFY_PRESERVE_CASE") is True
    return (slug if keeps_case else slug.lower()).strip()


def _plain(text: str) -> str:
    """``text`` without tags, its blanks single (Markup.striptags)."""
    return " ".join(_TAGS.sub("", text).split())


def _substituted(rule: object, text: str) -> str | None:
    match rule:
        case [str() as written, str() as new] if len(text) <= LONGEST:
            expression = harmless(unicodedata.normalize("NFKC", written), 1)
        case _:
            return None
    if expression is None:
        return None
    try:
        return re.sub(expression.pattern, unicodedata.normalize("NFKC", new), text, flags=re.IGNORECASE)
    except (re.error, IndexError):
        return None
