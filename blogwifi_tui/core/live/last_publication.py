"""The last publication of a blog: noted once it was accepted, and what is known of its pages since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from blogwifi_tui.content.state import State
from blogwifi_tui.core.addresses import WITHOUT_PAGE
from blogwifi_tui.core.live.fingerprint import fingerprint
from blogwifi_tui.core.live.record import (
    MOST_EARLIER,
    Doubt,
    Page,
    PageChange,
    PublicationRecord,
    Seen,
    alone_at,
    read_record,
    write_record,
)
from blogwifi_tui.sanitize import one_line, visible
from blogwifi_tui.settings.paths import publication_file
from blogwifi_tui.site.address import host_of

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.vcs.sync import Outcome

PATIENCE: Final = 600.0
"""Seconds after a publication in which its pages are asked."""
MOST_ASKED: Final = 5
"""Pages of one publication that are asked."""
_MOST_READ: Final = 200
"""Posts of one publication, the newest, that are read and told of."""
_MOST_BASES: Final = 8
_MOST_SAID: Final = 20_000
"""Characters of the server's words that are kept: the last ones, which tell how it ended."""
_NOBODYS: Final = (".example.org", ".example.com", ".example.net", ".example", ".invalid")
"""Hosts that the settings of a fresh site name, and that are nobody's (RFC 2606)."""
_EPOCH: Final = datetime.min.replace(tzinfo=UTC)


class _Version(NamedTuple):
    """A post as one commit has it."""

    post: Post
    entry: Entry
    address: str
    """Of its page, where that can be asked; else empty."""

    @property
    def date(self) -> datetime:
        """By which the newest come first."""
        return self.entry.date or _EPOCH


class _Sent(NamedTuple):
    """What a publication does to the page of a post."""

    post: _Version
    """As it is sent; of one that is taken off, as it was."""
    change: PageChange
    before: _Version | None = None
    """As readers saw it."""
    is_awaited: bool = False
    """Whether readers see it only from its date on."""

    @property
    def doubt(self) -> Doubt:
        """Why its page is not asked, whatever else is."""
        if self.is_awaited:
            return Doubt.FUTURE
        return Doubt.NONE if self.post.address else Doubt.NO_ADDRESS

    def page(self, at: datetime, doubt: Doubt) -> Page:
        """The page, to be asked unless there is a doubt."""
        post = self.post.post
        return Page(
            post.path,
            post.title,
            self.post.address,
            self.change,
            Seen.NOT_VERIFIED if doubt else Seen.WAITING,
            doubt,
            sent=at,
            digest="" if self.change is PageChange.GONE else post.digest,
        )


