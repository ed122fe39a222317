"""The pictures of a blog: imported, found again from a post, committed with the posts that show them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content import files
from blogwifi_tui.content.picture_metadata import (
    Private,
    TellingPicture,
    UnreadablePicture,
    cleaned,
    private_parts,
)
from blogwifi_tui.core.transaction import FileChange, Transaction
from blogwifi_tui.errors import FileError
from blogwifi_tui.i18n.translation import ngettext
from blogwifi_tui.site import image_folder
from blogwifi_tui.site.image_folder import Gallery
from blogwifi_tui.site.picture_habit import Shown, habit_of
from blogwifi_tui.site.tree import Tree

if TYPE_CHECKING:
    import datetime as dt

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.site.image_folder import Image
    from blogwifi_tui.site.sites import Sites
    from blogwifi_tui.vcs.commit import Commit


SAMPLE = 120
"""How many of the newest posts are looked at for where pictures go: not all show one."""
_BUILT = frozenset({"node_modules", "_site", "resources", "output", "dist", "__pycache__"})


class Brought(NamedTuple):
    """A picture on its way into the blog."""

    image: Image
    private: frozenset[Private] = frozenset()
    """What it said of the one who took it; ``image`` says it no more, unless that was wished."""
    is_understood: bool = True
    """False: nobody can tell what it says, and it comes as it is."""


class Images:
    """The pictures of one blog."""

    def __init__(
        self,
        root: Path,
        sites: Sites,
        read: Callable[[str], Post],
        transaction: Transaction,
        posts: Callable[[], Sequence[Entry]],
        now: Callable[[], dt.datetime],
    ) -> None:
        """Made by a blog.

        Args:
            root: its folder.
            sites: what makes pages of its posts.
            read: gives the post at a path, or raises FileError.
            transaction: commits what it changes.
            posts: gives all posts, newest first.
            now: this moment, in the blog's zone.
        """
        self._root = root
        self._sites = sites
        self._read = read
        self._transaction = transaction
        self._posts = posts
        self._now = now
        self._known: dict[tuple[str, int, int], frozenset[Private]] = {}
        """By path, time and size of a file, what it says."""

    def bring(
        self, post: str, source: Path, waiting: Mapping[str, Image], *, as_it_is: bool = False
    ) -> Brought:
        """The picture at ``source`` as the post at ``post`` will name it; nothing is written yet.

        It comes upright, with its colours, and without what it says of the one who took it, unless it is
        wanted ``as_it_is`` or cannot be understood. ``waiting`` are those brought and not written yet, by
        path; see :func:`.image_folder.bring`.
        """
        private: frozenset[Private] = frozenset()
        is_understood = True

        def prepare(data: bytes) -> bytes:
            nonlocal private, is_understood
            try:
                clean = cleaned(data)
            except UnreadablePicture:
                is_understood = False
                return data
            private = clean.private
            return data if as_it_is else clean.data

        place = image_folder.gallery(self._root, self._sites, post, self._usual(post))
        image = image_folder.bring(self._root, place, source, waiting, prepare)
        return Brought(image, private, is_understood)

    def _usual(self, post: str) -> Gallery | None:
        """Where the newest posts of the same site show that pictures go; None where none shows it."""
        entries = self._posts()
        habit = habit_of(self._shown_by(post, entries))
        if habit is None:
            return None
        date = next((entry.zone_date for entry in entries if entry.path == post), None)
        return Gallery(*habit.place(post, date or self._now()))

    def _shown_by(self, post: str, entries: Sequence[Entry]) -> Iterator[Shown]:
        """What other posts of the same kind show, newest first; not what their pages do not find."""
        site, is_bundle = self._sites.of(post), self._sites.owns_folder(post)
        finds_beside = is_bundle or site.generator.resolves_pictures(Tree(self._root), site) is not False
        alike = (
            entry
            for entry in entries
            if entry.path != post
            and entry.problem is None
            and self._sites.owns_folder(entry.path) is is_bundle
            and self._sites.of(entry.path) is site
        )
        for entry in islice(alike, SAMPLE):
            try:
                addresses = self._read(entry.path).shown_images
            except FileError:
                continue
            for address in addresses:
                file = self._path(entry.path, address)
                if file and (finds_beside or address.startswith(("/", "{"))):
                    yield Shown(entry.path, entry.zone_date, address, file)

    def write_before(self, images: Iterable[Image], text: Callable[[], object]) -> FileError | None:
        """Write pictures, then what ``text`` writes; see :func:`.image_folder.write_before`."""
        return image_folder.write_before(self._root, images, text)

    def find(self, post: str, address: str) -> Path | None:
        """The file that ``address`` in the post at ``post`` means; None when it is no picture of the blog."""
        path = self._path(post, address)
        return self._root / path if path else None

    def shown(self, posts: Iterable[str]) -> list[str]:
        """The files of the blog that these posts show as pictures; a post that cannot be read shows none."""
        found = (path for post in posts if self._sites.holds(post) for path in self._shown(post))
        return list(dict.fromkeys(found))

    def files(self) -> Iterator[str]:
        """Every picture in the folder of the blog, but in hidden folders and in those that builds write."""
        for folder, inside, names in os.walk(self._root):
            inside[:] = sorted(name for name in inside if not name.startswith(".") and name not in _BUILT)
            below = Path(folder).relative_to(self._root)
            yield from ((below / name).as_posix() for name in sorted(names) if files.is_picture(name))

    def telling(self, post: str, address: str) -> TellingPicture | None:
        """The picture at ``address`` in a post, when it says something of who took it.

        A picture itself is found from the post ``""``, at its path behind a slash.
        """
        path = self._path(post, address)
        private = self._private(path) if path else None
        return TellingPicture(path, private) if path and private else None

    def _private(self, path: str) -> frozenset[Private]:
        status = (self._root / path).stat()
        key = path, status.st_mtime_ns, status.st_size
        if key not in self._known:
            try:
                self._known[key] = private_parts(files.read(self._root, path))
            except (UnreadablePicture, FileError):
                self._known[key] = frozenset()
        return self._known[key]

    def clean(self, paths: Collection[str]) -> Commit | None:
        """Take out of pictures what they say of the one who took them, in one commit.

        They are those among ``paths``, and those that the posts among them show. Earlier commits keep them as
        they were. None: there was nothing to take out.

        Raises:
            FileError, GitError: the files are as before.
        """
        pictures = dict.fromkeys([*self.shown(paths), *filter(files.is_picture, paths)])
        changes = list(self._cleanings(pictures))
        if not changes:
            return None
        message = ngettext(
            "Take out of a picture where and how it was taken",
            "Take out of {n} pictures where and how they were taken",
            len(changes),
        )
        return self._transaction.apply(changes, message.format(n=len(changes)))

    def _cleanings(self, paths: Iterable[str]) -> Iterator[FileChange]:
        for path in paths:
            data = files.read(self._root, path)
            try:
                clean = cleaned(data)
            except UnreadablePicture:
                continue
            if clean.private and clean.data != data:
                yield FileChange(path, data, clean.data)

    def _path(self, post: str, address: str) -> str | None:
        return next(iter(image_folder.named(self._root, self._sites, post, [address])), None)

    def _shown(self, post: str) -> list[str]:
        try:
            addresses = self._read(post).images
        except FileError:
            return []
        return image_folder.named(self._root, self._sites, post, addresses)
