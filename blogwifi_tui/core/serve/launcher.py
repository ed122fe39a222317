"""Starts a generator that cannot outlive the one who asked for it, however that one ends.

``python -P -m blogwifi_tui.core.serve.launcher RUN_FOLDER PROGRAM [ARGUMENT…]``

Its standard input is a pipe. When it ends, the generator is ended with all that it started; on Linux that
holds for what put itself into a session of its own too (prctl(2), PR_SET_CHILD_SUBREAPER). The system ends
it when the process at the other end is killed; then no byte came before, and the run's folder is removed too.
Where the launcher itself is killed, Linux ends the generator (prctl(2), PR_SET_PDEATHSIG); elsewhere the next
run does (:mod:`.run_folder`).
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from blogwifi_tui.core.serve.run_folder import note_generator, remove_if_gone

_GRACE: Final = 2.0
"""Seconds that a generator is given to end by itself."""
_PDEATHSIG: Final = 1
_CHILD_SUBREAPER: Final = 36
_MOST_ORPHANS: Final = 1000
_NICE: Final = 5
"""The screen that is typed into comes before the pages."""
NOT_STARTED: Final = 127
"""The exit code where the program cannot be started, as a shell has it."""


def main(arguments: Sequence[str]) -> int:
    """Run the generator to its end, or to that of our standard input; its exit code."""
    folder, *command = arguments
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, _nothing)  # our input ends too, then; a handler is not handed on as ignoring is
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    if libc is not None:
        libc.prctl(_CHILD_SUBREAPER, 1)  # whose parent ends becomes our child

    def before() -> None:
        if libc is not None:
            libc.prctl(_PDEATHSIG, signal.SIGKILL)
        os.nice(_NICE)

    try:
        # No thread runs yet, so that ``preexec_fn`` is safe.
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=before,  # noqa: PLW1509
        )
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        return NOT_STARTED
    note_generator(Path(folder), process.pid)
    ended, gone = threading.Event(), threading.Event()
    threading.Thread(target=_end_with_input, args=(process.pid, ended, gone), daemon=True).start()
    # Its number stays taken until it is waited for, so that the group is still its own.
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    ended.set()
    _signal(process.pid, signal.SIGKILL)
    code = process.wait()
    if libc is not None:
        _end_orphans()
    if gone.is_set():
        _remove(Path(folder))
    return code if code >= 0 else 128 - code


def _end_with_input(group: int, ended: threading.Event, gone: threading.Event) -> None:
    """End the generator once our standard input has ended."""
    told = False
    with suppress(OSError):
        while os.read(0, 1024):
            told = True
    if not told:
        gone.set()
    _signal(group, signal.SIGTERM)
    if not ended.wait(_GRACE):
        _signal(group, signal.SIGKILL)


def _signal(group: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):  # all of them are gone
        os.killpg(group, number)


def _end_orphans() -> None:
    """End what the generator started and left: all that are our children by now, and theirs in turn."""
    for _ in range(_MOST_ORPHANS):
        left = [int(each) for task in Path("/proc/self/task").iterdir() for each in _children(task)]
        if not left:
            return
        for number in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(number, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(number, 0)


def _children(task: Path) -> Sequence[str]:
    try:
        return (task / "children").read_text(encoding="ascii").split()
    except OSError:  # the thread has ended, or the system does not tell
        return ()


def _remove(folder: Path) -> None:
    """Remove the folder of the run, should it be gone that had it: one that lives does so itself."""
    for _ in range(10):
        if remove_if_gone(folder):
            return
        time.sleep(0.1)


def _nothing(_number: int, _frame: object) -> None:
    pass


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
