"""The copy of what is being typed, outside the repository: a killed process costs a second of typing.

One file for each text that was opened, in the person's state folder, readable by that person alone, written
whole or not at all. Its name is random: no two runs of the program meet, whatever their process numbers.
While the person's own editor has the text, its file lies beside the copy, and what it holds counts.

A copy is JSON, and is read with suspicion: what cannot be read is set aside under another name, never deleted
and never fatal.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import secrets
import stat
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from errno import EFBIG
from pathlib import Path
from typing import Any, NamedTuple

from blogwifi_tui.content import files
from blogwifi_tui.content.atomic import write_state

MAX_BYTES = 8 * files.MAX_BYTES
"""The largest copy: the largest post fits in any case, though JSON writes some characters with six bytes."""
_SUFFIX = ".recovery"
_DAMAGED = ".damaged"
_RUNNING = ".running"
_OWN_EDITOR = ".md"


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
    session: str = ""
    """Which run of the program it is of; process numbers come back, in a container at each start. Copies of
    older versions of the program have none."""
    head: str | None = None
    """While the person's own editor has the end of the text: what stands before it."""
    name: str = ""
    """The name of its file, which does not hold it."""


_KINDS: Mapping[str, tuple[Any, object]] = {
    "root": (str, None),
    "path": (str, None),
    "base": (str, None),
    "text": (str, None),
    "row": (int, None),
    "column": (int, None),
    "time": (int | float, None),
    "pid": (int, None),
    "session": (str, ""),
    "head": (str | None, None),
}
"""What each field of a copy's file is, and what it is where it is missing."""


def new_name() -> str:
    """A name for the file of a copy that no other has."""
    return f"blogwifi-{secrets.token_hex(8)}{_SUFFIX}"


def keep(folder: Path, copy: Copy) -> Path:
    """Write ``copy`` into ``folder``, over an earlier one of its name.

    Raises:
        OSError: it could not be written (full, read-only, too large...); an earlier copy is whole.
    """
    fields = copy._asdict()
    name = fields.pop("name") or new_name()
    data = json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if len(data) > MAX_BYTES:
        raise OSError(EFBIG, os.strerror(EFBIG))
    write_state(folder / name, data, durable=True)
    return folder / name


def drop(folder: Path, copy: Copy) -> None:
    """Remove a copy: its text is safely saved, or the person does not want it."""
    if copy.name:
        (folder / copy.name).unlink(missing_ok=True)
        own_editor_file(folder, copy.name).unlink(missing_ok=True)


def own_editor_file(folder: Path, name: str) -> Path:
    """What the person's own editor is given of the copy that is called so."""
    return (folder / name).with_suffix(_OWN_EDITOR)


def found(
    folder: Path, root: Path, *, own: str = "", set_aside: Callable[[Path], object] | None = None
) -> list[Copy]:
    """The copies left by runs of the program that are over, of the blog at ``root``, the latest first.

    A copy of a run that goes on belongs to its window. A damaged one is renamed and left out.

    Args:
        folder: where they are.
        root: the blog.
        own: this run, whose copies are left ones too.
        set_aside: called with where a damaged one is now.
    """
    copies, runs = [], {own}
    for file in _files(folder, _SUFFIX):
        copy = _read(file)
        if copy is None:
            with suppress(OSError):  # one that was removed meanwhile, or lies where nothing can be renamed
                there = file.rename(_free(file.with_suffix(_DAMAGED)))
                if set_aside:
                    set_aside(there)
            continue
        run = copy.session or str(copy.pid)
        runs.add(run)
        if copy.root == str(root) and (copy.session == own or not _runs(folder, run)):
            copies.append(copy)
    for mark in _files(folder, _RUNNING):
        if mark.stem not in runs:
            _runs(folder, mark.stem, remove=True)
    return sorted(copies, key=lambda copy: copy.time, reverse=True)


def _files(folder: Path, suffix: str) -> list[Path]:
    """The files with this suffix; none where the folder cannot be looked into."""
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == suffix)
    except OSError:
        return []


def _free(file: Path) -> Path:
    """``file``, or a name like it that is not taken."""
    return file.with_stem(f"{file.stem}-{secrets.token_hex(4)}") if file.exists() else file


