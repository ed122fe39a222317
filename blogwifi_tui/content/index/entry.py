"""What a list shows of a post, and the cheapest way to read it that is certain."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from blogwifi_tui.content.dates.shown import lone_day
from blogwifi_tui.content.files import read
from blogwifi_tui.content.folding import searchable, words
from blogwifi_tui.content.front_matter.address_fields import AddressFields
from blogwifi_tui.content.front_matter.problems import Problem, ProblemKind
from blogwifi_tui.content.post_rules import PostRules
from blogwifi_tui.content.state import SHOWN, State, Visibility, state_of
from blogwifi_tui.errors import FileError, FileMissing, FileRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogwifi_tui.content.index.quick_header import QuickHeader
    from blogwifi_tui.content.post import Post

_HEAD = 4096
"""Bytes read first: nearly every header ends within them."""
_CHUNK = 32 * 1024
"""Bytes read at once when a whole post is wanted: larger than most, small enough to set aside each time."""


class Entry(Struct, frozen=True, gc=False, array_like=True):
    """One post in a list."""

    path: str
    """Relative to the blog's root, ``/`` separated."""
    title: str
    date: dt.datetime | None
    """The moment that the generator reads, in the blog's zone."""
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    problem: Problem | None
    folded: str
    """Three lines of :func:`~fold.searchable` text: title; tags and categories; path."""
    size: int
    mtime_ns: int
    ctime_ns: int
    """0 when the file changed so shortly before it was read that a later change may leave the same times."""
    inode: int
    address: AddressFields | None = None
    """What the header says of the post's public addresses; None when it says nothing or cannot be read."""

    visibility: Visibility = SHOWN
    """What the generator does with the post."""
    is_section: bool = False
    """Whether this is the page of a section, which lists posts and is none."""
    offset: int | None = None
    """Of the date's zone as it is written, in minutes; None where none is."""
    day: dt.date | None = None
    """The day that is written without a time, where that is no midnight in the blog's zone."""

    @property
    def shown_date(self) -> dt.datetime | None:
        """The date that people are shown: as it is written, with its own offset where it names one.

        A day alone is the one that is written; what has no offset is in the blog's zone.
        """
        if self.date is None or self.offset is None:
            return self.zone_date
        return self.date.astimezone(dt.timezone(dt.timedelta(minutes=self.offset)))

    @property
    def shown_since(self) -> dt.datetime | None:
        """From when on the site shows it, with the offset of its own date; None where it is shown at once."""
        return self.visibility.since_in(self.shown_date.tzinfo if self.shown_date else None)

    @property
    def zone_date(self) -> dt.datetime | None:
        """The date in the blog's zone, by which addresses and folders are made; a day alone stays its day."""
        if self.day is None or self.date is None:
            return self.date
        return dt.datetime.combine(self.day, dt.time(), self.date.tzinfo)

    @property
    def draft(self) -> bool:
        """Whether the generator takes it for a draft."""
        return self.visibility.draft

    def state(self, now: dt.datetime) -> State:
        """What the post is to readers, at the aware moment ``now``."""
        if self.is_section:
            return State.SECTION
        return state_of(self.visibility, now, readable=self.problem is None)


def shown_from(entry: Entry, moment: dt.datetime) -> Entry:
    """The entry that it becomes when the post is published at the aware ``moment``."""
    zone = entry.date.tzinfo if entry.date else moment.tzinfo
    day = day_apart(moment, zone)
    offset = None if entry.offset is None else _offset_of(moment)
    return replace(entry, visibility=SHOWN, date=moment.astimezone(zone), day=day, offset=offset)


def fold_entry(title: str, names: Sequence[str], path: str) -> str:
    """The ``folded`` of an entry; ``names`` are its tags and categories."""
    return f"{searchable(title)}\n{searchable(' / '.join(names))}\n{words(path)}"


def read_entry(
    root: Path, path: str, status: os.stat_result, zone: dt.tzinfo, rules: PostRules, *, trusted: bool
) -> Entry | None:
    """Read one post; None when its file is gone. A file that cannot be read gives an entry with a problem.

    Args:
        root: the blog's root.
        path: relative to it.
        status: the file's, taken before.
        zone: the blog's.
        rules: what headers mean.
        trusted: whether a later change must change ``status``.
    """
    from blogwifi_tui.content.index.quick_header import read_quickly

    problem = None
    found: QuickHeader | Post | None = (
        None if rules.plain_headers(path) else read_quickly(_begin(root, path, _HEAD), path, rules.keys)
    )
    if found is None:
        from blogwifi_tui.content.post import Post

        try:
            found = Post(path, read(root, path), rules)
            problem = found.problem
        except FileMissing:
            return None
        except FileError as error:
            why = error.reason if isinstance(error, FileRefused) else ""
            found, problem = Post(path, b"", rules), Problem(ProblemKind.NO_FILE, None, why)
    return _entry(
        found,
        problem,
        rules,
        zone,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        ctime_ns=status.st_ctime_ns if trusted else 0,
        inode=status.st_ino,
    )


def entry_of(post: Post, zone: dt.tzinfo) -> Entry:
    """What a list would show of a post, for one that may be on no disk; ``zone`` is the blog's."""
    return _entry(post, post.problem, post.rules, zone, size=len(post.data))


def _entry(
    found: QuickHeader | Post,
    problem: Problem | None,
    rules: PostRules,
    zone: dt.tzinfo,
    *,
    size: int,
    mtime_ns: int = 0,
    ctime_ns: int = 0,
    inode: int = 0,
) -> Entry:
    path, meaning = found.header.path, rules.meaning(found.header, zone)
    return Entry(
        path=path,
        title=found.title,
        date=meaning.moment and meaning.moment.astimezone(zone),
        tags=meaning.tags,
        categories=meaning.categories,
        problem=problem,
        folded=fold_entry(found.title, (*meaning.tags, *meaning.categories), path),
        size=size,
        mtime_ns=mtime_ns,
        ctime_ns=ctime_ns,
        inode=inode,
        address=found.address,
        visibility=meaning.visibility,
        is_section=rules.is_section(path),
        offset=_offset_of(meaning.date),
        day=day_apart(meaning.moment, zone),
    )


def read_plain(root: Path, path: str) -> bytes:
    """The bytes of a post for reading only; empty when they cannot be had."""
    data = _begin(root, path, _CHUNK)
    if 0 < len(data) < _CHUNK:
        return data
    try:
        return read(root, path)
    except FileError:
        return b""


def _begin(root: Path, path: str, most: int) -> bytes:
    """The first bytes of a plain file; none where ``files.read`` must judge (links) or explain (errors)."""
    try:
        handle = os.open(f"{root}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return b""
    try:
        return os.read(handle, most)
    except OSError:
        return b""
    finally:
        os.close(handle)


def _offset_of(date: dt.datetime | None) -> int | None:
    """Minutes from UTC in the zone that is written with a date."""
    offset = date.utcoffset() if date else None
    return None if offset is None else round(offset.total_seconds() / 60)


def day_apart(moment: dt.datetime | None, zone: dt.tzinfo | None) -> dt.date | None:
    """The day of an aware moment that is one alone, where that is no midnight in the blog's ``zone``."""
    day = moment and lone_day(moment)
    return day if moment and day and lone_day(moment.astimezone(zone)) != day else None
