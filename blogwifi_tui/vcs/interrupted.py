"""What a killed step left in git: whether its commit is there, and an index that is behind it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from blogwifi_tui.vcs.locks import can_tell, is_writing, lock_error
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import Result, in_parts, literal


def git_is_at_work(repository: Repository) -> bool:
    """Whether a git is writing in this work tree: one outlives the program that started it."""
    return is_writing(repository.git_dir / "index.lock", repository.root)


def free_locks(repository: Repository, begun: float) -> None:
    """Remove the locks of a git that was killed in a commit which had ``begun`` before, and writes no more.

    Raises:
        LockHeld: one is another's, or the system does not tell.
    """
    for lock in _locks(repository):
        held = lock_error(lock, repository.root)
        if held.held or not can_tell() or lock.stat().st_mtime < begun:
            raise held
        lock.unlink(missing_ok=True)


def _locks(repository: Repository) -> list[Path]:
    """The locks there are of those that a commit takes: index, HEAD and its branch, and the index to come."""
    folder, ref = repository.git_dir, repository.refs.head_ref()
    branch = [repository.common_dir / f"{ref}.lock"] if ref else []
    locks = [folder / "index.lock", folder / "HEAD.lock", *branch, *folder.glob("next-index-*.lock")]
    return [lock for lock in locks if lock.exists()]


def changed_since(repository: Repository, head: str | None, paths: Sequence[str]) -> set[str]:
    """Those of ``paths`` that the last commit holds otherwise than ``head`` did, which may be none at all."""
    now = repository.refs.head()
    if now == head or now is None:
        return set()
    before, after = (_entries(repository, commit, paths) for commit in (head, now))
    return {path for path in paths if before.get(path) != after.get(path)}


def first_commit(repository: Repository, head: str | None, paths: Sequence[str]) -> str | None:
    """The full name of the first commit after ``head`` that changed one of ``paths``."""
    span = f"{head}..HEAD" if head else "HEAD"
    listed = repository.runner.read("rev-list", "--reverse", span, "--", *literal(paths[:1]), check=False)
    return next(iter(listed.text.split()), None)


def mend_index(repository: Repository, head: str | None, paths: Sequence[str]) -> None:
    """Let the index say of ``paths`` what the last commit does, where git had no time to.

    That is where it still says what ``head`` did, or that a file will come. What somebody staged since stays.

    Raises:
        Untrusted, LockHeld, GitError: nothing was changed.
    """
    empty = repository.runner.read("hash-object", "--stdin", data=b"").text
    before, now = (_entries(repository, commit, paths) for commit in (head, repository.refs.head()))
    staged = _staged(repository, paths)
    behind = [
        path
        for path in paths
        if (held := staged.get(path)) != now.get(path)
        and (held == before.get(path) or (held and held[1] == empty))
    ]
    if not behind:
        return
    none = ("0", "0" * len(empty))
    lines = (" ".join(now.get(path, none)).encode() + b"\t" + os.fsencode(path) + b"\0" for path in behind)
    repository.before_writing()
    repository.runner.run("update-index", "-z", "--index-info", data=b"".join(lines))
    repository.refs.make_durable()


def _entries(repository: Repository, commit: str | None, paths: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Mode and name of the blob that ``commit`` holds at each of ``paths``."""
    if commit is None:
        return {}
    words = ("ls-tree", "-r", "-z", "--full-tree", commit, "--")
    listed = (repository.runner.read(*words, *some) for some in in_parts(paths))
    return {path: (mode, name) for (mode, _kind, name), path in chain.from_iterable(map(_listed, listed))}


def _staged(repository: Repository, paths: Sequence[str]) -> dict[str, tuple[str, str]]:
    words = ("ls-files", "--stage", "-z", "--")
    listed = (repository.runner.read(*words, *literal(some)) for some in in_parts(paths))
    return {path: (mode, name) for (mode, name, _stage), path in chain.from_iterable(map(_listed, listed))}


def _listed(result: Result) -> Iterator[tuple[list[str], str]]:
    """The facts and the path of each entry that git listed."""
    for entry in result.items:
        facts, _, path = entry.partition("\t")
        yield facts.split(" "), path
