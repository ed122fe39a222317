"""The history of posts: the commits that changed one, its text at one of them, and that text brought back."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.content import files
from blogwifi_tui.content.line_ends import with_line_ends_of
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.moves import PostEdit
from blogwifi_tui.core.post_dates import PostDates
from blogwifi_tui.core.step_journal import FileChange
from blogwifi_tui.core.transaction import Transaction
from blogwifi_tui.errors import FileMissing, NothingToCommit, NotInHistory
from blogwifi_tui.i18n.commit_messages import Change, proposed

if TYPE_CHECKING:
    from blogwifi_tui.core.deleted_posts import DeletedPosts
    from blogwifi_tui.settings.model import Messages
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.commit import Commit
    from blogwifi_tui.vcs.file_dates import FileDates
    from blogwifi_tui.vcs.log import Revision
    from blogwifi_tui.vcs.progress import CancelToken

SHORTEST = 4
"""Letters that name a commit for git."""


class History:
    """The history of the posts of one blog."""

    def __init__(
        self,
        root: Path,
        repository: BlogRepository,
        transaction: Transaction,
        messages: Messages,
        dates: PostDates,
        post: Callable[[str, bytes], Post],
        deleted: DeletedPosts,
    ) -> None:
        """``messages``: the blog's wording of commit messages; ``post`` makes one of a path and bytes."""
        self._root = root
        self._repository = repository
        self._transaction = transaction
        self._messages = messages
        self._dates = dates
        self._post = post
        self.deleted = deleted
        """The posts that are gone, and that git keeps."""

    def of(self, path: str) -> Sequence[Revision]:
        """All commits that changed this post, newest first, through renames."""
        return self._repository.log(path)

    def read_at(self, revision: Revision) -> Post:
        """The post as a commit left it, under the name it had then."""
        return self._post(revision.path, self._repository.text_at(revision.sha, revision.path))

    def newest_text(self, revisions: Sequence[Revision]) -> Revision:
        """The first of these, of one post, that left a text: others deleted it. Raises NotInHistory."""
        for each in revisions:
            with suppress(NotInHistory):
                self._repository.text_at(each.sha, each.path)
                return each
        raise NotInHistory("HEAD", revisions[0].path if revisions else "")

    def dates(self, *, cancel: CancelToken | None = None) -> Mapping[str, FileDates]:
        """When commits first and last changed each post; see :meth:`.post_dates.PostDates.read`."""
        return self._dates.read(cancel=cancel)

    def plan_restore(self, path: str, revision: str) -> PostEdit:
        """The post as it is now and as it would be restored, for a person to agree to.

        Of one that is deleted both are the text it would get.

        Raises:
            NotInHistory: no such revision, or the post was not there.
        """
        after = self._post(path, self._text(path, revision))
        try:
            return PostEdit(self._post(path, files.read(self._root, path)), after)
        except FileMissing:
            return PostEdit(after, after)

    def _text(self, path: str, revision: str) -> bytes:
        """The bytes of the post at ``path`` at a revision, under the name it had then."""
        if not revision:
            raise NotInHistory(revision, path)
        known = (each for each in self.of(path) if each.sha.startswith(revision))
        found = next(known, None) if len(revision) >= SHORTEST else None
        sha, old = (found.sha, found.path) if found else (revision, path)
        return self._repository.text_at(sha, old)

    def restore(self, path: str, revision: str | None = None) -> Commit | None:
        """Give the post the bytes it had at ``revision``, under its present name, in one commit.

        What it says now is committed first, when it is not yet. A deleted post is brought back with what went
        with it, without a ``revision`` as it was last.

        Returns:
            None when the last commit has them already.

        Raises:
            NotInHistory: no such revision, or the post was not there.
            PostNotFound: without a revision, there is no such deleted post.
        """
        is_last = revision is None and not os.path.lexists(self._root / path)
        text = self.deleted.read(path).data if is_last else self._text(path, revision or "")
        after = self._post(path, text)
        message = proposed(Change.RESTORE, title=after.title, path=path, own=self._messages)
        try:
            before = self._post(path, files.read(self._root, path))
        except FileMissing:
            return self._bring_back(after, message)
        # Words no commit holds yet would be lost: they get a commit of their own.
        kept = proposed(Change.EDIT, title=before.title, path=path, own=self._messages)
        self._transaction.replace(before, before, kept)
        before = self._post(path, files.read(self._root, path))  # a hook may have mended it
        after = replace(before, data=with_line_ends_of(before.data, text) or b"")
        return self._transaction.replace(before, after, message)

    def _bring_back(self, post: Post, message: str) -> Commit | None:
        """Write a post that has no file, and what went with it; None when the last commit holds them."""
        changes = [FileChange(post.path, None, post.data), *self.deleted.beside(post.path)]
        try:
            return self._transaction.apply(changes, message)
        except NothingToCommit:
            self._transaction.write(changes)
            return None
