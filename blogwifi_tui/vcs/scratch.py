"""Folders of our own inside the git folder, which last as long as a merge is made."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

_PREFIX = "blogwifi-"
_NAME = re.compile(rf"{_PREFIX}[0-9a-z_]{{8}}")


@contextmanager
def scratch_folder(git_dir: Path) -> Iterator[Path]:
    """A folder that is gone afterwards, with what is in it. Raises OSError."""
    folder, descriptor = _own_folder(git_dir)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _own_folder(git_dir: Path) -> tuple[Path, int]:
    """An empty folder, open and locked as long as it is."""
    while True:
        folder = Path(mkdtemp(prefix=_PREFIX, dir=git_dir))
        with suppress(FileNotFoundError):  # taken for one that was left behind, before it was locked
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            with suppress(OSError):  # a file system that knows no locks: then nobody clears it either
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            if folder.exists():
                return folder, descriptor
            os.close(descriptor)


def clear_scratch(git_dir: Path) -> None:
    """Remove the folders that a process which was killed left behind."""
    with suppress(OSError):
        for name in os.listdir(git_dir):  # noqa: PTH208 - names only
            if _NAME.fullmatch(name):
                _clear(git_dir / name)


def _clear(folder: Path) -> None:
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(descriptor)
