"""A blog inside its repository: the one place where paths of the blog become paths of git, and back.

A path of the blog is relative to the blog's root; one that lies elsewhere in the repository begins with
``../``. git's paths are relative to the root of the repository.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from blogwifi_tui.errors import HookMended, InnerRepository, NotWatched
from blogwifi_tui.vcs.status import Status, operation_in

if TYPE_CHECKING:
    from blogwifi_tui.vcs.commit import Commit
    from blogwifi_tui.vcs.conflict import ConflictingFile
    from blogwifi_tui.vcs.file_dates import FileDates
    from blogwifi_tui.vcs.incoming import CommitInfo, Incoming, Join
    from blogwifi_tui.vcs.log import Revision
    from blogwifi_tui.vcs.outgoing import Outgoing, OutsideCommit
    from blogwifi_tui.vcs.progress import CancelToken, Progress
    from blogwifi_tui.vcs.repository import Repository
    from blogwifi_tui.vcs.sent_versions import SentVersion
    from blogwifi_tui.vcs.sync import Outcome

FEW = 50
"""Paths up to which git is asked about each; about more, it answers sooner for the folder around them."""


class BlogRepository:
    """The repository around a blog. Every path taken or given is relative to the blog's root.

    Making one starts nothing; it is opened when git is first asked. What only some verbs need is imported by
    them.
    """

    def __init__(
        self, opened: Callable[[], Repository], root: Path, folders: Callable[[], Sequence[str]]
    ) -> None:
        """``opened`` opens the repository whose work tree holds ``root``; ``folders``: those of its posts."""
        self._opened = opened
        self._root = root
        self._post_folders = folders
        self._talking = Lock()
        """Held by what talks to the remote: two at once would move the same refs."""
        self._joins: list[Join] = []
        """What came from the other side and has not been told yet."""

    @cached_property
    def git(self) -> Repository:
        """The repository itself, for what concerns no path of the blog.

        Raises:
            NotARepository, ForeignOwner, GitMissing, GitTooOld: it cannot be used.
        """
        return self._opened()

    @cached_property
    def prefix(self) -> str:
        """Where the blog lies: empty, or a path that ends with a slash."""
        inside = self._root.relative_to(self.git.root).as_posix()
        return "" if inside == "." else f"{inside}/"

    @property
    def _folders(self) -> list[str]:
        return [f"{self.prefix}{folder}".rstrip("/") for folder in self._post_folders()]

    @contextmanager
    def in_terminal(self) -> Iterator[None]:
        """While no screen is drawn: git, ssh and gpg may ask for what they need, on the terminal."""
        quiet = self.git
        self.git = quiet.in_terminal()
        try:
            yield
        finally:
            self.git = quiet

    def interrupt(self, patience: float | None = None) -> None:
        """End the commit git is at work on; with ``patience``, what it does in so many seconds, for good."""
        if git := vars(self).get("git"):
            git.runner.interrupt() if patience is None else git.runner.close(patience)

    # What there is

    def status(self) -> Status:
        """The state of the posts and of the branch."""
        return self.git.status(self._folders).seen_by(self._below)

    def inner(self, path: str) -> str | None:
        """The folder of the repository inside the blog that ``path`` lies in: a submodule, or a clone."""
        parents = takewhile(lambda folder: folder != self._root, (self._root / path).parents)
        found = [folder for folder in parents if os.path.lexists(folder / ".git")]
        return found[-1].relative_to(self._root).as_posix() if found else None

    def head(self) -> str | None:
        """The full name of the last commit, None before the first."""
        return self.git.refs.head()

    def operation(self) -> str | None:
        """The merge, rebase... that waits to be finished, if any."""
        return operation_in(self.git.git_dir)

    def edited(self, paths: Sequence[str] | None = None) -> set[str]:
        """Those of ``paths``, or of all in the posts folders, that differ from the last commit."""
        if paths is None:
            return set(self._below(self.git.report(self._folders).edited))
        return self._among(paths, self.git.report(self._around(paths)).edited)

    def tracked(self, paths: Sequence[str]) -> set[str]:
        """Those of ``paths`` that git keeps, in the last commit or staged."""
        return self._among(paths, self.git.tracked(self._around(paths)))

    def untracked(self, paths: Iterable[str] | None = None) -> Iterator[str]:
        """Those of ``paths``, or of the blog, that are files git neither keeps nor ignores."""
        return self._below(self.git.untracked([self.prefix] if paths is None else self._in_git(paths)))

    # Commits

    def commit(self, paths: Iterable[str], message: str, cancel: CancelToken | None = None) -> Commit:
        """Commit exactly ``paths``; see :meth:`blogwifi_tui.vcs.repository.Repository.commit`.

        Raises:
            InnerRepository: one of them lies in a repository of its own.
        """
        paths = tuple(paths)
        self.check_place(paths)
        try:
            return self.git.commit(self._in_git(paths), message, cancel=cancel)
        except HookMended as error:
            raise HookMended(error.words, mended=tuple(map(self.blog_path, error.mended))) from error
        except NotWatched as error:
            raise NotWatched(self.blog_path(error.path)) from error

    def check_place(self, paths: Iterable[str]) -> None:
        """Make sure that this repository can keep ``paths``. Raises InnerRepository."""
        for path in paths:
            if folder := self.inner(path):
                raise InnerRepository(path, folder)

    def text_at(self, revision: str, path: str) -> bytes:
        """The bytes of ``path`` at ``revision``. Raises NotInHistory when there are none."""
        return self.git.text_at(revision, self._git_path(path))

    def raw_texts(self, revision: str, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Those of ``paths`` that ``revision`` has; see :func:`.committed_texts.raw_texts`."""
        from blogwifi_tui.vcs.committed_texts import raw_texts

        names = dict(zip(self._in_git(paths), paths, strict=True))
        return ((names[name], data) for name, data in raw_texts(self.git, revision, list(names)))

    def log(self, path: str) -> tuple[Revision, ...]:
        """The commits that changed ``path``, newest first, through its renames."""
        from blogwifi_tui.vcs.log import log

        return tuple(map(self._in_blog, log(self.git, self._git_path(path))))

    def sent_versions(self, path: str) -> Iterator[SentVersion]:
        """The texts of ``path`` that the remote has had; see :func:`.sent_versions.sent_versions`."""
        from blogwifi_tui.vcs.outgoing import remembered
        from blogwifi_tui.vcs.sent_versions import SentVersion, sent_versions

        ref = remembered(self.git)
        for revision, newer in sent_versions(self.git, self._git_path(path), ref) if ref else ():
            yield SentVersion(self._in_blog(revision), newer and self._in_blog(newer))

    def sent_texts(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """All texts of ``paths`` that the remote may have had; see :func:`.sent_texts.sent_texts`."""
        from blogwifi_tui.vcs.sent_texts import sent_texts

        found = sent_texts(self.git, frozenset(self._in_git(paths)))
        return ((self.blog_path(name), data) for name, data in found)

    def file_dates(
        self,
        head: str,
        since: str | None,
        wanted: Callable[[str], bool],
        *,
        cancel: CancelToken | None = None,
    ) -> dict[str, FileDates]:
        """When commits changed the ``wanted`` files; see :func:`blogwifi_tui.vcs.file_dates.file_dates`."""
        from blogwifi_tui.vcs.file_dates import file_dates

        def is_wanted(path: str) -> bool:
            return path.startswith(self.prefix) and wanted(path.removeprefix(self.prefix))

        found = file_dates(self.git, head, since, is_wanted, cancel=cancel)
        return {path.removeprefix(self.prefix): dates for path, dates in found.items()}

    # The remote

    def fetch(self, *, idle: float, cancel: CancelToken | None = None) -> None:
        """Learn what the remote has; see :meth:`blogwifi_tui.vcs.sync.Synchronizer.fetch`."""
        from blogwifi_tui.vcs.sync import Synchronizer

        with self._talking:
            Synchronizer(self.git, idle=idle).fetch(cancel=cancel)

    def publish(
        self,
        *,
        idle: float,
        progress: Callable[[Progress], None],
        cancel: CancelToken | None = None,
        new_branch: bool = False,
        message: Callable[[Join], str],
    ) -> Outcome:
        """Bring the branch and its remote together; see :meth:`blogwifi_tui.vcs.sync.Synchronizer.publish`.

        ``message`` words the commit of a merge. Of the paths that were sent, the outcome holds those of the
        blog.
        """
        from blogwifi_tui.vcs.sync import Synchronizer

        with self._talking:
            sync = Synchronizer(self.git, idle=idle, message=message, joined=self._joins.append)
            outcome = sync.publish(progress=progress, cancel=cancel, new_branch=new_branch)
        return replace(outcome, paths=tuple(self._below(outcome.paths)))

    def pull(
        self,
        *,
        idle: float,
        progress: Callable[[Progress], None],
        cancel: CancelToken | None = None,
        message: Callable[[Join], str],
    ) -> None:
        """Bring what the remote has here; see :meth:`blogwifi_tui.vcs.sync.Synchronizer.pull`."""
        from blogwifi_tui.vcs.sync import Synchronizer

        with self._talking:
            sync = Synchronizer(self.git, idle=idle, message=message, joined=self._joins.append)
            sync.pull(progress=progress, cancel=cancel)

    def fast_forward(self, open_files: Iterable[str]) -> None:
        """Follow what was fetched, unless something talks to the remote; see :class:`.sync.Synchronizer`."""
        from blogwifi_tui.vcs.sync import Synchronizer

        if self._talking.acquire(blocking=False):
            try:
                sync = Synchronizer(self.git, joined=self._joins.append)
                sync.fast_forward(self._in_git(open_files))
            finally:
                self._talking.release()

    def untold_joins(self) -> tuple[Join, ...]:
        """What has come from the other side since this was last asked."""
        joins = tuple(self._joins)
        del self._joins[: len(joins)]
        return joins

    def incoming(self, join: Join) -> Incoming:
        """What the other side's commits of a join bring; see :func:`blogwifi_tui.vcs.incoming.incoming`."""
        from blogwifi_tui.vcs.incoming import incoming

        found = incoming(self.git, join)
        added, changed, deleted = (
            frozenset(map(self.blog_path, paths)) for paths in (found.added, found.changed, found.deleted)
        )
        return replace(found, added=added, changed=changed, deleted=deleted)

    def last_commit(self, join: Join, path: str, *, ours: bool = False) -> CommitInfo | None:
        """The last commit of one side of a join that changes ``path``; None when none of them does."""
        from blogwifi_tui.vcs.incoming import last_commit

        return last_commit(self.git, join, self._git_path(path), ours=ours)

    def outgoing(self) -> Outgoing:
        """What the commits that are only here change in the posts on the remote."""
        from blogwifi_tui.vcs.outgoing import outgoing

        found = outgoing(self.git, self._folders)
        return replace(
            found,
            added=frozenset(self._below(found.added)),
            changed=frozenset(self._below(found.changed)),
            deleted=frozenset(self._below(found.deleted)),
            former={self.blog_path(new): self.blog_path(old) for new, old in (found.former or {}).items()},
        )

    def last_publication(self) -> int | None:
        """When the branch was last published; see :func:`blogwifi_tui.vcs.outgoing.last_publication`."""
        from blogwifi_tui.vcs.outgoing import last_publication

        return last_publication(self.git)

    def outgoing_files(self, tip: str | None, endings: Collection[str]) -> frozenset[str]:
        """The files with these ``endings``, in small letters, that the last commit has and ``tip`` lacks."""
        from blogwifi_tui.vcs.outgoing import outgoing_files

        return frozenset(self._below(outgoing_files(self.git, tip, self.prefix, endings)))

    def outside_commits(self, tip: str) -> tuple[OutsideCommit, ...]:
        """The commits the branch has and ``tip`` has not that change files outside the blog's folder."""
        from blogwifi_tui.vcs.outgoing import outside_commits

        return outside_commits(self.git, tip, self.prefix) if self.prefix else ()

    def on_remote(self, tip: str, paths: Collection[str]) -> frozenset[str]:
        """Those of ``paths`` that the commit ``tip`` has."""
        from blogwifi_tui.vcs.committed_texts import held

        return frozenset(self._below(held(self.git, tip, self._in_git(paths))))

    # Posts both sides changed

    def conflicting_files(self) -> tuple[ConflictingFile, ...]:
        """What a merge with the fetched upstream cannot decide; see :func:`.conflict.conflicting_files`."""
        from blogwifi_tui.vcs.conflict import conflicting_files

        return tuple(_renamed(file, self.blog_path) for file in conflicting_files(self.git))

    def merged_names(self) -> Iterator[str]:
        """The paths that merge would hold, those in conflict too."""
        from blogwifi_tui.vcs.conflict import merged_names

        return map(self.blog_path, merged_names(self.git))

    def resolve(
        self,
        choices: Mapping[str, bytes | None],
        message: str,
        *,
        extra: Mapping[str, bytes],
        renamed: Mapping[str, str],
        seen: Iterable[ConflictingFile],
    ) -> Commit:
        """Merge with these texts; see :func:`blogwifi_tui.vcs.conflict.resolve`."""
        from blogwifi_tui.vcs.conflict import resolve
        from blogwifi_tui.vcs.incoming import pending

        join = pending(self.git)
        made = resolve(
            self.git,
            {self._git_path(path): text for path, text in choices.items()},
            message,
            extra={self._git_path(path): text for path, text in extra.items()},
            renamed={self._git_path(path): self._git_path(name) for path, name in renamed.items()},
            seen=[_renamed(file, self._git_path) for file in seen],
        )
        if join:
            self._joins.append(join)
        return made

    # Paths of the blog and of git

    def _git_path(self, path: str) -> str:
        return posixpath.normpath(f"{self.prefix}{path}")

    def blog_path(self, path: str) -> str:
        """What the blog calls git's ``path``."""
        if path.startswith(self.prefix):
            return path.removeprefix(self.prefix)
        return "../" * self.prefix.count("/") + path

    def _in_blog(self, revision: Revision) -> Revision:
        return replace(revision, path=self.blog_path(revision.path))

    def _in_git(self, paths: Iterable[str]) -> list[str]:
        return [self._git_path(path) for path in paths]

    def _below(self, paths: Iterable[str]) -> Iterator[str]:
        """Those of git's paths that lie in the blog, as the blog's."""
        return (path.removeprefix(self.prefix) for path in paths if path.startswith(self.prefix))

    def _around(self, paths: Sequence[str]) -> list[str]:
        """What to ask git about to learn of ``paths``."""
        inside = self._in_git(paths)
        return inside if len(inside) <= FEW else [common] if (common := posixpath.commonpath(inside)) else []

    def _among(self, paths: Sequence[str], found: Collection[str]) -> set[str]:
        return {path for path in paths if self._git_path(path) in found}


def _renamed(file: ConflictingFile, spelled: Callable[[str], str]) -> ConflictingFile:
    """The same file with its paths relative to another folder."""
    before, mine, theirs = file.names or (file.path,) * 3
    names = (spelled(before), spelled(mine), spelled(theirs)) if file.names else None
    moved = spelled(file.moved_from) if file.moved_from else ""
    return replace(file, path=spelled(file.path), names=names, moved_from=moved)
