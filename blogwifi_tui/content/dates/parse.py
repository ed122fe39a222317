"""Reads dates in the many formats in which blogs have written them, in English and in French."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
)
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun. mar. mer. jeu. ven. sam. dim.",
    "lun mar mer jeu ven sam dim",
)
MONTH_NAMES = tuple(names.split() for names in _MONTHS)
DAY_NAMES = tuple(names.split() for names in _DAYS)
_MONTH_NUMBER = {name: number for names in MONTH_NAMES for number, name in enumerate(names, 1)}
ZONE_HOURS = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "met": 1, "cest": 2, "mest": 2,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_NAME = f"(?P<name>{_any_of(_MONTH_NUMBER)})"
_WEEKDAY = f"(?:(?P<weekday>{_any_of({day for names in DAY_NAMES for day in names})}),?[ ]+)?"
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})[ ]?[:h][ ]?(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?(?:[ ]?(?P<half>[ap]\.?m\.?))?"
)
_OFFSET = r"(?:utc|gmt)?[+-][0-9]{1,2}(?::?[0-9]{2})?"
_ZONE = rf"(?:[ ]*(?P<zone>{_OFFSET}|{_any_of(ZONE_HOURS)})(?:[ ]\([^)]*\))?)?"
_TIME = rf"(?:(?:[t_]|[ ]+|,[ ]+|,?[ ]+(?:at|à)[ ]+){_CLOCK}{_ZONE})?"
_YEAR, _MONTH, _DAY = r"(?P<year>[0-9]{4})", r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"

_ISO = re.compile(rf"{_YEAR}(?P<mark>[-/.]){_MONTH}(?P=mark){_DAY}{_TIME}")
_OTHERS = (
    rf"{_WEEKDAY}{_DAY}(?P<rank>er|st|nd|rd|th)?[ -]+{_NAME},?[ -]+{_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_NAME}[ ]+{_DAY}(?P<rank>st|nd|rd|th)?,?[ ]+{_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_NAME}[ ]+{_DAY}[ ]+{_CLOCK}{_ZONE}[ ]+{_YEAR}",
    rf"{_WEEKDAY}{_DAY}(?P<mark>[-/.]){_MONTH}(?P=mark){_YEAR}{_TIME}",
    rf"{_MONTH}(?P<mark>[-/]){_DAY}(?P=mark){_YEAR}{_TIME}",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?:[t ]?(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?" + _ZONE + ")?",
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})",
    rf"{_NAME}[ ]+{_YEAR}",
    r"(?P<year>[0-9]{4})",
)
EPOCH = re.compile(r"([0-9]{9,10})(?:\.[0-9]+)?|([0-9]{12,13})")
_LONGEST = 80
_BETWEEN = ("", "T", "t", " ")
_SPACED_SIGNS = (" +", " -")
FIRST_YEAR, LAST_YEAR = 2, 9998
"""No change of zone leaves the calendar from these."""


def parse_date(text: str) -> datetime | None:
    """The moment ``text`` names, aware when it names a zone; None when it is not a date we know.

    Day comes before month where both readings are possible (``05/06/2014``), as French writes it. Month and
    day are 1 when left out. Numbers of nine digits and more are seconds, or milliseconds, since 1970.
    """
    if len(text) > _LONGEST:
        return None
    text = text.strip()
    if text[4:5] == "-" and text[10:11] in _BETWEEN:
        try:
            moment = datetime.fromisoformat(text[:19] + text[20:] if text[19:21] in _SPACED_SIGNS else text)
        except ValueError:
            pass
        else:
            return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None
    epoch = EPOCH.fullmatch(text)
    if epoch:
        seconds = float(epoch[0]) if epoch[1] else int(epoch[2]) / 1000
        return datetime.fromtimestamp(seconds, UTC)
    found = match_date(text)
    return found[1] if found else None


def match_date(text: str) -> tuple[re.Match[str], datetime] | None:
    """The parts of a date by name, in its lower-case text, and the moment they make."""
    folded = text.lower()
    if len(folded) != len(text):
        return None
    for shape in (_ISO, *_OTHERS):
        # re keeps what it has compiled; the rarer shapes are not worth the time at every start
        match = re.fullmatch(shape, folded)
        moment = match and _moment(match.groupdict())
        if match and moment:
            return match, moment
    return None


def _moment(part: dict[str, str | None]) -> datetime | None:
    name = part.get("name")
    month = _MONTH_NUMBER[name] if name else int(part.get("month") or 1)
    hour = int(part.get("hour") or 0)
    half = part.get("half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    year, fraction = int(part["year"] or 0), (part.get("fraction") or "")[:6].ljust(6, "0")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    zone = part.get("zone")
    try:
        return datetime(
            year, month, int(part.get("day") or 1), hour, int(part.get("minute") or 0),
            int(part.get("second") or 0), int(fraction), tzinfo=zone_of(zone) if zone else None,
        )  # fmt: skip
    except ValueError:
        return None


@lru_cache(maxsize=64)
def zone_of(text: str) -> timezone:
    """The zone a lower-case abbreviation or offset names. Raises ValueError beyond 24 hours."""
    if text in ZONE_HOURS:
        return timezone(timedelta(hours=ZONE_HOURS[text])) if ZONE_HOURS[text] else UTC
    digits = text.removeprefix("utc").removeprefix("gmt").replace(":", "")
    sign = -1 if digits[0] == "-" else 1
    digits = digits[1:]
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(sign * offset) if offset else UTC
