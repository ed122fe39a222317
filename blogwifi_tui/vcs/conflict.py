"""Files both sides changed: the three versions of each, and the merge commit that holds what was chosen."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from blogwifi_tui.errors import Conflict, NothingToCommit, OperationInProgress
from blogwifi_tui.vcs.commit import Commit
from blogwifi_tui.vcs.incoming import pending
from blogwifi_tui.vcs.merge import commit_merge, scratch_index
from blogwifi_tui.vcs.merge_preview import Blob, MergePreview, Undecided, preview_merge, undecided
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.status import operation_in
from blogwifi_tui.vcs.take_back import finish_or_take_back

_PLAIN_FILE, _LINK, _SUBMODULE = "100644", "120000", "160000"


class FileKind(StrEnum):
    """What lies at a path."""

    FILE = "file"
    LINK = "link"
    """On one side at least; its text is where it leads."""
    SUBMODULE = "submodule"
    """On one side at least; its text is the name of a commit."""


@dataclass(frozen=True, slots=True)
class ConflictingFile:
    """One file both sides changed. None where a version does not have it."""

    path: str
    """Where it goes, unless another name is chosen."""
    base: bytes | None
    mine: bytes | None
    theirs: bytes | None
    kind: FileKind = FileKind.FILE
    names: tuple[str, str, str] | None = None
    """What it is called before, here and there, where these are not ``path``."""
    settled: bool = False
    """Only one side has it, and nobody took it away: it can only be kept."""
    moved_from: str = ""
    """It is new on one side, in a folder that the other renamed: where it was written."""


def conflicting_files(repository: Repository) -> tuple[ConflictingFile, ...]:
    """The files a merge of the fetched upstream could not decide, with their three texts.

    The texts are as the work tree would hold them. Nothing is touched. Empty when there is no conflict.

    Raises:
        DetachedHead, NoRemote: there is no other side.
        MergeTooTangled: what belongs to which file cannot be told.
    """
    preview = _preview(repository)
    return () if preview is None else _texts(repository, undecided(repository, preview))


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
    renamed: Mapping[str, str] | None = None,
    seen: Sequence[ConflictingFile] | None = None,
) -> Commit:
    """Merge the fetched upstream with these texts for the files in conflict; both histories stay.

    Only files that change are written to the work tree; staged and edited files elsewhere stay as they are.

    Args:
        repository: where.
        choices: for every path of :func:`conflicting_files`, the text to keep, or None to delete the file.
        message: of the merge commit.
        extra: files to add besides, as the second of two kept posts.
        renamed: other names for some of these paths.
        seen: what :func:`conflicting_files` gave when the choice was made; should it give something else now,
            nothing is done.

    Raises:
        Conflict: ``choices`` leaves these paths out, or they changed since ``seen``.
        NothingToCommit: the other side has nothing that is not here already.
        EditsInTheWay: a file the merge would write holds uncommitted text.
        OperationInProgress, MergeTooTangled, IdentityMissing, HookFailed, SigningFailed, LockHeld, GitFailed:
        all is as before.
    """
    if operation := operation_in(repository.git_dir):
        raise OperationInProgress(operation)
    finish_or_take_back(repository)
    preview = _preview(repository)
    if preview is None:
        raise NothingToCommit
    files = undecided(repository, preview)
    if left := {file.path for file in files} - set(choices):
        raise Conflict(tuple(sorted(left)))
    if seen is not None and _texts(repository, files) != tuple(seen):
        raise Conflict(tuple(file.path for file in files))
    with scratch_index(repository, preview.tree) as index:
        cleared = {name for file in files for name in (*file.taken, file.path)}
        entries = [_entry("0", "", name, preview) for name in sorted(cleared)]
        by_path, other_names = {file.path: file for file in files}, renamed or {}
        kept = [(by_path.get(path), other_names.get(path, path), text) for path, text in choices.items()]
        kept += [(None, path, text) for path, text in (extra or {}).items()]
        for file, name, text in kept:
            if text is not None:
                entries.append(_entry(*_stored(repository, file, name, text), name, preview))
        repository.runner.run("update-index", "-z", "--index-info", data=b"".join(entries), env=index)
        tree = repository.runner.run("write-tree", env=index).text
        return Commit(commit_merge(repository, preview, tree, message, index))


def _preview(repository: Repository) -> MergePreview | None:
    join = pending(repository)
    return preview_merge(repository, join.theirs) if join else None


def _texts(repository: Repository, files: Sequence[Undecided]) -> tuple[ConflictingFile, ...]:
    found = []
    for file in files:
        base, mine, theirs = (
            _text(repository, file.path, blob) for blob in (file.base, file.mine, file.theirs)
        )
        names = None if set(file.names) == {file.path} else file.names
        found.append(
            ConflictingFile(file.path, base, mine, theirs, _kind(file), names, file.settled, file.moved_from)
        )
    return tuple(found)


def _kind(file: Undecided) -> FileKind:
    modes = {blob[0] for blob in (file.mine, file.theirs) if blob}
    if _SUBMODULE in modes:
        return FileKind.SUBMODULE
    return FileKind.LINK if _LINK in modes else FileKind.FILE


def _text(repository: Repository, path: str, blob: Blob | None) -> bytes | None:
    if blob is None:
        return None
    mode, name = blob
    if mode == _SUBMODULE:
        return name.encode()
    if mode == _LINK:
        return repository.runner.read("cat-file", "blob", name).out
    return repository.runner.read("cat-file", "--filters", f"--path={path}", name).out


def _stored(repository: Repository, file: Undecided | None, name: str, text: bytes) -> Blob:
    """Mode and name of the blob that holds ``text``: a side's own where it is that side's, byte for byte."""
    sides = [blob for blob in (file.mine, file.theirs) if blob] if file else []
    for blob in sides:
        if file and text == _text(repository, file.path, blob):
            return blob
    modes = [mode for mode, _ in sides if mode not in (_LINK, _SUBMODULE)]
    stored = repository.runner.run("hash-object", "-w", "--stdin", f"--path={name}", data=text)
    return modes[0] if modes else _PLAIN_FILE, stored.text


def _entry(mode: str, blob: str, path: str, preview: MergePreview) -> bytes:
    """One line for ``update-index --index-info``; without a blob the path goes."""
    return f"{mode} {blob.ljust(len(preview.tree), '0')}\t".encode() + os.fsencode(path) + b"\0"
