"""A date written in the format of the date it replaces."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from typing import Any, Final, TypeAlias

from blogwifi_tui.content.dates.parse import (
    DAY_NAMES,
    EPOCH,
    MONTH_NAMES,
    ZONE_HOURS,
    match_date,
    parse_date,
    zone_of,
)

_Parts: TypeAlias = dict[str, str | None]
_LONGEST_SHORT_DAY: Final = 4
"""Letters of « lun. »: weekdays as short as this come with short months and days of two digits."""


class MomentLike(datetime):
    """A moment that is written in the spelling of another date, where it replaces none."""

    like: str = ""

    def replace(self, *args: Any, **parts: Any) -> MomentLike:  # noqa: ANN401 - as datetime takes them
        """The same with other parts, in the same spelling."""
        return moment_like(super().replace(*args, **parts), self.like)

    def astimezone(self, zone: tzinfo | None = None) -> MomentLike:
        """The same moment in another zone, in the same spelling."""
        return moment_like(super().astimezone(zone), self.like)


def moment_like(moment: datetime, like: str) -> MomentLike:
    """``moment``, to be written in the spelling of the date ``like``; empty: in ISO 8601."""
    made = MomentLike.combine(moment.date(), moment.timetz())
    made.like = like
    return made


def fit_date(
    value: datetime, like: str, *, read_in: tzinfo | None = None, offsets: bool = True
) -> date | datetime:
    """``value`` cut to what the spelling ``like`` can say: no time of day, no seconds, no zone.

    A spelling without a zone keeps the clock time of an aware ``value`` where that names the same moment to
    its reader, who is in the zone ``read_in`` (None: in that of ``value``). Where it does not, the offset
    stays in what is returned, or the clock time is the reader's when the reader takes no ``offsets``; a day
    alone is the reader's, and so is a time without seconds after a day that comes before its year.
    """
    found = match_date(like.strip())
    if not found:
        return value.replace(microsecond=0)
    part = found[0].groupdict()
    there = value.astimezone(read_in) if value.tzinfo and read_in else value
    if not part.get("hour"):
        return there.date()
    if not part.get("second"):
        value, there = value.replace(second=0), there.replace(second=0)
        # No offset can follow such a time, and ISO 8601, which could say it, is far from a day before a year.
        offsets = offsets and not found[0].start("year")
    if not part.get("zone") and (there.utcoffset() == value.utcoffset() or not offsets):
        value = there.replace(tzinfo=None)
    fraction = part.get("fraction")
    keep = 10 ** (6 - min(len(fraction), 6)) if fraction else 10**6
    return value.replace(microsecond=value.microsecond - value.microsecond % keep)


def spell_date(value: date | datetime, like: str = "") -> str:
    """``value`` in the spelling of ``like``; in ISO 8601 where that spelling cannot say all of it.

    ``like`` may be empty: then a datetime is written ``2026-05-12T09:30:00+02:00``, a date ``2026-05-12``.
    """
    text = (value.like if isinstance(value, MomentLike) and value.like else like).strip()
    epoch = EPOCH.fullmatch(text)
    if epoch and isinstance(value, datetime) and value.tzinfo and not value.microsecond:
        return f"{int(value.timestamp())}{'000' if epoch[2] else ''}"
    found = match_date(text)
    if not found:
        return value.isoformat()
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    if moment.tzinfo and found[0].groupdict().get("zone") in ("z", "utc", "gmt"):
        moment = moment.astimezone(UTC)
    spelled = _filled(found[0], text, moment)
    if moment.tzinfo and not found[0].groupdict().get("zone"):
        spelled += _offset(found[0], moment)
    return spelled if parse_date(spelled) == moment else value.isoformat()


def _offset(match: re.Match[str], moment: datetime) -> str:
    """The offset after a time that had none: `` +02:00``, and ``+02:00`` after a ``T``.

    With the colon, without which YAML takes the whole for a text (YAML 1.1, Timestamp type): Eleventy,
    MkDocs and schemas of Astro end the build at such a date. None after a time without seconds, where few
    readers know it.
    """
    if not match.groupdict().get("second"):
        return ""
    offset = moment.strftime("%z")
    after_t = match.string[match.start("hour") - 1] == "t"
    return f"{'' if after_t else ' '}{offset[:3]}:{offset[3:5]}"


def _filled(match: re.Match[str], text: str, moment: datetime) -> str:
    """``text`` with each part of the date replaced by that of ``moment``."""
    parts = match.groupdict()
    out, at = "", 0
    for (start, end), name in sorted((match.span(name), name) for name, part in parts.items() if part):
        write = _WRITERS.get(name)
        out += text[at:start] + (write(text[start:end], moment, parts) if write else text[start:end])
        at = end
    return out + text[at:]


def _day(old: str, moment: datetime, parts: _Parts) -> str:
    prose = parts.get("name") and not _short(parts) and old[0] != "0"
    return f"{moment.day:02d}" if len(old) == 2 and not prose else str(moment.day)


def _month(old: str, moment: datetime, _: _Parts) -> str:
    return f"{moment.month:02d}" if len(old) == 2 else str(moment.month)


def _hour(old: str, moment: datetime, parts: _Parts) -> str:
    hour = (moment.hour - 1) % 12 + 1 if parts.get("half") else moment.hour
    return f"{hour:02d}" if len(old) == 2 else str(hour)


def _half(old: str, moment: datetime, _: _Parts) -> str:
    half = "pm" if moment.hour >= 12 else "am"
    half = f"{half[0]}.m." if "." in old else half
    return half.upper() if old.isupper() else half


def _short(parts: _Parts) -> bool:
    weekday = parts.get("weekday")
    return bool(weekday) and len(weekday or "") <= _LONGEST_SHORT_DAY


def _name(old: str, families: tuple[list[str], ...], index: int, *, short: bool = False) -> str:
    """The name at ``index`` of the family that ``old`` is of; May and mai are of a long and a short one."""
    long, *others = [names for names in families if old.lower() in names]
    return _cased(old, (others[0] if short and others else long)[index])


def _cased(old: str, new: str) -> str:
    if old.isupper():
        return new.upper()
    return new.capitalize() if old[0].isupper() else new


def _rank(old: str, moment: datetime, _: _Parts) -> str:
    if old == "er":
        return "er" if moment.day == 1 else ""
    if 11 <= moment.day <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(moment.day % 10, "th")


def _zone(old: str, moment: datetime, _: _Parts) -> str:
    offset, known = moment.strftime("%z"), old.lower()
    if not offset or (known in ZONE_HOURS and zone_of(known).utcoffset(None) == moment.utcoffset()):
        return old
    prefix = old[:3] if known[:3] in ("utc", "gmt") else ""
    return f"{prefix}{offset[:3]}:{offset[3:5]}" if ":" in old or known == "z" else prefix + offset[:5]


_WRITERS: dict[str, Callable[[str, datetime, _Parts], str]] = {
    "year": lambda _, moment, __: f"{moment.year:04d}",
    "month": _month,
    "day": _day,
    "hour": _hour,
    "minute": lambda _, moment, __: f"{moment.minute:02d}",
    "second": lambda _, moment, __: f"{moment.second:02d}",
    "fraction": lambda old, moment, _: f"{moment.microsecond:06d}"[: len(old)].ljust(len(old), "0"),
    "half": _half,
    "rank": _rank,
    "zone": _zone,
    "name": lambda old, moment, parts: _name(old, MONTH_NAMES, moment.month - 1, short=_short(parts)),
    "weekday": lambda old, moment, _: _name(old, DAY_NAMES, moment.weekday()),
}
