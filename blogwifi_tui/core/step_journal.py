"""What a step over several files is about to do, on the disk before the first of them is touched.

A step that is killed half-way is taken back, or found to be done, by the next start: see
:mod:`.step_recovery`. Its record lies in the repository's own git folder, which no commit holds and no clone
gets, or in the person's state folder where there is no repository. It holds what each file was and how each
is known once it is changed, and is locked as long as the process lives whose step it is.

A record is one line of JSON, then the old bytes of all files one after the other.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from blogwifi_tui.content.atomic import own_folder, synced_folder
from blogwifi_tui.content.files import digest
from blogwifi_tui.errors import BlogwifiError, FileFailed
from blogwifi_tui.settings.paths import state_dir

SUFFIX = ".step"
_UNFINISHED = ".part"
_DAMAGED = ".damaged"
PREFIX = "blogwifi-"
"""How the names begin of all that this program makes in a git folder."""
_FOLDER = f"{PREFIX}steps"
_OF_THE_DISK = {errno.EROFS, errno.ENOSPC, errno.EDQUOT}
"""What the system refuses for every file of a disk alike."""


class FileChange(NamedTuple):
    """One file: what it holds now, and what it is to hold; None for no file."""

    path: str
    before: bytes | None
    after: bytes | None


class RecordedFile(NamedTuple):
    """One file of a step, as its record knows it."""

    path: str
    """Relative to the folder the journal's paths are relative to."""
    before: bytes | None
    after: str | None
    """The digest of what it is to hold; None for no file."""


@dataclass(frozen=True, slots=True)
class Record:
    """A step that was begun."""

    message: str
    """Of its commit."""
    head: str | None
    """The last commit before it."""
    commits: bool
    """Whether a commit ends it."""
    remembered: bool
    """Whether that commit is one that can be undone."""
    files: tuple[RecordedFile, ...]

    @property
    def paths(self) -> list[str]:
        """Of all its files."""
        return [file.path for file in self.files]

    @property
    def changing(self) -> tuple[RecordedFile, ...]:
        """The files that it changes; the others are only part of the commit."""
        return tuple(
            file
            for file in self.files
            if (None if file.before is None else digest(file.before)) != file.after
        )


class Home(NamedTuple):
    """Where the records of the steps in one blog lie, and what their paths are relative to."""

    folder: Path
    base: Path
    is_repository: bool


def home_of(root: Path) -> Home:
    """The home for the blog, or the repository, at ``root``; found without starting git."""
    start = root.resolve()
    for place in (start, *start.parents):
        dot = place / ".git"
        if dot.is_dir():
            return Home(dot / _FOLDER, place, is_repository=True)
        if dot.is_file():
            with suppress(OSError):
                told = os.fsdecode(dot.read_bytes()[:4096]).strip().removeprefix("gitdir:").strip()
                return Home((place / told).resolve() / _FOLDER, place, is_repository=True)
    name = sha256(os.fsencode(start)).hexdigest()[:16]
    return Home(state_dir() / "steps" / name, start, is_repository=False)


def was_interrupted(root: Path) -> bool:
    """Whether a step of the blog at ``root`` is under way, or something of one was left behind."""
    home = home_of(root)
    if not home.is_repository:
        return home.folder.is_dir()
    with suppress(OSError):
        return any(name.startswith(PREFIX) for name in os.listdir(home.folder.parent))  # noqa: PTH208
    return False


class StepJournal:
    """Keeps a record of each step in one blog while it is under way."""

    def __init__(self, root: Path, head: Callable[[], str | None], *, remembered: bool = True) -> None:
        """Paths of steps are relative to ``root``; ``head`` names the last commit."""
        self._root = root
        self._head = head
        self._remembered = remembered

    @contextmanager
    def step(self, changes: Sequence[FileChange], message: str = "") -> Iterator[Step]:
        """Keep a record while ``changes`` are made; without a ``message`` no commit ends them.

        The record goes when the block ends, or fails with an error that left every file as it was. It stays
        for the next start when the process ends within, and where :meth:`Step.keep` was called.

        Raises:
            FileFailed: there is no room for it; nothing was touched.
        """
        home = home_of(self._root)
        record = Record(
            message, self._head() if message else None, bool(message), self._remembered, self._files(changes)
        )
        step = Step()
        file, descriptor = _written(home, record, changes[0].path if changes else "")
        try:
            yield step
        except BlogwifiError:
            raise
        except BaseException:
            step.keep()
            raise
        finally:
            if not step.kept:
                _end(file)
            os.close(descriptor)

    def _files(self, changes: Sequence[FileChange]) -> tuple[RecordedFile, ...]:
        inside = self._root.resolve().relative_to(home_of(self._root).base).as_posix()
        prefix = "" if inside == "." else f"{inside}/"
        return tuple(
            RecordedFile(f"{prefix}{path}", before, None if after is None else digest(after))
            for path, before, after in changes
        )


