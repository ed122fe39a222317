"""One process, or thread, at a time."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from errno import ENOLCK
from pathlib import Path

import pytest

from blogwifi_tui.content.file_lock import file_lock

HOLD = """
import sys
from pathlib import Path
from blogwifi_tui.content.file_lock import file_lock
with file_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_is_held_by_one_and_free_once_its_process_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with file_lock(file, wait=False) as held:
            assert not held
        other.kill()
        with file_lock(file) as held:
            assert held
    assert file.stat().st_mode & 0o077 == file.parent.stat().st_mode & 0o077 == 0


def test_where_the_file_system_knows_no_locks_nobody_is_kept_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(ENOLCK, os.strerror(ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with file_lock(tmp_path / "lock", wait=False) as held:
        assert held


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="lock"), file_lock(tmp_path / "lock"):
        pass
    assert not (tmp_path / "elsewhere").exists()
