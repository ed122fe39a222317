"""The copy of what is being typed, outside the repository: a killed process costs a second of typing.

One file for each process and post, in the person's state folder, readable by that person alone, written whole
or not at all. A copy is JSON, and is read with suspicion: what cannot be read is set aside under another
name, never deleted and never fatal.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from blogwifi_tui.content.atomic import write_state

MAX_BYTES = 20_000_000
"""A larger copy was not written by us."""
_SUFFIX = ".recovery"
_DAMAGED = ".damaged"
_RUNNING = ".running"


class Copy(NamedTuple):
    """What a screen held of one post at one moment."""

    root: str
    """The blog's folder."""
    path: str
    """The post, relative to the root."""
    base: str
    """Digest of the file the text was based on; empty for a post that has no file yet."""
    text: str
    """The whole file as it would be saved, bytes that are not UTF-8 as lone surrogates."""
    row: int
    column: int
    time: float
    """Seconds since the epoch."""
    pid: int


def keep(folder: Path, copy: Copy) -> Path:
    """Write ``copy`` into ``folder`` over an earlier one of the same process and post.

    Raises:
        OSError: it could not be written (full, read-only...); an earlier copy is whole.
    """
    target = folder / _name(copy)
    write_state(target, json.dumps(copy._asdict()).encode("ascii"), durable=True)
    return target


def drop(folder: Path, copy: Copy) -> None:
    """Remove a copy: its text is safely saved, or the person does not want it."""
    (folder / _name(copy)).unlink(missing_ok=True)
    if copy.pid != os.getpid():
        (folder / f"{copy.pid}{_RUNNING}").unlink(missing_ok=True)


def found(folder: Path, root: Path) -> list[Copy]:
    """The copies left by processes that are gone, of the blog at ``root``, the latest first.

    A copy of a process that still runs belongs to its window. A damaged one is renamed and left out.
    """
    copies = []
    for file in sorted(folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else []:
        copy = _read(file)
        if copy is None:
            with suppress(OSError):
                file.rename(file.with_suffix(_DAMAGED))
        elif copy.root == str(root) and (copy.pid == os.getpid() or not _runs(folder, copy.pid)):
            copies.append(copy)
    return sorted(copies, key=lambda copy: copy.time, reverse=True)


def _name(copy: Copy) -> str:
    key = f"{copy.root}\0{copy.path}".encode("utf-8", "surrogateescape")
    return f"{sha256(key).hexdigest()[:16]}.{copy.pid}{_SUFFIX}"


def _read(file: Path) -> Copy | None:
    try:
        if file.stat().st_size > MAX_BYTES:
            return None
        data = json.loads(file.read_bytes())
        copy = Copy(**data)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    kinds = {"root": str, "path": str, "base": str, "text": str, "row": int, "column": int, "pid": int}
    fits = all(isinstance(getattr(copy, name), kind) for name, kind in kinds.items())
    return copy if fits and isinstance(copy.time, int | float) else None


def claim(folder: Path, pid: int) -> int:
    """Hold the mark of a running process as long as it runs; a number alone may be another program's by now.

    Returns:
        The open file descriptor that holds it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / f"{pid}{_RUNNING}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return descriptor


def _runs(folder: Path, pid: int) -> bool:
    try:
        descriptor = os.open(folder / f"{pid}{_RUNNING}", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


class Journal:
    """Keeps the newest copy of one post, on its own thread, so that typing never waits for a disk.

    ``failed`` is called from that thread with the error when copies stop being written, and with None when
    they are written again.
    """

    def __init__(self, folder: Path, failed: Callable[[OSError | None], None]) -> None:
        self._folder = folder
        self._failed = failed
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._waiting: Callable[[], Copy] | None = None
        self._last: Copy | None = None
        self._broken = False
        self._claim: int | None = None
        self.written: float | None = None
        """When what is on the screen was last copied, in seconds since the epoch; None: there is no copy."""
        threading.Thread(target=self._run, name="recovery", daemon=True).start()

    @property
    def off(self) -> bool:
        """Whether the last copy could not be written."""
        return self._broken

    def note(self, snapshot: Callable[[], Copy]) -> None:
        """Keep what ``snapshot`` returns; it is called on the journal's thread, a later note replaces it."""
        self._waiting = snapshot
        self._wake.set()

    def flush(self) -> None:
        """Write what waits, now and here: the program is about to end."""
        with self._lock:
            snapshot, self._waiting = self._waiting, None
            if snapshot:
                self._write(snapshot())

    def forget(self) -> None:
        """The text is safely saved, or given up: remove its copy."""
        with self._lock:
            self._waiting = None
            if self._last:
                drop(self._folder, self._last)
                self._last = None
            self.written = None

    def _run(self) -> None:
        while self._wake.wait():
            self._wake.clear()
            self.flush()

    def _write(self, copy: Copy) -> None:
        try:
            if self._claim is None:
                self._claim = claim(self._folder, os.getpid())
            keep(self._folder, copy)
            if self._last and self._last.path != copy.path:  # the post was given another name meanwhile
                drop(self._folder, self._last)
        except OSError as error:
            self._broken = True
            self._failed(error)
            return
        self._last, self.written = copy, copy.time
        if self._broken:
            self._broken = False
            self._failed(None)
