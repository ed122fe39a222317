"""Posts both sides changed: what a person chooses among, and the merge commit that holds the choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from blogwifi_tui.content import slugs
from blogwifi_tui.content.merge.three_way import Merge
from blogwifi_tui.content.post import Post
from blogwifi_tui.i18n.commit_messages import Change, proposed

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.settings.model import Messages
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.commit import Commit
    from blogwifi_tui.vcs.conflict import ConflictingFile


@dataclass(frozen=True)
class PostConflict:
    """One file both sides changed; None where a version does not have it."""

    path: str
    """Relative to the blog's root; begins with ``../`` when the file lies elsewhere in the repository."""
    before: Post | None
    mine: Post | None
    theirs: Post | None
    file: ConflictingFile
    """What git gave, by which it is told whether it gives something else later."""

    @property
    def title(self) -> str:
        """The post's title here, else there."""
        post = self.mine or self.theirs
        return post.title if post else self.path

    @cached_property
    def merge(self) -> Merge | None:
        """The pieces to choose among; None when one side deleted the post, which is then kept or not."""
        return Merge(self.before, self.mine, self.theirs) if self.mine and self.theirs else None


class ConflictResolver:
    """Finds and resolves the conflicts of one blog, as of the last fetch."""

    def __init__(
        self, repository: BlogRepository, messages: Messages, posts: Callable[[], Iterable[Entry]]
    ) -> None:
        """Made by a blog.

        Args:
            repository: of the blog.
            messages: the blog's wording of commit messages.
            posts: gives the posts there are.
        """
        self._repository = repository
        self._messages = messages
        self._posts = posts

    def current(self) -> tuple[PostConflict, ...]:
        """The posts both sides changed, for a person to choose. Nothing is touched."""
        return tuple(_conflict(file) for file in self._repository.conflicting_files())

    def resolve_without_asking(self) -> bool:
        """Resolve all conflicts if no field and no paragraph of any has two answers; whether it was done."""
        conflicts = self.current()
        choices = {
            conflict.path: conflict.merge.result([])
            for conflict in conflicts
            if conflict.merge and not conflict.merge.pieces
        }
        if not conflicts or len(choices) < len(conflicts):
            return False
        self.resolve(conflicts, choices)
        return True

    def keep_both(self, conflict: PostConflict) -> Post:
        """My version under a name neither side has: what :meth:`resolve` adds beside theirs."""
        taken = {
            conflict.path,
            *(entry.path for entry in self._posts()),
            *self._repository.merged_names(),
        }
        data = conflict.mine.data if conflict.mine else b""
        return Post(slugs.unused(conflict.path, taken), data)

    def resolve(
        self,
        conflicts: Sequence[PostConflict],
        choices: Mapping[str, Post | None],
        beside: Sequence[Post] = (),
    ) -> Commit:
        """Merge with these posts for the paths of ``conflicts`` (None deletes), and with those of ``beside``.

        Raises:
            Conflict: there is something else to choose by now.
            EditsInTheWay, GitError: see :func:`blogwifi_tui.vcs.conflict.resolve`; all is as before.
        """
        titles = ", ".join(conflict.title for conflict in conflicts)
        texts = {conflict.path: choices[conflict.path] for conflict in conflicts}
        return self._repository.resolve(
            {path: post.data if post else None for path, post in texts.items()},
            proposed(Change.MERGE, title=titles, path=conflicts[0].path, own=self._messages),
            extra={post.path: post.data for post in beside},
            seen=[conflict.file for conflict in conflicts],
        )


def _conflict(file: ConflictingFile) -> PostConflict:
    before, mine, theirs = (
        None if data is None else Post(file.path, data) for data in (file.base, file.mine, file.theirs)
    )
    return PostConflict(file.path, before, mine, theirs, file)
