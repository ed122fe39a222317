"""What a header's keys mean: title, date, tags, draft… whichever names and shapes a blog has given them.

Everything here works on *texts*: a header's values as they are written, without the types a YAML reader
gives them, so that a title `010` is « 010 » and a tag `no` is « no » (YAML 1.1 would say 8 and False).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date as date_type
from datetime import datetime
from typing import Final, NamedTuple, TypeAlias

from blogwifi_tui.content.dates.parse import FIRST_YEAR, LAST_YEAR, parse_date
from blogwifi_tui.content.entities import decoded
from blogwifi_tui.content.front_matter.address_fields import AddressFields
from blogwifi_tui.content.post_files import stem_of
from blogwifi_tui.sanitize import one_line

Text: TypeAlias = "str | tuple[Text, ...] | dict[str, Text] | None"
"""A scalar as written, None for null, a list, or a mapping."""

Split: TypeAlias = "Callable[[Text, bool], tuple[str, ...]]"
"""Takes the value of a key for tags apart; its second argument: whether the key is a singular one."""

Texts: TypeAlias = Mapping[str, Text]
"""A whole header. Its own keys are in lower case, as readers of headers differ on letter case."""

TITLE: Final = ("title",)
DATE: Final = (
    "date", "pubdate", "pubdatetime", "publishdate", "publish_date", "published_at", "published_on",
    "datepublished", "datetime",
    "created_at", "created", "creation_date", "datecreated", "time", "timestamp", "published", "posted",
)  # fmt: skip
_OTHER_DATES: Final = (
    "lastmod", "updated", "last_modified_at", "modified", "updated_at", "updateddate", "moddate",
    "expirydate", "unpublishdate",
)  # fmt: skip
"""Of the last change, or of the end (Hugo, Hexo, Zola, Jekyll, Pelican, Astro)."""
DATES: Final = frozenset((*DATE, *_OTHER_DATES))
"""Keys that may hold a date."""
ONLY_DATE: Final = DATES - {"created", "time", "timestamp", "published", "posted"}
"""Keys that are there for nothing but a date."""
_INNER_DATE: Final = ("published", "publish", "created", "date", "start", "updated", "modified")
WHOLE: Final = frozenset(("category", "tag"))
"""Singular keys, whose text is one name, spaces and all."""
TAGS: Final = ("tags", "tag", "tag_list", "keywords")
CATEGORIES: Final = ("categories", "category")
TABLES: Final = ("taxonomies", "taxonomy")
"""Mappings that may hold the tags and categories of a post (Zola, Grav)."""
_SINGULAR: Final = {"tags": "tag", "categories": "category"}
"""What they are called in ``taxonomy``."""
DESCRIPTION: Final = ("description", "summary", "excerpt", "subtitle")
ALIASES: Final = ("aliases", "redirect_from", "alias")
LANGUAGE: Final = ("lang", "language", "locale")
WHOLE_ADDRESS: Final = ("permalink", "url", "path", "save_as")
"""Keys that give the whole public address of a post."""
GIVEN: Final = ("slug", "lang", "id", "abbrlink", *WHOLE_ADDRESS)
"""Keys whose text is, or is put into, the public address."""
HEADING: Final = "#"
"""Asked for among a generator's keys, it stands for the heading that a text without a title begins with, as
it is written."""
ROUTES: Final = "routes"
"""A mapping whose ``default`` is the whole address (Grav)."""
ADDRESS: Final = frozenset((*GIVEN, *ALIASES, *LANGUAGE, ROUTES))
DRAFT: Final = ("draft", "published", "publish", "status", "state")
KNOWN: Final = frozenset((
    *TITLE, *DATE, *TAGS, *CATEGORIES, *DESCRIPTION, *ALIASES, *DRAFT,
    "layout", "slug", "author", "authors", "lang", "language", "permalink", "taxonomies", "template", "type",
))  # fmt: skip
"""Keys that only a header has."""
_YES: Final = frozenset(("true", "yes", "on", "y", "1", "oui", "vrai"))
_NO: Final = frozenset(("false", "no", "off", "n", "0", "non", "faux"))
_TRUTHS: Final = _YES | _NO
DRAFT_WORDS: Final = frozenset(("draft", "brouillon", "unpublished", "hidden", "private", "pending"))
TRUTHS: Final = frozenset(("draft", "published", "publish", "hidden", "unlisted", "private"))
"""Keys under which most generators and themes take true or false."""
DRAFT_TAG: Final = "draft"
"""The tag that makes a draft in Nikola."""
_NAME_DATE = re.compile(r"(?:^|/)(\d{4})-(\d{1,2})-(\d{1,2})(?=[-_. ]|$)", re.ASCII)
_FOLDER_DATE = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})(?:/(\d{1,2}))?/", re.ASCII)


def find(texts: Texts, names: tuple[str, ...]) -> str | None:
    """The first key of ``names`` that this header has."""
    for name in names:
        if name in texts:
            return name
    return None


def title(texts: Texts) -> str:
    """The header's title on one line; empty when it has none or a null one."""
    return _line(texts, TITLE)


