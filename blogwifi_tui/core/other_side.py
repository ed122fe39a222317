"""What the other machine, or another person, published: taken in, and told by name, by whom and when."""

from __future__ import annotations

import platform
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Protocol

from blogwifi_tui.content.state import ON_SITE
from blogwifi_tui.core.leaving import RemotePosts
from blogwifi_tui.core.settings_mistakes import stopping
from blogwifi_tui.errors import Conflict, EditsInTheWay, NotInHistory
from blogwifi_tui.i18n.commit_messages import joining
from blogwifi_tui.vcs.incoming import incoming_commits, landed, pending

if TYPE_CHECKING:
    import datetime as dt

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.errors import SettingsError
    from blogwifi_tui.settings.model import Settings
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.commit import Identity
    from blogwifi_tui.vcs.incoming import CommitInfo, Join
    from blogwifi_tui.vcs.progress import CancelToken, Progress

LOOKED_AT = 50
"""Deleted posts of which the text is read for the title, and conflicts told with who made each side."""
_LOCAL = (".local", ".lan", ".home", ".localdomain", ".internal", ".(none)")
"""How the names of machines end that nobody else finds."""


class Arrival(StrEnum):
    """What became of a post by what came in."""

    NEW = "new"
    PUBLISHED = "published"
    """Readers have it now, who did not before."""
    WITHDRAWN = "withdrawn"
    """Readers had it, and it is a draft, left out, or shown only later from now on."""
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class ArrivedPost:
    """A post that the other side wrote, changed, published, withdrew or deleted."""

    path: str
    title: str
    arrival: Arrival


@dataclass(frozen=True, slots=True)
class CameIn:
    """What came from the other side."""

    label: str = ""
    """Where from, as in ``origin/main``; empty when nothing came."""
    commits: int = 0
    posts: tuple[ArrivedPost, ...] = ()
    """In the order of :class:`Arrival`."""
    files: int = 0
    """How many files that are no posts."""
    authors: tuple[str, ...] = ()
    """Who made it, without the person here."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who changed a post on one side, when, where and with which message."""

    commit: CommitInfo
    is_me: bool
    """Whether it is the person git knows here."""
    machine: str
    """The name of the machine, as far as it is known: git notes none in a commit."""


class _Blog(Protocol):
    """What is needed of the blog."""

    settings: Settings
    mistakes: Sequence[SettingsError]

    @property
    def zone(self) -> dt.tzinfo: ...

    @property
    def conflicts(self) -> _Conflicts: ...

    def post(self, path: str, data: bytes) -> Post: ...

    def posts(self) -> Sequence[Entry]: ...

    def now(self) -> dt.datetime: ...

    def holds(self, path: str) -> bool: ...


class _Conflicts(Protocol):
    def resolve_without_asking(self) -> bool: ...
    def unanswered(self) -> tuple[str, ...]: ...


