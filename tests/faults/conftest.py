"""Means to make a disk fail, and a child to fail in."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable

import pytest

from blogwifi_tui.errors import BlogwifiError

SAID, SAVED, UNEXPECTED = 3, 0, 2
"""Exit status of a child: an expected error, done, anything else."""


@pytest.fixture
def strace() -> str:
    """The path of strace, where it may trace."""
    program = shutil.which("strace")
    if (
        program is None
        or subprocess.run([program, "-o", "/dev/null", "true"], capture_output=True).returncode
    ):
        pytest.skip("needs strace, allowed to trace")
    return program


def in_child(work: Callable[[], object], *, begin: Callable[[int], object] = lambda _pid: None) -> int:
    """Do ``work`` in a forked child once ``begin`` (told its process id) returned; its exit status."""
    go = {signal.SIGUSR1}
    signal.pthread_sigmask(signal.SIG_BLOCK, go)
    pid = os.fork()
    if pid == 0:
        status = UNEXPECTED
        try:
            signal.sigwait(go)
            work()
            status = SAVED
        except BlogwifiError:
            status = SAID
        finally:
            os._exit(status)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, go)
    begin(pid)
    os.kill(pid, signal.SIGUSR1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
