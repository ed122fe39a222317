"""What one commit did to which files: for undoing it by another commit."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from blogwifi_tui.errors import GitFailed, NoRemote, NotInHistory
from blogwifi_tui.vcs.commit import Commit
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import Runner


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """One file, before and after the commit, as a checkout would write it; None where there is none."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class CommitDetails:
    """A commit of this branch, and what it did."""

    commit: Commit
    subject: str
    files: tuple[ChangedFile, ...]
    published: bool
    """Whether the remote had it at the last fetch or push."""


def commit_details(repository: Repository, sha: str) -> CommitDetails | None:
    """What the commit ``sha`` did; None when the branch does not hold it (any more), or it is a merge."""
    told = repository.runner.read(
        "rev-list",
        "--no-walk",
        "--no-commit-header",
        "--format=%P%x00%s",
        "--encoding=UTF-8",
        sha,
        check=False,
    )
    if told.status or not repository.contains(sha):
        return None
    parents, _, subject = told.out.decode("utf-8", "replace").rstrip("\n").partition("\0")
    if len(parents.split()) > 1:
        return None
    return CommitDetails(Commit(sha), subject, _files(repository.runner, sha), _published(repository, sha))


def _files(runner: Runner, sha: str) -> tuple[ChangedFile, ...]:
    raw = runner.read("diff-tree", "--root", "--no-commit-id", "-r", "-z", "--raw", "--no-renames", sha)
    told = raw.items
    paths = told[1::2]
    names = [name for facts in told[::2] for name in facts.split(" ")[2:4]]
    sides = iter(texts(runner, names, [path for path in paths for _side in range(2)]))
    return tuple(ChangedFile(path, next(sides), next(sides)) for path in paths)


def texts(runner: Runner, names: Sequence[str], paths: Sequence[str]) -> list[bytes | None]:
    """What the blobs of these names are when checked out at these paths; None for the name of no blob.

    One git for all: two thousand posts would take two thousand starts of it. The size git gives of a text is
    the one before its filters, so a mark that no text holds tells where each ends.
    """
    mark = uuid4().hex
    wanted = [(name, path) for name, path in zip(names, paths, strict=True) if name.strip("0")]
    asked = b"".join(os.fsencode(f"{name} {path}\0{mark}\0") for name, path in wanted)
    out = runner.read("cat-file", "--batch", "--filters", "-z", data=asked).out
    answers = iter(zip(wanted, out.split(f"\n{mark} missing\n".encode()), strict=False))
    return [_text(*next(answers)) if name.strip("0") else None for name in names]


def _text(wanted: tuple[str, str], answer: bytes) -> bytes:
    head, _, text = answer.partition(b"\n")
    if b" blob " not in head:
        raise NotInHistory(*wanted)
    return text


def _published(repository: Repository, sha: str) -> bool:
    branch = repository.refs.branch()
    if branch is None:
        return False
    settings = repository.configuration()
    try:
        ref = settings.remembered(settings.route(branch).target)
    except (NoRemote, GitFailed):
        return False
    return repository.refs.tip(ref) is not None and repository.contains(sha, within=ref)
