"""Dates as Jekyll reads them: some by its YAML reader, the others by Ruby's ``Time.parse``."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from blogwifi_tui.content.dates.parse import match_date, parse_date, zone_of

_NAMED: Final = re.compile(r"(\d{2,4})-(\d{1,2})-(\d{1,2})-[^/]*\.[^./]+", re.ASCII)
"""A post's file name (lib/jekyll/document.rb, DATE_FILENAME_MATCHER)."""
_TIMESTAMP: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.\d*)?(?:\s*(Z|[-+]\d{1,2}:?(?:\d\d)?))?",
    re.ASCII,
)
"""A moment to YAML when it is not quoted (Psych, scalar_scanner.rb), in UTC where no zone is named."""
_BEGINNING: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2})(?::(\d\d)(?::(\d\d))?)?)?(?![\d:])", re.ASCII
)
_OFFSET: Final = re.compile(r"[-+]\d\d:?\d\d$", re.ASCII)
_UNKNOWN_ZONES: Final = frozenset(("wet", "west", "bst", "cet", "met", "cest", "mest"))
"""Names of zones that Ruby's ``Time.parse`` passes over."""
_THIS_CENTURY: Final = 69
"""Years of two digits below it are of this century (Ruby's Date)."""


def has_date(name: str) -> bool:
    """Whether a file's name has the form of a post's, also with a day that no calendar has."""
    return _NAMED.fullmatch(name) is not None


def date_in_name(name: str, zone: tzinfo = UTC) -> datetime | None:
    """The day that a file's name begins with, in ``zone``; None when it has none, or no day of a calendar."""
    found = _NAMED.fullmatch(name)
    if not found:
        return None
    year = int(found[1])
    if len(found[1]) == len("20"):
        year += 2000 if year < _THIS_CENTURY else 1900
    day = _day(year, int(found[2]), int(found[3]))
    return datetime.combine(day, time(), zone) if day else None


def read_date(value: object, quoted: bool, zone: tzinfo) -> datetime | None:
    """The moment a ``date`` names, aware; None for what ends Jekyll's build as no date.

    Args:
        value: as written, or as a settings file gives it.
        quoted: whether it is a text to YAML.
        zone: of the site.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone)
    if not isinstance(value, str):
        return None
    text = value.strip()
    moment = None if quoted else _timestamp(text)
    moment = moment or _parsed(text)
    return moment and (moment if moment.tzinfo else moment.replace(tzinfo=zone))


def _day(year: int, month: int, day: int) -> date | None:
    """A day; those beyond a short month, up to the 31st, are of the next one, as Ruby counts."""
    try:
        return date(year, month, 1) + timedelta(day - 1) if 1 <= day <= 31 else None
    except (ValueError, OverflowError):
        return None


def _timestamp(text: str) -> datetime | None:
    found = _TIMESTAMP.fullmatch(text)
    day = _day(int(found[1]), int(found[2]), int(found[3])) if found else None
    if found is None or day is None:
        return None
    clock = timedelta(hours=int(found[4]), minutes=int(found[5]), seconds=int(found[6]))
    try:
        zone = zone_of(found[7].lower().rstrip(":")) if found[7] else UTC
        return datetime.combine(day, time(), zone) + clock
    except (ValueError, OverflowError):
        return None


def _parsed(text: str) -> datetime | None:
    """What ``Time.parse`` takes for a moment: it must name a day, and knows few names of zones."""
    words, _, last = text.rpartition(" ")
    if "/" in last and words:  # a zone as in Europe/Paris, which it passes over
        text = words
    found = match_date(text)
    parts = found[0].groupdict() if found else {}
    if found and not (parts.get("day") or parts.get("name")):
        return None
    moment = found[1] if found else parse_date(text) or _beginning(text)
    unknown = parts.get("zone") in _UNKNOWN_ZONES
    return moment.replace(tzinfo=None) if moment and unknown else moment


def _beginning(text: str) -> datetime | None:
    """The day, and the time, that a text begins with, whatever stands after them but an offset at its end."""
    found = _BEGINNING.match(text)
    day = _day(int(found[1]), int(found[2]), int(found[3])) if found else None
    if found is None or day is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups()[3:])
    offset = _OFFSET.search(text, found.end())
    try:
        return datetime.combine(day, time(hour, minute, second), zone_of(offset[0]) if offset else None)
    except ValueError:
        return None
