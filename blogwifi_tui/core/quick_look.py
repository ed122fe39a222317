"""A few looks at the disk that tell most changes of posts at once, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry

MOST_FOLDERS = 200
"""How many folders are looked at each time: together they take about a millisecond."""


class QuickLook:
    """Whether the posts of one blog are to be read again, by the times of their folders and of one file.

    A folder tells that a file came into it, was replaced or left. What is written into a file as it is, only
    that file tells: it is found of the post that is shown, and of the others by reading all.
    """

    def __init__(self, root: Path, folders: Callable[[], Sequence[str]]) -> None:
        """``folders`` gives those that posts are looked for in, by paths below ``root``."""
        self._root = root
        self._tops = folders
        self._entries: Sequence[Entry] | None = None
        self._folders: tuple[str, ...] = ()
        self._times: Sequence[int | None] = ()
        self._file: tuple[str, tuple[int, ...] | None] | None = None
        """The file looked at last, by its path, and its status."""

    def differs(self, entries: Sequence[Entry], shown: Entry | None) -> bool:
        """Whether something changed since it was asked last; always so at first.

        Args:
            entries: the posts as they are known, the newest first: the folders of those are looked at before
                others, where there are more than :data:`MOST_FOLDERS`.
            shown: the post whose file is looked at too.
        """
        if entries is not self._entries:
            self._entries, self._folders = entries, self._folders_of(entries)
        times = [_changed_at(self._root / folder) for folder in self._folders]
        differs, self._times = times != self._times, times
        return self._file_differs(shown) or differs

    def _folders_of(self, entries: Sequence[Entry]) -> tuple[str, ...]:
        """The folders of all posts, those that hold the folders of posts, and the ones of the newest."""
        tops = [folder.strip("/") for folder in self._tops()]
        found, direct = dict.fromkeys(tops), set[str]()
        for entry in entries:
            folder = entry.path.rpartition("/")[0]
            if folder in direct:
                continue
            direct.add(folder)
            above = (path.as_posix() for path in PurePosixPath(folder).parents)
            inside = (path for path in above if any(f"{path}/".startswith(top and f"{top}/") for top in tops))
            found.update(dict.fromkeys((folder, *inside)))
            if len(found) >= MOST_FOLDERS:
                break
        return tuple(found)

    def _file_differs(self, shown: Entry | None) -> bool:
        """Whether the file of ``shown`` is another than it was at the last look, or when it was read."""
        if shown is None:
            self._file = None
            return False
        now = _status(self._root / shown.path)
        before = self._file[1] if self._file and self._file[0] == shown.path else _as_read(shown, now)
        self._file = shown.path, now
        return now != before


def _as_read(entry: Entry, now: tuple[int, ...] | None) -> tuple[int, ...]:
    """The status of a file when it was read; what was not noted of it is taken to be as it is ``now``."""
    ctime = entry.ctime_ns or (now[1] if now else 0)
    return entry.mtime_ns, ctime, entry.size, entry.inode


def _status(file: Path) -> tuple[int, ...] | None:
    try:
        found = file.stat()
    except OSError:  # it is not there, or nobody may look
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _changed_at(folder: Path) -> int | None:
    """When a folder last changed, in nanoseconds; of a link, the folder it leads to: posts may lie there."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:  # it is not there, or nobody may look
        return None
