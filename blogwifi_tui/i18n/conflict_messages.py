"""Who made the versions that are to be chosen among, for both front ends."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from blogwifi_tui.i18n.dates import date_short, time_of_day
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import one_line, visible

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.other_side import Origin


def origin_words(origin: Origin, zone: dt.tzinfo, *, here: bool) -> str:
    """Who changed one side last, where, when and with which message, on one line."""
    machine, when = visible(origin.machine), origin.commit.when.astimezone(zone)
    who = _("you") if origin.is_me else visible(one_line(origin.commit.author))
    where = _("on {machine}").format(machine=machine) if machine else ""
    if here:
        where = _("here, on {machine}").format(machine=machine) if machine else _("here")
    elif origin.is_me and not machine:
        where = _("elsewhere")
    moment = f"{date_short(when)} {time_of_day(when)}"
    subject = visible(one_line(origin.commit.subject))
    return " · ".join(filter(None, (f"{who}, {where}" if where else who, moment, subject)))


def version_words(post: Post | None, origin: Origin | None, zone: dt.tzinfo, *, here: bool) -> str:
    """Who made one version, as :func:`origin_words`; that it was deleted, where it was (``post`` is None)."""
    words = origin_words(origin, zone, here=here) if origin else ""
    deleted = _("deleted") if post is None else ""
    return " · ".join(filter(None, (deleted, words))) or "-"
