"""Dates, lapses of time and numbers, as each language writes them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from blogwifi_tui.i18n.translation import _, language, ngettext

_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
}
_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
_HOUR, _DAY = 60, 24 * 60
"""In minutes."""
_WITH_HOURS = 10
"""Days from which on no hours are said."""
SHORT_WIDTH = 10
"""Columns taken by every :func:`date_short`."""

_NARROW_SPACE = "\u202f"
_NO_BREAK_SPACE = "\u00a0"


def date_short(moment: datetime) -> str:
    """The day in figures, :data:`SHORT_WIDTH` wide: ``12/05/2026`` in French, ``2026-05-12`` in English."""
    year, month, day = f"{moment.year:04}", f"{moment.month:02}", f"{moment.day:02}"
    return f"{day}/{month}/{year}" if language() == "fr" else f"{year}-{month}-{day}"


def month_words(moment: datetime) -> str:
    """The month in words, to stand by itself: ``Mai 2026`` in French, ``May 2026`` in English."""
    return f"{_MONTHS[language()][moment.month - 1].capitalize()} {moment.year}"


def date_long(moment: datetime) -> str:
    """The day in words: ``12 mai 2026`` (``1er mai 2026``) in French, ``12 May 2026`` in English."""
    day = "1er" if moment.day == 1 and language() == "fr" else str(moment.day)
    return f"{day} {_MONTHS[language()][moment.month - 1]} {moment.year}"


def date_time(moment: datetime) -> str:
    """The day in words, and the time: ``12 mai 2026 à 9 h 05`` (French), ``12 May 2026, 09:05`` (English)."""
    return f"{date_long(moment)}{' à ' if language() == 'fr' else ', '}{time_of_day(moment)}"


def date_spoken(moment: datetime) -> str:
    """The day in words, and the time; midnight sharp is a day that was written without a time."""
    return date_long(moment) if moment.time() == time() else date_time(moment)


def time_of_day(moment: datetime) -> str:
    """The time to the minute: ``9 h 05`` (French), ``09:05`` (English)."""
    if language() == "fr":
        return f"{moment.hour}{_NO_BREAK_SPACE}h{_NO_BREAK_SPACE}{moment.minute:02}"
    return f"{moment.hour:02}:{moment.minute:02}"


def weekday(moment: datetime) -> str:
    """The name of its day: ``mardi``, ``Tuesday``."""
    return _DAYS[language()][moment.weekday()]


def clock(seconds: float) -> str:
    """The time of day of a moment in seconds since the epoch, as in ``10:42:07``."""
    return f"{datetime.fromtimestamp(seconds).astimezone():%H:%M:%S}"


def number(value: int) -> str:
    """``value`` with its thousands set apart: by a narrow no-break space in French, by a comma in English."""
    grouped = f"{value:,}"
    return grouped.replace(",", _NARROW_SPACE) if language() == "fr" else grouped


class TimeLeft(NamedTuple):
    """How long it is until a moment."""

    words: str
    """``in 3 days 4 h``, ``in 12 min``."""
    until: datetime
    """From this moment on, others are right."""


def time_left(moment: datetime, now: datetime) -> TimeLeft:
    """How long it is from ``now`` until ``moment``, which lies ahead, to the day, the hour or the minute."""
    moment, now = moment.astimezone(UTC), now.astimezone(UTC)  # in one zone, only the clocks would count
    minutes = max(-((now - moment) // timedelta(minutes=1)), 1)  # a minute that has begun counts
    days, hours = divmod(minutes // _HOUR, 24)
    if days >= _WITH_HOURS:
        step, words = _DAY, ngettext("in {days} day", "in {days} days", days)
    elif days and hours:
        step, words = _HOUR, ngettext("in {days} day {hours} h", "in {days} days {hours} h", days)
    elif days:
        step, words = _HOUR, ngettext("in {days} day", "in {days} days", days)
    elif hours and minutes % _HOUR:
        step, words = 1, _("in {hours} h {minutes} min")
    elif hours:
        step, words = 1, _("in {hours} h")
    else:
        step, words = 1, _("in {minutes} min")
    left = minutes - minutes % step - 1
    said = words.format(days=number(days), hours=hours, minutes=minutes % _HOUR)
    return TimeLeft(said, moment - timedelta(minutes=left))
