"""Keeps the list in step with the files, with git and with the remote."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from blogwifi_tui.content.state import State
from blogwifi_tui.core.recovery import found
from blogwifi_tui.core.standing import Standings
from blogwifi_tui.errors import (
    AuthenticationFailed,
    Cancelled,
    FileFailed,
    GitError,
    HostKeyUnknown,
    Offline,
    RemoteGone,
    TimedOut,
    Untrusted,
)
from blogwifi_tui.i18n.result_messages import came_in
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.list.countdown import Countdown
from blogwifi_tui.ui.list.first_look import FirstLook, load_others
from blogwifi_tui.ui.list.state import Order, PostListState
from blogwifi_tui.ui.workers import Work
from blogwifi_tui.vcs.progress import CancelToken

if TYPE_CHECKING:
    import datetime as dt

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.ui.list.file_watch import FileWatch
    from blogwifi_tui.ui.list.owner import Owner
    from blogwifi_tui.ui.services import Services


def newly_shown(before: PostListState, entries: Sequence[Entry], now: dt.datetime) -> frozenset[str]:
    """The paths of posts that readers would see, and would not have as they were ``before``."""
    if before.status is None or entries == before.entries:
        return frozenset()
    known = {entry.path: entry for entry in before.entries}
    return frozenset(
        entry.path
        for entry in entries
        if (old := known.get(entry.path)) is not entry
        if entry.state(now) is State.PUBLISHED and not (old and old.state(now) is State.PUBLISHED)
    )


class Refresher:
    """Reads the posts, asks git and the remote, and puts what it learns into the state of the screen."""

    def __init__(
        self,
        services: Services,
        screen: Owner,
        *,
        posts_read: Callable[[], object],
    ) -> None:
        """Work for ``screen``.

        Args:
            services: the blog, and what works on it.
            screen: the list.
            posts_read: called when the posts have been read, or are in another order.
        """
        self._blog = services.blog
        self._threads = services.threads
        self._publisher = services.publisher
        self._navigation = services.navigation
        self._own_run = services.journal.run
        self._git_retry = services.git_retry
        self._poll_seconds = services.timings.poll
        self._screen = screen
        self._posts_read = posts_read
        self._countdown = Countdown(screen, self._blog.now)
        self._is_reading = False
        self._first_look = FirstLook()
        self._fetching: CancelToken | None = None
        self._asks = False
        """Whether a fetch that was asked for is under way: it may open a question."""
        self._dating: CancelToken | None = None
        self._dated: str | None = None
        """The commit up to which the dates of the posts were asked for."""
        self._is_outdated = True
        """Whether posts or the repository changed since git last told how they stand."""
        self._moment = services.timings.moment
        self._pulse: object = None
        """What the repository last looked like."""
        self._services = services
        self._refused = False
        """Whether it was said already that git refuses to tell the state."""

    @cached_property
    def file_watch(self) -> FileWatch:
        """What tells that other programs changed posts; the first screen does without."""
        from blogwifi_tui.ui.list.file_watch import FileWatch

        return FileWatch(self._services, self._screen)

    def begin(self, every: Callable[[float, Callable[[], object]], object]) -> None:
        """Read and fetch, now and again; ``every`` calls a function each so many seconds."""
        self.look()
        every(self._poll_seconds, self.poll)
        every(self._poll_seconds, self._countdown.look)
        self.fetch()
        if minutes := self._blog.settings.publish.fetch_minutes:
            every(60 * minutes, self.fetch)

    def refresh_all(self) -> None:
        """Read the posts, and ask the remote; say what goes wrong, even if it was said before.

        The screen is drawn anew as well: another program may have written over it.
        """
        self._refused = False
        self._navigation.redraw()
        self.look()
        self.fetch(quiet=False)

    def look(self) -> None:
        """Read the posts and ask git, and show what differs."""
        self._screen.start(Work.LOOK, self._look)

    def look_after_publication(self) -> None:
        """Look again; a remote that could not be asked may have been reached now, under another address."""
        self.look()
        state = self._screen.list_state
        if state.offline or state.refused or state.gone:
            self.fetch()

    async def _look(self) -> None:
        await load_others(self._screen)
        if self._screen.list_state.is_partial and self._blog.has_repository:
            if self._screen.list_state.entries:
                self._first_look.shown.set()
            telling = asyncio.ensure_future(self._tell_meanwhile())
            try:
                await self._read_posts()
                await telling
            finally:
                telling.cancel()
        else:
            self._first_look.told.set()
            await self._read_posts()
        self._screen.start(Work.INDEX_WORDS, self._index_words)
        if self._blog.has_repository:
            await self._ask_git()

    async def _read_posts(self) -> None:
        screen = self._screen
        self._is_reading = True
        tell = partial(self._tell_read, screen.app.call_later)
        entries = await self._threads.listing(self._blog.posts, tell)
        self._is_reading = False
        self._first_look.shown.set()
        reason = ""
        if not entries:
            from blogwifi_tui.i18n.site_messages import no_posts_words

            reason = no_posts_words(await self._threads.disk(self._blog.listing.report, entries))
        before, now = screen.list_state, self._blog.now()
        if entries != before.entries:
            self._is_outdated = True
        screen.list_state = replace(
            before,
            entries=entries,
            total_to_load=None,
            now=now,
            reading=None,
            has_read=True,
            has_repository=self._blog.has_repository,
            newly_shown=before.newly_shown | newly_shown(before, entries, now),
            empty_reason=visible(reason),
        )
        if screen.list_state.first_time:  # until all of them were shown
            screen.list_state = replace(screen.list_state, first_time=False)
        self._posts_read()

    def _tell_read(self, later: Callable[..., object], entries: Sequence[Entry], expected: int) -> None:
        """Called on the thread that reads."""
        if self._threads.stopped:
            raise Cancelled
        later(self._read_so_far, entries, expected)
        self._first_look.wait(lambda: self._threads.stopped)

    def _read_so_far(self, entries: Sequence[Entry], expected: int) -> None:
        """Show how far the reading of many posts is, and on a first start the posts read so far."""
        self._first_look.shown.set()
        if not self._is_reading:
            return
        list_state = replace(self._screen.list_state, reading=(len(entries), expected))
        if list_state.first_time:
            list_state = replace(list_state, entries=tuple(entries))
        self._screen.list_state = list_state

    async def _tell_meanwhile(self) -> None:
        """Learn from git how the posts stand that are read so far."""
        try:
            await self._first_look.shown.wait()
            await self._ask_git(dates=False)
        finally:  # whatever git met, the posts are read
            self._first_look.told.set()

    async def _ask_git(self, *, dates: bool = True) -> None:
        """Learn from git how the posts stand, and then when they were changed, where ``dates`` are wanted."""
        screen = self._screen
        try:
            # The pulse first: a change that comes between the two is then seen by the next poll.
            pulse = await self._threads.git(self._blog.pulse)
            self._is_outdated |= pulse != self._pulse
            self._pulse = pulse
            with self._told_when_slow():
                standings = await self._threads.git(self._blog.listing.standings)
        except GitError as error:
            # Posts can be read all the same; what stops git is said once, and again only on request.
            if screen.list_state.status or not self._refused:
                screen.say_error(error)
            self._refused = True
            self._show_standings(Standings())
        else:
            self._refused = False
            self._show_standings(standings)
            if screen.list_state.untrusted:
                # A commit may have been agreed to meanwhile; where it was not, nothing is reached.
                self.fetch()
            if dates and standings.status and standings.status.head != self._dated:
                self._dated = standings.status.head
                screen.start(Work.DATES, self._ask_dates)

    @contextmanager
    def _told_when_slow(self) -> Iterator[None]:
        """Say that git is being asked where that lasts, and what it said before holds no more."""

        def tell() -> None:
            self._screen.list_state = replace(self._screen.list_state, is_asking=self._is_outdated)

        timer = asyncio.get_running_loop().call_later(self._moment, tell)
        try:
            yield
        finally:
            timer.cancel()

    def _show_standings(self, standings: Standings) -> None:
        self._is_outdated = False
        before, now = self._screen.list_state.status, standings.status
        if now and (learned := now.incoming - (before.incoming if before else frozenset())):
            self._tell_writer(learned)
        self._screen.list_state = replace(
            self._screen.list_state, standings=standings, newly_shown=frozenset(), is_asking=False
        )

    def _tell_writer(self, changed_there: frozenset[str]) -> None:
        """Tell who has one of these posts open that the other side changed it."""
        if not changed_there.isdisjoint(self._navigation.open_posts()):
            self._navigation.tell_editor(
                _(
                    "The other side changed this post just now. Nothing is lost: what is written here is "
                    "joined with that when you publish, or take in."
                )
            )

    async def _index_words(self) -> None:
        """Bring the index of words in line with the posts."""
        entries = self._screen.list_state.entries
        await self._threads.disk(self._blog.listing.keep_first, entries)
        await self._threads.index(self._blog.search.update, entries, stop=lambda: self._threads.stopped)

    async def _ask_dates(self) -> None:
        """Learn when commits changed the posts; until then, and where git cannot tell, files tell."""
        self._dating = cancel = CancelToken()
        try:
            dates = await self._threads.index(lambda: self._blog.history.dates(cancel=cancel))
        except Cancelled:
            return
        except GitError as error:
            # Not raised: the screen looks again after an error, and would ask and fail again.
            self._screen.say_error(error)
        else:
            self._screen.list_state = replace(self._screen.list_state, dates=dates)
            if self._screen.list_state.order is Order.MODIFIED:
                self._posts_read()

    def poll(self) -> None:
        """Look again if another program changed the posts or the repository."""
        self._screen.start(Work.POLL, self._poll)

    async def _poll(self) -> None:
        if not self._screen.is_current or self._publisher.busy:
            return
        entries = await self.file_watch.posts()
        list_state = self._screen.list_state
        pulse = await self._threads.git(self._blog.pulse) if list_state.status else self._pulse
        if entries not in (None, self._screen.list_state.entries) or pulse != self._pulse:
            self.look()

    def fetch(self, *, quiet: bool = True) -> None:
        """Learn what the remote has.

        When ``quiet``, a failure is a word in the top line at most; else what git needs is asked for, in the
        terminal where it is a password, unless somebody has gone on typing meanwhile.
        """
        if not (quiet and self._asks):
            self._screen.start(Work.FETCH, partial(self._fetch, quiet=quiet))

    async def _fetch(self, *, quiet: bool) -> None:
        if not self._blog.has_repository or self._publisher.busy:
            return
        self.stop_fetching()
        self._fetching = cancel = CancelToken()
        screen, strokes = self._screen, self._screen.strokes

        async def fetch() -> None:
            await self._threads.network(lambda: self._blog.publication.fetch(cancel=cancel))

        self._asks = not quiet
        try:
            if quiet:
                await fetch()
            else:
                await self._git_retry.run(
                    fetch, may_ask=lambda: screen.is_current and screen.strokes == strokes
                )
        except GitError as error:
            self._show_unreached(error)
            if not quiet:
                raise
        else:
            self._show_unreached(None)
            await self._take_in_quietly()
            self.look()
        finally:
            self._asks = False

    def _show_unreached(self, error: GitError | None) -> None:
        """Say in the top line why the remote is not known, as far as a person can do something about it."""
        self._screen.list_state = replace(
            self._screen.list_state,
            offline=isinstance(error, Offline | TimedOut),
            untrusted=isinstance(error, Untrusted),
            refused=isinstance(error, AuthenticationFailed | HostKeyUnknown),
            gone=isinstance(error, RemoteGone),
        )

    def change_address(self) -> None:
        """Show where publications go and let that be changed; then look at what is there."""
        self._screen.start(Work.PUBLISH, self._change_address)

    async def _change_address(self) -> None:
        self.stop_fetching()
        await self._publisher.change_address(self._screen)
        self.look()
        self.fetch()

    async def _take_in_quietly(self) -> None:
        """Take in what was fetched where nothing here stands against it, and say by name what that was."""
        if not self._blog.settings.publish.take_in or self._publisher.busy:
            return
        copies = await self._threads.disk(found, recovery_dir(), self._blog.root, own=self._own_run)
        held = {*self._navigation.open_posts(), *(copy.path for copy in copies)}
        try:
            await self._threads.git(lambda: self._blog.other_side.take_in_quietly(held))
            # Asked apart: when this work is ended before, the next one tells what came.
            came = await self._threads.git(self._blog.other_side.came_in)
        except (GitError, FileFailed):
            return  # nothing moved, and nobody asked: the line above tells what is to be taken in
        if words := came_in(came):
            self._screen.say(words, kind="news")

    def stop_fetching(self) -> None:
        """End the fetch under way: it may wait long for a silent remote, and nobody asked for it."""
        if self._fetching:
            self._fetching.cancel()

    def stop(self) -> None:
        """Leave no git behind."""
        self.stop_fetching()
        if self._dating:
            self._dating.cancel()
