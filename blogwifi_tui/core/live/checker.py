"""Asks the pages of the last publication until they show what was published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeVar

from blogwifi_tui.core.http_get import Answer, get
from blogwifi_tui.core.live.answers import may_follow, outcome_of, seconds_to_wait
from blogwifi_tui.core.live.forges import Forges
from blogwifi_tui.core.live.last_publication import PATIENCE, LastPublication
from blogwifi_tui.core.live.record import Build, Doubt, Page, PublicationRecord, Seen
from blogwifi_tui.errors import SiteUnread
from blogwifi_tui.vcs.progress import CancelToken

if TYPE_CHECKING:
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.live.verdict import Verdict

Found = TypeVar("Found")

PAUSES: Final = (2.0, 3.0, 5.0, 10.0, 20.0, 40.0, 60.0)
"""Seconds before each round of questions; the last one goes for all that follow."""
MOST_BYTES: Final = 5 * 1024 * 1024
"""Of a page."""
MOST_SECONDS: Final = 20.0
"""For a page."""
_LOOK: Final = 0.1
"""Seconds between two looks at whether the check is to end."""
MOST_BUILDS_SECONDS: Final = 45.0
"""For what a forge says of a build."""
_BUILDS_FIRST: Final = 15.0
"""Seconds after the publication before which no build has failed."""
_BUILDS_PAUSE: Final = 60.0
"""Seconds between two questions to a forge, which answers few of strangers."""
_AT_ONCE: Final = frozenset(
    (Doubt.CERTIFICATE, Doubt.LOGIN, Doubt.TOO_LARGE, Doubt.NO_ADDRESS, Doubt.CANNOT_COMPARE)
)
"""Doubts that no waiting ends."""
_NOT_THERE: Final = frozenset((Doubt.NONE, Doubt.MISSING, Doubt.OLD_PAGE))
"""What tells that a page does not show it; other doubts tell that nothing can be told."""
_HEADERS: Final = {
    "Accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
    "Accept-Encoding": "identity",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and the waiting for it: a test has its own."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    wait: Callable[[CancelToken, float], bool] = CancelToken.wait
    """Waits so many seconds, or until cancelled; tells whether it was."""


def _untold(_record: PublicationRecord) -> None:
    pass


class LiveCheck:
    """Asks the pages of one blog's last publication, one at a time. Blocking: for a thread of its own.

    Nothing is sent but the address of the page: no cookie, no password. Nothing is followed to another page.
    """

    def __init__(
        self,
        publication: LastPublication,
        *,
        patience: float = PATIENCE,
        builds: Callable[[PublicationRecord], Build | None] | None = None,
        clock: Clock = Clock(),
        seconds: float = MOST_SECONDS,
    ) -> None:
        """Made by :meth:`of`, but in tests.

        Args:
            publication: of the blog.
            patience: seconds since the publication in which it asks.
            builds: whether a forge says that the build of what was sent failed; asked now and then.
            clock: the time.
            seconds: in which a page must have come.
        """
        self._publication = publication
        self._patience = patience
        self._builds = builds
        self._clock = clock
        self._seconds = seconds
        self._unchanged: dict[str, dict[str, str]] = {}
        """By address, the headers that ask whether the page is still as it was read."""
        self._not_before = 0.0
        """Seconds since the publication before which the server does not want to be asked again."""
        self._builds_at = _BUILDS_FIRST

    @classmethod
    def of(cls, blog: Blog, *, patience: float = PATIENCE) -> LiveCheck:
        """The check of a blog's last publication; ``patience``: seconds since then in which it asks."""
        return cls(LastPublication(blog), patience=patience, builds=Forges.of(blog).failed)

    def run(
        self, cancel: CancelToken, tell: Callable[[PublicationRecord], None] = _untold
    ) -> PublicationRecord | None:
        """Ask until each page is known, or the time is over; once where it is over already.

        Args:
            cancel: ends it within a second; what is waited for stays so, and the next run goes on.
            tell: is told each time something else is known of a page, from the calling thread.

        Returns:
            What is known then; None where no publication was noted.
        """
        record = self._publication.read()
        if record is None or not record.is_waiting:
            return record
        early = PAUSES[0] - self._since(record.at)
        if early > 0 and self._clock.wait(cancel, early):
            return record
        while True:
            record = self._round(record, cancel, tell)
            if not record.is_waiting or cancel.cancelled:
                return record
            record = self._ask_forge(record, cancel, tell)
            if self._clock.wait(cancel, self._pause(record)) or not self._publication.is_last(record):
                return record

    def _since(self, moment: datetime) -> float:
        return (self._clock.now() - moment).total_seconds()

    def _pause(self, record: PublicationRecord) -> float:
        """Seconds until the next round."""
        now = self._since(record.at)
        mark, number = PAUSES[0], 0
        while mark <= now:
            number = min(number + 1, len(PAUSES) - 1)
            mark += PAUSES[number]
        return max(0.0, min(max(mark, self._not_before), max(self._patience, now)) - now)

    def _round(
        self, record: PublicationRecord, cancel: CancelToken, tell: Callable[[PublicationRecord], None]
    ) -> PublicationRecord:
        """Ask each page that is waited for once, and give up those whose time is over."""
        for page in record.pages:
            if page.seen is not Seen.WAITING:
                continue
            asked = self._ask(page, record, cancel) if self._since(record.at) >= self._not_before else page
            if asked is None:
                break
            asked = self._given_up(asked)
            record = record.with_page(asked)
            self._publication.keep(record)
            if (asked.seen, asked.reason, asked.detail) != (page.seen, page.reason, page.detail):
                tell(record)
        return record

    def _given_up(self, page: Page) -> Page:
        """The page, waited for no more where that is of no use."""
        if page.seen is not Seen.WAITING:
            return page
        over = page.sent is None or self._since(page.sent) >= self._patience
        if not over and page.reason not in _AT_ONCE:
            return page
        return replace(page, seen=Seen.NOT_YET if page.reason in _NOT_THERE else Seen.NOT_VERIFIED)

    def _ask(self, page: Page, record: PublicationRecord, cancel: CancelToken) -> Page | None:
        """Ask one page, and tell what is known of it then; None when cancelled."""
        headers = {**_HEADERS, **self._unchanged.get(page.address, {})}
        answer = self._answer(page.address, headers, cancel)
        if answer is None:
            return None
        now = self._clock.now()
        if isinstance(answer, Answer):
            pause = seconds_to_wait(answer, now)
            self._not_before = max(self._not_before, self._since(record.at) + pause if pause else 0.0)
            if answer.status == 304:
                return replace(page, at=now)
        told = outcome_of(page, answer, {each.address for each in record.pages})
        self._unchanged[page.address] = _validators(answer) if isinstance(answer, Answer) else {}
        return _with(page, told, now)

    def _answer(
        self, address: str, headers: dict[str, str], cancel: CancelToken
    ) -> Answer | SiteUnread | None:
        """What the server answers, or why it does not; None when cancelled."""

        def ask() -> Answer | SiteUnread:
            try:
                return get(address, self._seconds, MOST_BYTES, headers=headers, follows=may_follow)
            except SiteUnread as error:
                return error

        found: Answer | SiteUnread | None = _beside(ask, self._seconds + 1, cancel)
        return found or (None if cancel.cancelled else SiteUnread(address, "slow"))

    def _ask_forge(
        self, record: PublicationRecord, cancel: CancelToken, tell: Callable[[PublicationRecord], None]
    ) -> PublicationRecord:
        """The record, with what a forge says of the build, where it is time to ask."""
        now = self._since(record.at)
        ask = self._builds
        if ask is None or record.build or now < self._builds_at:
            return record
        self._builds_at = now + _BUILDS_PAUSE
        build = _beside(lambda: ask(record), MOST_BUILDS_SECONDS, cancel)
        if build is None:
            return record
        record = replace(record, build=build)
        self._publication.keep(record)
        tell(record)
        return record


