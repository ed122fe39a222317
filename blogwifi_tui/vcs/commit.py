"""One commit of exactly these paths, by ``git commit --only``: hooks, signing and filters at work."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from blogwifi_tui.errors import (
    BlogwifiError,
    HookFailed,
    HookMended,
    IdentityMissing,
    NothingToCommit,
    NotWatched,
    OperationInProgress,
    OtherEncoding,
    PathIgnored,
)
from blogwifi_tui.vcs.config import Configuration
from blogwifi_tui.vcs.index_file import IndexFile
from blogwifi_tui.vcs.progress import CancelToken
from blogwifi_tui.vcs.refs import Refs
from blogwifi_tui.vcs.runner import Result, Runner, in_parts, literal
from blogwifi_tui.vcs.status import operation_in, parse

_FROM_INPUT = ("--pathspec-from-file=-", "--pathspec-file-nul")
_PLAIN = re.compile(r"\w|\w[\w .@+-]*\w")
_SHORT = 7
_FEW = 100
"""Paths up to which git is asked about each; about more, it is asked for all."""
_FATAL = 128
"""The status git ends with when it gives up; a hook that refuses gives 1."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that exists, by its full name."""

    sha: str
    mended: tuple[str, ...] = ()
    """Files of it that a hook changed first, which refused them as they were."""
    moved: tuple[tuple[str, str], ...] = ()
    """Posts whose files went elsewhere by it: where they were, and where they are."""

    @property
    def short(self) -> str:
        """Enough of the name for a person."""
        return self.sha[:_SHORT]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who commits."""

    name: str
    email: str


def identity(runner: Runner) -> Identity | None:
    """Who would be the author and the committer of a commit made now; None when git has not been told."""
    for role in ("GIT_COMMITTER_IDENT", "GIT_AUTHOR_IDENT"):
        found = runner.read("-c", "user.useConfigOnly=true", "var", role, check=False)
        if found.status:
            return None
    name, _, rest = found.out.decode("utf-8", "replace").rpartition(" <")
    return Identity(name, rest.partition(">")[0])


def plain_identity(settings: Configuration) -> Identity | None:
    """Who the settings say commits here, where no rule of git says otherwise; None: git is to be asked."""
    roles = any(key.startswith(("author.", "committer.")) for key in settings.keys)
    if roles or any(name.startswith(("GIT_AUTHOR_", "GIT_COMMITTER_")) for name in os.environ):
        return None
    name, email = settings.get("user.name") or "", settings.get("user.email") or ""
    # git trims other names, and refuses some.
    return Identity(name, email) if _PLAIN.fullmatch(name) and _PLAIN.fullmatch(email) else None


def identity_missing(runner: Runner) -> bool:
    """Whether nobody's name is set, and not merely the settings unreadable."""
    return identity(runner) is None and not runner.read("var", "GIT_EDITOR", check=False).status


