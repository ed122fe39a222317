"""Files both sides changed: what a person chooses among, and the merge commit that holds the choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from blogwifi_tui.content import slugs
from blogwifi_tui.content.files import PICTURES
from blogwifi_tui.content.links.rewrite import Move
from blogwifi_tui.content.merge.three_way import Merge
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.vcs.conflict import FileKind

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.other_side import Origin, OtherSide
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.commit import Commit
    from blogwifi_tui.vcs.conflict import ConflictingFile


class Kind(StrEnum):
    """What both sides changed, as a person calls it."""

    POST = "post"
    FILE = "file"
    """Text that is no post: a page of the site, a settings file."""
    PICTURE = "picture"
    BINARY = "binary"
    """Bytes that are no text."""
    LINK = "link"
    SUBMODULE = "submodule"
    """Another repository inside this one, as a theme; what differs is the commit it is at."""


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
    origins: tuple[Origin | None, Origin | None] = (None, None)
    """Who last changed it here, and on the other side."""

    @property
    def title(self) -> str:
        """The post's title here, else there; the path of what is no post."""
        post = self.mine or self.theirs
        return post.title if post and self.kind is Kind.POST else self.path

    @cached_property
    def kind(self) -> Kind:
        """What it is."""
        if self.file.kind is FileKind.SUBMODULE:
            return Kind.SUBMODULE
        if self.file.kind is FileKind.LINK:
            return Kind.LINK
        if PurePosixPath(self.path).suffix.lower() in PICTURES:
            return Kind.PICTURE
        texts = [post for post in (self.mine, self.theirs) if post]
        if _is_post(self.path, texts):
            return Kind.POST
        return Kind.FILE if all(b"\0" not in post.data for post in texts) else Kind.BINARY

    @cached_property
    def merge(self) -> Merge | None:
        """The pieces to choose among; None when only one can be kept whole, or one side deleted it."""
        if self.mine and self.theirs and self.kind in (Kind.POST, Kind.FILE):
            return Merge(self.before, self.mine, self.theirs)
        return None

    @property
    def settled(self) -> Post | None:
        """What is kept without asking; None where something is to be asked.

        What is new on one side follows the folder it is in when the other side renamed that, but not into
        one that makes a draft of it, or a post of a draft.
        """
        only = self.mine or self.theirs
        if only is None or not self.file.settled:
            return None
        written = replace(only, path=self.file.moved_from) if self.file.moved_from else only
        return written if written.draft != only.draft else only


class ConflictResolver:
    """Finds and resolves the conflicts of one blog, as of the last fetch."""

    def __init__(
        self,
        repository: BlogRepository,
        other_side: OtherSide,
        post: Callable[[str, bytes], Post],
        posts: Callable[[], Iterable[Entry]],
    ) -> None:
        """Made by a blog.

        Args:
            repository: of the blog.
            other_side: tells what is joined, and who changed it.
            post: makes a post of a path and bytes.
            posts: gives the posts there are.
        """
        self._repository = repository
        self._other_side = other_side
        self._post = post
        self._posts = posts

    def current(self) -> tuple[PostConflict, ...]:
        """The files both sides changed, for a person to choose; some may be settled. Nothing is touched."""
        conflicts = self._conflicts()
        names = [each.file.names or (each.path,) * 3 for each in conflicts]
        origins = self._other_side.origins([(mine, theirs) for _before, mine, theirs in names])
        return tuple(map(_with_origins, conflicts, origins))

    def _conflicts(self) -> tuple[PostConflict, ...]:
        return tuple(self._conflict(file) for file in self._repository.conflicting_files())

    def resolve_without_asking(self) -> bool:
        """Resolve all conflicts if no field and no paragraph of any has two answers; whether it was done."""
        conflicts = self._conflicts()
        choices = _answered(conflicts)
        if not conflicts or len(choices) < len(conflicts):
            return False
        self.resolve(conflicts, choices)
        return True

    def unanswered(self) -> tuple[str, ...]:
        """The paths of the conflicts that a person must choose in; nothing is touched."""
        conflicts = self._conflicts()
        answered = _answered(conflicts)
        return tuple(conflict.path for conflict in conflicts if conflict.path not in answered)

    def keep_both(self, conflict: PostConflict) -> Post:
        """My version under a name of its own: what :meth:`resolve` adds beside theirs."""
        if conflict.mine and conflict.theirs and conflict.mine.path != conflict.theirs.path:
            return conflict.mine
        taken = {
            conflict.path,
            *(entry.path for entry in self._posts()),
            *self._repository.merged_names(),
        }
        data = conflict.mine.data if conflict.mine else b""
        return self._post(slugs.unused(conflict.path, taken), data)

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
        join = self._other_side.pending()
        texts = {conflict.path: choices[conflict.path] for conflict in conflicts}
        return self._repository.resolve(
            {path: post.data if post else None for path, post in texts.items()},
            self._other_side.message(join) if join else "",
            extra={post.path: post.data for post in (*beside, *self._following(conflicts, beside))},
            renamed={path: post.path for path, post in texts.items() if post and post.path != path},
            seen=[conflict.file for conflict in conflicts],
        )

    def _following(self, conflicts: Sequence[PostConflict], beside: Sequence[Post]) -> Iterator[Post]:
        """The posts that are new here and show a picture of mine which gets another name, with that name."""
        moves = [
            Move(self._post(conflict.path, b""), post.path, None, "", alone=False)
            for post in beside
            for conflict in conflicts
            if conflict.kind is Kind.PICTURE and conflict.mine and conflict.mine.data == post.data
        ]
        for path in self._repository.outgoing().added if moves else ():
            post = changed = self._post(path, self._repository.text_at("HEAD", path))
            for move in moves:
                if post.is_text and _is_post(path, [post]) and (relinked := move.relinked(changed)):
                    changed = changed.with_body(relinked.body)
            if changed is not post:
                yield changed

    def _conflict(self, file: ConflictingFile) -> PostConflict:
        names = file.names or (file.path,) * 3
        before, mine, theirs = (
            None if data is None else self._post(name, data)
            for name, data in zip(names, (file.base, file.mine, file.theirs), strict=True)
        )
        return PostConflict(file.path, before, mine, theirs, file)


def _with_origins(conflict: PostConflict, origins: tuple[Origin | None, Origin | None]) -> PostConflict:
    return replace(conflict, origins=origins)


def _is_post(path: str, versions: Iterable[Post]) -> bool:
    """Whether a file is named as a post, or is one to the site of its versions."""
    return is_post(path.removeprefix("../")) or any(post.rules.holds(path) for post in versions)


def _answered(conflicts: Iterable[PostConflict]) -> dict[str, Post | None]:
    """The post that each conflict comes to, by its path, where no person need be asked."""
    choices: dict[str, Post | None] = {}
    for conflict in conflicts:
        if settled := conflict.settled:
            choices[conflict.path] = settled
        elif conflict.merge and not conflict.merge.pieces:
            choices[conflict.path] = conflict.merge.result([])
    return choices