def _read(file: Path) -> Copy | None:
    """The copy in ``file``, with what the person's own editor left of it; None when it is none."""
    try:
        data = json.loads(_bytes(file).decode("utf-8", "surrogatepass"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not _is_sound(data):
        return None
    fields = {name: data[name] for name in _KINDS if name in data}
    return _with_own_editor(file.parent, Copy(**fields, name=file.name))


def _bytes(file: Path) -> bytes:
    """What a plain file holds; a pipe is not waited for.

    Raises:
        OSError: it cannot be read, is no plain file, or is larger than a copy may be.
    """
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as opened:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            raise OSError(EFBIG, os.strerror(EFBIG))
        return opened.read(MAX_BYTES)


def _is_sound(data: dict[str, Any]) -> bool:
    """Whether each field of a copy is what it must be, and could come from a file and a clock."""
    if not all(isinstance(data.get(name, missing), kind) for name, (kind, missing) in _KINDS.items()):
        return False
    path, run = data["path"], data.get("session", "")
    if "\0" in path or {"", ".", ".."} & set(path.split("/")) or not f"{run}0".isalnum():
        return False
    try:
        dt.datetime.fromtimestamp(data["time"]).astimezone()
        for text in (path, data["text"], data.get("head") or ""):
            text.encode("utf-8", "surrogateescape")
    except (ValueError, OverflowError, OSError):
        return False
    return True


def _with_own_editor(folder: Path, copy: Copy) -> Copy:
    """The copy with what the person's own editor saved, where it had the text when the program ended."""
    if copy.head is None:
        return copy
    from blogwifi_tui.content.front_matter.read import decode

    file = own_editor_file(folder, copy.name)
    try:
        return copy._replace(text=copy.head + decode(_bytes(file)), time=file.stat().st_mtime)
    except OSError:  # the text had not been handed over yet, or was taken back already
        return copy


def claim(folder: Path, run: str) -> int:
    """Hold the mark of a run of the program for as long as it lasts.

    Returns:
        The open file descriptor that holds it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = folder / f"{run}{_RUNNING}"
    while True:
        descriptor = os.open(mark, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if mark.stat().st_ino == os.fstat(descriptor).st_ino:
                return descriptor
        os.close(descriptor)  # another run took it for one that was left behind, and removed it


def _runs(folder: Path, run: str, *, remove: bool = False) -> bool:
    """Whether a run of the program goes on; the mark of one that is over can be removed at once."""
    mark = folder / f"{run}{_RUNNING}"
    try:
        descriptor = os.open(mark, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if remove:
            mark.unlink(missing_ok=True)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


class Journal:
    """Keeps the newest copy of one text, on its own thread, so that typing never waits for a disk.

    ``failed`` is called from that thread with the error when copies stop being written, and with None when
    they are written again.
    """

    def __init__(self, folder: Path, failed: Callable[[OSError | None], None]) -> None:
        self.folder = folder
        self.run = secrets.token_hex(8)
        """What tells this run of the program from all others."""
        self._failed = failed
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._waiting: Callable[[], Copy] | None = None
        self._name = new_name()
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

    @property
    def own_editor_file(self) -> Path:
        """Where the person's own editor is to find the text, which is then part of the copy."""
        return own_editor_file(self.folder, self._name)

    def note(self, snapshot: Callable[[], Copy]) -> None:
        """Keep what ``snapshot`` returns; it is called on the journal's thread, a later note replaces it."""
        self._waiting = snapshot
        self._wake.set()

    def flush(self) -> None:
        """Write what waits, now and here: the program is about to end."""
        with self._lock:
            self._flush()

    def forget(self) -> None:
        """The text is safely saved: remove its copy."""
        with self._lock:
            self._waiting = None
            if self._last:
                drop(self.folder, self._last)
            self._begin()

    def let_go(self) -> None:
        """The text is left without being saved: its copy stays, for the next start to offer."""
        with self._lock:
            self._flush()
            self._begin()

    def close(self) -> None:
        """This run is over: what it left may be offered."""
        with self._lock:
            if self._claim is not None:
                os.close(self._claim)
                self._claim = None

    def _begin(self) -> None:
        """What comes next is another text, with a copy of its own."""
        self._name, self._last, self.written = new_name(), None, None

    def _run(self) -> None:
        while self._wake.wait():
            self._wake.clear()
            self.flush()

    def _flush(self) -> None:
        snapshot, self._waiting = self._waiting, None
        if snapshot:
            self._write(snapshot()._replace(session=self.run, name=self._name))

    def _write(self, copy: Copy) -> None:
        try:
            if self._claim is None:
                self._claim = claim(self.folder, self.run)
            keep(self.folder, copy)
        except OSError as error:
            self._broken = True
            self._failed(error)
            return
        self._last, self.written = copy, copy.time
        if self._broken:
            self._broken = False
            self._failed(None)
