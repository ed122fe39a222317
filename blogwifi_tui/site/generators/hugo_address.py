"""The addresses that Hugo makes of its content.

Sources: Hugo docs, URL management and Permalinks; resources/page/page_paths.go and permalinks.go,
common/paths/path.go (Sanitize) and pathparser.go, hugolib/page__paths.go.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote, unquote, unquote_plus

from blogwifi_tui.site.generators.english_dates import DAYS, MONTHS

_ATTRIBUTE = re.compile(r":\w++(?:\[[^\]]*+\])?")
_HEX = re.compile(r"%[0-9A-Fa-f]{2}")
_KEPT: Final = frozenset("./\\_#+~-@")
_AS_IT_IS = re.compile(r"(?>(?:[A-Za-z0-9\-_.~!$&'+,;=:@/\[\]()*]|%[0-9A-Fa-f]{2})*)")
_LONGEST: Final = 2000
"""Characters of a pattern; a longer one is not looked at."""


@dataclass(frozen=True)
class Style:
    """What the settings say of all addresses."""

    lower: bool = True
    accents: bool = True
    ugly: bool | Mapping[str, object] = False
    """For all, or for each section."""

    def is_ugly(self, section: str) -> bool:
        """Whether pages of this section end in ``.html``."""
        return self.ugly if isinstance(self.ugly, bool) else self.ugly.get(section) is True


@dataclass(frozen=True)
class Named:
    """What an address is made of."""

    folders: tuple[str, ...]
    """Of the content that the page lies in; not that of a bundle."""
    name: str
    """Without ending and language; the folder's for a bundle, empty for the page of a section."""
    title: str
    slug: str
    date: datetime | None
    sections: tuple[str, ...]
    """The folders that are sections, from the first one."""

    @property
    def section(self) -> str:
        """The first folder."""
        return normal(self.folders[0]) if self.folders else ""


def small(text: str) -> str:
    """In small letters as Go makes them: each letter by itself."""
    return "".join(letter if len(letter := each.lower()) == 1 else letter[0] for each in text)


def sanitized(text: str, style: Style) -> str:
    """``text`` as a part of an address: letters and digits of all scripts, hyphens for blanks."""
    kept: list[str] = []
    waiting = hyphen = False
    for place, letter in enumerate(text):
        if _allowed(text, place, letter):
            hyphen = letter == "-"
            if waiting and not hyphen:
                kept.append("-")
            waiting = False
            kept.append(letter)
        elif kept and not hyphen and letter.isspace():
            waiting = True
    path = "".join(kept)
    if not style.accents:
        path = unicodedata.normalize(
            "NFC", "".join(c for c in unicodedata.normalize("NFD", path) if unicodedata.category(c) != "Mn")
        )
    return small(path) if style.lower else path


def _allowed(text: str, place: int, letter: str) -> bool:
    if letter in _KEPT:
        return True
    category = unicodedata.category(letter)
    return category[0] in "LM" or category == "Nd" or (letter == "%" and bool(_HEX.match(text, place)))


def escaped(path: str) -> str:
    """``path`` as Go writes it into a link: left alone when it is one already, else percent-encoded."""
    path, question, query = path.replace("#", "%23").partition("?")
    if not _AS_IT_IS.fullmatch(path):
        path = quote(unquote(path), safe="/-_.~$&+,:;=@")
    return path + question + query


def from_url(url: str, named: Named, style: Style) -> str | None:
    """The path that ``url`` in a header gives; None when it holds a word that is not known."""
    if ":" in url:
        expanded = expanded_pattern(url, named, style)
        if expanded is None:
            return None
        url = unquote_plus(expanded)
    if ".." in url:
        url = posixpath.normpath(f"/{url}")
    path = "/" + "/".join(part for part in url.split("/") if part)
    page = url.endswith("/") or "." not in url
    return path.rstrip("/") + "/" if page else path


def from_pattern(pattern: str, named: Named, style: Style) -> str | None:
    """The path that a permalink of the settings gives; None when it holds a word that is not known."""
    expanded = expanded_pattern(pattern, named, style)
    if expanded is None:
        return None
    path = posixpath.normpath(unquote_plus(expanded))
    return _page([f"/{path.lstrip('/')}" if path.startswith("/") else path], named, style)


