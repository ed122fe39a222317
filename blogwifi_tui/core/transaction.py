"""A change of files and its commit as one step: when the commit fails, the files are as they were before.

So they are when the program is killed meanwhile, once it is started again: see :mod:`.step_journal`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from blogwifi_tui.content import files
from blogwifi_tui.content.atomic import folders_synced_once
from blogwifi_tui.content.slugs import folded
from blogwifi_tui.core.step_journal import FileChange, Step, StepJournal
from blogwifi_tui.core.step_watch import StepWatch
from blogwifi_tui.core.stopping import Held, signals_held
from blogwifi_tui.errors import BlogwifiError, FileChanged, FileMissing, HookMended, NothingToCommit

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.vcs.commit import Commit

    Committing = Callable[[Sequence[str], str], Commit]
    """Commits exactly these paths of the blog with this message."""

__all__ = ["FileChange", "Transaction"]


class Transaction:
    """Changes the files of posts and commits them, or does neither.

    Every method raises what :mod:`blogwifi_tui.content.files` and the commit raise, with the files put back.
    """

    def __init__(
        self,
        root: Path,
        commit: Committing,
        journal: StepJournal | None = None,
        *,
        watch: StepWatch | None = None,
    ) -> None:
        """Change files below ``root``.

        Args:
            root: what paths are relative to.
            commit: makes the commit.
            journal: keeps a record of each step while it is under way.
            watch: is told how far each step is, and stops it.
        """
        self._root = root
        self._commit = commit
        self._journal = journal
        self.watch = watch or StepWatch()

    def commit(self, paths: Sequence[str], message: str) -> Commit:
        """Commit files as they are."""
        unchanged = [FileChange(path, None, None) for path in paths]
        with (
            signals_held(self.watch.interrupt),
            self.watch.step(),
            self._recorded(unchanged, message),
        ):
            return self._commit(paths, message)

    def replace(self, before: Post, after: Post, message: str) -> Commit | None:
        """Write ``after`` over ``before``; None when the last commit says the same already."""

        def commit() -> Commit | None:
            try:
                return self._commit([after.path], message)
            except NothingToCommit:
                return None

        return self._all([FileChange(after.path, before.data, after.data)], message, commit)

    def add(self, post: Post, message: str) -> Commit:
        """Create the file of a post that has none."""
        return self.apply([FileChange(post.path, None, post.data)], message)

    def apply(self, changes: Sequence[FileChange], message: str) -> Commit:
        """Give several files other bytes, or take them away, in one commit."""
        paths = [change.path for change in changes]
        return cast("Commit", self._all(changes, message, lambda: self._commit(paths, message)))

    def remove(
        self,
        posts: Sequence[Post],
        message: str,
        *,
        kept: Collection[str],
        beside: Sequence[FileChange] = (),
    ) -> Commit | None:
        """Delete files in one commit; None when git never kept any of them, by its path in ``kept``.

        ``beside``: other files that go with the posts.
        """
        changes = [FileChange(post.path, post.data, None) for post in posts]
        changes = [*beside, *changes]
        paths = [change.path for change in changes if change.path in kept]
        message = message if paths else ""
        return self._all(changes, message, lambda: self._commit(paths, message) if paths else None)

    def write(self, changes: Sequence[FileChange]) -> None:
        """Give several files other bytes, and commit nothing."""
        self._all(changes, "", lambda: None)

    def _all(
        self, changes: Sequence[FileChange], message: str, commit: Callable[[], Commit | None]
    ) -> Commit | None:
        done: list[FileChange] = []
        changes = _in_order(changes)
        with (
            signals_held(self.watch.interrupt) as held,
            self.watch.step(len(changes)),
            self._recorded(changes, message) as step,
        ):
            try:
                with _synced(changes):
                    for change in changes:
                        self._check(held)
                        self._change(change)
                        done.append(change)
                        self.watch.done = len(done)
                self._check(held)
                made = self._committed(changes, commit)
            except BlogwifiError as error:
                self._put_back(done, step, error)
                raise
            held.made = made is not None or any(change.before != change.after for change in changes)
            return made

    def _check(self, held: Held) -> None:
        """Raises Cancelled when the program was asked to end, or this step."""
        held.check()
        self.watch.check()

    def _committed(self, changes: Sequence[FileChange], commit: Callable[[], Commit | None]) -> Commit | None:
        """Commit; once more where a hook mended a file, as most such hooks let it pass then.

        What it refuses again is taken back, and it would refuse the same step each time it is made anew.
        """
        try:
            return commit()
        except HookMended as error:
            mended = tuple(
                change.path for change in changes if change.path in error.mended and self._differs(change)
            )
            if not mended:
                raise
        made = commit()
        return made and replace(made, mended=mended)

    def _differs(self, change: FileChange) -> bool:
        """Whether the file holds something else than the step gave it."""
        try:
            return files.read(self._root, change.path) != change.after
        except FileMissing:
            return change.after is not None

    def _recorded(self, changes: Sequence[FileChange], message: str) -> AbstractContextManager[Step]:
        return self._journal.step(changes, message) if self._journal else nullcontext(Step())

    def _put_back(self, done: Sequence[FileChange], step: Step, cause: BlogwifiError) -> None:
        """One that cannot be put back keeps none of the others from it; the last such error is raised."""
        failed: BlogwifiError | None = None
        for path, before, after in reversed(done):
            try:
                self._change(FileChange(path, after, before))
            except BlogwifiError as error:
                failed = error
                if not isinstance(error, FileChanged):
                    step.keep()
        if failed and not isinstance(cause, HookMended):
            raise failed from cause

    def _change(self, change: FileChange) -> None:
        if change.after is None:
            files.delete(self._root, change.path, expected=files.digest(change.before or b""))
        elif change.before is None:
            files.create(self._root, change.path, change.after)
        else:
            files.write(self._root, change.path, change.after, expected=files.digest(change.before))


def _synced(changes: Sequence[FileChange]) -> AbstractContextManager[None]:
    """Syncs a folder once for all files in it, where none comes or goes: those must not pass one another."""
    replaces = all(None not in (change.before, change.after) for change in changes)
    return folders_synced_once() if replaces else nullcontext()


def _in_order(changes: Sequence[FileChange]) -> list[FileChange]:
    """First the files that go under a name of which another only differs in letter case: no two can stand."""
    coming = {folded(change.path) for change in changes if change.before is None}
    return sorted(changes, key=lambda each: each.after is not None or folded(each.path) not in coming)
