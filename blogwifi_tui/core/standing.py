"""How the posts stand: what each is to readers, and what is still to be done about it, for a row of a list.

A row never contradicts itself: what readers would see and the remote does not have as it is here is
«ready», only the rest is «published»; where nothing is to be done, nothing is said.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.index.index import VERSION
from blogwifi_tui.content.post_rules import PostRules
from blogwifi_tui.content.state import NOT_SHOWN, ON_SITE, State, Visibility, read_written, state_of, written
from blogwifi_tui.errors import RemoteUnrelated
from blogwifi_tui.vcs.blog_repository import BlogRepository
from blogwifi_tui.vcs.status import Status, Sync


class Standing(NamedTuple):
    """The two words of a row."""

    state: State
    sync: Sync | None
    """What is to be done; None: nothing, or git was not asked."""


@dataclass(frozen=True, slots=True)
class Standings:
    """What is known of all posts at one moment."""

    status: Status | None = None
    """What git says; None: it was not asked, or cannot be."""
    there: Mapping[str, Visibility] = field(default_factory=dict)
    """What the remote's text of a post makes the generator do, of those that differ from it here."""
    deleted: Mapping[str, Visibility] = field(default_factory=dict)
    """The same of posts that commits which are only here delete; a new name is no deletion."""

    def of(self, entry: Entry, now: dt.datetime) -> Standing:
        """How one post stands at the aware moment ``now``."""
        state, status = entry.state(now), self.status
        if status is None:
            return Standing(state, None)
        there = self._state_there(entry.path, now)
        if state is State.PUBLISHED and self._is_missing(entry.path, there):
            state = State.READY
        return Standing(state, self._sync(entry.path, state, there, status))

    def to_do(self, entries: Sequence[Entry], now: dt.datetime) -> Counter[Sync]:
        """How many posts there are of which each is to be done; one counts for all that is true of it.

        ``entries`` are all posts; those that the next publication deletes are none of them, and leave too.
        """
        status = self.status
        if status is None:
            return Counter()
        counts = Counter(sync for entry in entries if (sync := status.sync(entry.path)))
        counts[Sync.CHANGED_THERE] = sum(entry.path in status.incoming for entry in entries)
        counts[Sync.LEAVES] = self.leaving(entries, now)
        return +counts

    def leaving(self, entries: Sequence[Entry], now: dt.datetime) -> int:
        """How many posts that readers have leave the site by what is here, deleted ones among them."""
        deleted = sum(state_of(visibility, now) in ON_SITE for visibility in self.deleted.values())
        return deleted + len(self.withdrawn(entries, now))

    def withdrawn(self, entries: Sequence[Entry], now: dt.datetime) -> frozenset[str]:
        """The posts of ``entries`` that readers have and that leave the site by what they are here."""
        differing = (entry for entry in entries if entry.path in self.there) if self.there else ()
        return frozenset(entry.path for entry in differing if self.of(entry, now).sync is Sync.LEAVES)

    def on_both_sides(self, entries: Sequence[Entry]) -> int:
        """How many posts both this side and the other changed since they parted."""
        status = self.status
        if status is None:
            return 0
        both = status.incoming & (status.edited | (status.unpublished or frozenset()))
        return sum(entry.path in both for entry in entries) if both else 0

    def _is_missing(self, path: str, there: State | None) -> bool:
        """Whether the remote lacks what the last commit holds of a post, or does not show it."""
        status = self.status
        if status is None or status.sync(path) is Sync.APART:
            return False
        if status.unpublished is None or path in status.unpublished or path in status.new:
            return True
        return there is not None and there not in ON_SITE

    def _sync(self, path: str, state: State, there: State | None, status: Status) -> Sync | None:
        if there is not None and there in ON_SITE and state in NOT_SHOWN:
            return Sync.LEAVES
        return Sync.CHANGED_THERE if path in status.incoming else status.sync(path)

    def _state_there(self, path: str, now: dt.datetime) -> State | None:
        visibility = self.there.get(path)
        return state_of(visibility, now) if visibility is not None else None


class StandingReader:
    """Reads what the remote has of the posts that differ from it; what was read once is remembered."""

    def __init__(
        self, repository: BlogRepository, rules: PostRules, zone: dt.tzinfo, holds: Callable[[str], bool]
    ) -> None:
        """``rules`` say what a header means, ``zone`` is the blog's; ``holds``: a path is that of a post."""
        self._repository = repository
        self._rules = rules
        self._holds = holds
        self._zone = zone
        self._tip: str | None = None
        self._seen: dict[str, Visibility | None] = {}

    def read(self) -> Standings:
        """Ask git, and look at the remote's text of the posts that differ from it.

        Raises:
            GitError: git cannot be asked.
        """
        status = self._repository.status()
        differing = (status.edited | (status.unpublished or frozenset())) - status.new
        if not differing or status.unpublished is None or (tip := self._repository.git.remote_tip()) is None:
            return Standings(status)
        if tip != self._tip:
            self._tip, self._seen = tip, {}
        there = self._there(tip, sorted(filter(self._holds, differing)))
        return Standings(status, there, self._there(tip, self._deleted(status)))

    def _there(self, tip: str, paths: Sequence[str]) -> dict[str, Visibility]:
        if unseen := [path for path in paths if path not in self._seen]:
            # A commit's text stays as it is, and so does what these rules make of it.
            rules = (VERSION, *Visibility._fields, self._rules.fingerprint, str(self._zone))
            answers = self._repository.git.runner.answers
            told = answers.to(("visibility", *rules, tip, *unseen), partial(self._written, tip, unseen))
            self._seen |= dict.fromkeys(unseen)
            self._seen |= {path: read_written(text) for path, text in told if path and text}
        return {path: visibility for path in paths if (visibility := self._seen[path]) is not None}

    def _written(self, tip: str, paths: Sequence[str]) -> list[tuple[str, str]]:
        """By path, what the remote's text of a post says, as text."""
        texts = self._repository.raw_texts(tip, paths)
        seen = ((path, self._visibility(path, data)) for path, data in texts)
        return [(path, written(visibility)) for path, visibility in seen if visibility is not None]

    def _deleted(self, status: Status) -> Sequence[str]:
        """The posts that commits which are only here delete; git is asked where one may be gone."""
        root = self._repository.git.root / self._repository.prefix

        def may_be_gone(path: str) -> bool:
            return path in status.new or not status.keeps(path) or not os.path.lexists(root / path)

        if not any(map(may_be_gone, filter(self._holds, status.unpublished or ()))):
            return ()
        try:
            deleted = self._repository.outgoing().deleted
        except RemoteUnrelated:  # nothing can be published there
            return ()
        return [path for path in sorted(deleted) if self._holds(path)]

    def _visibility(self, path: str, data: bytes) -> Visibility | None:
        from blogwifi_tui.content.post import Post

        post = Post(path, data, self._rules)
        return None if post.problem else post.visibility(self._zone)
