"""Sees to it that the site is asked after a publication whether it shows it, and says what was seen.

The next start goes on where one left off. Nothing waits for it: keys are free, a new publication ends the
check of the one before, and so does the end of the program.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from blogwifi_tui.i18n.live_messages import failed_build_words, late_words, result_words
from blogwifi_tui.settings.paths import publication_file
from blogwifi_tui.ui.workers import Work
from blogwifi_tui.vcs.progress import CancelToken

if TYPE_CHECKING:
    from blogwifi_tui.core.live.record import PublicationRecord
    from blogwifi_tui.ui.list.owner import Owner
    from blogwifi_tui.ui.services import Services


class LiveWatch:
    """Asks the pages of the last publication while any of them is waited for."""

    def __init__(self, services: Services, screen: Owner) -> None:
        """Say on ``screen``, the list, what was seen; each publication begins it anew."""
        self._blog = services.blog
        self._threads = services.threads
        self._late = services.timings.late
        self._screen = screen
        self._cancel = CancelToken()
        self._known: PublicationRecord | None = None
        """What is known by now; what is seen of it stands in the state of the list."""
        self._is_late = False
        """Whether it is still to be said, once the site has answered, that it does not show it, and why."""
        services.publisher.accepted = self.begin

    def begin(self) -> None:
        """Ask about the last publication, and about none before it."""
        self.stop()
        self._screen.start(Work.LIVE, self._watch)

    def resume(self) -> None:
        """The list is seen again: ask no more where the settings say so by now."""
        if not self._blog.settings.publish.verify:
            self.stop()
            self._show(None)

    def stop(self) -> None:
        """Ask no more."""
        self._cancel.cancel()

    async def _watch(self) -> None:
        if not self._blog.settings.publish.verify:
            return
        self._cancel = cancel = CancelToken()
        while await self._is_overtaken(cancel):  # in another window, or by a command: asked here too
            pass

    async def _is_overtaken(self, cancel: CancelToken) -> bool:
        """Ask the pages of the last publication; whether another one came before all was known of them."""
        from blogwifi_tui.core.live.record import read_record

        record = await self._threads.disk(read_record, publication_file(self._blog.root))
        waiting = record if record and record.is_waiting else None
        self._show(waiting)
        if waiting is None:
            return False
        from blogwifi_tui.core.live.checker import LiveCheck

        check = LiveCheck.of(self._blog)

        def tell(seen: PublicationRecord) -> None:  # on the thread that asks
            if not self._threads.stopped:
                self._screen.app.call_later(self._tell, seen, cancel)

        with self._told_when_late(waiting):
            known = await self._threads.live(check.run, cancel, tell)
        if known is None:
            return False
        self._tell(known, cancel)
        return known.is_waiting and not cancel.cancelled

    def _tell(self, record: PublicationRecord, cancel: CancelToken) -> None:
        """Show what is known now, and say it once nothing more is waited for, or the build failed."""
        before = self._known
        if cancel.cancelled or before is None or record == before:
            return
        self._show(record)
        if record.is_waiting:
            if record.build and not before.build:
                self._screen.say(failed_build_words(record.build), kind="setback")
            self._tell_late()
        elif before.is_waiting:
            from blogwifi_tui.core.live.record import waited
            from blogwifi_tui.core.server_words import telling_line

            well, words = result_words(record, record.asked, waited(record), telling_line(record.said))
            self._screen.say(words, kind="result" if well else "setback")

    def _tell_late(self) -> None:
        from blogwifi_tui.core.live.record import Seen, waited
        from blogwifi_tui.core.server_words import telling_line

        now = self._known
        if self._is_late and now and any(page.reason for page in now.pages if page.seen is Seen.WAITING):
            self._is_late = False
            self._screen.say(late_words(now, waited(now), telling_line(now.said)), kind="setback")

    def _show(self, record: PublicationRecord | None) -> None:
        """Draw what is known, where anything of it can be seen: why a page is still waited for, cannot."""
        shown, self._known = self._screen.list_state.publication, record
        if _visible(record) != _visible(shown):
            self._screen.list_state = replace(self._screen.list_state, publication=record)

    @contextmanager
    def _told_when_late(self, record: PublicationRecord) -> Iterator[None]:
        """Say once that the site still does not show it, when that has lasted long."""

        def tell() -> None:
            self._is_late = True
            self._tell_late()

        from blogwifi_tui.core.live.record import waited

        self._is_late = False
        left = self._late - waited(record)
        loop = asyncio.get_running_loop()
        timer = loop.call_later(left, tell) if left > 0 else None
        try:
            yield
        finally:
            if timer:
                timer.cancel()


def _visible(record: PublicationRecord | None) -> object:
    """What the list shows of a publication."""
    return record and (
        record.at,
        [(page.path, page.seen, page.at) for page in record.pages if page.seen != "waiting"],
    )
