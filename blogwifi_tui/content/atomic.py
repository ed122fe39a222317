"""Write beside and rename: whatever goes wrong, a file holds its old bytes or the new ones, whole.

Three ways in, by what is written: :func:`replace_file` for a post that is there, :func:`write_new` for one
that is not, :func:`write_state` for the program's own files outside the blog (caches, recovery copies, what
it remembers). The new bytes first go to a file of a random name in the same folder, so that no two processes
or threads meet; it is removed when anything fails.

Posts are always durable: the file and its folder are synced, so that they outlive a power cut once the call
returns. For a state file the caller chooses. Without syncing, a crash of the program still leaves it whole;
after a power cut it may be the old one, or empty.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path


def replace_file(target: Path, old: bytes, new: bytes, status: os.stat_result) -> None:
    """Give ``target``, which holds ``old`` and has ``status``, the bytes ``new``, durably. Raises OSError.

    Written beside it, synced and renamed over it. A file with other names, or whose owner we may not give to
    a new file, is overwritten in place instead, with the new text safe beside it meanwhile.
    """
    if not os.access(target, os.W_OK):  # renaming would replace even what its owner has closed
        # The system knows the true reason: a disk that can only be read, a protected file.
        os.close(os.open(target, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC))
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    temporary = _written_beside(target, new, 0o600, durable=True)
    try:
        if status.st_nlink > 1 or not _takes_after(temporary, target, status):
            _overwrite(target, old, new)
            temporary.unlink()
        else:
            temporary.replace(target)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    synced_folder(target.parent)


def write_new(target: Path, data: bytes) -> None:
    """Make ``target`` with ``data``, durably, with the rights the user's mask leaves.

    Raises FileExistsError, other OSErrors; then there is no such file.
    """
    temporary = _written_beside(target, data, 0o666, durable=True)
    try:
        try:
            target.hardlink_to(temporary)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
                raise
            # a file system without hard links (FAT): the name was free a moment ago
            temporary.replace(target)
    finally:
        with suppress(OSError):
            temporary.unlink()
    synced_folder(target.parent)


def write_state(target: Path, data: bytes, *, durable: bool) -> None:
    """Give ``target``, a file of the program's own, the bytes ``data``; only its owner may read it.

    The folders it needs are made, for the owner alone too. Raises OSError; an earlier file is whole then.

    Args:
        target: the file; it need not be there.
        data: all it is to hold.
        durable: whether it outlives a power cut once this returns, which takes a disk some milliseconds.
    """
    _own_folder(target.parent)
    temporary = _written_beside(target, data, 0o600, durable=durable)
    try:
        temporary.replace(target)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    if durable:
        synced_folder(target.parent)


def _own_folder(folder: Path) -> None:
    """Make ``folder`` and those above it that are missing, each for the owner alone."""
    if not folder.is_dir():
        _own_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def synced_folder(folder: Path) -> None:
    """Ask the disk to keep the folder's entries. Some file systems cannot; what is written is written."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _written_beside(target: Path, data: bytes, mode: int, *, durable: bool) -> Path:
    """A new file in the same folder, hidden and not Markdown so that no generator picks it up.

    It gets what the user's mask leaves of ``mode``.
    """
    temporary = target.with_name(f".blogwifi-{os.urandom(6).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(descriptor)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


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
