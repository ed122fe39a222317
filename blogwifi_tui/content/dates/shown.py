"""Dates as people are shown them: a day that was written without a time is that day in every zone."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo


def lone_day(moment: datetime) -> date | None:
    """The day of a moment that was written as a day alone: midnight sharp where it is read."""
    return moment.date() if moment.time() == time() else None


def shown_in(moment: datetime, zone: tzinfo | None) -> datetime:
    """``moment``, aware, on the clocks of ``zone``; a day alone stays its day, at midnight."""
    day = lone_day(moment)
    return moment.astimezone(zone) if day is None else datetime.combine(day, time(), zone)