class LastPublication:
    """What is known of the last publication of one blog.

    Everything here touches the disk or git, and nothing the network: the pages are asked by
    :class:`.checker.LiveCheck`.
    """

    def __init__(self, blog: Blog, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """``now`` is this moment, aware."""
        self._blog = blog
        self._now = now
        self.file = publication_file(blog.root)
        self._committed: tuple[str, dict[str, str]] = ("", {})
        """By path, the digests of posts as the commit named first has them."""

    def read(self) -> PublicationRecord | None:
        """The last publication; None where none was noted, or what was noted cannot be read."""
        return read_record(self.file)

    def note(self, outcome: Outcome, *, ask: bool = True) -> PublicationRecord | None:
        """Remember what a publication sent, right after the remote accepted it.

        Args:
            outcome: what it did.
            ask: whether its pages are to be asked, by the settings.

        Returns:
            What was noted; None where nothing was sent, and then the publication before it stays the last.

        Raises:
            GitError: what was sent cannot be read.
        """
        if not outcome.pushed or not outcome.commit:
            return None
        former = self.read()
        at = self._now()
        pages = tuple(self._pages(outcome, former, at, ask=ask))
        carried, earlier = _carried(former, pages, at)
        record = PublicationRecord(
            at=at,
            commit=outcome.commit,
            remote=outcome.remote,
            branch=outcome.branch,
            said=said(outcome.words),
            pages=(*pages, *carried),
            earlier=earlier,
        )
        with suppress(OSError), alone_at(self.file):  # what was sent is sent; else no later start asks it
            write_record(self.file, record)
        return record

    def keep(self, record: PublicationRecord) -> None:
        """Remember what is known of its pages now, unless another publication came meanwhile."""
        with suppress(OSError), alone_at(self.file):
            if self.is_last(record):
                write_record(self.file, record)

    def is_last(self, record: PublicationRecord) -> bool:
        """Whether no other publication came meanwhile."""
        there = self.read()
        return there is not None and (there.at, there.commit) == (record.at, record.commit)

    def seen(self, path: str) -> Page | None:
        """The page of the post at ``path``, as it was last known; None where none was asked about."""
        record = self.read()
        return record.page(path) if record else None

    def live(self, path: str) -> bool | None:
        """Whether readers see the post at ``path`` as the last commit has it; None where that is not known.

        For many posts, :meth:`live_posts` tells it of all at once.
        """
        return self.live_posts().get(path)

    def live_posts(self) -> dict[str, bool]:
        """By path, the posts of which it is known whether readers see them as the last commit has them.

        True: the page was seen to show it. False: it was asked, and did not; or it was taken off.
        """
        record = self.read()
        if record is None:
            return {}
        pages: dict[str, Page] = {}
        for page in (*record.pages, *record.earlier):
            pages.setdefault(page.path, page)
        committed = self._digests([path for path, page in pages.items() if page.digest])
        return {
            path: page.seen is Seen.ONLINE and page.change is not PageChange.GONE
            for path, page in pages.items()
            if page.seen is not Seen.NOT_VERIFIED and page.digest == committed.get(path, "")
        }

    def _digests(self, paths: Sequence[str]) -> Mapping[str, str]:
        """What the last commit holds of ``paths``."""
        head = self._blog.publication.last_commit() or ""
        if head and (head != self._committed[0] or not self._committed[1].keys() >= set(paths)):
            found = self._blog.other_side.posts.posts_at("HEAD", paths)
            self._committed = (head, {path: found[path].digest if path in found else "" for path in paths})
        return self._committed[1] if head else {}

    # The pages of one publication

    def _pages(
        self, outcome: Outcome, former: PublicationRecord | None, at: datetime, *, ask: bool
    ) -> Iterator[Page]:
        """The pages that a publication changes, the newest posts first, of which only the first are asked."""
        left = MOST_ASKED if ask else 0
        for sent in sorted(self._sent(outcome, at), key=lambda sent: sent.post.date, reverse=True):
            doubt = sent.doubt or (Doubt.NONE if left else Doubt.NOT_ASKED if ask else Doubt.OFF)
            page = sent.page(at, doubt)
            if not doubt:
                page = self._proven_by(page, sent, outcome, former, at)
                left -= page.seen is Seen.WAITING
            yield page

    def _sent(self, outcome: Outcome, at: datetime) -> Iterator[_Sent]:
        """The posts that a publication sent, or took off, of which readers see something."""
        paths = self._newest(path for path in outcome.paths if self._blog.holds(path))
        new = self._at(outcome.commit, paths)
        old = _shown(self._at(outcome.before, paths), at) if outcome.before else {}
        shown = _shown(new, at)
        by_address = {each.address: each for each in old.values() if each.address}
        for path, each in new.items():
            before = old.get(path) or by_address.get(each.address)
            if path in shown:
                yield _Sent(each, PageChange.CHANGED if before else PageChange.NEW, before)
            elif before is None and each.entry.state(at) is State.SCHEDULED:
                yield _Sent(each, PageChange.NEW, is_awaited=True)
        taken = {each.address for each in shown.values() if each.address}
        for path, each in old.items():
            if path not in shown and each.address not in taken:
                yield _Sent(each, PageChange.GONE)

    def _newest(self, paths: Iterable[str]) -> list[str]:
        """Those of ``paths`` that are looked at: the newest posts, then what is no more.

        So no post is taken for one that left the site while the one that has its address now is not read.
        """
        wanted = dict.fromkeys(paths)
        if len(wanted) <= _MOST_READ:
            return list(wanted)
        here = dict.fromkeys(entry.path for entry in self._blog.posts() if entry.path in wanted)
        return [*here, *(path for path in wanted if path not in here)][:_MOST_READ]

    def _at(self, commit: str, paths: Iterable[str]) -> dict[str, _Version]:
        """Those of ``paths`` that a commit has."""
        addresses = self._blog.addresses
        found = self._blog.other_side.posts.posts_at(commit, paths)
        entries = {path: addresses.entry(post) for path, post in found.items()}
        return {path: _Version(found[path], entry, self._address(entry)) for path, entry in entries.items()}

    def _address(self, entry: Entry) -> str:
        """Where its page is, if the blog names that site as its own; else empty."""
        page = self._blog.addresses.of(entry)
        if page is None or not page.is_whole:
            return ""
        own = (self._blog.addresses.pattern, self._blog.sites.of(entry.path).address)
        host = host_of(page.address).lower()
        return page.address if host in {host_of(each).lower() for each in own} and can_be_asked(host) else ""

    def _proven_by(
        self, page: Page, sent: _Sent, outcome: Outcome, former: PublicationRecord | None, at: datetime
    ) -> Page:
        """The page, with what will prove it; with a doubt where nothing can."""
        same = [each for each in _known(former) if each.path == page.path or each.address == page.address]
        # What was never seen may not have been built yet: the site may show what was there before that.
        waiting = (base for each in same if each.seen is not Seen.ONLINE for base in each.bases)
        bases = tuple(filter(None, dict.fromkeys((outcome.before, *waiting))))[:_MOST_BASES]
        if page.change is PageChange.GONE:
            return replace(page, runs=fingerprint(sent.post.post, []).runs, bases=bases)
        olds = [sent.before.post] if sent.before else []
        for base in bases:
            if base != outcome.before:
                olds += [each.post for each in _shown(self._at(base, [page.path]), at).values()]
        names = self._blog.sites.of(page.path).title, self._blog.title
        proof = fingerprint(sent.post.post, olds, names)
        return replace(
            page,
            seen=Seen.NOT_VERIFIED if proof.doubt else Seen.WAITING,
            reason=proof.doubt,
            runs=proof.runs,
            weak=proof.weak,
            kept=proof.kept,
            dropped=proof.dropped,
            heading=proof.heading,
            former=proof.former,
            date=proof.date,
            bases=bases,
        )


def _shown(versions: Mapping[str, _Version], at: datetime) -> dict[str, _Version]:
    """Those of ``versions`` that have a page."""
    return {path: each for path, each in versions.items() if each.entry.state(at) not in WITHOUT_PAGE}


def _known(former: PublicationRecord | None) -> tuple[Page, ...]:
    """All pages that are known of."""
    return (*former.pages, *former.earlier) if former else ()


def _carried(
    former: PublicationRecord | None, pages: Iterable[Page], at: datetime
) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """Of earlier publications, but of ``pages``: the pages that are still waited for, and the others."""
    taken = {name for page in pages for name in (page.path, page.address)} - {""}
    known = [page for page in _known(former) if page.path not in taken and page.address not in taken]
    waiting = [page for page in known if page.seen is Seen.WAITING and _is_young(page, at)][:MOST_ASKED]
    rest = [_stripped(page) for page in known if page not in waiting]
    return tuple(waiting), tuple(rest[:MOST_EARLIER])


def _is_young(page: Page, at: datetime) -> bool:
    return page.sent is not None and at - page.sent < timedelta(seconds=PATIENCE)


def _stripped(page: Page) -> Page:
    """What is remembered of a page that is not asked any more."""
    seen = Seen.NOT_YET if page.seen is Seen.WAITING else page.seen
    bases = () if seen is Seen.ONLINE else page.bases
    return replace(page, seen=seen, bases=bases, runs=(), kept=(), dropped=(), heading="", former=(), date="")


def can_be_asked(address: str) -> bool:
    """Whether a GET can go there: http or https, no password in it, and nobody's example."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    host = (parts.hostname or "").rstrip(".")
    is_somebodys = bool(host) and not f".{host}".endswith(_NOBODYS)
    return parts.scheme in {"http", "https"} and is_somebodys and not parts.username and port != 0


def said(words: str) -> str:
    """What the server said, as it is kept: its last words, a line each, control characters made visible."""
    lines = [visible(one_line(line)) for line in words[-_MOST_SAID:].splitlines()]
    return "\n".join(line for line in lines if line)
