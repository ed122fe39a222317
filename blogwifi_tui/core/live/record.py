"""What is known of the last publication: what was sent, what the server said, which pages show it.

Kept in the person's state folder, one file a blog, and read back tolerantly: a damaged one counts for none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from blogwifi_tui.content.atomic import write_state
from blogwifi_tui.content.file_lock import file_lock

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

Item = TypeVar("Item")

MOST_EARLIER: Final = 500
"""Pages of earlier publications that are remembered."""
MOST_BYTES: Final = 4 * 1024 * 1024
"""A larger file is none of ours."""


class PageChange(StrEnum):
    """What a publication does to a page."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class Seen(StrEnum):
    """What is known of a page."""

    WAITING = "waiting"
    """It is asked, and does not show yet what was published."""
    ONLINE = "online"
    """It was seen to show it; of a page that was taken off: it was seen to be gone."""
    NOT_YET = "not yet"
    """It did not show it as long as it was asked."""
    NOT_VERIFIED = "not verified"
    """It cannot be told; the page's ``reason`` says why."""


class Doubt(StrEnum):
    """Why a page does not prove what was published."""

    NONE = ""
    """Nothing is known against it: it was not asked yet, or it is online."""
    OFF = "off"
    """The settings say that no page is asked."""
    NO_ADDRESS = "no-address"
    """Its address is not known, or is none that the blog names as its own."""
    NOT_ASKED = "not-asked"
    """Only the newest pages of a publication are asked."""
    FUTURE = "future"
    """The site shows it only from its date on."""
    CANNOT_COMPARE = "cannot-compare"
    """What changed cannot be seen on a page, or the page looked the same before."""
    TOO_SHORT = "too-short"
    """The page has its title, and it has too few words to be told by."""
    ONLY_LISTS = "only-lists"
    """The page has its title or some of its words, as a list of posts does too."""
    MISSING = "missing"
    """There is no such page (404, 410)."""
    OLD_PAGE = "old-page"
    """The page shows the post as it was before; of one that was taken off: it is still there."""
    OTHER_PAGE = "other-page"
    """The page has nothing of the post."""
    SOFT_404 = "soft-404"
    """The page says in words that there is none, and not by its status."""
    LOGIN = "login"
    """The page asks for a password."""
    ELSEWHERE = "elsewhere"
    """The address leads, or the page itself points, to another; ``detail`` has that."""
    CERTIFICATE = "certificate"
    """The certificate of the site is not valid."""
    NETWORK = "network"
    """The site cannot be reached."""
    HANGS = "hangs"
    """The site does not answer in time."""
    STATUS = "refused-status"
    """The server answers with an error; ``detail`` has its number."""
    TOO_LARGE = "too-large"
    NOT_HTML = "not-html"


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one post that a publication sent."""

    path: str
    """Of the post, as the publication has it; of one that was taken off, as it was before."""
    title: str
    address: str
    """Whole, with its host; empty where it is not known."""
    change: PageChange
    seen: Seen
    reason: Doubt = Doubt.NONE
    """Why it is not online, as far as that is known; also while it is waited for."""
    detail: str = ""
    """What goes with the reason: the number of a status, where an address leads. Text from outside."""
    at: datetime | None = None
    """When it was seen, or last asked."""
    seconds: float | None = None
    """From the push until it was seen."""
    sent: datetime | None = None
    """When it was pushed."""
    digest: str = ""
    """SHA-256 of the post's bytes that were sent, in hexadecimal; empty for one that was taken off."""
    runs: tuple[str, ...] = ()
    """Runs of words that only what was sent has: they prove it. Of one that was taken off, its words."""
    weak: bool = False
    """Whether its runs are short, and prove it only with what else is known."""
    kept: tuple[str, ...] = ()
    """Runs of words that it had before too: they tell that a page is this post's."""
    dropped: tuple[str, ...] = ()
    """Runs of words that it had before, and has no more."""
    heading: str = ""
    """Its title, as words, by which its page is known, where that is needed."""
    former: tuple[str, ...] = ()
    """The titles it had before, as words, where ``heading`` proves that it has another."""
    date: str = ""
    """Its new day (ISO 8601), where that proves it."""
    was_old: bool = False
    """Whether an answer of the site showed it as it was before; of a new one: that there was none."""
    bases: tuple[str, ...] = ()
    """The commits of which the site may show the page until it shows this one."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a forge says of the build of the commit that was sent: it failed."""

    name: str
    """Of the check that failed. Text from outside, on one line."""
    conclusion: str
    """In the forge's word: ``failure``, ``error``, ``timed_out``… Text from outside, on one line."""
    address: str = ""
    """Of its log, of https; empty where none is told."""


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """The last publication of a blog."""

    at: datetime
    """When it was accepted."""
    commit: str
    """The full name of the commit that was sent."""
    remote: str
    """Where it went, secrets masked."""
    branch: str
    said: str = ""
    """What the server and its hooks said, a line each, cleaned."""
    pages: tuple[Page, ...] = ()
    """The pages it changes, the newest posts first; those that an earlier one changed and that are still
    waited for come after."""
    build: Build | None = None
    """Where a forge said that the build of this commit failed."""
    earlier: tuple[Page, ...] = ()
    """Pages that earlier publications changed, as they were last known."""

    @property
    def is_waiting(self) -> bool:
        """Whether some page is still to be asked."""
        return any(page.seen is Seen.WAITING for page in self.pages)

    @property
    def asked(self) -> tuple[Page, ...]:
        """The pages that are, or were asked."""
        return tuple(page for page in self.pages if page.seen is not Seen.NOT_VERIFIED or page.at)

    def page(self, path: str) -> Page | None:
        """The page of the post at ``path``; None where no publication is known that changed it."""
        return next((page for page in (*self.pages, *self.earlier) if page.path == path), None)

    def with_page(self, page: Page) -> PublicationRecord:
        """The record that knows ``page`` as it is now."""
        same = (page.path, page.address)
        return replace(
            self, pages=tuple(page if (each.path, each.address) == same else each for each in self.pages)
        )