class Committer:
    """Commits paths of one work tree; what else is staged or edited there stays as it is."""

    def __init__(self, runner: Runner, refs: Refs) -> None:
        self._runner = runner
        self._refs = refs
        self._exactly: tuple[str, ...] = ()

    def commit(self, paths: Iterable[str], message: str, cancel: CancelToken | None) -> Commit:
        """See :meth:`blogwifi_tui.vcs.repository.Repository.commit`."""
        if operation := operation_in(self._refs.git_dir):
            raise OperationInProgress(operation)
        named = list(dict.fromkeys(paths))
        if not named:
            raise NothingToCommit
        self._check_encodings(named)
        if len({path.casefold() for path in named}) < len(named):
            # Only letter case changes in a name; this disk tells them apart, whatever the repository says.
            self._exactly = ("-c", "core.ignoreCase=false")
        stamps = self._stamps(named)
        try:
            return self._commit(named, message, cancel)
        except HookFailed as error:
            now = self._stamps(named)
            if mended := tuple(path for path in named if now[path] != stamps[path]):
                raise HookMended(error.words, mended=mended) from error
            raise

    def _commit(self, named: list[str], message: str, cancel: CancelToken | None) -> Commit:
        before = self._refs.head()
        index = IndexFile(self._refs.git_dir)
        new = [path for path in named if index.lacks(path) and self._exists(path)]
        if not self._add_and_commit(named, new, message, before, cancel):
            known = self._known(named, before)
            new = [path for path in named if path not in known and self._exists(path)]
            together = [path for path in named if path in known or path in new]
            if not together or not self._add_and_commit(together, new, message, before, cancel):
                raise NothingToCommit
        self._refs.make_durable()
        return Commit(self._made(named, before))

    def _stamps(self, paths: list[str]) -> dict[str, object]:
        """By path, what changes when the file is written."""
        return {path: _stamp(self._runner.root / path) for path in paths}

    def _check_encodings(self, paths: list[str]) -> None:
        """Raise OtherEncoding for a file in UTF-8 which git is told to read in another encoding.

        git would take each byte of an accent for a letter; what it then keeps is nobody's text.
        """
        if not self._tells_encodings(paths):
            return
        names = b"\0".join(map(os.fsencode, paths))
        told = self._runner.read("check-attr", "-z", "--stdin", "working-tree-encoding", data=names).items
        for path, encoding in zip(told[::3], told[2::3], strict=True):
            if encoding in ("unspecified", "unset", "set") or encoding.lower().startswith("utf"):
                continue
            file = self._runner.root / path
            if file.is_file() and _is_utf8(file.read_bytes()):
                raise OtherEncoding(path, encoding)

    def _tells_encodings(self, paths: list[str]) -> bool:
        """Whether a file of attributes that holds for ``paths`` speaks of encodings: seen without git."""
        folders = {self._runner.root / folder for path in paths for folder in PurePath(path).parents}
        own = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        files = [folder / ".gitattributes" for folder in folders]
        for file in (*files, self._refs.common_dir / "info" / "attributes", own / "git" / "attributes"):
            with contextlib.suppress(OSError):
                if b"working-tree-encoding" in file.read_bytes():
                    return True
        return False

    def _attempt(
        self, paths: list[str], message: str, before: str | None, cancel: CancelToken | None
    ) -> bool:
        """Commit paths; return False when git does not know them all, which it says before any hook runs."""
        words = ("commit", "--quiet", "--cleanup=whitespace", f"--message={message}", "--only")
        try:
            done = self._with_paths(paths, *words, cancel=cancel)
        except BlogwifiError:
            # Stopped half-way: git may have committed all the same.
            if self._committed(before, paths):
                return True
            raise
        if not done.status or self._committed(before, paths):
            return True
        if done.status == 1 and set(paths) - self._known(paths, before):
            return False
        if done.status == _FATAL and (now := self._refs.head()) != before:
            # Another git committed after this one had read HEAD, and before it held the lock.
            return self._attempt(paths, message, now, cancel)
        raise self._explained(done, paths)

    def _exists(self, path: str) -> bool:
        return os.path.lexists(self._runner.root / path)

    def _add_and_commit(
        self, paths: list[str], new: list[str], message: str, before: str | None, cancel: CancelToken | None
    ) -> bool:
        """Commit ``paths``, of which the index lacks the ``new`` ones; False as :meth:`_attempt` does."""
        done = False
        try:
            if new and (added := self._with_paths(new, "add", "--intent-to-add")).status:
                raise self._explained(added, new)
            done = self._attempt(paths, message, before, cancel)
        finally:
            # A refused commit leaves the index as it was.
            if new and not done:
                with contextlib.suppress(BlogwifiError):
                    self._with_paths(new, "rm", "--cached", "--quiet", "--ignore-unmatch")
        return done

    def _known(self, paths: list[str], head: str | None) -> set[str]:
        """Those of ``paths`` that the index or the last commit holds."""
        known: set[str] = set()
        for some in in_parts(paths):
            known.update(self._runner.read("ls-files", "-z", "--", *literal(some)).items)
            if head is not None:
                held = self._runner.read("ls-tree", "-r", "-z", "--name-only", head, "--", *some)
                known.update(held.items)
        return known

    def _with_paths(self, paths: list[str], *arguments: str, cancel: CancelToken | None = None) -> Result:
        names = b"\0".join(os.fsencode(spec) for spec in literal(paths))
        words = (*self._exactly, *arguments, *_FROM_INPUT)
        return self._runner.run(*words, data=names, check=False, cancel=cancel)

    def _made(self, paths: list[str], before: str | None) -> str:
        """The name of the commit just made; HEAD, unless others have been at work at the same time."""
        head = self._refs.head() or ""
        if self._refs.last_move() == (before or "0" * len(head), head):
            return head
        some = next(in_parts(paths))
        return self._runner.read("rev-list", "--max-count=1", "HEAD", "--", *literal(some)).text or head

    def _committed(self, before: str | None, paths: list[str]) -> bool:
        """Whether HEAD has moved by just these paths although git reports a failure."""
        after = self._refs.head()
        if after is None or after == before:
            return False
        parent = self._runner.read("rev-parse", "--verify", "--quiet", f"{after}^", check=False).text or None
        changed = self._runner.read("diff-tree", "--root", "-r", "-z", "--name-only", "--no-commit-id", after)
        return parent == before and bool(changed.items) and set(changed.items) <= set(paths)

    def _hidden(self, paths: list[str]) -> str | None:
        """A file that is not as in the last commit, and that git was told not to look at."""
        read = self._runner.read
        listed = [
            entry
            for some in in_parts(paths)
            for entry in read("ls-files", "-v", "-z", "--", *literal(some)).items
        ]
        flagged = [entry[2:] for entry in listed if entry[0] == "S" or entry[0].islower()]
        for path in flagged:
            there = self._runner.read("hash-object", "--", path, check=False)
            held = self._runner.read("rev-parse", "--verify", "--quiet", f"HEAD:{path}", check=False)
            if not there.status and there.text != held.text:
                return path
        return None

    def _explained(self, done: Result, paths: list[str]) -> BlogwifiError:
        """Why git refused, from the state it left; its words come last."""
        names = b"\0".join(os.fsencode(path) for path in paths)
        ignored = self._runner.run("check-ignore", "-z", "--stdin", data=names, check=False).items
        if ignored:
            return PathIgnored(ignored[0])
        listed = self._runner.read(
            "status",
            "--porcelain=v2",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--",
            *literal(paths if len(paths) <= _FEW else ()),
            check=False,
        )
        if not listed.status and parse(listed.out).edited.isdisjoint(paths):
            hidden = self._hidden(paths)
            return NotWatched(hidden) if hidden else NothingToCommit()
        if identity_missing(self._runner):
            return IdentityMissing()
        from blogwifi_tui.vcs.error_parsing import commit_failure

        return commit_failure(done.status, done.err or os.fsdecode(done.out), self._runner.root)


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.lstat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _is_utf8(data: bytes) -> bool:
    """Whether ``data`` holds letters beyond ASCII, all of them in UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return not data.isascii()
