"""The shadow: a copy of the blog outside of it, kept in step, with what is typed laid over it.

A generator leaves lock files and caches where it builds, and rewrites some of them in place. So what it reads
is copied; only large pictures and the like, which nothing rewrites, and installed packages share their bytes
with the blog's own files (hard links), where both lie on one disk. A file of the shadow is changed by putting
another in its place, which is what every generator notices, and what no link follows back into the blog.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Final

from blogwifi_tui.errors import FileFailed, ShadowTooLarge

MOST_FILES: Final = 200_000
"""Files and folders of a blog, installed packages included."""
MOST_COPIED: Final = 2 * 1024**3
"""Bytes that are copied; those that are linked do not count."""
_SMALL: Final = 64 * 1024
"""Bytes of a picture that is copied all the same: a link changes when its file was last touched (ctime), for
which git reads the file again."""
_MEDIA: Final = (
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".jxl", ".bmp", ".tif", ".tiff", ".heic", ".psd",
    ".mp4", ".m4v", ".mov", ".webm", ".avi", ".mkv", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".flac", ".wav",
    ".pdf", ".zip", ".gz", ".xz", ".bz2", ".7z", ".tar", ".woff", ".woff2", ".ttf", ".otf",
)  # fmt: skip
_PACKAGES: Final = ("node_modules", "vendor/bundle")
"""Folders of installed packages, which are linked, and looked at once."""
_NEVER: Final = frozenset((".git", "__pycache__", ".DS_Store"))
_CACHES: Final = frozenset((".vite", ".cache", ".astro"))
"""In a folder of packages: what a generator keeps there, and rewrites."""
_ENVIRONMENT: Final = "pyvenv.cfg"
"""Marks a Python environment, whose programs know where they lie: a copy of one is of no use."""
_NO_LINKS: Final = frozenset((errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS))
"""What is true of the whole disk: another one than the blog's, or one without links."""

_Stamp = tuple[int, int, int, int]


