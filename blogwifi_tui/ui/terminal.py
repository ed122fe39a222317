"""Lending the terminal: the screen goes, something else writes and reads there, the screen comes back."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.i18n.translation import _

if TYPE_CHECKING:
    from textual.app import App


class LentTerminal:
    """The terminal while something else has it."""

    def __init__(self, heard: int) -> None:
        """``heard`` is a descriptor that the numbers of signals are read from, without waiting."""
        self._heard = heard
        self.signals: set[int] = set()
        """What we were signalled; Ctrl+C is for whoever has the terminal."""

    def asked_to_end(self) -> int:
        """The signal that asks us to end; 0 as long as there is none."""
        self.listen()
        return next(iter(self.signals & {signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT}), 0)

    def listen(self) -> None:
        """Take note of what we were signalled."""
        with suppress(BlockingIOError):
            self.signals |= {*os.read(self._heard, 4096)} - {signal.SIGINT}


@contextmanager
def lent_terminal(app: App[object]) -> Iterator[LentTerminal]:
    """Suspend the screen of ``app``, and bring it back although the block ends in an expected error.

    Raises:
        SuspendNotSupported: there is no terminal to lend.
    """
    failed: BlogwifiError | None = None
    with app.suspend(), _interrupts_elsewhere() as terminal:
        # Textual resumes only when nothing is raised through it.
        try:
            yield terminal
        except BlogwifiError as error:
            failed = error
    if failed:
        raise failed


def stop_in_shell(app: App[object]) -> str:
    """Stop the program, as Ctrl+Z does elsewhere; the sentence that says why where no shell is behind it."""
    if not has_shell_behind():
        return _("No shell waits behind this screen: there is nothing to go back to.")
    app.action_suspend_process()
    return ""


def has_shell_behind() -> bool:
    """Whether a shell waits for what it started to stop, and can bring it back.

    Such a shell gives each job a process group of its own. One that runs a script or a single line (``ssh
    -t host 'cd blog && blogwifi'``) does not: what stops under it stands still for good.
    """
    try:
        return os.getpgid(os.getsid(0)) != os.getpgrp()
    except ProcessLookupError:  # the shell is gone
        return False


def stop_group() -> None:
    """Stop this program, and what else is in its process group, as the script that started it.

    A shell waits for all of them, but for none that we start: on Linux one that is stopped between its birth
    and its exec leaves whoever started it waiting where nothing can be stopped (vfork(2)), and the shell
    would never hear of us.
    """
    own, group = os.getpid(), os.getpgrp()
    try:
        others = [pid for pid, parent, of in _processes() if of == group and own not in (pid, parent)]
    except OSError:  # another system, where a child that is being started holds up nobody
        os.killpg(group, signal.SIGSTOP)
        return
    for each in (*others, own):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(each, signal.SIGSTOP)


def _processes() -> Iterator[tuple[int, int, int]]:
    """Number, parent and group of each process (proc(5)). Raises OSError where there is no such list."""
    with os.scandir("/proc") as entries:
        for entry in entries:
            if entry.name.isdigit():
                with suppress(OSError):  # it has ended
                    facts = Path(entry.path, "stat").read_bytes().rpartition(b")")[2].split()
                    yield int(entry.name), int(facts[1]), int(facts[2])


@contextmanager
def _interrupts_elsewhere() -> Iterator[LentTerminal]:
    """Leave Ctrl+C to whoever has the terminal; what else is signalled meanwhile is told afterwards."""
    heard, told = os.pipe()
    os.set_blocking(heard, False)
    os.set_blocking(told, False)
    terminal = LentTerminal(heard)
    loop = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    try:
        yield terminal
    finally:
        signal.set_wakeup_fd(loop)
        terminal.listen()
        os.close(told)
        os.close(heard)
        for number in terminal.signals:
            signal.raise_signal(number)
