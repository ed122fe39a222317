"""The commits this program made in a repository, newest last: what «undo the last change» goes by.

git alone cannot tell ours from those a person made beside us. One short file a repository, in the person's
state folder; losing it loses no text, only the way back by one key.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from blogwifi_tui.content.atomic import write_state
from blogwifi_tui.settings.paths import state_dir

KEPT = 200
"""Commits remembered."""


class UndoLog:
    """The commits made here, by their full names."""

    def __init__(self, git_dir: Path) -> None:
        """``git_dir``: of the repository; each work tree has its own."""
        name = sha256(os.fsencode(git_dir.resolve())).hexdigest()[:16]
        self._file = state_dir() / "changes" / name

    def read(self) -> list[str]:
        """The commits, the newest last; empty when there is no record, or none that can be read."""
        try:
            return self._file.read_text(encoding="ascii").split()
        except (OSError, UnicodeDecodeError):
            return []

    def add(self, sha: str) -> None:
        """Remember a commit, unless the disk refuses: a commit made is not to fail for that."""
        self._write([*self.read(), sha][-KEPT:])

    def forget(self, sha: str) -> None:
        """It is undone."""
        self._write([each for each in self.read() if each != sha])

    def _write(self, commits: list[str]) -> None:
        with suppress(OSError):
            write_state(self._file, "".join(f"{sha}\n" for sha in commits).encode("ascii"), durable=False)
