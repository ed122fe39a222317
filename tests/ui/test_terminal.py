"""Lending the terminal to a shell."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.terminal import DEADLINE

STOPS = """
import subprocess, sys
from blogwifi_tui.ui.terminal import stop_group
child = subprocess.Popen(["sleep", "100"])
print(child.pid, flush=True)
stop_group()
child.kill()
"""


def state_of(pid: int) -> str:
    """``T`` for a process that is stopped, ``S`` for one that waits."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


def until_stopped(pid: int) -> None:
    end = time.monotonic() + DEADLINE
    while state_of(pid) != "T":
        assert time.monotonic() < end, "it does not stop"
        time.sleep(0.01)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_the_script_that_started_us_stops_too_and_what_we_start_does_not(tmp_path: Path) -> None:
    """A child that is stopped before its exec would hold up its starter, which then cannot be stopped."""
    script = tmp_path / "script"
    script.write_text(f"\"{sys.executable}\" -c '{STOPS}'\ntrue\n", encoding="utf-8")
    with subprocess.Popen(["sh", str(script)], stdout=subprocess.PIPE, process_group=0) as shell:
        assert shell.stdout is not None
        child = int(shell.stdout.readline())
        try:
            ours = int(Path(f"/proc/{child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            until_stopped(ours)
            assert shell.pid != ours
            assert os.getpgid(child) == os.getpgid(ours) == shell.pid
            until_stopped(shell.pid)
            assert state_of(child) != "T"
            os.killpg(shell.pid, signal.SIGCONT)
            assert shell.wait() == 0
        finally:
            with suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGKILL)