def from_folders(named: Named, style: Style) -> str:
    """The path that folders and name give, with the slug in place of the name."""
    *folders, name = (normal(part) if style.lower else part for part in (*named.folders, named.name))
    return _page([f"/{'/'.join(folders)}", named.slug.strip("-") or name], named, style)


def normal(name: str) -> str:
    """The name of a file or folder as Hugo knows it: small letters, each blank a hyphen."""
    return small(name).replace(" ", "-")


def _page(parts: list[str], named: Named, style: Style) -> str:
    """A page in a folder of its own, or ``.html`` where its section asks for that."""
    parts = [part for part in parts if part.strip("/")]
    ugly = style.is_ugly(named.section)
    if ugly and named.name and parts:
        parts[-1] = f"{parts[-1].removesuffix('/')}.html"
    elif ugly:
        parts.append("index.html")
    path = ""
    for part in (sanitized(part, style) for part in parts):
        path += part if path.endswith("/") or part.startswith("/") else f"/{part}"
    return path if ugly or path.endswith("/") else f"{path}/"


def expanded_pattern(pattern: str, named: Named, style: Style) -> str | None:
    """``pattern`` with its words filled in; None when one is not known."""
    if len(pattern) > _LONGEST:
        return None
    result = pattern.replace("\\:", "\0")
    for word in _ATTRIBUTE.findall(result):
        value = _value(word[1:], named, style)
        if value is None:
            return None
        result = result.replace(word, value, 1)
    return result.replace("\0", ":")


def _value(word: str, named: Named, style: Style) -> str | None:
    if word.startswith("sections["):
        cut = _cut(tuple(map(normal, named.sections)), word[len("sections[") : -1])
        return None if cut is None else "/".join(cut)
    made = _WORDS.get(word)
    if made is None:
        return None
    value = made(named)
    return _as_link(sanitized(value, style)) if word in _SANITIZED else value


def _as_link(text: str) -> str:
    """A value as Go writes it into a link, which loses a ``#`` that nothing follows."""
    return escaped(text.removesuffix("#") if text.count("#") == 1 else text)


def _cut(parts: tuple[str, ...], between: str) -> tuple[str, ...] | None:
    """``[1:]``, ``[:last]``, ``[0]``: some of the sections."""
    low, colon, high = between.strip().lower().partition(":")
    ends = [_place(each, len(parts)) for each in (low, high)]
    if None in ends:
        return None
    start, end = ends[0] or 0, (ends[1] if high else len(parts)) or 0
    return parts[start:end] if colon else parts[start : start + 1]


def _place(text: str, count: int) -> int | None:
    if text == "last":
        return max(count - 1, 0)
    return (int(text) if len(text) < 4 and text.isascii() and text.isdigit() else None) if text else 0


def _day(named: Named) -> datetime:
    return named.date or datetime(1, 1, 1)  # Go's zero time


def _slug_or_title(named: Named) -> str:
    return named.slug.strip("-") or named.title


def _slug_or_name(named: Named) -> str:
    return named.slug.strip("-") or named.name


_WORDS: Final[Mapping[str, Callable[[Named], str]]] = {
    "year": lambda named: str(_day(named).year),
    "month": lambda named: f"{_day(named).month:02}",
    "monthname": lambda named: MONTHS[_day(named).month - 1],
    "day": lambda named: f"{_day(named).day:02}",
    "weekday": lambda named: str(_day(named).isoweekday() % 7),
    "weekdayname": lambda named: DAYS[_day(named).weekday()],
    "yearday": lambda named: str(_day(named).timetuple().tm_yday),
    "section": lambda named: named.section,
    "sections": lambda named: "/" + "/".join(map(normal, named.sections)),
    "title": lambda named: named.title,
    "slug": _slug_or_title,
    "filename": lambda named: named.name,
    "contentbasename": lambda named: named.name,
    "slugorfilename": _slug_or_name,
    "slugorcontentbasename": _slug_or_name,
}
_SANITIZED: Final = frozenset((
    "title", "slug", "filename", "contentbasename", "slugorfilename", "slugorcontentbasename",
))  # fmt: skip
