"""Dates ahead of posts that are published: those the remote does not know yet, and one that a draft has."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from blogwifi_tui.content.state import State

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.bulk_edit import BulkEdit


def newly_scheduled(
    entries: Sequence[Entry], there: Iterable[tuple[str, Post]], now: dt.datetime
) -> tuple[Entry, ...]:
    """Those of ``entries``, whose dates lie ahead, that the remote does not have with their date yet.

    ``there`` are their posts as the remote has them, by path; ``now`` is aware, in the blog's zone.
    """
    zone = now.tzinfo or UTC
    waiting = {
        path: post.visibility(zone).since for path, post in there if post.state(now) is State.SCHEDULED
    }
    return tuple(entry for entry in entries if waiting.get(entry.path) != entry.visibility.since)


def own_date(draft: Entry | None, live: BulkEdit | None, now: dt.datetime) -> dt.datetime | None:
    """The date ahead that a draft has, as it is shown; None for one that readers had before.

    ``live`` is what makes it ready.
    """
    if draft is None or (live and draft.path in live.again):
        return None
    since = draft.visibility.since
    return draft.shown_since if since and since > now else None
