"""The posts that were deleted and that git still keeps: found again, looked at, and brought back.

They are told by commits, so those that another program or another machine deleted are among them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from blogwifi_tui.content.index.entry import Entry, entry_of
from blogwifi_tui.core.bundles import own_folder
from blogwifi_tui.core.discovery import find_post
from blogwifi_tui.core.step_journal import FileChange
from blogwifi_tui.errors import NotInHistory, PostNotFound
from blogwifi_tui.vcs.deletions import Deletion, deleted_texts, deletions

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from blogwifi_tui.content.post import Post
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.progress import CancelToken


@dataclass(frozen=True, slots=True)
class DeletedPost:
    """A post that has no file any more, as git has it."""

    entry: Entry
    """What a list showed of it last."""
    when: dt.datetime | None
    """When it was deleted, in the blog's zone; None where no commit says so yet."""
    commit: str
    """The commit that deleted it; empty where none did."""

    @property
    def path(self) -> str:
        """Where its file was."""
        return self.entry.path

    @property
    def title(self) -> str:
        """Its title."""
        return self.entry.title


class DeletedPosts:
    """The deleted posts of one blog, read when they are asked for, and again when there are new commits.

    Not thread-safe: one call at a time.
    """

    def __init__(
        self,
        root: Path,
        repository: BlogRepository,
        post: Callable[[str, bytes], Post],
        holds: Callable[[str], bool],
        now: Callable[[], dt.datetime],
    ) -> None:
        """``post`` makes one of a path and bytes; ``holds`` tells whether a path is that of a post."""
        self._root = root
        self._repository = repository
        self._post = post
        self._holds = holds
        self._now = now
        self._head: str | None = None
        """The commit that what follows is told of."""
        self._deletions: tuple[Deletion, ...] = ()
        self._committed: tuple[DeletedPost, ...] = ()

    def all(self, *, cancel: CancelToken | None = None) -> tuple[DeletedPost, ...]:
        """Those that are gone now, the last one first; what no commit says yet comes before.

        Raises:
            Cancelled: ``cancel`` was.
            GitError: the history cannot be read.
        """
        self._read(cancel)
        loose = tuple(self._uncommitted())
        known = {each.path for each in loose}
        return (
            *loose,
            *(each for each in self._committed if each.path not in known and self._is_gone(each.path)),
        )

    def find(self, name: str) -> DeletedPost:
        """The one that a person means by a path, a slug or a part of one; see :func:`.discovery.find_post`.

        Raises:
            PostNotFound, PostAmbiguous: none, or several.
            GitError: the history cannot be read.
        """
        there = {each.path: each for each in self.all()}
        return there[find_post([each.entry for each in there.values()], name, self._root).path]

    def read(self, path: str) -> Post:
        """The last text of the deleted post at ``path``. Raises PostNotFound."""
        self._read(None)
        deletion = next((each for each in self._deletions if each.path == path), None)
        if deletion and not self._repository.tracked([path]):
            return self._post(path, deleted_texts(self._repository, (deletion,))[0])
        try:
            return self._post(path, self._repository.text_at("HEAD", path))
        except NotInHistory as error:
            raise PostNotFound(path) from error

    def beside(self, path: str) -> Iterator[FileChange]:
        """What brings back the files that went with the post at ``path``: those of its bundle."""
        self._read(None)
        folder = f"{own_folder(path)}/"
        deletion = next((each for each in self._deletions if each.path == path), None)
        along = tuple(
            each
            for each in self._deletions
            if deletion and each.sha == deletion.sha and self._goes_along(each.path, folder)
        )
        for each, text in zip(along, deleted_texts(self._repository, along), strict=True):
            yield FileChange(each.path, None, text)
        known = {each.path for each in along}
        for loose in sorted(self._repository.edited() - known):
            if self._goes_along(loose, folder):
                with suppress(NotInHistory):  # staged, and gone again
                    yield FileChange(loose, None, self._repository.text_at("HEAD", loose))

    def _goes_along(self, path: str, folder: str) -> bool:
        return path.startswith(folder) and not self._holds(path) and self._is_gone(path)

    def _is_gone(self, path: str) -> bool:
        return not os.path.lexists(self._root / path)

    def _read(self, cancel: CancelToken | None) -> None:
        head = self._repository.head()
        if head == self._head:
            return
        self._deletions = deletions(self._repository, cancel=cancel)
        posts = tuple(each for each in self._deletions if self._holds(each.path))
        texts = deleted_texts(self._repository, posts)
        zone = self._now().tzinfo or UTC
        self._committed = tuple(
            DeletedPost(entry_of(self._post(each.path, text), zone), each.when.astimezone(zone), each.sha)
            for each, text in zip(posts, texts, strict=True)
        )
        self._head = head

    def _uncommitted(self) -> Iterator[DeletedPost]:
        """Those of which only the file is gone: a commit still holds them."""
        zone = self._now().tzinfo or UTC
        for path in sorted(self._repository.edited()):
            if self._holds(path) and self._is_gone(path):
                with suppress(NotInHistory):  # staged, and gone again
                    text = self._repository.text_at("HEAD", path)
                    yield DeletedPost(entry_of(self._post(path, text), zone), None, "")
