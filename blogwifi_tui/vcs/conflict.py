"""Posts both sides changed: the three texts of each, and the merge commit that holds what was chosen."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blogwifi_tui.errors import Conflict, DetachedHead, NothingToCommit, OperationInProgress
from blogwifi_tui.vcs.commit import Commit
from blogwifi_tui.vcs.merge import Foreseen, foresee, scratch_index, seal
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.status import operation_in

_BASE, _MINE, _THEIRS = 1, 2, 3
_PLAIN_FILE = "100644"


@dataclass(frozen=True, slots=True)
class ConflictingFile:
    """One path both sides changed. None where a version does not have the file."""

    path: str
    base: bytes | None
    mine: bytes | None
    theirs: bytes | None


def sides(repository: Repository) -> tuple[ConflictingFile, ...]:
    """The paths a merge of the fetched upstream could not decide, with their three texts.

    The texts are as the work tree would hold them. Nothing is touched. Empty when there is no conflict.

    Raises:
        DetachedHead, NoRemote: there is no other side.
    """
    foreseen = _foreseen(repository)
    return () if foreseen is None else _texts(repository, foreseen)


def merged_names(repository: Repository) -> tuple[str, ...]:
    """The paths a merge of the fetched upstream would hold, those in conflict too; empty without one."""
    foreseen = _foreseen(repository)
    if foreseen is None:
        return ()
    return repository.runner.read("ls-tree", "-r", "-z", "--name-only", foreseen.tree).items


def resolve(
    repository: Repository,
    choices: Mapping[str, bytes | None],
    message: str,
    *,
    extra: Mapping[str, bytes] | None = None,
    seen: Sequence[ConflictingFile] | None = None,
) -> Commit:
    """Merge the fetched upstream with these texts for the paths in conflict; both histories stay.

    Only files that change are written to the work tree; staged and edited files elsewhere stay as they are.

    Args:
        repository: where.
        choices: for every path of :func:`sides`, the text to keep, or None to delete the file.
        message: of the merge commit.
        extra: files to add besides, as the second of two kept posts.
        seen: what :func:`sides` gave when the choice was made; should it give something else now, nothing is
            done.

    Raises:
        Conflict: ``choices`` leaves these paths out, or they changed since ``seen``.
        NothingToCommit: the other side has nothing that is not here already.
        EditsInTheWay: a file the merge would write holds uncommitted text.
        OperationInProgress, IdentityMissing, HookFailed, SigningFailed, LockHeld, GitFailed: all is as
        before.
    """
    if operation := operation_in(repository.git_dir):
        raise OperationInProgress(operation)
    foreseen = _foreseen(repository)
    if foreseen is None:
        raise NothingToCommit
    undecided = set(foreseen.stages) - set(choices)
    if undecided:
        raise Conflict(tuple(sorted(undecided)))
    if seen is not None and _texts(repository, foreseen) != tuple(seen):
        raise Conflict(tuple(sorted(foreseen.stages)))
    with scratch_index(repository, foreseen.tree) as index:
        chosen: dict[str, bytes | None] = {**choices, **(extra or {})}
        entries = [_entry(repository, foreseen, path, text) for path, text in chosen.items()]
        repository.runner.run("update-index", "-z", "--index-info", data=b"".join(entries), env=index)
        tree = repository.runner.run("write-tree", env=index).text
        return Commit(seal(repository, foreseen, tree, message, index))


def _foreseen(repository: Repository) -> Foreseen | None:
    branch = repository.refs.branch()
    if branch is None:
        raise DetachedHead
    settings = repository.configuration(fresh=True)
    for source in settings.route(branch).sources:
        ref = settings.tracking(source)
        tip = repository.refs.tip(ref) if ref else None
        if tip is not None and not repository.contains(tip):
            return foresee(repository, tip)
    return None


def _texts(repository: Repository, foreseen: Foreseen) -> tuple[ConflictingFile, ...]:
    return tuple(
        ConflictingFile(
            path, *(_text(repository, path, stages.get(stage)) for stage in (_BASE, _MINE, _THEIRS))
        )
        for path, stages in sorted(foreseen.stages.items())
    )


def _text(repository: Repository, path: str, stage: tuple[str, str] | None) -> bytes | None:
    if stage is None:
        return None
    return repository.runner.read("cat-file", "--filters", f"--path={path}", stage[1]).out


def _entry(repository: Repository, foreseen: Foreseen, path: str, text: bytes | None) -> bytes:
    """One line for ``update-index --index-info``, the text stored through the path's filters."""
    mode, blob = "0", ""
    if text is not None:
        stored = repository.runner.run("hash-object", "-w", "--stdin", f"--path={path}", data=text)
        stages = foreseen.stages.get(path, {})
        mode, blob = (stages.get(_MINE) or stages.get(_THEIRS) or (_PLAIN_FILE, ""))[0], stored.text
    return f"{mode} {blob.ljust(len(foreseen.tree), '0')}\t".encode() + os.fsencode(path) + b"\0"
