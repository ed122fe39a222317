"""A move of the work tree to another commit that can be taken back, whatever stops it half-way.

git writes the files first, then the index, and the branch last. When a filter is missing, the disk is full or
a lock is in the way, it stops between two of these. So before the move all that it will replace is kept below
``.git``: by a second name for each file where the file system has such, by a copy else. A folder found there
at the next start belongs to a move that was killed.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from blogwifi_tui.errors import FileFailed, LockHeld
from blogwifi_tui.vcs.locks import lock_error
from blogwifi_tui.vcs.repository import Repository

_FOLDER, _NOTE = "blogwifi-move", "move.json"
_NO_FILE, _SUBMODULE, _LINK = "000000", "160000", "120000"
_PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class _Change:
    """What a move does to one path: its mode and blob in the old commit and in the new one."""

    path: str
    old: tuple[str, str]
    new: tuple[str, str]

    @property
    def is_submodule(self) -> bool:
        """Whether it has no file that git would write."""
        return _SUBMODULE in (self.old[0], self.new[0])


@contextmanager
def taken_back_on_failure(repository: Repository, target: str) -> Iterator[None]:
    """While git moves from HEAD to the commit ``target``: when that fails, files and index are as before.

    Raises:
        FileFailed: what is to be replaced cannot be kept; nothing has been touched.
        LockHeld: another program is at such a move.
    """
    finish_or_take_back(repository)
    with _at_work(repository.git_dir) as folder:
        old = repository.refs.head()
        changes = _changes(repository, old, target)
        try:
            _keep(repository, folder, changes, target)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise FileFailed(str(repository.git_dir), error.errno or 0, "write") from error
        try:
            yield
        except BaseException:
            if repository.refs.head() == old:
                _take_back(repository, folder, changes)
                _put_index_back(repository, folder)
            shutil.rmtree(folder, ignore_errors=True)
            raise
        shutil.rmtree(folder, ignore_errors=True)


def finish_or_take_back(repository: Repository) -> bool | None:
    """Clear up after a move that was killed: one that reached its commit is done, another is taken back.

    What was written since into one of its files stays there. Returns whether the move was taken back, None
    when there was none.

    Raises:
        LockHeld: the move goes on, in another program or in the git it left behind.
        FileFailed, GitFailed: it stays as it is until the next time.
    """
    if not (repository.git_dir / _FOLDER).is_dir():
        return None
    with _at_work(repository.git_dir) as folder:
        old, new = _told(folder)
        half_way = bool(new) and repository.refs.head() == old
        if half_way:
            _free_index(repository, folder)
            changes = _changes(repository, old, new)
            _take_back(repository, folder, changes)
            _index_entries_back(repository, changes)
        shutil.rmtree(folder, ignore_errors=True)
        return half_way if new else None


@contextmanager
def _at_work(git_dir: Path) -> Iterator[Path]:
    """The folder for what is kept, for one program at a time; the system frees it when that one dies."""
    folder = git_dir / _FOLDER
    while True:
        try:
            folder.mkdir(exist_ok=True)
            descriptor = os.open(folder, os.O_RDONLY)
        except OSError as error:
            raise FileFailed(str(folder), error.errno or 0, "create") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Another program may have removed the folder after this one had opened it.
            is_there = os.path.samestat(os.fstat(descriptor), folder.stat())
        except FileNotFoundError:
            is_there = False
        except OSError as error:
            os.close(descriptor)
            raise LockHeld(str(folder), 0.0, held=True) from error
        if is_there:
            break
        os.close(descriptor)
    try:
        yield folder
    finally:
        os.close(descriptor)


def _told(folder: Path) -> tuple[str | None, str]:
    """The commits a killed move went from and to; the second is empty when it had not begun."""
    try:
        told = json.loads((folder / _NOTE).read_bytes())
    except (FileNotFoundError, ValueError):
        return None, ""
    return told["old"], told["new"]


def _changes(repository: Repository, old: str | None, new: str) -> list[_Change]:
    """What differs between the two commits, submodules apart: git leaves their files alone."""
    if old is None:
        listed = repository.runner.read("ls-tree", "-r", "-z", new).items
        entries = (entry.partition("\t") for entry in listed)
        nothing = (_NO_FILE, "0" * len(new))
        return [_Change(path, nothing, (told.split(" ")[0], told.split(" ")[2])) for told, _, path in entries]
    items = iter(repository.runner.read("diff-tree", "-r", "-z", "--no-renames", old, new).items)
    changes = []
    for item in items:
        before, after, blob, other, _status = item.removeprefix(":").split(" ")
        changes.append(_Change(next(items), (before, blob), (after, other)))
    return changes


def _keep(repository: Repository, folder: Path, changes: list[_Change], target: str) -> None:
    """Keep what stands where the move writes; the note comes last, and says that all is kept."""
    kept: dict[str, str] = {}
    missing: set[str] = set()
    for number, change in enumerate(changes):
        file = repository.root / change.path
        if change.is_submodule:
            continue
        if os.path.lexists(file) and not stat.S_ISDIR(file.lstat().st_mode):
            kept[change.path] = str(number)
            _second_name(file, folder / str(number))
        missing.update(
            str(parent.relative_to(repository.root)) for parent in file.parents if not parent.is_dir()
        )
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(repository.git_dir / "index", folder / "index")
    told = {"old": repository.refs.head(), "new": target, "kept": kept, "folders": sorted(missing)}
    note = folder / "new"
    with note.open("w", encoding="utf-8") as stream:
        json.dump(told, stream)
        stream.flush()
        os.fsync(stream.fileno())
    note.rename(folder / _NOTE)


def _second_name(file: Path, kept: Path) -> None:
    if not file.is_symlink():
        # Not every file system has second names, and not every system lets one make them.
        with contextlib.suppress(OSError):
            kept.hardlink_to(file)
            return
    shutil.copy2(file, kept, follow_symlinks=False)


def _take_back(repository: Repository, folder: Path, changes: list[_Change]) -> None:
    """Give each file that the move wrote what it held before; one that cannot be keeps no other from it."""
    told = json.loads((folder / _NOTE).read_bytes())
    kept: Mapping[str, str] = told["kept"]
    failed: OSError | None = None
    # What was added goes first: a full disk has room again, and a file's name is free of a folder.
    for change in sorted(changes, key=lambda each: each.path in kept):
        if change.is_submodule:
            continue
        try:
            _give_back(repository, change, folder / kept[change.path] if change.path in kept else None)
        except OSError as error:
            failed = error
        if change.path not in kept:
            _remove_empty(repository.root, change.path, told["folders"])
    if failed:
        raise FileFailed(str(failed.filename or folder), failed.errno or 0, "write")


def _give_back(repository: Repository, change: _Change, kept: Path | None) -> None:
    file = repository.root / change.path
    if kept is None:
        if _was_written(repository, file, change.new):
            file.unlink()
        return
    if os.path.lexists(file):
        untouched = not os.path.lexists(kept) or _same(file, kept)
        if untouched or not _was_written(repository, file, change.new):
            return
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        kept.rename(file)
    except OSError:
        # The git folder may lie on another disk.
        file.unlink(missing_ok=True)
        shutil.copy2(kept, file, follow_symlinks=False)


def _same(one: Path, other: Path) -> bool:
    return os.path.samestat(one.lstat(), other.lstat()) or _content(one) == _content(other)


def _was_written(repository: Repository, file: Path, entry: tuple[str, str]) -> bool:
    """Whether ``file`` holds what the move writes there, or the beginning of it, and nobody's own words."""
    found = _content(file)
    if found is None or entry[0] == _NO_FILE:
        return False
    looks: list[tuple[str, ...]] = [("cat-file", "blob", entry[1])]
    if entry[0] != _LINK:
        path = file.relative_to(repository.root).as_posix()
        looks.append(("cat-file", "--filters", f"--path={path}", entry[1]))
    texts = (repository.runner.read(*words, check=False) for words in looks)
    return any(not text.status and text.out.startswith(found) for text in texts)


