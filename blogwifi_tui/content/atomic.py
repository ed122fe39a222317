"""Write beside and rename: whatever goes wrong, a file holds its old bytes or the new ones, whole.

Three ways in, by what is written: :func:`replace_file` for a post that is there, :func:`write_new` for one
that is not, :func:`write_state` for the program's own files outside the blog (caches, recovery copies, what
it remembers). The new bytes first go to a file of a random name in the same folder, so that no two processes
or threads meet; it is removed when anything fails. Its writer holds a lock on it as long as it is there, so
that :func:`clear_leftovers` knows those of a process that was killed.

Posts are always durable: the file and its folder are synced, so that they outlive a power cut once the call
returns, or once :func:`folders_synced_once` ends around it. For a state file the caller chooses. Without
syncing, a crash of the program still leaves it whole; after a power cut it may be the old one, or empty.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

_NAME = re.compile(r"\.blogwifi-[0-9a-f]{12}\.tmp")
_waiting: ContextVar[dict[Path, None] | None] = ContextVar("waiting", default=None)
_TRUE_OF_THE_FILE = frozenset({
    errno.EEXIST, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENOENT, errno.ENOTDIR,
    errno.ENAMETOOLONG, errno.ELOOP,
})  # fmt: skip
"""Errors of ``link`` that any way to make the file would meet; others say that there are no links here."""


def replace_file(
    target: Path,
    old: bytes,
    new: bytes,
    status: os.stat_result,
    *,
    look: Callable[[], object] = lambda: None,
) -> None:
    """Give ``target``, which holds ``old`` and has ``status``, the bytes ``new``, durably. Raises OSError.

    Written beside it, synced and renamed over it. A file with other names, or whose owner we may not give to
    a new file, is overwritten in place instead, with the new text safe beside it meanwhile. Right before that
    ``look`` is called, which may raise to keep the file as it is.
    """
    if not os.access(target, os.W_OK):  # renaming would replace even what its owner has closed
        # The system knows the true reason: a disk that can only be read, a protected file.
        os.close(os.open(target, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC))
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with _written_beside(target, new, 0o600, durable=True) as temporary:
        takes_after = status.st_nlink == 1 and _takes_after(temporary, target, status)
        look()
        if takes_after:
            temporary.replace(target)
        else:
            _overwrite(target, old, new)
    synced_folder(target.parent)


def write_new(target: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Make ``target`` with ``data``, durably, with the rights the user's mask leaves of ``mode``.

    Raises FileExistsError, other OSErrors; then there is no such file.
    """
    with _written_beside(target, data, mode, durable=True) as temporary:
        try:
            target.hardlink_to(temporary)
        except OSError as error:
            if error.errno in _TRUE_OF_THE_FILE:
                raise
            _take_name(temporary, target)
    synced_folder(target.parent)


def _take_name(temporary: Path, target: Path) -> None:
    """Give a file another name where none has it, on a system without hard links (FAT, Android).

    An empty file takes the name first: nobody else's can come under it then.
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    try:
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise


def write_state(target: Path, data: bytes, *, durable: bool) -> None:
    """Give ``target``, a file of the program's own, the bytes ``data``; only its owner may read it.

    The folders it needs are made, for the owner alone too. Raises OSError; an earlier file is whole then.

    Args:
        target: the file; it need not be there.
        data: all it is to hold.
        durable: whether it outlives a power cut once this returns, which takes a disk some milliseconds.
    """
    own_folder(target.parent)
    with _written_beside(target, data, 0o600, durable=durable) as temporary:
        temporary.replace(target)
    if durable:
        synced_folder(target.parent)


def is_leftover(name: str) -> bool:
    """Whether a file of this name is one that is written beside another, so only for a moment."""
    return _NAME.fullmatch(name) is not None


def clear_leftovers(folder: Path) -> None:
    """Remove from ``folder`` what writers that were killed left beside its files."""
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - names only
            if is_leftover(name):
                clear_leftover(folder / name)


def clear_leftover(file: Path) -> None:
    """Remove a file that :func:`is_leftover`, unless its writer lives or the system does not tell."""
    with suppress(OSError):
        descriptor = os.open(file, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), file.lstat()):
                file.unlink()
        finally:
            os.close(descriptor)


def own_folder(folder: Path) -> None:
    """Make ``folder`` and those above it that are missing, each for the owner alone."""
    if not folder.is_dir():
        own_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def folders_synced_once() -> Iterator[None]:
    """Let the folders of all files that this thread writes within be synced when it ends, each once.

    For steps over many files, of which a record tells what each was: until the end, a power cut may leave any
    of them as it was before.
    """
    waiting: dict[Path, None] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
        for folder in waiting:
            synced_folder(folder)


def synced_folder(folder: Path) -> None:
    """Ask the disk to keep the folder's entries. Some file systems cannot; what is written is written."""
    if (waiting := _waiting.get()) is not None:
        waiting[folder] = None
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _written_beside(target: Path, data: bytes, mode: int, *, durable: bool) -> Iterator[Path]:
    """A new file in the same folder, hidden and not Markdown so that no generator picks it up.

    It gets what the user's mask leaves of ``mode``. Under this name it is gone afterwards, whatever happens.
    """
    temporary, descriptor = _own_file(target.parent, mode)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        if durable:
            os.fsync(descriptor)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()
        os.close(descriptor)


def _own_file(folder: Path, mode: int) -> tuple[Path, int]:
    """An empty file, open and locked as long as it is."""
    while True:
        temporary = folder / f".blogwifi-{os.urandom(6).hex()}.tmp"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        with suppress(OSError):  # a file system that knows no locks: then nobody clears it either
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return temporary, descriptor
        os.close(descriptor)  # taken for a leftover before it was locked


def _takes_after(temporary: Path, target: Path, status: os.stat_result) -> bool:
    """Give the new file the old one's owner, mode and extended attributes; False when not allowed."""
    own = temporary.stat()
    try:
        if (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
            os.chown(temporary, status.st_uid, status.st_gid)
        temporary.chmod(status.st_mode & 0o7777)
    except PermissionError:
        return False
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):
                    os.setxattr(temporary, name, os.getxattr(target, name))
    return True


def _overwrite(target: Path, old: bytes, new: bytes) -> None:
    with target.open("r+b", buffering=0) as file:
        try:
            _put(file.fileno(), new)
        except OSError:
            with suppress(OSError):
                _put(file.fileno(), old)
            raise


def _put(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)
