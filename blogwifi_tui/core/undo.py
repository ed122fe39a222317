"""Going back: a post as a commit left it, and the last change made here undone. Always by a new commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from blogwifi_tui.content import files
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.transaction import FileChange, Transaction
from blogwifi_tui.core.undo_log import UndoLog
from blogwifi_tui.errors import ChangedSince, FileMissing, NothingToUndo, NotInHistory
from blogwifi_tui.i18n.commit_messages import Change, proposed

if TYPE_CHECKING:
    from pathlib import Path

    from blogwifi_tui.settings.model import Messages
    from blogwifi_tui.vcs.commit import Commit
    from blogwifi_tui.vcs.commit_details import CommitDetails
    from blogwifi_tui.vcs.log import Revision
    from blogwifi_tui.vcs.repository import Repository

    History = Callable[[str], Sequence[Revision]]
    """The commits that changed a post of the blog."""

SHORTEST = 4
"""Letters that name a commit for git."""


class Undo:
    """What can be brought back in one blog."""

    def __init__(
        self, root: Path, repository: Repository, step: Transaction, own: Messages, history: History
    ) -> None:
        """Made by a blog; ``step`` commits paths of the blog, ``own`` is its wording of messages."""
        self._root = root
        self._repository = repository
        self._step = step
        self._own = own
        self._history = history
        self._record = UndoLog(repository.git_dir)

    def remember(self, commit: Commit) -> None:
        """A commit was made here."""
        self._record.add(commit.sha)

    def restore(self, path: str, revision: str) -> Commit | None:
        """Give the post the bytes it had at ``revision``, under its present name, in one commit.

        What it says now is committed first, when it is not yet.

        Returns:
            None when it has them already.

        Raises:
            NotInHistory: no such revision, or the post was not there.
        """
        if not revision:
            raise NotInHistory(revision, path)
        known = (each for each in self._history(path) if each.sha.startswith(revision))
        found = next(known, None) if len(revision) >= SHORTEST else None
        in_repository = (self._root / path).relative_to(self._repository.root).as_posix()
        old = found.path if found else in_repository
        after = Post.from_bytes(path, self._repository.text_at(found.sha if found else revision, old))
        message = proposed(Change.RESTORE, title=after.title, path=path, own=self._own)
        try:
            before = Post.from_bytes(path, files.read(self._root, path))
        except FileMissing:
            return self._step.add(after, message)
        # Words no commit holds yet would be lost: they get a commit of their own.
        kept = proposed(Change.EDIT, title=before.title, path=path, own=self._own)
        self._step.replace(before, before, kept)
        return self._step.replace(before, after, message)

    def last(self) -> CommitDetails:
        """The last change made here that is still in this branch and not undone.

        Raises:
            NothingToUndo: there is none.
        """
        from blogwifi_tui.vcs.commit_details import made

        for sha in reversed(self._record.read()):
            if found := made(self._repository, sha):
                return found
        raise NothingToUndo

    def undo(self, change: CommitDetails) -> Commit:
        """Give every file of ``change`` what it held before, in one commit.

        Raises:
            ChangedSince: files hold something else by now, which undoing would lose; nothing was touched.
            FileError, GitError: all is as before.
        """
        root = self._repository.root
        changed = [file.path for file in change.files if _held(root, file.path) != file.after]
        if changed:
            raise ChangedSince(tuple(changed))
        changes = [FileChange(file.path, file.after, file.before) for file in change.files]
        title = change.subject
        message = proposed(Change.UNDO, title=title, path=change.files[0].path, own=self._own)
        commit = Transaction(root, self._repository.commit).swap(changes, message)
        self._record.forget(change.commit.sha)
        return commit


def _held(root: Path, path: str) -> bytes | None:
    try:
        return files.read(root, path)
    except FileMissing:
        return None
