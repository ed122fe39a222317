"""Signals that end a program, held back while a step is under way: it ends whole, one way or the other."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from blogwifi_tui.errors import Cancelled

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """A signal asked the program to end; no error, so that nothing takes it for one."""

    def __init__(self, number: int, done: bool | None = None) -> None:
        """``done``: whether the step that was under way was still made, None when there was none."""
        super().__init__(number)
        self.number = number
        self.done = done

    @property
    def status(self) -> int:
        """What a program that a signal ended returns."""
        return 128 + self.number


def listen() -> None:
    """From now on raise :class:`Stopped` where a signal arrives; those that are ignored stay so."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)


class Held:
    """What arrived while signals are held back."""

    def __init__(self, interrupt: Callable[[], object]) -> None:
        self.number: int | None = None
        self._interrupt = interrupt

    def note(self, number: int, _frame: FrameType | None) -> None:
        """A signal came: what git does now is ended."""
        self.number = number
        self._interrupt()

    made = True
    """Whether the step has made anything by its end."""

    def check(self) -> None:
        """Raises Cancelled when the program was asked to end."""
        if self.number is not None:
            raise Cancelled


@contextmanager
def signals_held(interrupt: Callable[[], object]) -> Iterator[Held]:
    """Hold back what would end the program in the middle of a step; afterwards it raises :class:`Stopped`.

    Where somebody else listens to the signal, he gets it then.

    On a thread of its own nothing is held: signals arrive on the main one.

    Args:
        interrupt: ends what git is at work on; called when a signal arrives.
    """
    held = Held(interrupt)
    if threading.current_thread() is not threading.main_thread():
        yield held
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    listening = [number for number in SIGNALS if callable(before[number]) or before[number] == signal.SIG_DFL]
    for number in listening:
        signal.signal(number, held.note)
    done = False
    try:
        yield held
        done = held.made
    finally:
        for number in listening:
            signal.signal(number, before[number])
        if held.number is not None:
            answer = before[signal.Signals(held.number)]
            if answer is _stop or answer is signal.default_int_handler or answer == signal.SIG_DFL:
                raise Stopped(held.number, done)
            signal.raise_signal(held.number)  # a screen has its own way out
