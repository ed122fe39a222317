"""Reads and writes the files of posts: never outside the blog, and never half of one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from blogwifi_tui.content.atomic import replace_file, synced_folder, write_new
from blogwifi_tui.content.slugs import folded
from blogwifi_tui.errors import FileChanged, FileExists, FileFailed, FileMissing, FileRefused

MAX_BYTES: Final = 5 * 1024 * 1024
"""The largest file taken for a post, and so the largest that is written."""
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
"""How the names of pictures end, in lower case."""
MAX_PICTURE: Final = 20 * 1024 * 1024
"""The largest file taken for a picture."""


def is_picture(name: str) -> bool:
    """Whether a name, a path or an address ends as that of a picture does."""
    return name.lower().endswith(tuple(PICTURES))


def leads_nowhere(root: Path, path: str) -> bool:
    """Whether a path is a link to a file that is not there: no list shows it."""
    return (root / path).is_symlink() and not (root / path).exists()


def changed_at(root: Path, path: str) -> int:
    """When a file or a folder was last changed, in nanoseconds; 0 when it is not there."""
    try:
        return (root / path).lstat().st_mtime_ns
    except (OSError, ValueError):  # a name that no disk has: NUL, half a character
        return 0


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal: what tells whether a file is still the one that was read."""
    return sha256(data).hexdigest()


def read(root: Path, relative: str) -> bytes:
    """The bytes of a post, or of a picture in the blog.

    Follows links that stay inside ``root``; refuses others, devices, FIFOs (without waiting for a writer) and
    files over ``MAX_BYTES`` (pictures: ``MAX_PICTURE``). Raises FileMissing, FileRefused, FileFailed.
    """
    with _translated(relative, "read"):
        return _read(_target(root, relative), relative)[0]


def read_picture(path: Path) -> bytes:
    """The bytes of a picture anywhere on the machine, links followed.

    Raises FileMissing, FileFailed, and FileRefused (``no picture`` when it is no plain file, ``heavy``).
    """
    name = str(path)
    with _translated(name, "read"):
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileRefused(name, "no picture")
        with path.open("rb") as file:
            data = file.read(MAX_PICTURE + 1)
        if len(data) > MAX_PICTURE:
            raise FileRefused(name, "heavy")
        return data


def write(root: Path, relative: str, data: bytes, *, expected: str | None) -> None:
    """Replace the bytes of a post: afterwards the file is the new one or, on any error, the old one.

    ``expected`` is the digest of the bytes last read; FileChanged is raised when the file holds others, and
    None skips the check. Links, mode, owner and extended attributes stay. A file with several names (hard
    links) is written in place, so that all of them show the new text. A file that holds ``data`` already is
    left alone. Raises FileMissing, FileRefused, FileFailed too.
    """
    with _translated(relative, "write"):
        target = _target(root, relative)
        _refuse_grown(target, relative, data)
        old, status = _read(target, relative)
        if expected is not None and digest(old) != expected:
            raise FileChanged(relative)
        if old != data:
            look = partial(_look_again, target, relative, old) if expected is not None else lambda: None
            replace_file(target, old, data, status, look=look)


def is_one_file(root: Path, path: str, other: str) -> bool:
    """Whether two paths that differ name one file all the same, as on a disk that knows no letter case."""
    try:
        return path != other and os.path.samestat((root / path).lstat(), (root / other).lstat())
    except OSError:
        return False


def create(root: Path, relative: str, data: bytes) -> None:
    """Write a new post, and the folders it needs. Raises FileExists, FileRefused, FileFailed."""
    with _translated(relative, "create"):
        target = _target(root, relative)
        _refuse_taken(target, relative)
        _refuse_grown(target, relative, data)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_new(target, data)


def delete(root: Path, relative: str, *, expected: str | None) -> None:
    """Remove a post, and the folder of a bundle that is empty then. A link is removed, not what it names.

    Raises FileMissing, FileChanged, FileRefused, FileFailed.
    """
    with _translated(relative, "delete"):
        if expected is not None and digest(_read(_target(root, relative), relative)[0]) != expected:
            raise FileChanged(relative)
        place = _place(root, relative)
        place.unlink()
        synced_folder(place.parent)
        if place.stem == "index":
            with suppress(OSError):
                place.parent.rmdir()


def _place(root: Path, relative: str) -> Path:
    """The path itself, in a folder that is really inside the blog; its last part may be a link."""
    parts = relative.split("/")
    if (
        not relative
        or relative.startswith("/")
        or "\0" in relative
        or any(p in ("", ".", "..") for p in parts)
    ):
        raise FileRefused(relative, "outside")
    base = root.resolve()
    folder = (base / relative).parent.resolve()
    if not folder.is_relative_to(base):
        raise FileRefused(relative, "link")
    if ".git" in (part.lower() for part in folder.relative_to(base).parts):
        raise FileRefused(relative, "outside")
    return folder / parts[-1]


def _target(root: Path, relative: str) -> Path:
    """The file behind the path, links followed as far as they stay inside the blog."""
    place = _place(root, relative)
    if not place.is_symlink():
        return place
    try:
        target = place.resolve()
    except RuntimeError as error:  # a link that leads to itself
        raise FileRefused(relative, "link") from error
    if target.is_symlink() or not target.is_relative_to(root.resolve()):
        raise FileRefused(relative, "link")
    return target


def _read(target: Path, relative: str) -> tuple[bytes, os.stat_result]:
    descriptor = os.open(target, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise FileRefused(relative, "special")
        most = _most(target)
        data = file.read(most + 1) if status.st_size <= most else b""
        if status.st_size > most or len(data) > most:
            raise FileRefused(relative, "large")
        return data, status


def _most(target: Path) -> int:
    """The largest file of this kind."""
    return MAX_PICTURE if target.suffix.lower() in PICTURES else MAX_BYTES


def _refuse_grown(target: Path, relative: str, data: bytes) -> None:
    """Raise FileRefused for what could not be opened here again."""
    if len(data) > _most(target):
        raise FileRefused(relative, "grown")


def _look_again(target: Path, relative: str, old: bytes) -> None:
    """Raise FileChanged when ``target`` holds something else than ``old`` by now, up to this very moment."""
    now, status = _read(target, relative)
    last = target.stat()
    if now != old or (last.st_ino, last.st_mtime_ns) != (status.st_ino, status.st_mtime_ns):
        raise FileChanged(relative)


def _refuse_taken(target: Path, relative: str) -> None:
    """Raise FileExists when the folder holds this name, in any letter case or Unicode form."""
    try:
        names = os.listdir(target.parent)  # noqa: PTH208 - names only
    except FileNotFoundError:
        return
    wanted = folded(target.name)
    if any(folded(name) == wanted for name in names):
        raise FileExists(relative)


@contextmanager
def _translated(relative: str, action: str) -> Iterator[None]:
    """The system's errors as ours."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileMissing(relative) from error
    except IsADirectoryError as error:
        raise FileRefused(relative, "special") from error
    except FileExistsError as error:
        raise FileExists(relative) from error
    except OSError as error:
        raise FileFailed(relative, error.errno or 0, action) from error
