"""What the list shows is kept in step with the files, with git and with the remote."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App
from textual.reactive import var

from blogwifi_tui.content.index.index import Entry
from blogwifi_tui.errors import Cancelled, GitError, Offline, TimedOut
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.list.state import Order, PostListState
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.workers import Work, worker

if TYPE_CHECKING:
    from blogwifi_tui.vcs.progress import CancelToken

POLL_SHARE = 20
"""A look is followed by a pause so many times as long, so that a huge blog costs no more than a small one."""


class LookingScreen(CommandScreen):
    """Reads the posts, asks git and the remote, and shows what differs; at first, and again and again."""

    list_state: var[PostListState] = var(PostListState, init=False)

    def __init__(self, services: Services, known: Sequence[Entry]) -> None:
        super().__init__(services)
        self.reading: tuple[int, int] | None = None
        """How many posts have been read, and of how many, while many are being read."""
        self.first_time = not known
        """Whether no post was known before, so that rows appear as posts are read."""
        self.has_looked = False
        """Whether the posts have been read once."""
        self._fetching: CancelToken | None = None
        self._dating: CancelToken | None = None
        self._dated: str | None = None
        """The commit up to which the dates of the posts were asked for."""
        self._pulse: object = None
        self._next_poll = 0.0
        self._refused = self._begun = False
        self.set_reactive(LookingScreen.list_state, PostListState(tuple(known), now=services.blog.now()))

    @abstractmethod
    def looked(self) -> None:
        """The posts have been read: bring in line what depends on them."""

    @abstractmethod
    def watch_list_state(self) -> None:
        """Show the posts."""

    @abstractmethod
    def learned(self) -> None:
        """The index of words is in line with the posts."""

    def begin(self) -> None:
        """Start what the first sight of the list does not wait for."""
        self._begun = True
        self.look()
        self.set_interval(self.services.timings.poll, self.poll)
        self.fetch()
        if minutes := self.blog.settings.publish.fetch_minutes:
            self.set_interval(60 * minutes, self.fetch)

    def on_screen_resume(self) -> None:
        """Back from the editor: look again."""
        if self._begun:
            self.look()

    @worker(Work.LOOK)
    async def look(self) -> None:
        """Read the files and ask git, and show what differs."""
        self.reading = 0, 0
        entries = await self.threads.listing(self.blog.posts, partial(self._tell_read, self.app))
        self.reading = None
        self.has_looked = True
        self.list_state = replace(self.list_state, entries=entries, now=self.blog.now())
        self.first_time = False
        self.looked()
        self.learn()
        if not self.blog.has_repository:
            return
        try:
            # The pulse first: a change that comes between the two is then seen by the next poll.
            self._pulse = await self.threads.git(self.blog.pulse)
            status = await self.threads.git(self.blog.status)
        except GitError as error:
            # Posts can be read all the same; what stops git is said once, and again only when asked to look.
            if self.list_state.status or not self._refused:
                self.say_error(error)
            self._refused = True
            self.list_state = replace(self.list_state, status=None)
        else:
            self._refused = False
            self.list_state = replace(self.list_state, status=status)
            if status.head != self._dated:
                self._dated = status.head
                self.date()

    def _tell_read(self, app: App[object], entries: Sequence[Entry], expected: int) -> None:
        """Called on the thread that reads."""
        if self.threads.stopped:
            raise Cancelled
        app.call_later(self._read_so_far, entries, expected)

    def _read_so_far(self, entries: Sequence[Entry], expected: int) -> None:
        """Many posts are being read: show how far that is, and on a first start those that were read."""
        if self.reading is None:
            return
        self.reading = len(entries), expected
        if self.first_time:
            self.list_state = replace(self.list_state, entries=tuple(entries))
        else:
            self.watch_list_state()

    @worker(Work.INDEX_WORDS)
    async def learn(self) -> None:
        """Bring the index of words in line."""
        await self.threads.index(
            self.blog.search.update, self.list_state.entries, stop=lambda: self.threads.stopped
        )
        self.learned()

    @worker(Work.DATES)
    async def date(self) -> None:
        """Learn when commits changed the posts; until then, and where it cannot be learned, files tell."""
        from blogwifi_tui.vcs.progress import CancelToken

        self._dating = cancel = CancelToken()
        try:
            dates = await self.threads.index(lambda: self.blog.history.dates(cancel=cancel))
        except Cancelled:
            return
        except GitError as error:
            # Not by way of the funnel, which looks again: that would ask and fail again.
            self.say_error(error)
        else:
            self.list_state = replace(self.list_state, dates=dates)
            if self.list_state.order is Order.MODIFIED:
                self.looked()

    @worker(Work.POLL)
    async def poll(self) -> None:
        """Look again when another program changed the posts or the repository."""
        if time.monotonic() < self._next_poll or not self.is_current or self.publisher.busy:
            return
        entries, took = await self.threads.listing(self._posts_and_time)
        self._next_poll = time.monotonic() + POLL_SHARE * took
        pulse = await self.threads.git(self.blog.pulse) if self.list_state.status else self._pulse
        if entries != self.list_state.entries or pulse != self._pulse:
            self.look()

    def _posts_and_time(self) -> tuple[tuple[Entry, ...], float]:
        """The posts, and how long the processor was at work to look at them, in seconds."""
        start = time.thread_time()
        return self.blog.posts(), time.thread_time() - start

    def stop_fetching(self) -> None:
        """End a quiet look at the remote: it may wait long for a silent one, and nobody asked for it."""
        if self._fetching:
            self._fetching.cancel()

    def on_unmount(self) -> None:
        """Leave no git behind."""
        self.stop_fetching()
        if self._dating:
            self._dating.cancel()

    @worker(Work.FETCH)
    async def fetch(self, *, quiet: bool = True) -> None:
        """Learn what the remote has; unasked, nothing is said louder than «offline»."""
        if not self.blog.has_repository or self.publisher.busy:
            return
        from blogwifi_tui.vcs.progress import CancelToken

        self.stop_fetching()
        self._fetching = cancel = CancelToken()
        try:
            await self.threads.network(lambda: self.blog.publication.fetch(cancel=cancel))
        except GitError as error:
            if not quiet:
                raise
            self.list_state = replace(self.list_state, offline=isinstance(error, Offline | TimedOut))
        else:
            self.list_state = replace(self.list_state, offline=False)
            self.look()

    def refresh_all(self) -> None:
        """Look at the files, and ask the remote."""
        self._refused = False
        self.look()
        self.fetch(quiet=False)
