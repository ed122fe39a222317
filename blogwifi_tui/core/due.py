"""The posts whose date has come: the site shows them once it is built again, and nothing has to be sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from blogwifi_tui.content.atomic import write_state
from blogwifi_tui.content.file_lock import file_lock
from blogwifi_tui.content.state import ON_SITE
from blogwifi_tui.errors import FileFailed
from blogwifi_tui.settings.paths import built_due_file, due_file, unfinished_due_file

if TYPE_CHECKING:
    from pathlib import Path

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.vcs.sync import Outcome


NOTHING_DUE = 3
"""The exit status that tells that no post is due, or scheduled."""


class DuePosts:
    """Those of one blog. Which were told of is a moment in a file of the person's state folder.

    So is what :meth:`begin` notes: since when they are due for which the site was not built yet.
    """

    def __init__(self, blog: Blog, *, for_timer: bool = False) -> None:
        """``for_timer``: it lets the site be built; that somebody was told of a post builds none."""
        self._blog = blog
        told, built = due_file(blog.root), built_due_file(blog.root)
        self._files = (built, told) if for_timer else (told,)
        """The first is gone by, and each is written."""
        self._unfinished = unfinished_due_file(blog.root)

    def find(self) -> tuple[Entry, ...]:
        """The posts whose date has come since the last publication, and that a later one did not tell of.

        None when nothing was published yet.
        """
        last, now = self._last(), self._blog.now()
        if last is None:
            return ()
        return tuple(
            entry
            for entry in self._blog.posts()
            if (since := _since(entry)) is not None and last < since <= now and entry.state(now) in ON_SITE
        )

    def _last(self) -> dt.datetime | None:
        """After which moment posts became due; None when nothing was published yet."""
        now = self._blog.now()
        if unfinished := _moment_in(self._unfinished):
            return unfinished
        last, told = self._blog.publication.last(), _moment_in(self._files[0])
        # A moment ahead was noted by a clock that has been set since.
        return told if last and told and last < told <= now else last

    @contextmanager
    def at_work(self) -> Iterator[bool]:
        """While what is due is published; whether nothing else does that for this blog now."""
        place = self._unfinished.with_suffix(".lock")
        with ExitStack() as held:
            try:
                alone = held.enter_context(file_lock(place, wait=False))
            except OSError as error:
                raise FileFailed(str(place), error.errno or 0, "write") from error
            yield alone

    def begin(self) -> None:
        """Remember from when on posts are due, before what is to build the site is begun.

        They are due again, whatever is published meanwhile, until :meth:`end` is called.

        Raises:
            FileFailed: that cannot be written.
        """
        if (last := self._last()) is None:
            return
        try:
            write_state(self._unfinished, last.isoformat().encode("ascii"), durable=True)
        except OSError as error:
            raise FileFailed(str(self._unfinished), error.errno or 0, "write") from error

    def end(self, posts: Iterable[Entry] = ()) -> None:
        """The site was built: ``posts``, all that :meth:`find` found, are due no more."""
        with suppress(OSError):
            self._unfinished.unlink()
        self.note(posts)

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
                for file in self._files:
                    write_state(file, max(moments).isoformat().encode("ascii"), durable=False)


def _moment_in(file: Path) -> dt.datetime | None:
    """The moment that a file of ours holds; None where there is no such file, or a damaged one."""
    try:
        moment = dt.datetime.fromisoformat(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return moment if moment.tzinfo else None


def _since(entry: Entry) -> dt.datetime | None:
    """From when on readers find a post."""
    return entry.visibility.since or entry.visibility.listed