def description(texts: Texts) -> str:
    """What the post says it is about, on one line; may be empty."""
    return _line(texts, DESCRIPTION)


def _line(texts: Texts, names: tuple[str, ...]) -> str:
    key = find(texts, names)
    value = texts[key] if key is not None else None
    return one_line(decoded(value)) if isinstance(value, str) else ""


def as_written(value: Text, whole: bool = False) -> tuple[str, ...]:
    """Names out of a list, or out of a string with commas (semicolons), else with spaces unless ``whole``."""
    if isinstance(value, tuple):
        items = [one_line(item) for item in value if isinstance(item, str)]
    elif isinstance(value, str):
        mark = "," if "," in value else ";"
        items = value.split(mark) if mark in value else [value] if whole else value.split()
        items = [one_line(item) for item in items]
    else:
        return ()
    names = dict.fromkeys(items)
    names.pop("", None)
    return tuple(names)


def tags(texts: Texts, split: Split = as_written) -> tuple[str, ...]:
    """The tags, each once, in order; from a list or a string, also Zola's ``taxonomies``.

    ``split``: how the generator takes a value apart.
    """
    return _names(texts, TAGS, split)


def categories(texts: Texts, split: Split = as_written) -> tuple[str, ...]:
    """The categories, as :func:`tags`; the singular ``category`` holds one name, spaces and all."""
    return _names(texts, CATEGORIES, split)


def _names(texts: Texts, names: tuple[str, ...], split: Split) -> tuple[str, ...]:
    for key in names:
        if key in texts:
            return tuple(dict.fromkeys(map(decoded, split(texts[key], key in WHOLE))))
    for table in TABLES:
        inner = texts.get(table)
        if isinstance(inner, dict) and (found := _names(inner, names, split)):
            return found
    return ()


def names_path(texts: Texts, names: tuple[str, ...]) -> tuple[str, ...]:
    """Where a header has its tags or categories: a key, or a table and a key in it; empty for nowhere."""
    if key := find(texts, names):
        return (key,)
    for table in TABLES:
        inner = texts.get(table)
        if isinstance(inner, dict) and (key := find(inner, names)):
            return (table, key)
    return ()


def name_in(table: str, name: str) -> str:
    """What tags or categories, ``name`` elsewhere, are called in one of :data:`TABLES`."""
    return _SINGULAR.get(name, name) if table == "taxonomy" else name


def aliases(texts: Texts) -> tuple[str, ...]:
    """Former addresses of the post."""
    key = find(texts, ALIASES)
    return tuple(dict.fromkeys(map(decoded, as_written(texts[key])))) if key is not None else ()


def slug(texts: Texts) -> str:
    """The last part of the public address as the header gives it; empty when it does not."""
    value = texts.get("slug")
    return value.strip() if isinstance(value, str) else ""


def address(texts: Texts) -> AddressFields | None:
    """What the header says of the post's addresses; None when it says nothing, as most do."""
    if ADDRESS.isdisjoint(texts):
        return None
    whole = not texts.keys().isdisjoint(WHOLE_ADDRESS)
    given = tuple((key, text) for key in GIVEN if isinstance(text := texts.get(key), str) and text)
    routes = texts.get(ROUTES)
    if isinstance(routes, dict) and isinstance(route := routes.get("default"), str) and route:
        whole, given = True, (*given, (ROUTES, route))
    return AddressFields(slug(texts), aliases(texts), _line(texts, LANGUAGE).lower(), whole, given)


class Dated(NamedTuple):
    """Where a header has its date."""

    path: tuple[str, ...]
    """One key, or two for a date inside a mapping."""
    text: str
    moment: datetime


def dated(texts: Texts) -> Dated | None:
    """The first key that holds a date."""
    return next((found for name in DATE if (found := dated_at(texts, (name,)))), None)