def _beside(asks: Callable[[], Found], seconds: float, cancel: CancelToken) -> Found | None:
    """What ``asks`` gives; None when cancelled, or when it takes longer than it may.

    It runs on a thread of its own, and is left to itself then: neither a name that is looked up nor a server
    that hangs can be interrupted.
    """
    found: list[Found] = []
    asking = Thread(target=lambda: found.append(asks()), name="live", daemon=True)
    asking.start()
    left = seconds
    while asking.is_alive() and left > 0 and not cancel.cancelled:
        asking.join(_LOOK)
        left -= _LOOK
    return found[0] if found and not cancel.cancelled else None


def _validators(answer: Answer) -> dict[str, str]:
    """What asks for the page only if it is another than this answer.

    By its ETag alone: a site that is built twice within a second has the same time both times.
    """
    tag = answer.headers.get("etag", "") if answer.status == 200 else ""
    return {"If-None-Match": tag} if tag else {}


def _with(page: Page, told: Verdict, now: datetime) -> Page:
    """The page, with what was told of it now."""
    page = replace(
        page, at=now, was_old=page.was_old or told.shows_old, reason=told.reason, detail=told.detail
    )
    if not told.proven:
        return page
    seconds = (now - page.sent).total_seconds() if page.sent else None
    return replace(page, seen=Seen.ONLINE, seconds=seconds)
