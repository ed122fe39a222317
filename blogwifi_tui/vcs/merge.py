"""Joining the other side's commits: fast-forward, or a merge that ``git merge-tree`` foresees as clean.

A merge commit is made from the previewed tree, away from the work tree, and then fast-forwarded to. So there
is never a merge half-made nor a conflict mark in a file, whatever happens on the way, and what is staged or
edited elsewhere stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from blogwifi_tui.errors import (
    BlogwifiError,
    Conflict,
    EditsInTheWay,
    GitFailed,
    IdentityMissing,
    SigningFailed,
)
from blogwifi_tui.vcs.commit import identity_missing
from blogwifi_tui.vcs.error_parsing import hook_failure, local_failure
from blogwifi_tui.vcs.merge_preview import MergePreview, preview_merge, undecided
from blogwifi_tui.vcs.output import cleaned
from blogwifi_tui.vcs.progress import CancelToken
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import Result
from blogwifi_tui.vcs.scratch import scratch_folder
from blogwifi_tui.vcs.take_back import taken_back_on_failure

# Each option outweighs a setting (``branch.*.mergeOptions``, ``merge.autoStash``) or a careless default.
_FAST_FORWARD = (
    "merge",
    "--quiet",
    "--ff-only",
    "--no-squash",
    "--commit",
    "--no-autostash",
    "--no-overwrite-ignore",
)
# Who may refuse a merge git makes, and one a person finishes (githooks).
_CLEAN_HOOK, _DECIDED_HOOK = "pre-merge-commit", "pre-commit"


def fast_forward(repository: Repository, tip: str) -> None:
    """Move the branch, the index and the changed files to ``tip``, a descendant of HEAD.

    Raises:
        EditsInTheWay: files that differ there hold uncommitted text; nothing was touched.
        Untrusted: it would bring programs that nobody agreed to.
        LockHeld, GitFailed, FileFailed: as git says; files, index and branch are as before.
    """
    if repository.refs.head() is None and (paths := overlap(repository, tip)):
        # Onto no commit at all, git would overwrite ignored files.
        raise EditsInTheWay(paths)
    repository.before_moving(tip)
    try:
        with taken_back_on_failure(repository, tip):
            done = repository.runner.run(*_FAST_FORWARD, tip, check=False)
            if repository.refs.head() != tip and not repository.contains(tip):
                raise local_failure("merge", done.status, done.err, repository.root)
    except GitFailed as error:
        if paths := overlap(repository, tip):
            raise EditsInTheWay(paths) from error
        raise
    repository.refs.make_durable()


def merge(
    repository: Repository, tip: str, message: Callable[[], str], cancel: CancelToken | None = None
) -> None:
    """Merge ``tip``, which has diverged from HEAD; ``message`` gives what the commit says.

    Raises:
        Conflict, MergeTooTangled: both sides changed the same posts; nothing was touched.
        EditsInTheWay: as in :func:`fast_forward`.
        HookFailed, SigningFailed, IdentityMissing, Cancelled: all is as before.
    """
    preview = preview_merge(repository, tip)
    if files := undecided(repository, preview):
        asked = [file.path for file in files if not file.settled]
        raise Conflict(tuple(asked or [file.path for file in files]))
    with scratch_index(repository, preview.tree) as index:
        commit_merge(repository, preview, preview.tree, message(), index, cancel)


@contextmanager
def scratch_index(repository: Repository, tree: str) -> Iterator[Mapping[str, str]]:
    """An index of its own that holds ``tree``, as the environment git finds it by; gone afterwards."""
    with scratch_folder(repository.git_dir) as folder:
        index = {"GIT_INDEX_FILE": str(folder / "index")}
        repository.runner.run("read-tree", tree, env=index)
        yield index


def commit_merge(
    repository: Repository,
    preview: MergePreview,
    tree: str,
    message: str,
    index: Mapping[str, str],
    cancel: CancelToken | None = None,
) -> str:
    """Make the merge commit that holds ``tree``, and move the branch there; return its name.

    Hooks are asked as git would, with ``index`` (from :func:`scratch_index`) as theirs; signing is as set.
    Were HEAD to move meanwhile, the branch stays there.

    Raises:
        EditsInTheWay, IdentityMissing, HookFailed, SigningFailed, Cancelled, LockHeld, GitFailed: all is as
        before.
    """
    if paths := overlap(repository, tree):
        raise EditsInTheWay(paths)
    hook = _DECIDED_HOOK if preview.stages else _CLEAN_HOOK
    message = _approved(repository, hook, message, index, cancel)
    sign = ["-S"] if repository.configuration().enabled("commit.gpgsign") else []
    words = ("commit-tree", *sign, "-p", preview.head, "-p", preview.tip, "-F", "-", tree)
    made = repository.runner.run(*words, data=os.fsencode(message), check=False)
    if made.status:
        raise _refusal(repository, made, signed=bool(sign))
    fast_forward(repository, made.text)
    return made.text


def overlap(repository: Repository, target: str) -> tuple[str, ...]:
    """The files with text no commit holds that moving from HEAD to ``target`` would write or remove."""
    runner = repository.runner
    if repository.refs.head() is None:
        added = changed = runner.read("ls-tree", "-r", "-z", "--name-only", target).items
    else:
        words = ("diff-tree", "-r", "-z", "--name-only", "--no-renames")
        changed = runner.read(*words, "HEAD", target).items
        added = runner.read(*words, "--diff-filter=A", "HEAD", target).items
    # An ignored file does not count as edited, and is the person's text all the same.
    there = {found for path in added for found in _standing_at(repository.root, path)} - (
        set(changed) - set(added)
    )
    return tuple(sorted((set(changed) & repository.report().edited) | there))


def _standing_at(root: Path, path: str) -> Iterator[str]:
    """The files at ``path`` or, where a folder stands, below it."""
    if not os.path.lexists(root / path):
        return
    if (root / path).is_symlink() or not (root / path).is_dir():
        yield path
        return
    for folder, _, names in os.walk(root / path):
        yield from ((Path(folder) / name).relative_to(root).as_posix() for name in names)


def _approved(
    repository: Repository, hook: str, message: str, index: Mapping[str, str], cancel: CancelToken | None
) -> str:
    """``message`` as the hooks left it."""
    with scratch_folder(repository.git_dir) as folder:
        note = folder / "MERGE_MSG"
        note.write_bytes(os.fsencode(message + "\n"))
        for call in (
            (hook,),
            ("prepare-commit-msg", "--", str(note), "merge"),
            ("commit-msg", "--", str(note)),
        ):
            words = ("hook", "run", "--ignore-missing", *call)
            done = repository.runner.run(*words, env=index, check=False, cancel=cancel)
            if done.status:
                raise hook_failure(cleaned(done.err))
        return os.fsdecode(note.read_bytes())


def _refusal(repository: Repository, made: Result, *, signed: bool) -> BlogwifiError:
    if identity_missing(repository.runner):
        return IdentityMissing()
    error = local_failure("commit-tree", made.status, made.err, repository.root)
    return SigningFailed(cleaned(made.err)) if signed and isinstance(error, GitFailed) else error
