"""What one commit did to which files: for undoing it by another commit."""

from __future__ import annotations

from dataclasses import dataclass

from blogwifi_tui.errors import GitFailed, NoRemote, NotInHistory
from blogwifi_tui.vcs.commits import Commit
from blogwifi_tui.vcs.repository import Repository


@dataclass(frozen=True, slots=True)
class Changed:
    """One file, before and after the commit, as a checkout would write it; None where there is none."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Made:
    """A commit of this branch, and what it did."""

    commit: Commit
    subject: str
    files: tuple[Changed, ...]
    published: bool
    """Whether the remote had it at the last fetch or push."""


def made(repository: Repository, sha: str) -> Made | None:
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
    paths = repository.runner.read(
        "diff-tree", "--root", "--no-commit-id", "-r", "-z", "--name-only", "--no-renames", sha
    ).items
    files = tuple(
        Changed(path, _text(repository, parents, path) if parents else None, _text(repository, sha, path))
        for path in paths
    )
    return Made(Commit(sha), subject, files, _published(repository, sha))


def _text(repository: Repository, revision: str, path: str) -> bytes | None:
    try:
        return repository.text_at(revision, path)
    except NotInHistory:
        return None


def _published(repository: Repository, sha: str) -> bool:
    branch = repository.refs.branch()
    if branch is None:
        return False
    settings = repository.configuration()
    try:
        ref = settings.tracking(settings.route(branch).target)
    except (NoRemote, GitFailed):
        return False
    return ref is not None and repository.refs.tip(ref) is not None and repository.contains(sha, within=ref)
