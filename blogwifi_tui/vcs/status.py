"""The state of a blog against its last commit and its remote, read from ``git status --porcelain=v2``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

# What lies in the git folder while an operation waits to be finished (gitrepository-layout and git-status).
_OPERATIONS = (
    ("MERGE_HEAD", "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply/applying", "am"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("BISECT_LOG", "bisect"),
)
_FIELDS_BEFORE_PATH = {b"1": 8, b"2": 9, b"u": 10, b"?": 1}


class Sync(StrEnum):
    """What is still to be done about a post."""

    LEAVES = "leaves the site"
    """Readers have it by what the remote holds, and will not by what stands here."""
    CHANGED_THERE = "changed there"
    """The remote has something newer, which is not taken in yet."""
    EDITED = "edited"
    """Differs from the last commit."""
    TO_PUBLISH = "to publish"
    """Committed, and the remote does not have it."""
    APART = "not kept"
    """Ignored, or in another repository inside this one: what is known here says nothing of it."""


@dataclass(frozen=True, slots=True)
class Status:
    """A repository at one moment. Paths are relative to its root, or to the blog's where a blog is asked.

    ``branch`` is None when HEAD is detached, ``head`` (a full sha) None before the first commit; ``upstream``
    is written as in ``origin/main`` and None when the branch has none; ``remote`` names where a publication
    goes. ``ahead`` and ``behind`` count commits against the upstream, as of the last fetch. ``operation``
    names a merge, rebase, am, cherry-pick, revert or bisect that waits to be finished.
    """

    branch: str | None
    head: str | None
    upstream: str | None
    remote: str | None
    ahead: int
    behind: int
    operation: str | None
    edited: frozenset[str]
    unpublished: frozenset[str] | None
    """Committed and not on the remote; None when nothing ever went there."""
    lacking: tuple[str, ...] = ()
    """Push addresses of the remote that missed the last publication, secrets masked."""
    kept: frozenset[str] | None = None
    """What git keeps here, where that is not simply all but ``untracked``; see :meth:`keeps`."""
    untracked: frozenset[str] = frozenset()
    """Those of ``edited`` that neither the last commit nor the index has."""
    new: frozenset[str] = frozenset()
    """Those of ``edited`` that the last commit does not have."""
    incoming: frozenset[str] = frozenset()
    """What the remote changed, as last seen, and is not taken in."""

    def keeps(self, path: str) -> bool:
        """Whether git keeps a file that is there; not what is ignored, or in a repository of its own."""
        return path not in self.untracked if self.kept is None else path in self.kept

    def sync(self, path: str) -> Sync | None:
        """What git says is to be done about one post; None: nothing."""
        if path in self.edited:
            return Sync.EDITED
        if not self.keeps(path):
            return Sync.APART
        if self.unpublished is None or path in self.unpublished:
            return Sync.TO_PUBLISH
        return None

    def seen_by(self, named: Callable[[Iterable[str]], Iterable[str]]) -> Status:
        """The same with its paths as ``named`` names them, which leaves out those it does not know."""
        return replace(
            self,
            edited=frozenset(named(self.edited)),
            unpublished=None if self.unpublished is None else frozenset(named(self.unpublished)),
            kept=None if self.kept is None else frozenset(named(self.kept)),
            untracked=frozenset(named(self.untracked)),
            new=frozenset(named(self.new)),
            incoming=frozenset(named(self.incoming)),
        )


@dataclass(slots=True)
class Report:
    """What one ``git status --porcelain=v2 -z --branch`` said.

    ``ahead`` and ``behind`` are None when the remote, as last seen, has no such branch.
    """

    branch: str | None = None
    head: str | None = None
    upstream: str | None = None
    ahead: int | None = None
    behind: int | None = None
    edited: frozenset[str] = frozenset()
    unmerged: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()
    untracked: frozenset[str] = frozenset()
    has_apart: bool = False
    """Whether git leaves something alone: another repository or, where that is asked for, an ignored file."""


def parse(output: bytes) -> Report:
    """Read the output of ``git status --porcelain=v2 -z --branch --no-renames``."""
    report = Report()
    edited: set[str] = set()
    unmerged: set[str] = set()
    new: set[str] = set()
    untracked: set[str] = set()
    for record in output.split(b"\0"):
        if record.startswith(b"# "):
            _header(report, os.fsdecode(record[2:]))
            continue
        if record.startswith(b"!") or (record.startswith(b"?") and record.endswith(b"/")):
            report.has_apart = True
        fields = _FIELDS_BEFORE_PATH.get(record[:1])
        if fields is None:
            continue
        path = os.fsdecode(record.split(b" ", fields)[-1])
        edited.add(path)
        if record.startswith(b"u"):
            unmerged.add(path)
        elif record.startswith((b"?", b"1 A")):
            new.add(path)
            if record.startswith(b"?"):
                untracked.add(path)
    report.untracked = frozenset(untracked)
    report.edited, report.unmerged, report.new = frozenset(edited), frozenset(unmerged), frozenset(new)
    return report


def operation_in(git_dir: Path) -> str | None:
    """The operation that waits to be finished in the work tree of ``git_dir``, if any."""
    for trace, name in _OPERATIONS:
        if (git_dir / trace).exists():
            return name
    return None


def _header(report: Report, line: str) -> None:
    name, _, value = line.partition(" ")
    if name == "branch.oid":
        report.head = None if value == "(initial)" else value
    elif name == "branch.head":
        report.branch = None if value == "(detached)" else value
    elif name == "branch.upstream":
        report.upstream = value
    elif name == "branch.ab":
        ahead, behind = value.split()
        report.ahead, report.behind = int(ahead), -int(behind)
