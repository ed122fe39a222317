"""The addresses Hexo gives to posts, and the names of their files (documentation, Permalinks)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, tzinfo
from hashlib import sha1
from typing import Final, NamedTuple
from urllib.parse import quote

from blogwifi_tui.site.config_files import Settings, text_at, value_at
from blogwifi_tui.site.generator import Page

_PARAMETER: Final = re.compile(r":(\w*[^_\W])", re.ASCII)
_SPECIAL: Final = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")
_CONTROL: Final = re.compile(r"[\x00-\x1f]")
_LETTERS: Final = str.maketrans({
    "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "Ł": "L", "ł": "l",
    "ß": "s", "ı": "i",
})  # fmt: skip
_LONGEST: Final = 300
"""Characters of a rule; a longer one is taken for the usual one."""
_UNQUOTED: Final = "/-._~!$&'()+*,;=:@%?"
_DIGITS: Final = {"year": (4, 4), "month": (2, 2), "day": (2, 2), "i_month": (1, 2), "i_day": (1, 2)}
"""How many digits a part of a name has (lib/plugins/processor/post.ts, parseFilename)."""
_HASH: Final = 12
_MOST_PARTS: Final = 20
"""Texts and parameters of a rule for names; one with more fits no name."""
_KNOWN_KEYS: Final = frozenset(("lang", "abbrlink", "id"))
"""Keys of headers that may stand in an address, and whose texts are at hand."""


class Rules(NamedTuple):
    """The settings that names and addresses are made by."""

    permalink: str
    new_post_name: str
    defaults: Mapping[str, str]
    root: str
    """With a slash on both sides."""
    categories: Mapping[str, str]
    default_category: str
    letters: int
    """Of categories: 1 makes small ones, 2 capitals."""
    asset_folders: bool
    trailing_index: bool
    trailing_html: bool
    zone: tzinfo | None
    """In which days are counted; None: that in which dates are read."""

    @classmethod
    def of(cls, settings: Settings, root: str, zone: tzinfo | None) -> Rules:
        """Those of a site whose pages lie below ``root``."""
        letters = value_at(settings, "filename_case")
        return cls(
            _short(text_at(settings, "permalink")) or ":year/:month/:day/:title/",
            _short(text_at(settings, "new_post_name")) or ":title.md",
            _texts(value_at(settings, "permalink_defaults")),
            root,
            _texts(value_at(settings, "category_map")),
            text_at(settings, "default_category") or "uncategorized",
            letters if isinstance(letters, int) else 0,
            value_at(settings, "post_asset_folder") is True,
            value_at(settings, "pretty_urls", "trailing_index") is not False,
            value_at(settings, "pretty_urls", "trailing_html") is not False,
            zone,
        )


class Name(NamedTuple):
    """What the name of a file tells."""

    slug: str
    parts: Mapping[str, str]
    day: datetime | None
    """Naive."""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else ""


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {str(key): str(text) for key, text in value.items() if isinstance(text, str | int)}


def slugize(text: str, letters: int = 0) -> str:
    """``text`` without accents, with a hyphen for all signs and blanks (hexo-util, slugize)."""
    plain = unicodedata.normalize("NFD", text.translate(_LETTERS))
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    slug = _SPECIAL.sub("-", _CONTROL.sub("", unicodedata.normalize("NFC", plain))).strip("-")
    return slug.lower() if letters == 1 else slug.upper() if letters == 2 else slug


def read_name(rules: Rules, inner: str) -> Name:
    """What a path below the folder of posts tells, by ``new_post_name``."""
    rule = rules.new_post_name.rpartition(".")[0] or rules.new_post_name
    path = inner.rpartition(".")[0] or inner
    parts = _matched(_tokens(rule), path) or {}
    month, day = parts.get("month") or parts.get("i_month"), parts.get("day") or parts.get("i_day")
    moment = None
    if "year" in parts and month and day:
        try:
            moment = datetime(int(parts["year"]), int(month), int(day))
        except ValueError:
            moment = None
    return Name(parts.get("title") or slugize(path), parts, moment)


def _tokens(rule: str) -> list[tuple[str, str]]:
    """Texts, and names of parameters; one of the two is empty."""
    tokens, at = [], 0
    for found in _PARAMETER.finditer(rule):
        tokens += [(rule[at : found.start()], ""), ("", found[1])]
        at = found.end()
    return [each for each in (*tokens, (rule[at:], "")) if any(each)]


def _matched(tokens: list[tuple[str, str]], path: str) -> dict[str, str] | None:
    """The parameters in ``path``, each as short as can be; None when it does not have this form."""
    if len(tokens) > _MOST_PARTS:
        return None
    free = [name not in {"", "hash", *_DIGITS} for _, name in tokens]
    failed: set[tuple[int, int]] = set()
    chosen: list[tuple[str, str]] = []

    def follow(token: int, at: int) -> bool:
        if token == len(tokens):
            return at == len(path)
        if (token, at) in failed:
            return False
        text, name = tokens[token]
        for end in (at + len(text),) if text else _ends(name, path, at):
            if text and not path.startswith(text, at):
                break
            chosen.append((name, path[at:end]))
            if follow(token + 1, end):
                return True
            chosen.pop()
            if free[token : token + 2] == [True, True]:
                break  # what the next one cannot begin here it cannot begin further on
        failed.add((token, at))
        return False

    return {name: part for name, part in chosen if name} if follow(0, 0) else None


def _ends(name: str, path: str, at: int) -> range | tuple[int, ...]:
    """Where a parameter that begins at ``at`` may end, the first to be tried first."""
    if name == "hash":
        part = path[at : at + _HASH]
        fits = len(part) == _HASH and not set(part) - set("0123456789abcdef")
        return (at + _HASH,) if fits else ()
    if name not in _DIGITS:
        return range(at + 1, len(path) + 1)
    least, most = _DIGITS[name]
    digits = next((n for n, each in enumerate(path[at : at + most]) if each not in "0123456789"), most)
    return tuple(at + n for n in range(min(digits, len(path) - at), least - 1, -1))


def new_name(rules: Rules, inner: str, date: datetime | None) -> str | None:
    """Where ``hexo publish`` puts a draft below the folder of posts; None where that hangs on more."""
    stem, _, ending = inner.rpartition(".")
    values = {"title": stem, **rules.defaults}
    if date:
        values |= _of_date(date)
    filled = _filled(rules.new_post_name.rpartition(".")[0], values)
    return filled and f"{filled}.{ending}"


def pattern_of(rules: Rules) -> str:
    """How ``hexo new`` names a file, as a pattern; by its title alone where the rule says more."""
    rule = rules.new_post_name.rpartition(".")[0]
    known = {"title": "{slug}", "year": "{year}", "month": "{month}", "day": "{day}"}
    if "{" in rule or "}" in rule:
        return "{slug}"
    pattern = _filled(rule, known) or "{slug}"
    return pattern.replace("{year}-{month}-{day}", "{date}") if "{slug}" in pattern else "{slug}"


def _of_date(day: datetime) -> dict[str, str]:
    return {
        "year": f"{day.year:04d}",
        "month": f"{day.month:02d}",
        "day": f"{day.day:02d}",
        "hour": f"{day.hour:02d}",
        "minute": f"{day.minute:02d}",
        "second": f"{day.second:02d}",
        "i_month": str(day.month),
        "i_day": str(day.day),
    }


def _filled(rule: str, values: Mapping[str, str]) -> str | None:
    names = {found[1] for found in _PARAMETER.finditer(rule)}
    if not names <= values.keys():
        return None
    return _PARAMETER.sub(lambda found: values[found[1]], rule)


def address_of(rules: Rules, page: Page, inner: str) -> str | None:
    """The address of a post, with the base path; None where it hangs on what is not known."""
    if own := page.given.get("permalink"):
        return _shown(rules, own)
    name = read_name(rules, inner)
    values = {
        **rules.defaults,
        **{key: text for key, text in page.given.items() if key in _KNOWN_KEYS},
        **name.parts,
        "title": name.slug,
        "slug": name.slug,
        "name": name.slug.rpartition("/")[2],
        "post_title": slugize(page.title, 1),
        "category": _category(rules, page.categories),
    }
    if page.date:
        day = page.date.astimezone(rules.zone) if rules.zone else page.date
        seconds = int(day.timestamp())
        digest = sha1(f"{name.slug}{seconds}".encode(), usedforsecurity=False).hexdigest()
        values |= {**_of_date(day), "timestamp": str(seconds), "hash": digest[:_HASH]}
    filled = _filled(rules.permalink, values)
    return None if filled is None else _shown(rules, filled)


def _category(rules: Rules, names: tuple[str, ...]) -> str:
    """The way down the tree to the last category."""
    slugs = (slugize(rules.categories.get(name, name), rules.letters) for name in names)
    return "/".join(slugs) or rules.default_category


def _shown(rules: Rules, path: str) -> str:
    """As links name it (hexo-util, url_for); a post with a folder for its assets is the page of a folder."""
    if rules.asset_folders and not path.endswith(("/", ".html")):
        path += "/"
    address = re.sub(r"/{2,}", "/", f"{rules.root}/{path}")
    if not rules.trailing_index and address.endswith("/index.html"):
        address = address.removesuffix("index.html")
    elif not rules.trailing_html:
        address = address.removesuffix(".html")
    return quote(address, safe=_UNQUOTED)
