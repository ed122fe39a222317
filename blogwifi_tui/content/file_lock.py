"""A lock that processes hold one at a time, on a file made for it: gone with the process, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from blogwifi_tui.content.atomic import own_folder


@contextmanager
def file_lock(file: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold the lock on ``file``, which is made and stays, with the folders that are missing.

    Where the file system knows no locks, nobody is kept out.

    Args:
        file: of no other use; a link is not followed.
        wait: for as long as another thread or process holds it.

    Yields:
        Whether it is held; where ``wait`` is false, another may hold it.

    Raises:
        OSError: the file cannot be made.
    """
    own_folder(file.parent)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        yield _is_taken(descriptor, wait=wait)
    finally:
        os.close(descriptor)


def _is_taken(descriptor: int, *, wait: bool) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system that knows no locks
        pass
    return True
