"""Whether a lock git left in a repository still belongs to somebody, and whether a git is writing there."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from blogwifi_tui.errors import FRESH_LOCK, LockHeld

_PROCESSES = Path("/proc")
_WRITE = frozenset({b"add", b"commit", b"commit-tree", b"merge", b"rm", b"update-index"})


def lock_error(path: Path, root: Path) -> LockHeld:
    """The error for a lock that stayed in the repository of the work tree ``root``.

    Its age is 0 when it has just gone.
    """
    try:
        made = path.stat().st_mtime
    except OSError:
        return LockHeld(str(path), 0.0)
    return LockHeld(str(path), max(0.0, time.time() - made), _is_held(path, root))


def can_tell() -> bool:
    """Whether the system tells what runs."""
    return _PROCESSES.is_dir()


def is_writing(lock: Path, root: Path) -> bool:
    """Whether a git is writing in the work tree ``root``, whose index ``lock`` guards.

    Where the system does not tell what runs, a young lock is taken for that of a git at work.
    """
    if can_tell():
        writes = any(_is_git_in(process, root) and _WRITE & _words(process) for process in _running())
        return writes or (lock.exists() and _is_held(lock, root))
    return lock.exists() and lock_error(lock, root).age < FRESH_LOCK


def _words(process: Path) -> set[bytes]:
    with contextlib.suppress(OSError):
        return set((process / "cmdline").read_bytes().split(b"\0"))
    return set()


def _is_held(lock: Path, root: Path) -> bool:
    """Whether a running process has the lock open, or is a git in that work tree.

    A git that waits for its editor has closed the lock and still needs it. Where the system does not tell
    what runs (no ``/proc``, another user's process), the answer is no: the person is asked then.
    """
    lock, root = lock.resolve(), root.resolve()
    return any(_is_git_in(process, root) or lock in _open_files(process) for process in _running())


def _running() -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (each for each in _PROCESSES.iterdir() if each.name.isdigit())


def _is_git_in(process: Path, root: Path) -> bool:
    try:
        name = (process / "comm").read_text(errors="replace").strip()
        is_git = name == "git" or name.startswith("git-")
        return is_git and (process / "cwd").readlink().is_relative_to(root)
    except OSError:
        return False


def _open_files(process: Path) -> set[Path]:
    found = set()
    with contextlib.suppress(OSError):
        for descriptor in (process / "fd").iterdir():
            with contextlib.suppress(OSError):
                found.add(descriptor.readlink())
    return found
