"""A change of files and its commit as one step: when the commit fails, the files are as they were before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from blogwifi_tui.content import files
from blogwifi_tui.errors import BlogwifiError, NothingToCommit

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.vcs.commit import Commit

    Committing = Callable[[Sequence[str], str], Commit]
    """Commits exactly these paths of the blog with this message."""

T = TypeVar("T")


class FileChange(NamedTuple):
    """One file: what it holds now, and what it is to hold; None for no file."""

    path: str
    before: bytes | None
    after: bytes | None


class Transaction:
    """Changes the files of posts and commits them, or does neither.

    Every method raises what :mod:`blogwifi_tui.content.files` and the commit raise, with the files put back.
    """

    def __init__(self, root: Path, commit: Committing) -> None:
        self._root = root
        self._commit = commit

    def replace(self, before: Post, after: Post, message: str) -> Commit | None:
        """Write ``after`` over ``before``; None when the last commit says the same already."""
        changed = before.digest != after.digest
        if changed:
            files.write(self._root, after.path, after.data, expected=before.digest)
        try:
            return self._commit([after.path], message)
        except NothingToCommit:
            return None
        except BlogwifiError:
            if changed:
                files.write(self._root, after.path, before.data, expected=after.digest)
            raise

    def add(self, post: Post, message: str) -> Commit:
        """Create the file of a post that has none."""
        files.create(self._root, post.path, post.data)
        try:
            return self._commit([post.path], message)
        except BlogwifiError:
            files.delete(self._root, post.path, expected=post.digest)
            raise

    def apply(self, changes: Sequence[FileChange], message: str) -> Commit:
        """Give several files other bytes, or take them away, in one commit."""
        paths = [change.path for change in changes]
        return self._all(changes, lambda: self._commit(paths, message))

    def remove(self, posts: Sequence[Post], message: str, *, kept: Collection[str]) -> Commit | None:
        """Delete files in one commit; None when git never kept any of them, by its path in ``kept``."""
        changes = [FileChange(post.path, post.data, None) for post in posts]
        paths = [post.path for post in posts if post.path in kept]
        return self._all(changes, lambda: self._commit(paths, message) if paths else None)

    def _all(self, changes: Sequence[FileChange], commit: Callable[[], T]) -> T:
        done: list[FileChange] = []
        try:
            for change in changes:
                self._change(change)
                done.append(change)
            return commit()
        except BlogwifiError:
            self._put_back(done)
            raise

    def _put_back(self, done: Sequence[FileChange]) -> None:
        """One that cannot be put back keeps none of the others from it; the last such error is raised."""
        failed: BlogwifiError | None = None
        for path, before, after in reversed(done):
            try:
                self._change(FileChange(path, after, before))
            except BlogwifiError as error:
                failed = error
        if failed:
            raise failed

    def _change(self, change: FileChange) -> None:
        if change.after is None:
            files.delete(self._root, change.path, expected=files.digest(change.before or b""))
        elif change.before is None:
            files.create(self._root, change.path, change.after)
        else:
            files.write(self._root, change.path, change.after, expected=files.digest(change.before))