class OtherSide:
    """Tells of the commits of the other side of one blog, as of the last fetch, and takes them in."""

    def __init__(self, blog: _Blog, repository: BlogRepository) -> None:
        self._blog = blog
        self._repository = repository
        self.posts = RemotePosts(repository, blog.post, blog.holds, blog.now)
        """The posts as it has them, and which of them a step takes off the site."""

    def take_in(
        self,
        *,
        progress: Callable[[Progress], None] = lambda _step: None,
        cancel: CancelToken | None = None,
    ) -> None:
        """Fetch, and join what the other side has; nothing is sent. :meth:`came_in` tells what came.

        Where git sees a conflict but no field or paragraph has two answers, it is resolved on the way.

        Raises:
            Conflict: a person must choose; nothing was touched.
            EditsInTheWay: it would change what is not committed here; nothing was touched.
            NoRemote, Offline, AuthenticationFailed, OperationInProgress, ...: nothing was touched.
        """
        idle = self._blog.settings.publish.idle_timeout
        pull = partial(
            self._repository.pull, idle=idle, progress=progress, cancel=cancel, message=self.message
        )
        try:
            pull()
        except Conflict:
            if not self._blog.conflicts.resolve_without_asking():
                raise
            if self.pending():
                pull()

    def foresee(self, committing: Collection[str], *, chosen: bool = False) -> None:
        """Refuse what :meth:`take_in` would, as of the last fetch; nothing is touched.

        ``committing`` are the paths that are committed before; ``chosen``: nothing is left to choose.

        Raises:
            Conflict: a person must choose.
            EditsInTheWay: it would change what is not committed here.
            Untrusted, MergeTooTangled, GitError: as git says.
        """
        from blogwifi_tui.vcs.merge import overlap
        from blogwifi_tui.vcs.merge_preview import preview_merge

        join, git = self.pending(), self._repository.git
        if join is None:
            return
        preview = preview_merge(git, join.theirs)
        if preview.stages and not chosen and (unanswered := self._blog.conflicts.unanswered()):
            raise Conflict(unanswered)
        if paths := set(overlap(git, preview.tree)) - set(committing):
            raise EditsInTheWay(tuple(sorted(paths)))

    def take_in_quietly(self, open_posts: Iterable[str]) -> None:
        """Follow what was last fetched where nothing here stands against it; :meth:`came_in` tells what came.

        Nothing moves where anything here is not published, where it would change what is not committed or
        one of ``open_posts``, while something else talks to the remote, or while a wrong setting may be the
        one that forbids it.

        Raises:
            Untrusted, GitError, FileFailed: nothing moved.
        """
        if not list(stopping(self._blog.mistakes)):
            self._repository.fast_forward(open_posts)

    def came_in(self) -> CameIn:
        """What has come here since this was last asked."""
        joins = self._repository.untold_joins()
        return self._told(joins, [landed(self._repository.git, join) for join in joins])

    def coming(self) -> CameIn:
        """What :meth:`take_in` would bring, as of the last fetch."""
        join = self.pending()
        return self._told([join], [None]) if join else CameIn()

    def _told(self, joins: Sequence[Join], landings: Sequence[frozenset[str] | None]) -> CameIn:
        """What the other side's commits bring; of each, the paths that differ here since, None for all."""
        if not joins:
            return CameIn()
        titles = {entry.path: entry.title for entry in self._blog.posts()}
        posts: dict[str, ArrivedPost] = {}
        files: set[str] = set()
        count, authors = 0, dict[str, None]()
        for join, differs in zip(joins, landings, strict=True):
            found = self._repository.incoming(join)
            count += found.commits
            authors |= dict.fromkeys(self._others(join))
            here = None if differs is None else set(map(self._repository.blog_path, differs))
            for arrival, paths in (
                (Arrival.NEW, found.added),
                (Arrival.CHANGED, found.changed),
                (Arrival.DELETED, found.deleted),
            ):
                came = paths if here is None else paths & here
                held = set(filter(self._blog.holds, came))
                files |= came - held
                where = found.base if arrival is Arrival.DELETED else join.theirs
                known = titles | dict(self._titles(where, sorted(held - titles.keys())))
                turned = self._turned(join, found.base, held) if arrival is Arrival.CHANGED else {}
                posts |= {
                    path: ArrivedPost(path, known.get(path, path), turned.get(path, arrival))
                    for path in sorted(held)
                }
        order = list(Arrival)
        told = sorted(posts.values(), key=lambda each: order.index(each.arrival))
        return CameIn(joins[-1].label, count, tuple(told), len(files), tuple(authors))

    def _others(self, join: Join) -> Iterator[str]:
        """Who made the commits of the other side, newest first, without the person here."""
        me = self._repository.git.identity()
        commits = incoming_commits(self._repository.git, join)
        return (commit.author for commit in commits if not _is_me(commit, me))

    def _turned(self, join: Join, base: str | None, paths: Collection[str]) -> dict[str, Arrival]:
        """Those of ``paths`` that readers have by what the other side did, or do not have any more."""
        now, names = self._blog.now(), sorted(paths)
        if base is None:
            return {}
        before = self.posts.states_at(base, names, now)
        after = self.posts.states_at(join.theirs, names, now)
        return {
            path: Arrival.PUBLISHED if state in ON_SITE else Arrival.WITHDRAWN
            for path, state in after.items()
            if path in before and (state in ON_SITE) is not (before[path] in ON_SITE)
        }

    def pending(self) -> Join | None:
        """What is to be taken in, as of the last fetch; None when all of it is here."""
        return pending(self._repository.git)

    def message(self, join: Join) -> str:
        """What the commit says that joins both sides."""
        found = self._repository.incoming(join)
        commits = incoming_commits(self._repository.git, join)
        posts = sorted(filter(self._blog.holds, found.added | found.changed | found.deleted))
        titles = dict(self._titles(join.theirs, posts[:1])) if len(posts) == 1 else {}
        return joining(
            tuple(dict.fromkeys(commit.author for commit in commits)),
            max(commit.when for commit in commits).astimezone(self._blog.zone) if commits else None,
            len(posts),
            title=next(iter(titles.values()), ""),
        )

    def origin(self, path: str) -> Origin | None:
        """Who last changed ``path`` on the other side; None when nobody did since both were alike."""
        join = self.pending()
        return self._origin(join, path, self._repository.git.identity(), ours=False) if join else None

    def origins(self, names: Sequence[tuple[str, str]]) -> list[tuple[Origin | None, Origin | None]]:
        """Who last changed posts here and on the other side, each given by what it is called on both."""
        join, me = self.pending(), self._repository.git.identity()
        return [
            (self._origin(join, mine, me, ours=True), self._origin(join, theirs, me, ours=False))
            if join and number < LOOKED_AT
            else (None, None)
            for number, (mine, theirs) in enumerate(names)
        ]

    def _origin(self, join: Join, path: str, me: Identity | None, *, ours: bool) -> Origin | None:
        commit = self._repository.last_commit(join, path, ours=ours)
        if commit is None:
            return None
        return Origin(commit, _is_me(commit, me), platform.node() if ours else _host(commit.email))

    def _titles(self, revision: str | None, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
        for path in paths[:LOOKED_AT] if revision else ():
            try:
                yield path, self._blog.post(path, self._repository.text_at(revision or "", path)).title
            except NotInHistory:
                continue


def _is_me(commit: CommitInfo, me: Identity | None) -> bool:
    """Whether the person git knows here made a commit, on whatever machine."""
    if me is None:
        return False
    # An address that git made of the machine's name is another on each machine.
    made_up = bool(_host(commit.email)) and commit.author == me.name
    return made_up or commit.email.lower() == me.email.lower()


def _host(email: str) -> str:
    """The machine in an address that git made up of its name; empty for a real address."""
    host = email.rpartition("@")[2]
    made_up = "." not in host or host.endswith(_LOCAL)
    return host.removesuffix(".(none)") if made_up else ""
