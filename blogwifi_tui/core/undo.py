"""The last change made here undone, by a new commit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.content import files
from blogwifi_tui.content.line_ends import with_line_ends_of
from blogwifi_tui.core.bundles import clear_folders
from blogwifi_tui.core.step_journal import StepJournal
from blogwifi_tui.core.transaction import FileChange, Transaction
from blogwifi_tui.core.undo_log import UndoLog
from blogwifi_tui.errors import ChangedSince, FileMissing, NothingToUndo
from blogwifi_tui.i18n.commit_messages import Change, proposed
from blogwifi_tui.vcs.commit_details import CommitDetails, commit_details

if TYPE_CHECKING:
    from blogwifi_tui.core.step_watch import StepWatch
    from blogwifi_tui.settings.model import Messages
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.commit import Commit


class Undo:
    """Undoes the commits this program made in one repository, the last one first.

    Works on files anywhere in the repository: its paths are git's.
    """

    def __init__(self, repository: BlogRepository, messages: Messages, watch: StepWatch) -> None:
        self._repository = repository
        self._messages = messages
        self._watch = watch

    @cached_property
    def _log(self) -> UndoLog:
        return UndoLog(self._repository.git.git_dir)

    def remember(self, commit: Commit) -> None:
        """A commit was made here."""
        self._log.add(commit.sha)

    def last(self) -> CommitDetails:
        """The last change made here that is still in this branch and not undone.

        Raises:
            NothingToUndo: there is none.
        """
        for sha in reversed(self._log.read()):
            found = commit_details(self._repository.git, sha)
            if found and self._is_undone(found):
                self._log.forget(sha)
            elif found:
                return found
        raise NothingToUndo

    def _is_undone(self, change: CommitDetails) -> bool:
        """Whether files and commits say what they did before it: it was undone, and nobody noted it."""
        git = self._repository.git
        held = ((_held(git.root, file.path), file) for file in change.files)  # the first that is not tells it
        if not all(_is_held(now, file.before) and not _is_held(now, file.after) for now, file in held):
            return False
        return not git.report([file.path for file in change.files]).edited

    def undo(self, change: CommitDetails) -> Commit:
        """Give every file of ``change`` what it held before, in one commit.

        Raises:
            ChangedSince: files hold something else by now, which undoing would lose; nothing was touched.
            FileError, GitError: all is as before.
        """
        git = self._repository.git
        held = {file.path: _held(git.root, file.path) for file in change.files}
        changed = [file.path for file in change.files if not _is_held(held[file.path], file.after)]
        if changed:
            raise ChangedSince(tuple(changed))
        changes = [
            FileChange(file.path, held[file.path], with_line_ends_of(held[file.path], file.before))
            for file in change.files
        ]
        title, path = change.subject, change.files[0].path
        message = proposed(Change.UNDO, title=title, path=path, own=self._messages)
        journal = StepJournal(git.root, git.refs.head, remembered=False)
        transaction = Transaction(git.root, self._commit, journal, watch=self._watch)
        commit = transaction.apply(changes, message)
        clear_folders(git.root, [change.path for change in changes if change.after is None])
        self._log.forget(change.commit.sha)
        return commit

    def _commit(self, paths: Sequence[str], message: str) -> Commit:
        return self._repository.git.commit(paths, message, cancel=self._watch.token)


def _held(root: Path, path: str) -> bytes | None:
    try:
        return files.read(root, path)
    except FileMissing:
        return None


def _is_held(held: bytes | None, text: bytes | None) -> bool:
    """Whether a file holds a text, line ends apart: ``core.autocrlf`` has git give others than ours."""
    if held is None or text is None:
        return held is text
    return held == text or held.replace(b"\r\n", b"\n") == text.replace(b"\r\n", b"\n")
