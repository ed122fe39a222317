"""Which time zone is meant, on machines with and without a zone database."""

from __future__ import annotations

import os
from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LOCALTIME = Path("/etc/localtime")
_LONGEST_NAME = 64
"""Characters of a zone's name; each ``/`` in one costs the look for it a call inside the other."""


@cache
def named_zone(name: str) -> tzinfo:
    """The zone called ``name``.

    Raises:
        ValueError: no such zone.
    """
    if len(name) > _LONGEST_NAME:
        raise ValueError(name)
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
    try:
        with _LOCALTIME.open("rb") as compiled:
            return ZoneInfo.from_file(compiled, key=_LOCALTIME.resolve().as_posix().partition("zoneinfo/")[2])
    except (OSError, ValueError):
        return _offset_of_today()


def _offset_of_today() -> tzinfo:
    return datetime.now().astimezone().tzinfo or UTC
