"""Posts both sides changed: what a person chooses among, and the merge commit that holds the choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.content import slugs
from blogwifi_tui.content.merge.three_way import Merge
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import Conflict
from blogwifi_tui.i18n.commit_messages import Change, proposed

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.settings.model import Messages
    from blogwifi_tui.vcs.commit import Commit
    from blogwifi_tui.vcs.conflict import ConflictingFile
    from blogwifi_tui.vcs.repository import Repository
    from blogwifi_tui.vcs.sync import Outcome


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
    """Finds and settles the clashes of one blog, as of the last fetch."""

    def __init__(
        self, repository: Repository, prefix: str, own: Messages, posts: Callable[[], Iterable[Entry]]
    ) -> None:
        """Made by a blog.

        Args:
            repository: where the blog lies.
            prefix: the blog's folder in it: empty, or a path that ends with a slash.
            own: the blog's wording of commit messages.
            posts: gives the posts there are.
        """
        self._repository = repository
        self._prefix = prefix
        self._own = own
        self._posts = posts

    def conflicts(self) -> tuple[PostConflict, ...]:
        """The posts both sides changed, for a person to choose. Nothing is touched."""
        from blogwifi_tui.vcs.conflict import sides

        return tuple(self._clash(file) for file in sides(self._repository))

    def publishing(self, publish: Callable[[], Outcome]) -> Outcome:
        """Publish; where git sees a conflict but no field or paragraph has two answers, settle it and go on.

        Raises:
            Conflict: a person must choose; nothing was touched.
        """
        try:
            return publish()
        except Conflict:
            conflicts = self.conflicts()
            if not conflicts or any(
                conflict.merge is None or conflict.merge.pieces for conflict in conflicts
            ):
                raise
            self.settle(
                conflicts,
                {conflict.path: conflict.merge.result([]) for conflict in conflicts if conflict.merge},
            )
            return publish()

    def apart(self, conflict: PostConflict) -> Post:
        """My version under a name neither side has: what keeping both posts adds."""
        from blogwifi_tui.vcs.conflict import merged_names

        joined = (self._in_blog(name) for name in merged_names(self._repository))
        taken = {conflict.path, *(entry.path for entry in self._posts()), *joined}
        data = conflict.mine.to_bytes() if conflict.mine else b""
        return Post.from_bytes(slugs.unused(conflict.path, taken), data)

    def settle(
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
        from blogwifi_tui.vcs.conflict import resolve

        titles = ", ".join(conflict.title for conflict in conflicts)
        texts = {conflict.file.path: choices[conflict.path] for conflict in conflicts}
        return resolve(
            self._repository,
            {path: post.to_bytes() if post else None for path, post in texts.items()},
            proposed(Change.MERGE, title=titles, path=conflicts[0].path, own=self._own),
            extra={f"{self._prefix}{post.path}": post.to_bytes() for post in beside},
            seen=[conflict.file for conflict in conflicts],
        )

    def _clash(self, file: ConflictingFile) -> PostConflict:
        path = self._in_blog(file.path)
        before, mine, theirs = (
            None if data is None else Post.from_bytes(path, data)
            for data in (file.base, file.mine, file.theirs)
        )
        return PostConflict(path, before, mine, theirs, file)

    def _in_blog(self, path: str) -> str:
        root = Path(self._prefix or ".")
        if path.startswith(self._prefix):
            return path.removeprefix(self._prefix)
        return "/".join([*(".." for _ in root.parts), path])
