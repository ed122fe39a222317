"""Which time zone is meant, on machines with and without a zone database."""

from __future__ import annotations

import os
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path

_LOCALTIME = Path("/etc/localtime")


@cache
def named_zone(name: str) -> tzinfo:
    """The zone called ``name``.

    Raises:
        ValueError: no such zone.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(name) from error


@cache
def local_zone() -> tzinfo:
    """The machine's zone with its summers and winters; where it cannot be told, today's fixed offset."""
    if named := os.environ.get("TZ", "").removeprefix(":"):
        try:
            return named_zone(named)
        except ValueError:
            return _offset_of_today()
    from zoneinfo import ZoneInfo

    try:
        with _LOCALTIME.open("rb") as compiled:
            return ZoneInfo.from_file(compiled, key=_LOCALTIME.resolve().as_posix().partition("zoneinfo/")[2])
    except (OSError, ValueError):
        return _offset_of_today()


def nearest_zone(name: str) -> str:
    """The known zone that looks most like ``name``, letter case apart; empty when none does."""
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    known = {zone.lower(): zone for zone in available_timezones()}
    cities = {zone.rpartition("/")[2]: zone for zone in known}
    wanted = name.lower().replace(" ", "_")
    if close := get_close_matches(wanted, known, n=1, cutoff=0.75):
        return known[close[0]]
    if close := get_close_matches(wanted.rpartition("/")[2], cities, n=1, cutoff=0.75):
        return known[cities[close[0]]]
    return ""


def _offset_of_today() -> tzinfo:
    return datetime.now().astimezone().tzinfo or _utc()


def _utc() -> tzinfo:
    from datetime import UTC

    return UTC