class Step:
    """One step under way."""

    kept = False

    def keep(self) -> None:
        """Leave the record to the next start: files could not be put back."""
        self.kept = True


def _written(home: Home, record: Record, changing: str) -> tuple[Path, int]:
    """The file of the record, safe on the disk, and the descriptor that locks it.

    A disk that takes nothing is said of ``changing``, the first file of the step: who knows of a record?
    """
    place = home.folder / os.urandom(6).hex()
    part = place.with_suffix(_UNFINISHED)
    try:
        descriptor = _opened(part)
        try:
            _put(descriptor, record)
            file = place.with_suffix(SUFFIX)
            part.rename(file)
        except BaseException:
            _end(part)
            os.close(descriptor)
            raise
    except OSError as error:
        number = error.errno or 0
        named = changing if changing and number in _OF_THE_DISK else str(place)
        raise FileFailed(named, number, "write") from error
    for folder in (home.folder, home.folder.parent):
        synced_folder(folder)
    return file, descriptor


def _opened(part: Path) -> int:
    for _attempt in range(3):  # the end of another step may remove the folder that is empty for a moment
        own_folder(part.parent)
        with suppress(FileNotFoundError):
            descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            with suppress(OSError):  # a file system that knows no locks
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            return descriptor
    raise FileNotFoundError(2, "", str(part))


def _put(descriptor: int, record: Record) -> None:
    texts = b"".join(file.before or b"" for file in record.files)
    head = {
        "message": record.message,
        "head": record.head,
        "commits": record.commits,
        "remembered": record.remembered,
        "files": [
            [path, None if before is None else len(before), after] for path, before, after in record.files
        ],
        "texts": digest(texts),
    }
    view = memoryview(json.dumps(head).encode("ascii") + b"\n" + texts)
    while view:
        view = view[os.write(descriptor, view) :]
    os.fsync(descriptor)


def _end(file: Path) -> None:
    """Take a record away, and the folder when it was the last."""
    with suppress(OSError):
        file.unlink()
        synced_folder(file.parent)
        file.parent.rmdir()


class Left(NamedTuple):
    """A record that a process which is gone left behind, locked by us now."""

    file: Path
    record: Record | None
    """None when it cannot be read."""
    descriptor: int

    @property
    def begun(self) -> float:
        """When it was written, in seconds since the epoch."""
        return os.fstat(self.descriptor).st_mtime

    def end(self) -> None:
        """Take it away."""
        _end(self.file)

    def set_aside(self) -> Path:
        """Give it a name under which it is not met again; that name."""
        aside = self.file.with_suffix(_DAMAGED)
        self.file.rename(aside)
        return aside


@contextmanager
def left_behind(folder: Path) -> Iterator[list[Left]]:
    """The records in ``folder`` whose processes are gone, oldest first; nobody else meets them meanwhile."""
    found: list[Left] = []
    try:
        for file in _by_age(folder):
            descriptor = _locked(file)
            if descriptor is None:
                continue
            if file.suffix == SUFFIX:
                found.append(Left(file, _read(descriptor), descriptor))
                continue
            _end(file)  # never finished, so nothing was touched
            os.close(descriptor)
        yield found
    finally:
        for left in found:
            os.close(left.descriptor)


def _by_age(folder: Path) -> list[Path]:
    try:
        inside = [entry for entry in os.scandir(folder) if entry.name.endswith((SUFFIX, _UNFINISHED))]
    except OSError:
        return []
    return [Path(entry.path) for entry in sorted(inside, key=lambda one: one.stat().st_mtime_ns)]


def _locked(file: Path) -> int | None:
    """The descriptor that locks a record now; None when its process lives, or it went meanwhile."""
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), file.lstat()):
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return None


def _read(descriptor: int) -> Record | None:
    with os.fdopen(os.dup(descriptor), "rb") as file:
        line, _, texts = file.read().partition(b"\n")
    try:
        head = json.loads(line)
        if digest(texts) != head["texts"]:
            return None
        files, at = [], 0
        for path, length, after in head["files"]:
            before = None if length is None else texts[at : at + length]
            at += length or 0
            if not (isinstance(path, str) and isinstance(after, str | None)):
                return None
            files.append(RecordedFile(path, before, after))
        message, last = head["message"], head["head"]
        if not (isinstance(message, str) and isinstance(last, str | None)):
            return None
        return Record(message, last, bool(head["commits"]), bool(head["remembered"]), tuple(files))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