def dated_at(texts: Texts, path: tuple[str, ...]) -> Dated | None:
    """The date at ``path``, whose first part is in small letters, or in the mapping that stands there."""
    value = texts.get(path[0])
    for step in path[1:]:
        value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, str) and (moment := parse_date(value)):
        return Dated(path, value, moment)
    if isinstance(value, dict) and len(path) == 1:
        return next((found for inner in _INNER_DATE if (found := dated_at(texts, (*path, inner)))), None)
    return None


def date(texts: Texts, path: str) -> datetime | None:
    """The post's date: from the header, else from ``path`` (``2026-05-12-…``, ``2026/05/12/…``)."""
    found = dated(texts)
    return found.moment if found else date_in_path(path)


def edge_date(texts: Texts) -> datetime | None:
    """A date in the first or the last year of the calendar, as written: a zone may move it out of that.

    To :func:`date` it is none, and so it is to lists and rules.
    """
    for name in DATE:
        with suppress(ValueError):
            moment = datetime.fromisoformat(str(texts.get(name, "")))
            if not FIRST_YEAR <= moment.year <= LAST_YEAR:
                return moment
    return None


def date_in_path(path: str) -> datetime | None:
    """The date a file or folder name begins with, or the year, month and day of its folders."""
    named = _NAME_DATE.search(path) or _FOLDER_DATE.search(path)
    return parse_date("-".join(part for part in (named[1], named[2], named[3] or "1"))) if named else None


def date_in_name(path: str) -> date_type | None:
    """The day that the name of a file itself begins with."""
    named = _NAME_DATE.match(path.rpartition("/")[2])
    moment = parse_date("-".join(named.groups())) if named else None
    return moment and moment.date()


def with_day_in_name(path: str, day: date_type) -> str:
    """``path`` with another day in the name of the file, if it begins with one."""
    folder, slash, name = path.rpartition("/")
    return folder + slash + _NAME_DATE.sub(day.isoformat(), name, count=1) if date_in_name(path) else path


def draft_key(texts: Texts) -> str | None:
    """The key that makes this post a draft or not."""
    for name in DRAFT:
        if name in texts and (name in ("status", "state") or _word(texts[name]) in _TRUTHS):
            return name
    return None


def _word(value: Text) -> str:
    return value.strip().lower() if isinstance(value, str) else ""


def truth(value: object) -> bool | None:
    """Whether a value is a word for true or for false, in English or French; None: for neither."""
    word = str(value).strip().lower() if isinstance(value, bool | int | str) else ""
    return True if word in _YES else False if word in _NO else None


def draft(texts: Texts, path: str) -> bool:
    """Whether the header or a ``_drafts`` folder marks the post as a draft."""
    if "_drafts/" in path and "_drafts" in path.split("/"):
        return True
    key = draft_key(texts)
    if key is None:
        return False
    word = _word(texts[key])
    if key in ("status", "state"):
        return word in DRAFT_WORDS
    return word in (_YES if key == "draft" else _NO)


def truth_like(on: bool, word: str) -> str:
    """``on`` as a word of the same pair as ``word``: ``no`` for ``yes``, ``False`` for ``True``."""
    pairs = (
        ("true", "false"),
        ("yes", "no"),
        ("on", "off"),
        ("y", "n"),
        ("1", "0"),
        ("oui", "non"),
        ("vrai", "faux"),
    )
    yes, no = next((pair for pair in pairs if word.lower() in pair), pairs[0])
    spelled = yes if on else no
    if len(word) > 1 and word.isupper():
        return spelled.upper()
    return spelled.capitalize() if word[:1].isupper() else spelled


_TITLE_LINE = re.compile(
    r"""^[ \t{]*["']?title["']?[ \t]*[:=][ \t]*([^\r\n]+)""", re.MULTILINE | re.IGNORECASE
)


def title_line(header: str) -> str:
    """What a header that cannot be read seems to give as its title; may be empty."""
    found = _TITLE_LINE.search(header)
    return one_line(found[1].strip("\"', \t")) if found else ""


def title_from(path: str) -> str:
    """A title made of a file's name, for a post that has no other. Never empty."""
    return one_line(re.sub(r"[-_]+", " ", stem_of(path))) or path or "?"


def status_word(draft: bool, old: Text) -> str:
    """A word for a ``status`` key, in the letter case and language of the one it replaces."""
    word = old.strip() if isinstance(old, str) else ""
    french = word.lower() in ("brouillon", "publié", "publie")
    english, other = ("draft", "brouillon") if draft else ("published", "publié")
    new = other if french else english
    if word.isupper():
        return new.upper()
    return new.capitalize() if word[:1].isupper() else new
