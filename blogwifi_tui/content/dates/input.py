"""Dates in a form, as a person reads and types them: ``2026-05-12 09:30 +02:00``, or a day alone."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content.dates.format import spell_date
from blogwifi_tui.content.dates.parse import FIRST_YEAR, LAST_YEAR, match_date
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.key_path import dated_at

if TYPE_CHECKING:
    from blogwifi_tui.content.front_matter.split import Format
    from blogwifi_tui.content.post import Post

_STEPS = ("year", "month", "day", "hour", "minute", "second", "zone")
_WORDS = {"name": "month", "weekday": "day", "half": "hour"}
"""Parts in letters, and what moves when they are moved."""
_FIRST, _LAST = datetime(2, 1, 1), datetime(9998, 12, 31, 23, 59, 59)


class TypedDate(NamedTuple):
    """What was typed: a day, perhaps with a time, perhaps with an offset."""

    moment: datetime
    """Aware when an offset was typed; midnight when no time was."""
    timed: bool


def read_typed_date(text: str) -> TypedDate | None:
    """A day, also with a time and an offset, in any spelling a header may have; None for anything else."""
    found = match_date(text.strip())
    if not found or not found[0].groupdict().get("day"):
        return None
    return TypedDate(found[1], timed=bool(found[0].groupdict().get("hour")))


def typed_date_of(value: object) -> TypedDate | None:
    """The same of a value that YAML has read: a date, or what it takes for none."""
    if isinstance(value, date):
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            return None
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        return TypedDate(moment, timed=isinstance(value, datetime))
    return read_typed_date(str(value)) if isinstance(value, str | int) else None


def date_for_typing(moment: datetime, *, timed: bool = True) -> str:
    """``moment`` for reading and typing; seconds only when there are some, an offset only when it has one."""
    day = moment.date().isoformat()
    if not timed:
        return day
    clock = moment.time().isoformat("seconds" if moment.second else "minutes")
    offset = moment.isoformat()[-6:] if moment.tzinfo else ""
    return f"{day} {clock} {offset}".rstrip()


def post_date_for_typing(post: Post) -> str:
    """The date of a post, as precise as it is written; what stands there when it is none, or nothing."""
    found = known_fields.dated(post.texts)
    if found is None:
        written = post.texts.get("date")
        if isinstance(written, str) and written.strip():
            return " ".join(written.split())
        return date_for_typing(post.date, timed=False) if post.date else ""
    shape = match_date(found.text.strip())
    return date_for_typing(found.moment, timed=shape is None or bool(shape[0].groupdict().get("hour")))


def stepped_date(text: str, caret: int, by: int, zone: tzinfo) -> tuple[str, int]:
    """``text`` with the part at ``caret`` moved by ``by``, in the same spelling, and where that part is then.

    Days, hours and minutes carry over; a month or a year that lacks the day ends on its last one. An offset
    that is the one of ``zone`` stays so across a change of summer time. No date: nothing changes.
    """
    found = match_date(text)
    if not found:
        return text, caret
    match, old = found
    group = _group_at(match, caret)
    part = _WORDS.get(group, group)
    new = _moved(old, part, by)
    if not _FIRST <= new.replace(tzinfo=None) <= _LAST:
        return text, caret
    if part != "zone" and old.tzinfo and old.utcoffset() == old.replace(tzinfo=zone).utcoffset():
        new = new.replace(tzinfo=timezone(new.replace(tzinfo=zone).utcoffset() or timedelta()))
    spelled = spell_date(new if match.groupdict().get("hour") else new.date(), text)
    again = match_date(spelled)
    return spelled, again[0].end(group) if again and again[0].groupdict().get(group) else len(spelled)


def _group_at(match: re.Match[str], caret: int) -> str:
    """The part of the date the caret stands in or just after; the day when it stands in none."""
    for name, written in match.groupdict().items():
        if written and match.start(name) <= caret <= match.end(name) and _WORDS.get(name, name) in _STEPS:
            return name
    return "day"


def _moved(moment: datetime, name: str, by: int) -> datetime:
    if name in ("year", "month"):
        months = moment.year * 12 + moment.month - 1 + by * (12 if name == "year" else 1)
        year, month = divmod(months, 12)
        if not _FIRST.year <= year <= _LAST.year:
            return moment
        return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
    if name == "zone":
        offset = (moment.utcoffset() or timedelta()) + timedelta(hours=by)
        return moment.replace(tzinfo=timezone(offset)) if abs(offset) < timedelta(hours=15) else moment
    return moment + by * timedelta(**{f"{name}s": 1})


def with_typed_date(
    post: Post, typed: TypedDate, zone: tzinfo, *, key: str = "", order: Sequence[str], form: Format
) -> Post:
    """``post`` with the date that was typed, in the spelling of the one it replaces.

    ``key``, which may be dotted, is that of another date than the post's own. An offset that was typed is
    written; without one the post keeps its own, or has none as before. A post that had no date gets the
    offset of ``zone``, and a day alone stays a day.

    Raises:
        CannotEdit, NotText: the date cannot be changed without touching other bytes.
    """
    found = dated_at(post.fields, post.texts, key) if key else known_fields.dated(post.texts)
    moment = typed.moment
    if found is None and not typed.timed:
        return post.with_field(key or "date", moment.date(), order=order, form=form)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=found.moment.tzinfo if found else zone)
    return post.with_date(moment, key=key, exact=typed.timed, order=order, form=form)
