"""The folder of one run of the real page, and what is left of runs that were killed.

Each run has a folder of its own, which only this user can read, and holds a lock on a file in it as long as
it lives. So a folder whose lock can be taken is that of a run that is gone: it is removed, and its generator,
should it live on, is ended.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Final

from blogwifi_tui.content.file_lock import file_lock

_LOCK: Final = "lock"
_RUNNING: Final = "generator"
"""Names the process of the generator, and when it began."""


class RunFolder:
    """The folder of a run, made by :meth:`make` and held until :meth:`remove`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = -1

    def make(self) -> None:
        """Make the folder, and remove those beside it that killed runs left.

        Raises OSError: it cannot be made, or is there already.
        """
        with file_lock(self.path.parent / _LOCK):
            remove_leftovers(self.path.parent)
            self.path.mkdir(mode=0o700)
            self._lock = _locked(self.path / _LOCK)

    def remove(self) -> None:
        """Remove the folder and all that is in it; what cannot be removed is left to the next run."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def remove_leftovers(folder: Path) -> None:
    """Remove the folders of the runs below ``folder`` that are gone, and end the generators they left."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.is_dir(follow_symlinks=False):
                remove_if_gone(Path(entry.path))


def remove_if_gone(folder: Path) -> bool:
    """Remove the folder of a run unless that run lives; whether it is gone."""
    try:
        lock = _locked(folder / _LOCK, wait=False)
    except BlockingIOError:
        return False
    except OSError:  # closed to us: not ours
        return not folder.exists()
    try:
        _end_generator(folder)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
    return True


def note_generator(folder: Path, process: int) -> None:
    """Write down which process is the generator of a run, for the case that the run is killed."""
    with suppress(OSError):
        (folder / _RUNNING).write_text(f"{process} {_begun(process)}", encoding="ascii")


def _end_generator(folder: Path) -> None:
    """End the generator that a killed run left, with all that it started: it leads a group of its own."""
    with suppress(OSError, ValueError, UnicodeDecodeError):
        number, _, begun = (folder / _RUNNING).read_text(encoding="ascii").partition(" ")
        process = int(number)
        # The number may be that of another process by now, which began at another moment.
        if process > 1 and begun and begun == _begun(process):
            os.killpg(process, signal.SIGKILL)


def _begun(process: int) -> str:
    """When a process began, as the system tells; empty where there is none."""
    try:
        words = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        done = subprocess.run(
            ["ps", "-o", "lstart=", "-p", str(process)],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()
    # The name, in parentheses, may hold anything (proc(5)).
    return f"{boot} {words.rpartition(')')[2].split()[19]}"


def _locked(file: Path, *, wait: bool = True) -> int:
    """A handle that holds the lock on a file, which is made. Raises BlockingIOError where another has it."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle
