"""What git's index tells at a glance, without a process: its bytes are looked through, not taken apart.

Each answer is sure one way only, so that whoever asks does what he would have done anyway where it is not.
"""

from __future__ import annotations

import os
from pathlib import Path

# gitformat-index: the mode of a submodule, which no file has; what an index that leaves files out is marked
# by; the versions that write each path in full.
_SUBMODULE = b"\x00\x00\xe0\x00"
_SPARSE = b"sdir"
_WHOLE_PATHS = (b"DIRC\0\0\0\x02", b"DIRC\0\0\0\x03")
_EMPTY = _WHOLE_PATHS[0]
"""Before the first commit there is none."""


class IndexFile:
    """The index of one work tree as it is now."""

    def __init__(self, git_dir: Path) -> None:
        """``git_dir`` is the git folder of the work tree."""
        self._data = _read(git_dir)

    def lacks(self, path: str) -> bool:
        """Whether git surely has no ``path``, of the repository's root, in it; False where it may."""
        data = self._data
        return data is not None and data.startswith(_WHOLE_PATHS) and os.fsencode(path) not in data

    def may_hold_submodules(self) -> bool:
        """Whether there may be a submodule; False where there surely is none."""
        return self._data is None or _SUBMODULE in self._data


def _read(git_dir: Path) -> bytes | None:
    """All of the index; None where it cannot be read, is held in several files, or names whole folders."""
    try:
        data = (git_dir / "index").read_bytes()
        split = next(git_dir.glob("sharedindex.*"), None) is not None
        sparse = _SPARSE in data
    except FileNotFoundError:
        return _EMPTY
    except OSError:
        return None
    return None if split or sparse else data
