"""Posts both sides changed: the three texts of each, and the merge commit that holds what was chosen."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blogwifi_tui.errors import Conflict, DetachedHead, NothingToCommit, OperationInProgress
from blogwifi_tui.vcs.commit import Commit
from blogwifi_tui.vcs.merge import MergePreview, commit_merge, preview_merge, scratch_index
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


def conflicting_files(repository: Repository) -> tuple[ConflictingFile, ...]:
    """The paths a merge of the fetched upstream could not decide, with their three texts.

    The texts are as the work tree would hold them. Nothing is touched. Empty when there is no conflict.

    Raises:
        DetachedHead, NoRemote: there is no other side.
    """
    preview = _preview(repository)
    return () if preview is None else _texts(repository, preview)


def merged_names(repository: Repository) -> tuple[str, ...]:
    """The paths a merge of the fetched upstream would hold, those in conflict too; empty without one."""
    preview = _preview(repository)
    if preview is None:
        return ()
    return repository.runner.read("ls-tree", "-r", "-z", "--name-only", preview.tree).items


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
        choices: for every path of :func:`conflicting_files`, the text to keep, or None to delete the file.
        message: of the merge commit.
        extra: files to add besides, as the second of two kept posts.
        seen: what :func:`conflicting_files` gave when the choice was made; should it give something else now,
            nothing is done.

    Raises:
        Conflict: ``choices`` leaves these paths out, or they changed since ``seen``.
        NothingToCommit: the other side has nothing that is not here already.
        EditsInTheWay: a file the merge would write holds uncommitted text.
        OperationInProgress, IdentityMissing, HookFailed, SigningFailed, LockHeld, GitFailed: all is as
        before.
    """
    if operation := operation_in(repository.git_dir):
        raise OperationInProgress(operation)
    preview = _preview(repository)
    if preview is None:
        raise NothingToCommit
    undecided = set(preview.stages) - set(choices)
    if undecided:
        raise Conflict(tuple(sorted(undecided)))
    if seen is not None and _texts(repository, preview) != tuple(seen):
        raise Conflict(tuple(sorted(preview.stages)))
    with scratch_index(repository, preview.tree) as index:
        chosen: dict[str, bytes | None] = {**choices, **(extra or {})}
        entries = [_entry(repository, preview, path, text) for path, text in chosen.items()]
        repository.runner.run("update-index", "-z", "--index-info", data=b"".join(entries), env=index)
        tree = repository.runner.run("write-tree", env=index).text
        return Commit(commit_merge(repository, preview, tree, message, index))


def _preview(repository: Repository) -> MergePreview | None:
    branch = repository.refs.branch()
    if branch is None:
        raise DetachedHead
    settings = repository.configuration(fresh=True)
    for source in settings.route(branch).sources:
        ref = settings.tracking(source)
        tip = repository.refs.tip(ref) if ref else None
        if tip is not None and not repository.contains(tip):
            return preview_merge(repository, tip)
    return None


def _texts(repository: Repository, preview: MergePreview) -> tuple[ConflictingFile, ...]:
    return tuple(
        ConflictingFile(
            path, *(_text(repository, path, stages.get(stage)) for stage in (_BASE, _MINE, _THEIRS))
        )
        for path, stages in sorted(preview.stages.items())
    )


def _text(repository: Repository, path: str, stage: tuple[str, str] | None) -> bytes | None:
    if stage is None:
        return None
    return repository.runner.read("cat-file", "--filters", f"--path={path}", stage[1]).out


def _entry(repository: Repository, preview: MergePreview, path: str, text: bytes | None) -> bytes:
    """One line for ``update-index --index-info``, the text stored through the path's filters."""
    mode, blob = "0", ""
    if text is not None:
        stored = repository.runner.run("hash-object", "-w", "--stdin", f"--path={path}", data=text)
        stages = preview.stages.get(path, {})
        mode, blob = (stages.get(_MINE) or stages.get(_THEIRS) or (_PLAIN_FILE, ""))[0], stored.text
    return f"{mode} {blob.ljust(len(preview.tree), '0')}\t".encode() + os.fsencode(path) + b"\0"
