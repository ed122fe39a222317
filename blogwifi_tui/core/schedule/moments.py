"""When the scheduled posts of a blog are due, in its time zone."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content.state import State

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.blog import Blog

MOST = 20
"""Moments that are written down; the later ones are, once some of these are over."""
QUARTER = 15
"""Minutes. The offsets of all time zones are whole quarters of an hour."""
_MINUTE = dt.timedelta(minutes=1)
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]*")


class DueMoments(NamedTuple):
    """When posts will be due, to the minute: the soonest first, each moment once, and one at least."""

    moments: tuple[dt.datetime, ...]
    """In the zone of the blog, or else of its site; in UTC where that has no name."""
    zone: str
    """What the zone is called, as ``Europe/Paris``."""
    first: tuple[Entry, ...]
    """The posts that are due at the first of the moments."""

    @property
    def phase(self) -> int:
        """At which minute of a quarter of an hour the first post is due, whatever the time zone."""
        return self.moments[0].minute % QUARTER


def due_moments(blog: Blog) -> DueMoments | None:
    """When the posts will be due that are scheduled now; None where none is."""
    waiting: dict[dt.datetime, list[Entry]] = {}
    now = blog.now()
    for entry in blog.posts():
        since = entry.visibility.since
        if since is not None and entry.state(now) is State.SCHEDULED:
            waiting.setdefault(_next_minute(since.astimezone(dt.UTC)), []).append(entry)
    if not waiting:
        return None
    moments = sorted(waiting)
    first = waiting[moments[0]]
    own = None if blog.settings.blog.time_zone else blog.sites.zone(first[0].path)
    # A site whose settings name no zone reads dates in UTC, which is not the zone of who writes them.
    zone, name = _named(own if getattr(own, "key", "") else blog.zone)
    shown = tuple(moment.astimezone(zone) for moment in moments[:MOST])
    return DueMoments(shown, name, tuple(first))


def _next_minute(moment: dt.datetime) -> dt.datetime:
    """``moment``, or the full minute after it: what is asked before would be asked too early."""
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + _MINUTE


def _named(zone: dt.tzinfo | None) -> tuple[dt.tzinfo, str]:
    name = getattr(zone, "key", None)
    return (zone, name) if zone and isinstance(name, str) and _ZONE.fullmatch(name) else (dt.UTC, "UTC")
