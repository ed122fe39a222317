"""The files of a blog as a generator's detection sees them: names, and small settings files as text.

Bounded, and never out of the blog: what a repository holds may be made to hold the program up.
"""

from __future__ import annotations

import os
import stat
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from blogwifi_tui.content.files import changed_at
from blogwifi_tui.site.paths import DEEPEST, below

LARGEST: Final = 256 * 1024
"""Bytes of a settings file that are read; a larger one is none."""
MOST_FOLDERS: Final = 4000
"""Folders whose names are read; those beyond look empty."""


class Tree:
    """A blog's folders, read when asked for and once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read = sha256()
        self._folders = 0
        self._stamps: dict[str, int] = {}
        self._texts: list[str] = []
        self.unread: list[str] = []
        """Settings files that are there and cannot be read: torn, or too large."""
        self.listing = cache(self._listing)
        """The names of the files and those of the folders in a folder: two frozensets. Links are neither."""
        self.text = cache(self._text)
        """A file as text; None when it is not there, is no plain file of the blog, or is too large."""
        self._sorted = cache(lambda folder: sorted(self.files(folder)))

    def forget(self) -> None:
        """Let go of what was read, as the names of many posts; it is read again when somebody asks."""
        for known in (self.listing, self._sorted, self.text):
            known.cache_clear()

    @property
    def fingerprint(self) -> str:
        """Differs when a file that was asked for by :attr:`text` says something else."""
        return self._read.hexdigest()

    def is_outdated(self) -> bool:
        """Whether a folder or a file that was looked at has changed since."""
        return any(changed_at(self.root, path) != stamp for path, stamp in self._stamps.items())

    def told_by(self) -> dict[str, int]:
        """When the files whose text was asked for were changed, and the root: see :func:`changed_at`."""
        return {path: self._stamps[path] for path in ("", *self._texts) if path in self._stamps}

    def files(self, folder: str) -> frozenset[str]:
        """The names of the plain files in a folder of the blog; none when it cannot be listed."""
        return self.listing(folder)[0]

    def folders(self, folder: str) -> frozenset[str]:
        """The names of the folders in a folder of the blog."""
        return self.listing(folder)[1]

    def has_beginning(self, folder: str, beginnings: Iterable[str]) -> bool:
        """Whether the name of a plain file in a folder begins so: asked often, of folders of any length."""
        names = self._sorted(folder)
        places = ((bisect_left(names, each), each) for each in beginnings)
        return any(at < len(names) and names[at].startswith(each) for at, each in places)

    def has_file(self, path: str) -> bool:
        """Whether a path of the blog is that of a plain file."""
        folder, _, name = path.rpartition("/")
        return self.has_folder(folder) and name in self.files(folder)

    def has_folder(self, path: str) -> bool:
        """Whether a path of the blog is that of a folder, reached by no link."""
        parts = path.split("/") if path else []
        if len(parts) > DEEPEST:
            return False
        above = ("/".join(parts[:depth]) for depth in range(len(parts)))
        return all(name in self.folders(parent) for parent, name in zip(above, parts, strict=True))

    def first_file(self, folder: str, names: Iterable[str]) -> str:
        """The path of the first of these plain files that is in a folder of the blog; empty when none is."""
        there = self.files(folder)
        return next((below(folder, name) for name in names if name in there), "")

    def first_folder(self, folder: str, names: Iterable[str]) -> str:
        """The path of the first of these folders that is below a folder of the blog; empty when none is."""
        return next((path for name in names if self.has_folder(path := below(folder, name))), "")

    def beginning(self, path: str, most: int = 2048) -> str:
        """The first bytes of a file as text, for a look at a post; empty when it cannot be read.

        It does not count for :attr:`fingerprint`: a post may change without the site being another.
        """
        return (self._bytes(path, most) or b"").decode("utf-8", "replace") if self.has_file(path) else ""

    def _listing(self, folder: str) -> tuple[frozenset[str], frozenset[str]]:
        if ".." in folder.split("/"):
            return frozenset(), frozenset()
        self._folders += 1
        if self._folders > MOST_FOLDERS:
            return frozenset(), frozenset()
        self._stamps[folder] = changed_at(self.root, folder)
        try:
            with os.scandir(self.root / folder) as entries:
                found = list(entries)
        except (OSError, ValueError):
            return frozenset(), frozenset()
        files = frozenset(each.name for each in found if each.is_file(follow_symlinks=False))
        return files, frozenset(each.name for each in found if each.is_dir(follow_symlinks=False))

    def _text(self, path: str) -> str | None:
        self._stamps[path] = changed_at(self.root, path)
        self._texts.append(path)
        is_there = self.has_file(path)
        data = self._bytes(path) if is_there else None
        if is_there and data is None:
            self.unread.append(path)
        self._read.update(f"{path}\0".encode(errors="replace") + (data or b"") + b"\0")
        return None if data is None else data.decode("utf-8-sig", "replace")

    def _bytes(self, path: str, most: int = LARGEST) -> bytes | None:
        try:
            handle = os.open(self.root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return None
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or (most == LARGEST and status.st_size > LARGEST):
                return None
            return file.read(most)
