"""Several posts changed as one step: looked at first, then done in one commit or not at all.

A step is exact, and so is undoing it: what these posts hold that no commit has yet gets one of its own first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from posixpath import commonpath
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content import files
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_changes import drafted, made_live
from blogwifi_tui.content.tags import TagKind, bearers, retagged, tagged
from blogwifi_tui.core.transaction import FileChange, Transaction
from blogwifi_tui.errors import ContentError, FileError
from blogwifi_tui.i18n.commit_messages import Change, proposed_for

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.settings.model import Messages
    from blogwifi_tui.vcs.commit import Commit
    from blogwifi_tui.vcs.repository import Repository

FEW = 50
"""Paths up to which git is asked about each; about more, it answers sooner for the folder around them."""


class PostEdit(NamedTuple):
    """One post of a step, as it is and as it is to be; None: gone."""

    before: Post
    after: Post | None


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """What one step would do, for a person to agree to; nothing is written yet."""

    change: Change
    edits: tuple[PostEdit, ...]
    refused: tuple[ContentError | FileError, ...] = ()
    """Why, for each post that cannot be part of it."""
    about: str = ""
    """What the commit says besides its posts."""

    @property
    def paths(self) -> list[str]:
        """The posts that are part of it."""
        return [turn.before.path for turn in self.edits]

    @property
    def going(self) -> list[Post]:
        """Those that this changes, as they are."""
        return [turn.before for turn in _changing(self.edits)]

    @property
    def staying(self) -> frozenset[str]:
        """Those that are part as they are."""
        return frozenset(self.paths) - {post.path for post in self.going}

    def without(self, paths: Collection[str]) -> BulkEdit:
        """The step over the other posts."""
        return replace(self, edits=tuple(turn for turn in self.edits if turn.before.path not in paths))

    def whole(self) -> BulkEdit:
        """Itself, when every post can be part.

        Raises:
            ContentError, FileError: the first that cannot.
        """
        if self.refused:
            raise self.refused[0]
        return self


class BulkEditor:
    """Steps over several posts of one blog.

    A method named after a change reads the posts and gives a :class:`BulkEdit`; :meth:`do` makes it.
    """

    def __init__(
        self, root: Path, repository: Repository, prefix: str, step: Transaction, own: Messages
    ) -> None:
        """Made by a blog, which lies at ``prefix`` in the repository; ``own`` is its wording of messages."""
        self._root = root
        self._repository = repository
        self._prefix = prefix
        self._step = step
        self._own = own

    def drafts(self, paths: Sequence[str], *, draft: bool) -> BulkEdit:
        """Mark posts as drafts, or as ready; those that are so already are left out."""
        edits, refused = self._look(paths, lambda post: drafted(post, draft))
        return BulkEdit(Change.DRAFT if draft else Change.READY, _changing(edits), refused)

    def live(self, paths: Sequence[str], moment: dt.datetime) -> BulkEdit:
        """Turn drafts into posts of ``moment``; the others are committed as they are, where edited."""
        edits, refused = self._look(paths, lambda post: made_live(post, moment) if post.draft else post)
        return BulkEdit(Change.PUBLISH, edits, refused)

    def removal(self, paths: Sequence[str]) -> BulkEdit:
        """Remove posts."""
        return BulkEdit(Change.DELETE, *self._look(paths, lambda _post: None))

    def tags(self, paths: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> BulkEdit:
        """Add tags and take others away, whatever their spelling; posts this does not change are left out."""
        edits, refused = self._look(paths, lambda post: tagged(post, add, remove))
        return BulkEdit(Change.TAGS, _changing(edits), refused)

    def retag(
        self, entries: Sequence[Entry], kind: TagKind, spellings: Collection[str], new: str
    ) -> BulkEdit:
        """Write ``new`` for each of ``spellings`` in all posts of ``entries`` that have one."""
        paths = [entry.path for entry in bearers(self._root, entries, kind, spellings)]
        edits, refused = self._look(paths, lambda post: retagged(post, kind, spellings, new))
        changing = _changing(edits)
        old = ", ".join(sorted(set(spellings) - {new}))
        return BulkEdit(Change.TAGS, changing, refused, about=f"{old} → {new}")

    def do(self, bulk_edit: BulkEdit) -> Commit | None:
        """Make the change; None when there was nothing to commit.

        Raises:
            FileChanged: another program changed one of the posts since they were looked at.
            FileError, GitError: the files are as before.
        """
        if not bulk_edit.edits:
            return None
        kept = self.kept(bulk_edit.paths)
        before = self._keep(bulk_edit, kept)
        edits = _changing(bulk_edit.edits)
        if not edits:
            return before
        message = self._message(bulk_edit.change, edits, bulk_edit.about)
        if bulk_edit.change is Change.DELETE:
            return self._step.remove([turn.before for turn in edits], message, kept=kept)
        changes = [
            FileChange(turn.before.path, turn.before.data, turn.after.data) for turn in edits if turn.after
        ]
        return self._step.swap(changes, message)

    def kept(self, paths: Sequence[str]) -> set[str]:
        """Those of ``paths`` that git keeps, in the last commit or staged."""
        return self._among(paths, self._repository.tracked(self._around(paths)))

    def _around(self, paths: Sequence[str]) -> list[str]:
        inside = [f"{self._prefix}{path}" for path in paths]
        return inside if len(inside) <= FEW else [common] if (common := commonpath(inside)) else []

    def _among(self, paths: Sequence[str], found: Collection[str]) -> set[str]:
        return {path for path in paths if f"{self._prefix}{path}" in found}

    def _keep(self, bulk_edit: BulkEdit, kept: set[str]) -> Commit | None:
        """Commit what no commit holds yet, but no post that git never kept and that is to be deleted."""
        loose = self._among(bulk_edit.paths, self._repository.report(self._around(bulk_edit.paths)).edited)
        if bulk_edit.change is Change.DELETE:
            loose &= kept
        edits = tuple(turn for turn in bulk_edit.edits if turn.before.path in loose)
        if not edits:
            return None
        change = Change.EDIT if loose & kept else Change.NEW
        same = [FileChange(turn.before.path, turn.before.data, turn.before.data) for turn in edits]
        return self._step.swap(same, self._message(change, edits))

    def _message(self, change: Change, edits: Sequence[PostEdit], about: str = "") -> str:
        posts = [(turn.before.path, turn.before.title) for turn in edits]
        return proposed_for(change, posts, about=about, own=self._own)

    def _look(
        self, paths: Sequence[str], turn: Callable[[Post], Post | None]
    ) -> tuple[tuple[PostEdit, ...], tuple[ContentError | FileError, ...]]:
        edits, refused = [], []
        for path in paths:
            try:
                before = Post.from_bytes(path, files.read(self._root, path))
                edits.append(PostEdit(before, turn(before)))
            except (ContentError, FileError) as error:
                refused.append(error)
        return tuple(edits), tuple(refused)


def _changing(edits: Sequence[PostEdit]) -> tuple[PostEdit, ...]:
    return tuple(turn for turn in edits if turn.after is None or turn.after.data != turn.before.data)