def waited(record: PublicationRecord) -> float:
    """Seconds since a publication."""
    return max((datetime.now(UTC) - record.at).total_seconds(), 0)


def read_record(file: Path) -> PublicationRecord | None:
    """The record in ``file``; None where there is none, or none that can be read."""
    try:
        with file.open("rb") as handle:
            data = handle.read(MOST_BYTES + 1)
        return None if len(data) > MOST_BYTES else _record(json.loads(data))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):  # none, or a damaged one
        return None


def write_record(file: Path, record: PublicationRecord) -> None:
    """Keep ``record`` in ``file``. Raises OSError."""
    write_state(file, json.dumps(asdict(record), default=datetime.isoformat).encode("ascii"), durable=False)


def alone_at(file: Path) -> AbstractContextManager[bool]:
    """While no other window, command or thread is here for the same ``file``. Raises OSError."""
    return file_lock(file.with_suffix(".lock"))


def _record(data: Mapping[str, object]) -> PublicationRecord:
    build = data["build"]
    return PublicationRecord(
        at=_moment(data["at"]),
        commit=_text(data["commit"]),
        remote=_text(data["remote"]),
        branch=_text(data["branch"]),
        said=_text(data["said"]),
        pages=_each(data["pages"], _page),
        build=_build(build) if build else None,
        earlier=_each(data["earlier"], _page),
    )


def _page(data: object) -> Page:
    known = _mapping(data)
    at, sent, seconds = known["at"], known["sent"], known["seconds"]
    return Page(
        path=_text(known["path"]),
        title=_text(known["title"]),
        address=_text(known["address"]),
        change=PageChange(_text(known["change"])),
        seen=Seen(_text(known["seen"])),
        reason=Doubt(_text(known["reason"])),
        detail=_text(known["detail"]),
        at=None if at is None else _moment(at),
        seconds=None if seconds is None else float(_text(str(seconds))),
        sent=None if sent is None else _moment(sent),
        digest=_text(known["digest"]),
        runs=_each(known["runs"], _text),
        kept=_each(known["kept"], _text),
        dropped=_each(known["dropped"], _text),
        heading=_text(known["heading"]),
        former=_each(known["former"], _text),
        date=_text(known["date"]),
        weak=known["weak"] is True,
        was_old=known["was_old"] is True,
        bases=_each(known["bases"], _text),
    )


def _build(data: object) -> Build:
    known = _mapping(data)
    return Build(_text(known["name"]), _text(known["conclusion"]), _text(known["address"]))


def _mapping(data: object) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise TypeError
    return data


def _each(data: object, made: Callable[[object], Item]) -> tuple[Item, ...]:
    if not isinstance(data, list):
        raise TypeError
    return tuple(map(made, data))


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise TypeError
    return data


def _moment(data: object) -> datetime:
    moment = datetime.fromisoformat(_text(data))
    if moment.tzinfo is None:
        raise ValueError
    return moment