class Shadow:
    """The copy of one blog. All methods touch the disk."""

    def __init__(self, root: Path, folder: Path, left_out: Collection[str] = ()) -> None:
        """``root``: what is copied; ``folder``: where to; ``left_out``: paths that are the generator's own.

        The parent of ``folder`` is there, on the same disk, and takes what is not whole yet.
        """
        self._root, self.folder = root, folder
        self._real_root = os.path.realpath(root)
        # The folder of the run may lie in the blog, as that of all caches may.
        self._left_out = frozenset([*left_out, os.path.relpath(folder.parent, root)])
        self._known: dict[str, _Stamp] = {}
        self._typed: dict[str, bytes] = {}
        self._copied = 0
        self._is_made = False
        self.ended = False
        """Set by another thread: nothing more is copied."""
        self._links = True
        """Whether links to the blog's files can be made here, as far as is known."""

    def make(self) -> None:
        """Copy all there is.

        Raises:
            FileFailed: it cannot be written.
            ShadowTooLarge: there is more than is copied.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, status in self._walk(packages=True):
            if len(self._known) >= MOST_FILES:
                raise ShadowTooLarge(str(self._root), "files", MOST_FILES)
            self._bring(path, status)
        self._is_made = True

    def look(self, require_agreed: Callable[[], object] = lambda: None) -> tuple[str, ...]:
        """Follow what was changed in the blog since; the paths that a generator can notice.

        ``require_agreed`` is called before anything is followed, and keeps all as it is by raising.

        Raises:
            FileFailed, ShadowTooLarge: see :meth:`make`.
        """
        seen, changed, news = set(), [], []
        for path, status in self._walk(packages=False):
            seen.add(path)
            if self._known.get(path) != _stamp(status):
                news.append((path, status))
        gone = [path for path in self._known if path not in seen and not _in_packages(path)]
        if news or gone:
            require_agreed()
        for path, status in news:
            self._bring(path, status)
            if not stat.S_ISDIR(status.st_mode) and path not in self._typed:
                changed.append(path)
        for path in sorted(gone, reverse=True):  # what lies in a folder, and then the folder
            del self._known[path]
            if path not in self._typed:
                self._remove(path)
                changed.append(path)
        return tuple(changed)

    def lay_over(self, path: str, data: bytes) -> bool:
        """Let a post be as it is typed, whatever its file says; False where it is so already.

        Raises:
            FileFailed: it cannot be written, or the path leads elsewhere.
        """
        self._require_inside(path)
        if self._typed.get(path) == data:
            return False
        self._typed[path] = data
        self._write(path, data)
        return True

    def _write(self, path: str, data: bytes) -> None:
        beside = self._beside()
        try:
            (self.folder / path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(data)
            beside.replace(self.folder / path)
        except OSError as error:
            raise FileFailed(path, error.errno or 0, "write") from error

    def lift(self, path: str) -> None:
        """Let a post be as its file has it again.

        Raises:
            FileFailed: it cannot be written.
        """
        self._require_inside(path)
        self._typed.pop(path, None)
        self._known.pop(path, None)
        try:
            status = (self._root / path).lstat()
        except OSError:
            self._remove(path)
        else:
            if path not in self._left_out:
                self._bring(path, status)

    def touch(self, path: str) -> None:
        """Put a file in its place once more, for a generator that has not noticed."""
        typed = self._typed.get(path)
        if typed is None:
            self.lift(path)
        else:
            self._write(path, typed)

    def _walk(self, *, packages: bool) -> Iterator[tuple[str, os.stat_result]]:
        """All that is to be in the shadow, each folder before what lies in it."""
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(self._root / folder) as entries:
                    found = sorted(entries, key=lambda entry: entry.name)
            except OSError:  # gone meanwhile, or closed to us as to the generator
                continue
            if folder and any(entry.name == _ENVIRONMENT for entry in found):
                continue
            inside = _in_packages(folder)
            for entry in found:
                if self.ended:
                    return
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.name in _NEVER or path in self._left_out or (inside and entry.name in _CACHES):
                    continue
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if stat.S_ISDIR(status.st_mode):
                    if not packages and _in_packages(path):
                        continue
                    waiting.append(path)
                yield path, status

    def _bring(self, path: str, status: os.stat_result) -> None:
        """Put what is at a path of the blog into the shadow, unless something is typed there."""
        self._known[path] = _stamp(status)
        if path in self._typed:
            return
        try:
            if stat.S_ISDIR(status.st_mode):
                self._make_folder(self.folder / path)
            elif stat.S_ISLNK(status.st_mode):
                self._relink(path)
            elif stat.S_ISREG(status.st_mode):
                self._put(path, status)
        except OSError as error:
            raise FileFailed(str(self.folder / path), error.errno or 0, "write") from error

    def _make_folder(self, target: Path) -> None:
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            target.unlink()
        target.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _relink(self, path: str) -> None:
        """A link within the blog leads to the same place in the shadow; one that leads out is left out."""
        target = self.folder / path
        self._remove(path)
        real = os.path.realpath(self._root / path)
        if _holds(self._real_root, real):
            aim = os.path.relpath(real, self._real_root)
            target.symlink_to(os.path.relpath(aim, path.rpartition("/")[0] or "."))

    def _put(self, path: str, status: os.stat_result) -> None:
        target = self.folder / path
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        is_media = path.lower().endswith(_MEDIA) and status.st_size > _SMALL
        beside = self._beside()
        if not (self._links and (is_media or _in_packages(path)) and self._linked(path, beside)):
            self._copied += status.st_size
            if self._copied > MOST_COPIED:
                raise ShadowTooLarge(str(self._root), "bytes", MOST_COPIED)
            if not self._copy(path, beside, status):
                return
        beside.replace(target)

    def _linked(self, path: str, beside: Path) -> bool:
        try:
            os.link(self._root / path, beside, follow_symlinks=False)
        except FileNotFoundError:
            return False
        except OSError as error:  # too many links to this file, or none can be made at all
            self._links = error.errno not in _NO_LINKS
            return False
        return True

    def _copy(self, path: str, beside: Path, status: os.stat_result) -> bool:
        """Write what a file holds now; False where it cannot be read, or is another thing by now."""
        try:
            handle = os.open(self._root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return False
        with os.fdopen(handle, "rb") as source:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return False
            mode = 0o700 if status.st_mode & stat.S_IXUSR else 0o600
            made = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
            with os.fdopen(made, "wb") as copy:
                shutil.copyfileobj(source, copy, 1024 * 1024)
        if not self._is_made:  # later, a generator that goes by times is to see that it is another
            os.utime(beside, ns=(status.st_mtime_ns, status.st_mtime_ns))
        return True

    def _beside(self) -> Path:
        """Where a file is written before it takes its place: no generator watches there."""
        beside = self.folder.with_name("new")
        beside.unlink(missing_ok=True)
        return beside

    def _remove(self, path: str) -> None:
        target = self.folder / path
        if target.is_symlink() or not target.is_dir():
            target.unlink(missing_ok=True)
        else:
            # What a generator has put there goes too.
            shutil.rmtree(target, ignore_errors=True)

    def _require_inside(self, path: str) -> None:
        parts = path.split("/")
        real = os.path.realpath((self.folder / path).parent)
        is_plain = not path.startswith("/") and not {"", ".", ".."} & {*parts} and not _NEVER & {*parts}
        if not is_plain or not _holds(os.path.realpath(self.folder), real):
            raise FileFailed(path, 0, "write")


def _stamp(status: os.stat_result) -> _Stamp:
    """Differs when a file is another, or was written to; for a folder, that it is one."""
    kind = stat.S_IFMT(status.st_mode)
    if kind == stat.S_IFDIR:
        return kind, 0, 0, 0
    return kind, status.st_ino, status.st_mtime_ns, status.st_size


def _in_packages(path: str) -> bool:
    return any(f"/{each}/" in f"/{path}/" for each in _PACKAGES)


def _holds(folder: str, path: str) -> bool:
    return os.path.commonpath((folder, path)) == folder