def _content(file: Path) -> bytes | None:
    """The bytes of a file, or the path a link holds; None for neither."""
    try:
        kind = file.lstat().st_mode
        if stat.S_ISLNK(kind):
            return os.fsencode(file.readlink())
        return file.read_bytes() if stat.S_ISREG(kind) else None
    except (FileNotFoundError, NotADirectoryError):
        return None


def _remove_empty(root: Path, path: str, made: list[str]) -> None:
    for parent in Path(path).parents:
        if str(parent) in made:
            with contextlib.suppress(OSError):
                (root / parent).rmdir()


def _put_index_back(repository: Repository, folder: Path) -> None:
    index, kept = repository.git_dir / "index", folder / "index"
    try:
        if not kept.exists():
            index.unlink(missing_ok=True)
        elif index.read_bytes() != kept.read_bytes():
            kept.rename(index)
    except OSError as error:
        raise FileFailed(str(index), error.errno or 0, "write") from error


def _index_entries_back(repository: Repository, changes: list[_Change]) -> None:
    """Give the index the old entries of these paths; what else was staged since stays."""
    # What goes comes first: a name may be a file's before and a folder's after.
    ordered = sorted(changes, key=lambda each: each.old[0] != _NO_FILE)
    lines = (f"{int(each.old[0])} {each.old[1]}\t{each.path}\0" for each in ordered)
    repository.runner.run("update-index", "-z", "--index-info", data=os.fsencode("".join(lines)))


def _free_index(repository: Repository, folder: Path) -> None:
    """Remove the lock of the git that was killed in the move, once no git runs here that could hold it."""
    lock = repository.git_dir / "index.lock"
    if not lock.exists():
        return
    held = lock_error(lock, repository.root)
    young = lock.stat().st_mtime < (folder / _NOTE).stat().st_mtime
    if held.held or young or not _PROCESSES.is_dir():
        raise held
    lock.unlink(missing_ok=True)
