"""Looks whether the event loop goes on, from a thread of its own: what holds it up must not cost a word."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from time import monotonic

GLANCE = 0.25
"""Seconds between two looks."""
HELD = 0.6
"""Seconds without an answer after which the loop is held: with a glance, less than a second."""


class Watchdog:
    """Calls for the recovery copy where the timers that take it do not run."""

    def __init__(self, keep: Callable[[], object]) -> None:
        """``keep`` is called once each time the loop is held, on another thread than the loop's."""
        self._keep = keep
        self._over = threading.Event()
        self._answered = 0.0

    def start(self) -> None:
        """Watch the loop that runs here until :meth:`stop`."""
        self._answer()
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._watch, args=[loop], name="watchdog", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def _answer(self) -> None:
        self._answered = monotonic()

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        kept_for = 0.0
        while not self._over.wait(GLANCE):
            held = monotonic() - self._answered > HELD
            if held and kept_for != self._answered:
                kept_for = self._answered
                self._keep()
            elif not held and not loop.is_closed():
                loop.call_soon_threadsafe(self._answer)
