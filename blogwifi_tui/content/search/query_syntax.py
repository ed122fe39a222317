"""The keys, values and dates that a query may hold, in English and in French, and how it is completed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from blogwifi_tui.content.folding import fold, words

Day = tuple[int, int, int]
"""Year, month and day; a month's last day may be given as 31, which orders well."""


DELETED = "deleted"
"""The value of ``state:`` that asks for posts which are gone; no post that is there has it."""


class Key(StrEnum):
    """What stands before the colon."""

    TAG = "tag"
    """A tag or a category."""
    CATEGORY = "category"
    STATE = "state"
    SYNC = "sync"
    YEAR = "year"
    BEFORE = "before"
    AFTER = "after"


_SPOKEN = {
    Key.TAG: ("tag", "étiquette"),
    Key.CATEGORY: ("category", "catégorie"),
    Key.STATE: ("state", "état"),
    Key.SYNC: ("sync", "synchro"),
    Key.YEAR: ("year", "année"),
    Key.BEFORE: ("before", "avant"),
    Key.AFTER: ("after", "après"),
}
_ALSO = {
    **dict.fromkeys(("tags", "etiquettes", "mot"), Key.TAG),
    "categories": Key.CATEGORY,
    **dict.fromkeys(("is", "est"), Key.STATE),
    "an": Key.YEAR,
}
KEYS = {fold(name): key for key, names in _SPOKEN.items() for name in names} | _ALSO
"""Folded spellings."""

VALUES: Mapping[Key, Mapping[str, tuple[str, ...]]] = {
    Key.STATE: {
        "draft": ("draft", "brouillon"),
        "scheduled": ("scheduled", "programmé"),
        "expired": ("expired", "expiré"),
        "hidden": ("hidden", "masqué"),
        "unlisted": ("unlisted", "non listé"),
        "ready": ("ready", "prêt"),
        "published": ("published", "publié"),
        "unreadable": ("unreadable", "illisible"),
        DELETED: ("deleted", "supprimé"),
        "section": ("page", "page", "section page", "page de section"),
    },
    Key.SYNC: {
        "leaves the site": ("leaves the site", "quitte le site"),
        "changed there": ("changed there", "changé là-bas"),
        "edited": ("edited", "modifié"),
        "to publish": ("to publish", "à publier"),
        "not kept": ("not kept", "non suivi"),
    },
}
"""What may stand after the keys of states: the names of each value, the English ones and the French ones."""
NAMES = {value: tuple(map(words, names)) for values in VALUES.values() for value, names in values.items()}
"""Folded names of each value of ``State`` and ``Sync``, and of :data:`DELETED`; a beginning is enough."""
IN_WORDS = sorted(
    {
        spelled
        for values in VALUES.values()
        for names in values.values()
        for name in names
        for spelled in (name, fold(name))
        if " " in spelled
    },
    key=len,
    reverse=True,
)
"""The names of values that are of several words, which nobody quotes."""


def values_of(text: str) -> set[str]:
    """The states, and those of publication, that a folded text names by their beginning."""
    wanted = words(text)
    return {value for value, names in NAMES.items() if any(name.startswith(wanted) for name in names)}


_MONTHS, _DAYS = 12, 31
_YEARS = re.compile(r"(\d{1,4})(?:(\.\.|-)(\d{4})?)?")
_PERIODS = (
    re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?"),
    re.compile(r"(?:(?P<day>\d{1,2})[-/.])?(?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
)


@lru_cache(maxsize=256)
def parse_years(text: str) -> tuple[int, int] | None:
    """First and last year of ``2014``, ``2014-2016``, ``2014-`` or a beginning as ``201``; None: no year."""
    found = _YEARS.fullmatch(text)
    if not found:
        return None
    first, mark, last = found.groups()
    if mark:
        years = int(first), int(last) if last else 9999
        return years if years[0] <= years[1] else None
    missing = 4 - len(first)
    return int(first) * 10**missing, (int(first) + 1) * 10**missing - 1


@lru_cache(maxsize=256)
def parse_period(text: str) -> tuple[Day, Day] | None:
    """First and last day of ``2014``, ``2014-05``, ``2014-05-12`` or ``12/05/2014``; None: no date."""
    for pattern in _PERIODS:
        found = pattern.fullmatch(text)
        if found:
            year, month, day = (
                int(found[name]) if found[name] else None for name in ("year", "month", "day")
            )
            if month == 0 or (month or 1) > _MONTHS or day == 0 or (day or 1) > _DAYS:
                return None
            return (year or 0, month or 1, day or 1), (year or 0, month or 12, day or 31)
    return None


@dataclass(frozen=True, slots=True)
class Completion:
    """Put ``text`` in the place of ``query[start:end]``."""

    start: int
    end: int
    text: str


_TOKEN = re.compile(r"-?(?:(?P<key>\w+)[\u00a0\u202f]?:)?(?P<value>\"[^\"]*|«[^»]*|[^\s\"«]*)$")
_MOST = 12
_LONGEST_WORD = 200
"""Characters before the caret that are looked at."""


def complete(
    query: str, caret: int, *, tags: Iterable[str] = (), years: Iterable[int] = (), language: str = "en"
) -> Sequence[Completion]:
    """What the word before the caret may become: a key, or a value of its key; the best first.

    Args:
        query: the whole text.
        caret: index in it.
        tags: those of the blog, the most used first.
        years: those with posts.
        language: ``fr`` or ``en``: in which spelling to offer keys and states.
    """
    found = _TOKEN.search(query, max(0, caret - _LONGEST_WORD), caret) if caret <= len(query) else None
    if not found:
        return ()
    tongue = _tongue(language)
    start, value = found.start("value"), fold(found["value"]).strip('" ')
    if found["key"] is None:
        names = [f"{_SPOKEN[key][tongue]}:" for key in Key]
        offered: Sequence[str] = [name for name in names if value and fold(name).startswith(value)]
    else:
        offered = _offered(KEYS.get(fold(found["key"])), value, tongue, tags, years)
    return [Completion(start, caret, text) for text in offered[:_MOST]]


def key_names(language: str) -> Sequence[str]:
    """The keys, as ``fr`` or ``en`` spell them."""
    return [names[_tongue(language)] for names in _SPOKEN.values()]


def values_after(key: str, language: str, tags: Iterable[str], years: Iterable[int]) -> Sequence[str]:
    """What may stand after the colon of ``key``, in any of its spellings; arguments of :func:`complete`."""
    return _values(KEYS.get(fold(key)), _tongue(language), tags, years)


def _tongue(language: str) -> int:
    return 1 if language == "fr" else 0


def _offered(
    key: Key | None, value: str, tongue: int, tags: Iterable[str], years: Iterable[int]
) -> Sequence[str]:
    names = _values(key, tongue, tags, years)
    starts = [name for name in names if fold(name).startswith(value)]
    inside = [name for name in names if value in fold(name) and name not in starts]
    return [f'"{name}"' if re.search(r"[\s\"]", name) else name for name in (*starts, *inside)]


def _values(key: Key | None, tongue: int, tags: Iterable[str], years: Iterable[int]) -> Sequence[str]:
    """What may stand after a key, in the order it is offered."""
    names: list[str] = []
    if key in (Key.TAG, Key.CATEGORY):
        names = list(tags)
    elif key is not None and key in VALUES:
        names = [spoken[tongue] for spoken in VALUES[key].values()]
    elif key is not None:
        names = [str(year) for year in sorted(set(years), reverse=True)]
    return names
