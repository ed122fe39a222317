"""The posts whose date has come: the site shows them once it is built again, and nothing has to be sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from blogwifi_tui.content.atomic import write_state
from blogwifi_tui.content.state import ON_SITE
from blogwifi_tui.settings.paths import due_file

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.vcs.sync import Outcome


class DuePosts:
    """Those of one blog. Which were told of is a moment in a file of the person's state folder."""

    def __init__(self, blog: Blog) -> None:
        self._blog = blog
        self._file = due_file(blog.root)

    def find(self) -> tuple[Entry, ...]:
        """The posts whose date has come since the last publication, and that a later one did not tell of.

        None when nothing was published yet.
        """
        last, now = self._blog.publication.last(), self._blog.now()
        if last is None:
            return ()
        told = self._told()
        if told and last < told <= now:  # a moment ahead was noted by a clock that has been set since
            last = told
        return tuple(
            entry
            for entry in self._blog.posts()
            if (since := _since(entry)) is not None and last < since <= now and entry.state(now) in ON_SITE
        )

    def tell(self, outcome: Outcome) -> tuple[Entry, ...]:
        """Those to tell of where a publication had nothing to send: they are told now, and due no more."""
        if outcome.pushed or outcome.missed:
            return ()
        found = self.find()
        self.note(found)
        return found

    def note(self, posts: Iterable[Entry]) -> None:
        """Remember that ``posts``, all that :meth:`find` found, were told of.

        Unless the disk refuses: then they are told of again.
        """
        if moments := [since for entry in posts if (since := _since(entry))]:
            with suppress(OSError):
                write_state(self._file, max(moments).isoformat().encode("ascii"), durable=False)

    def _told(self) -> dt.datetime | None:
        try:
            told = dt.datetime.fromisoformat(self._file.read_text(encoding="ascii"))
        except (OSError, ValueError):  # no such file, or a damaged one
            return None
        return told if told.tzinfo else None


def _since(entry: Entry) -> dt.datetime | None:
    """From when on readers find a post."""
    return entry.visibility.since or entry.visibility.listed
