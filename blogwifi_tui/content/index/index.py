"""All posts of a blog: found by a walk over the posts folders, read only where a file changed.

A file is taken as unchanged when its size, both its times and its inode are as remembered *and* those times
lie well before the moment it was read: a change within the same tick of the clock would leave no trace (git
treats its own index the same way). So a file that was just written is read again by the next scan.
"""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import tzinfo
from pathlib import Path

from blogwifi_tui.content.atomic import clear_leftover, is_leftover
from blogwifi_tui.content.index.cache import Cache
from blogwifi_tui.content.index.entry import Entry, read_entry
from blogwifi_tui.content.post_rules import GENERIC, PostRules

__all__ = ["Entry", "Index"]

Progress = Callable[[Sequence[Entry], int], None]
"""Given the posts read so far, newest first, and how many there will be."""

VERSION = "7"
"""Grows with what an entry holds or how a post is read."""
_SAFE_AGE_NS = 2_000_000_000
"""The coarsest clock of a file system in use (FAT: two seconds)."""
_FIRST_BATCH, _BATCH = 100, 1_000
"""Posts read between two calls of the progress function: a screenful first, so that it shows at once."""


class Index:
    """The posts of one blog. Calls from several threads wait for one another."""

    def __init__(
        self,
        root: Path,
        folders: Sequence[str],
        *,
        zone: tzinfo,
        rules: PostRules = GENERIC,
        cache: Path | None = None,
    ) -> None:
        """Posts in these folders of ``root``, read by ``rules``; ``zone`` is the blog's."""
        self._root = root
        self._folders = tuple(folders)
        self._zone = zone
        self._rules = rules
        scope = "\n".join((os.fsdecode(root.absolute()), *self._folders, str(zone)))
        scope = scope.encode(errors="replace").decode()
        self._cache = Cache(cache, f"{scope}\n{rules.fingerprint}\n{VERSION}", Entry)
        self._known: dict[str, Entry] = {}
        self._loaded = False
        self._lock = threading.RLock()

    def load(self) -> tuple[Entry, ...]:
        """The posts as last seen by any run, newest first: at once, and not to be trusted over the files."""
        with self._lock:
            if not self._loaded:
                self._loaded = True
                self._known = {entry.path: entry for entry in self._cache.load()}
            return tuple(self._known.values())

    def scan(self, progress: Progress | None = None) -> tuple[Entry, ...]:
        """Every post as the files are now, newest first.

        Args:
            progress: called now and then while many are being read; what it raises ends the scan.
        """
        with self._lock:
            self.load()
            return self._scan(progress)

    def _scan(self, progress: Progress | None) -> tuple[Entry, ...]:
        found: dict[str, Entry] = {}
        changed: list[tuple[str, os.stat_result]] = []
        for path, status in self._walk():
            entry = self._known.get(path)
            if entry is not None and _unchanged(entry, status):
                found[entry.path] = entry  # no second text of the path
            else:
                changed.append((path, status))
        if changed or len(found) != len(self._known):
            self._read(changed, found, progress)
            self._keep(found)
        return tuple(self._known.values())

    def _read(
        self,
        changed: list[tuple[str, os.stat_result]],
        found: dict[str, Entry],
        progress: Progress | None,
    ) -> None:
        changed.sort(reverse=True, key=lambda one: one[0])
        expected = len(found) + len(changed)
        tell_at = _FIRST_BATCH
        for count, (path, status) in enumerate(changed, 1):
            entry = self._entry(path, status)
            if entry is not None:
                found[path] = entry
            if count == tell_at and progress:
                # Ever more at once: each call sorts what was read, all of which must not cost its square.
                tell_at += max(_BATCH, count // 4)
                progress(sorted(found.values(), key=_newest_first), expected)

    def _keep(self, found: dict[str, Entry]) -> None:
        before = tuple(self._known.values())
        self._known = {entry.path: entry for entry in sorted(found.values(), key=_newest_first)}
        after = tuple(self._known.values())
        if after != before:
            self._cache.save(after)

    def _walk(self) -> Iterator[tuple[str, os.stat_result]]:
        """Path and status of every regular file that is a post by its name, and of each closed folder.

        A folder that cannot be listed stands for the posts in it: none is left out unsaid.
        """
        waiting = [folder.strip("/") for folder in self._folders]
        seen: set[str] = set()
        while waiting:
            folder = waiting.pop()
            prefix = f"{folder}/" if folder else ""
            if folder in seen or not self._rules.enters(folder):
                continue
            seen.add(folder)
            try:
                inside = os.scandir(self._root / folder)
            except OSError:
                if folder and (status := _closed(self._root / folder)):
                    yield folder, status
                continue
            with inside:
                for one in inside:
                    path = prefix + one.name
                    if one.is_dir(follow_symlinks=False):
                        waiting.append(path)
                    elif (path in self._known or self._rules.holds(path)) and (status := _status(one)):
                        yield path, status
                    elif is_leftover(one.name):
                        clear_leftover(self._root / path)

    def _entry(self, path: str, status: os.stat_result) -> Entry | None:
        trusted = max(status.st_mtime_ns, status.st_ctime_ns) < time.time_ns() - _SAFE_AGE_NS
        return read_entry(self._root, path, status, self._zone, self._rules, trusted=trusted)


def _status(one: os.DirEntry[str]) -> os.stat_result | None:
    try:
        status = one.stat()
    except OSError:
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _closed(folder: Path) -> os.stat_result | None:
    """The status of a folder that is there and cannot be listed."""
    try:
        status = folder.lstat()
    except OSError:
        return None
    return status if stat.S_ISDIR(status.st_mode) else None


def _unchanged(entry: Entry, status: os.stat_result) -> bool:
    return (
        entry.mtime_ns == status.st_mtime_ns
        and entry.ctime_ns == status.st_ctime_ns
        and entry.size == status.st_size
        and entry.inode == status.st_ino
    )


def _newest_first(entry: Entry) -> tuple[int, float, str]:
    """Sort key: drafts without a date (what is being written), then by date, then what has none."""
    if entry.date is None:
        return (0 if entry.draft else 2, 0.0, entry.path)
    return (1, -entry.date.timestamp(), entry.path)
