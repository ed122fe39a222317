"""The folder that a generator builds into, and which files in it are new."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final

MOST: Final = 200
"""Changed files that are named."""
_LARGEST: Final = 1024 * 1024
"""Bytes of a file whose content is compared: many generators write all of them anew."""

_Stamp = tuple[int, int, int]


class BuiltPages:
    """Looks which files of a folder changed since it was looked at before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[_Stamp, bytes]] = {}

    def changed(self) -> tuple[str, ...] | None:
        """The files that changed, those written last first; None where more than :data:`MOST` did."""
        known, changed = {}, []
        for path, stamp in self._files():
            before = self._known.get(path)
            if before is not None and before[0] == stamp:
                known[path] = before
                continue
            content = self._content(path, stamp)
            known[path] = stamp, content
            if before is None or not content or before[1] != content:
                changed.append((stamp[1], path))
        self._known = known
        return tuple(path for _, path in sorted(changed, reverse=True)) if len(changed) <= MOST else None

    def _files(self) -> Iterator[tuple[str, _Stamp]]:
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(self._folder / folder) as entries:
                    found = list(entries)
            except OSError:
                continue
            for entry in found:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif entry.is_file(follow_symlinks=False):
                    try:
                        status = entry.stat(follow_symlinks=False)
                    except OSError:  # the generator took it away meanwhile
                        continue
                    yield path, (status.st_ino, status.st_mtime_ns, status.st_size)

    def _content(self, path: str, stamp: _Stamp) -> bytes:
        """What stands for what a file holds; empty for one that is not compared."""
        if stamp[2] > _LARGEST:
            return b""
        try:
            return blake2b((self._folder / path).read_bytes(), digest_size=16).digest()
        except OSError:
            return b""
