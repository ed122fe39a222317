"""Posts whose files go elsewhere, as out of a folder of drafts: where to, and what goes along with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content import slugs
from blogwifi_tui.core.step_journal import FileChange

if TYPE_CHECKING:
    from pathlib import Path

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.bundles import Bundles
    from blogwifi_tui.core.link_survey import LinkSurveyor


class PostEdit(NamedTuple):
    """One post of a bulk edit, as it is and as it is to be; None: deleted."""

    before: Post
    after: Post | None

    @property
    def moves(self) -> bool:
        """Whether its file goes elsewhere."""
        return self.after is not None and self.after.path != self.before.path

    @property
    def changes(self) -> tuple[FileChange, ...]:
        """What it does to the disk."""
        before, after = self
        if after is None or not self.moves:
            return (FileChange(before.path, before.data, after.data if after else None),)
        return FileChange(after.path, None, after.data), FileChange(before.path, before.data, None)


@dataclass(frozen=True, slots=True)
class Along:
    """What changes along with posts whose files go elsewhere."""

    changes: tuple[FileChange, ...] = ()
    """Of other files: posts with a link to one of them, and what lies in their bundles."""
    followers: tuple[str, ...] = ()
    """Those of these that are posts with a link."""
    left: tuple[str, ...] = ()
    """Posts that still name one of them as before, because they cannot be written."""


class Mover:
    """Plans where the files of posts of one blog go. Writes nothing."""

    def __init__(
        self,
        root: Path,
        posts: Callable[[], Sequence[Entry]],
        surveyor: LinkSurveyor,
        bundles: Bundles,
        check_place: Callable[[Sequence[str]], object],
    ) -> None:
        """Made by a blog.

        Args:
            root: of the blog.
            posts: all its posts.
            surveyor: finds the links to one.
            bundles: what lies with its posts.
            check_place: raises InnerRepository where another repository would keep the file.
        """
        self._root = root
        self._posts = posts
        self._surveyor = surveyor
        self._bundles = bundles
        self._check_place = check_place

    def named(self, edits: Sequence[PostEdit]) -> tuple[PostEdit, ...]:
        """``edits`` with a name that no other file has for each post whose file goes elsewhere.

        Raises:
            InnerRepository: one would go into another repository.
        """
        if not any(edit.moves for edit in edits):
            return tuple(edits)
        taken = {entry.path for entry in self._posts()}
        found = tuple(self._renamed(edit, taken) if edit.moves else edit for edit in edits)
        self._check_place([edit.after.path for edit in found if edit.after and edit.moves])
        return found

    def _renamed(self, edit: PostEdit, taken: set[str]) -> PostEdit:
        assert edit.after is not None  # noqa: S101 - it moves
        path = slugs.unused(edit.after.path, taken)
        while os.path.lexists(self._root / path):
            taken.add(path)
            path = slugs.unused(edit.after.path, taken)
        taken.add(path)
        return edit._replace(after=replace(edit.after, path=path))

    def followed(self, edits: Sequence[PostEdit]) -> tuple[tuple[PostEdit, ...], Along]:
        """``edits`` with the links to each post that moves following it, and what changes along with them.

        Raises:
            FileError: what lies in a bundle cannot be read.
        """
        if not any(edit.moves for edit in edits):
            return tuple(edits), Along()
        entries = self._posts()
        news = {edit.before.path: edit.after for edit in edits if edit.after}
        others: dict[str, tuple[Post, Post]] = {}
        companions = [pair for edit in edits if edit.moves for pair in self._companions(edit)]
        moving: dict[str, str | None] = {gone.path: made.path for made, gone in companions}
        moving |= {edit.before.path: None for edit in edits if edit.moves}
        left: dict[str, None] = {}
        for edit in edits:
            if not (edit.after and edit.moves):
                continue
            path = edit.before.path
            move = self._surveyor.move(entries, edit.before, edit.after)
            found = self._surveyor.survey(entries, move, {at: new for at, (_, new) in others.items()} | news)
            for at, old, new in found.followers:
                if at in news:
                    news[at] = new
                else:
                    others[at] = (others[at][0] if at in others else old, new)
            own = move.relinked(news[path], origin=path)
            post = news[path].with_body(own.body) if own else news[path]
            news[path] = move.carried(post, self._places(moving))
            left |= dict.fromkeys(found.left)
        following = (FileChange(path, old.data, new.data) for path, (old, new) in others.items())
        done = tuple(edit._replace(after=news.get(edit.before.path)) for edit in edits)
        return done, Along((*chain(*companions), *following), tuple(others), tuple(left))

    def _places(self, moving: Mapping[str, str | None]) -> Callable[[str], str | None]:
        """Where a file is afterwards; ``moving`` tells of those that go elsewhere, None for the posts."""

        def place(path: str) -> str | None:
            if path in moving:
                return moving[path]
            # Of Path, a name that is too long for the disk raises an error.
            return path if os.path.isfile(self._root / path) else None  # noqa: PTH113

        return place

    def _companions(self, edit: PostEdit) -> Iterable[tuple[FileChange, FileChange]]:
        """The moves of what lies in the post's own folder; see :meth:`.Bundles.moves`."""
        assert edit.after is not None  # noqa: S101 - it moves
        bundle = self._bundles.of(edit.before.path, by_name=True)
        return self._bundles.moves(bundle, edit.before.path, edit.after.path) if bundle else ()
