"""How the program ends when nobody presses a key for it: signals, a terminal that is gone, a fault of ours.

The text is copied first, git is told to end, and the terminal is given back. Each step has a time after
which the program ends all the same.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stderr
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.ui.workers import Threads

SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
LONGEST_FAREWELL = 3
"""Seconds after which an ending program ends at once: a terminal that is gone may hold it up for ever."""
LONGEST_END = 20
"""Seconds it waits all the same for the recovery copy, and for git, which was told to end: nothing takes so
long but a disk that hangs, or a machine that is overloaded."""
LONGEST_RESTORE = 5
"""Seconds it then has to give the terminal back and say why it ended: half of one where nothing else runs."""
LONGEST_DEAFNESS = 3
"""Seconds a signal waits for the event loop to answer it; a loop that is held does not."""
LAST_COMMIT = 1.0
"""Seconds a commit under way has left when the program ends; a hook that hangs must not outlive it."""


class Shutdown:
    """The way out of one program."""

    def __init__(
        self,
        blog: Blog,
        threads: Threads,
        *,
        is_headless: Callable[[], bool],
        keep_copies: Callable[[], bool],
        cancel: Callable[[], object],
        leave: Callable[[int], object],
        restore: Callable[[], object],
        is_restoring: Callable[[], bool],
    ) -> None:
        """Made by the app.

        Args:
            blog: whose git is ended.
            threads: where its calls are made.
            is_headless: whether there is no terminal, and nothing here may end the process.
            keep_copies: copies what the screens hold, now; whether a copy exists.
            cancel: ends a publication that is under way, and what serves the real page.
            leave: begins the ordinary end of the app, with this exit status.
            restore: gives the terminal back, and prints what is to be said after the end.
            is_restoring: whether the terminal is being given back at this moment.
        """
        self._blog = blog
        self._threads = threads
        self._keep_copies = keep_copies
        self._cancel = cancel
        self._leave = leave
        self._restore = restore
        self._is_restoring = is_restoring
        self._is_headless = is_headless

    def listen(self) -> None:
        """End on the signals that end a program, those that are ignored apart."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                loop.add_signal_handler(number, partial(self.leave, number))
                if number != signal.SIGINT and not self._is_headless():
                    signal.signal(number, self._heard)  # beside the loop, which is told too

    def _heard(self, number: int, _frame: object) -> None:
        """See to it that a loop that is held, or waits for what has the terminal, does not keep us."""
        _in_time(LONGEST_DEAFNESS, partial(self._end_held, 128 + number))

    def _end_held(self, status: int) -> None:
        self.keep_last(status)
        self._end_now(status)

    def watch_terminal(self) -> None:
        """Where hang-ups are ignored (nohup), a terminal that is gone shows in no other way."""
        if self.terminal_gone():
            self.leave(signal.SIGHUP)

    def terminal_gone(self) -> bool:
        """Whether the terminal is there no more."""
        return not self._is_headless() and not os.isatty(0)

    def leave(self, number: int) -> None:
        """End as the signal asks, with its exit status; the text first."""
        self.keep_last(128 + number)
        self.end_soon(128 + number)
        self._leave(128 + number)

    def keep_last(self, status: int) -> bool:
        """Copy what the screens hold before the program ends with ``status``; whether a copy exists."""
        if not self._is_headless():
            _in_time(LONGEST_END, partial(os._exit, status))
        return self._keep_copies()

    def end_soon(self, status: int) -> None:
        """Make sure the program ends with ``status``, whatever has become of its terminal."""
        if self._is_headless():
            return
        if not os.isatty(2):
            # What is still to be drawn would fail, and Python make that failure the exit status.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _in_time(LONGEST_FAREWELL, partial(self._end_now, status))
        # Once Python takes itself down an alarm would end it as a signal does, and nothing of ours can hang.
        atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)
        # Not only when the screens are gone, which takes long on a busy machine.
        self._blog.steps.interrupt(patience=LAST_COMMIT)

    def stop_work(self) -> None:
        """Start nothing more, and end what runs."""
        self._cancel()
        self._threads.stop()
        self._blog.steps.interrupt(patience=LAST_COMMIT)

    def _end_now(self, status: int, *, has_waited: bool = False) -> None:
        """End before the farewell is over: no hook goes on running, nothing stays locked or half done."""
        if self._is_restoring() and not has_waited:  # twice, or by halves, it would not be as it was
            _in_time(LONGEST_RESTORE, partial(self._end_now, status, has_waited=True))
            return
        _in_time(LONGEST_END, partial(os._exit, status))
        self.stop_work()
        self._threads.join_git()
        _in_time(LONGEST_RESTORE, partial(os._exit, status))
        try:
            if not self.terminal_gone():
                with redirect_stderr(sys.__stderr__):  # Textual's own, while it runs, shows nothing
                    self._restore()
        finally:
            os._exit(status)


def _in_time(seconds: float, end: Callable[[], object]) -> None:
    """Call ``end`` in so many seconds, and nothing that was to be called so before."""
    signal.signal(signal.SIGALRM, lambda _number, _frame: end())
    signal.setitimer(signal.ITIMER_REAL, seconds)
