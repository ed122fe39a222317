"""Posts whose files go elsewhere, as out of a folder of drafts: where to, and what goes along with them."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content import files, slugs
from blogwifi_tui.core.step_journal import FileChange
from blogwifi_tui.errors import FileRefused

if TYPE_CHECKING:
    from pathlib import Path

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.link_survey import LinkSurveyor

_MOST_FILES = 500
_MOST_BYTES = 200 * 1024 * 1024
"""Of what goes along with one post; a folder with more is no bundle of a post."""


class PostEdit(NamedTuple):
    """One post of a bulk edit, as it is and as it is to be; None: deleted."""

    before: Post
    after: Post | None

    @property
    def moves(self) -> bool:
        """Whether its file goes elsewhere."""
        return self.after is not None and self.after.path != self.before.path


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
        holds: Callable[[str], bool],
        check_place: Callable[[Sequence[str]], object],
    ) -> None:
        """Made by a blog.

        Args:
            root: of the blog.
            posts: all its posts.
            surveyor: finds the links to one.
            holds: whether a path is that of a post, by its name.
            check_place: raises InnerRepository where another repository would keep the file.
        """
        self._root = root
        self._posts = posts
        self._surveyor = surveyor
        self._holds = holds
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
            FileRefused: more lies in a bundle than one post can have.
            FileError: what lies in a bundle cannot be read.
        """
        if not any(edit.moves for edit in edits):
            return tuple(edits), Along()
        entries = self._posts()
        news = {edit.before.path: edit.after for edit in edits if edit.after}
        others: dict[str, tuple[Post, Post]] = {}
        companions = [change for edit in edits if edit.moves for change in self._companions(edit)]
        moving = {change.path for change in companions if change.after is None}
        moving |= {edit.before.path for edit in edits if edit.moves}
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
            news[path] = move.carried(post, self._stays(moving))
            left |= dict.fromkeys(found.left)
        following = (FileChange(path, old.data, new.data) for path, (old, new) in others.items())
        done = tuple(edit._replace(after=news.get(edit.before.path)) for edit in edits)
        return done, Along((*companions, *following), tuple(others), tuple(left))

    def _stays(self, moving: Collection[str]) -> Callable[[str], bool]:
        return lambda path: "\0" not in path and path not in moving and (self._root / path).is_file()

    def _companions(self, edit: PostEdit) -> Iterator[FileChange]:
        """The moves of what lies in the post's own folder: of a bundle, or named as its file is."""
        assert edit.after is not None  # noqa: S101 - it moves
        here, there = _own_folder(edit.before.path), _own_folder(edit.after.path)
        if not here or (self._root / here).is_symlink():
            return
        found = list(self._inside(here))
        if any(self._holds(path) for path in found if path != edit.before.path):
            return  # it holds other posts: it is not this one's
        size = 0
        for path in found:
            if path == edit.before.path:
                continue
            data = files.read(self._root, path)
            size += len(data)
            if size > _MOST_BYTES:
                raise FileRefused(here, "large")
            yield FileChange(path, data, None)
            yield FileChange(there + path[len(here) :], None, data)

    def _inside(self, folder: str) -> Iterator[str]:
        """The plain files in a folder of the blog and below, no link followed."""
        count = 0
        for place, _folders, names in os.walk(self._root / folder):
            inner = os.path.relpath(place, self._root).replace(os.sep, "/")
            for name in sorted(names):
                count += 1
                if count > _MOST_FILES:
                    raise FileRefused(folder, "large")
                path = f"{inner}/{name}"
                if not name.startswith(".") and not (self._root / path).is_symlink():
                    yield path


def _own_folder(path: str) -> str:
    """The folder that can be a post's own: that of ``index.md``, else one of the file's name beside it."""
    folder, name = posixpath.split(path)
    return folder if name.partition(".")[0] in ("index", "_index") else f"{folder}/{name}".rpartition(".")[0]
