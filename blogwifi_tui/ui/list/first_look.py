"""The order of a first start, when many posts are read: first rows, then how they stand, then the others."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

PATIENCE = 10
"""Seconds after which the reading goes on though git has told nothing yet, as on a slow network disk."""
_LOOK = 0.05
"""Seconds between two looks whether the program ends meanwhile."""


class FirstLook:
    """What the reading of posts and the question to git wait for of each other.

    Side by side, each would take the processor from the other, and the answer of git, which is short work,
    would come with the last of the posts.
    """

    def __init__(self) -> None:
        self.shown = asyncio.Event()
        """Set once the first posts are shown, or none could be read."""
        self.told = threading.Event()
        """Set once git has told how the posts stand, or cannot, or need not."""

    def wait(self, is_over: Callable[[], bool]) -> None:
        """Called on the thread that reads, once it has told of posts; ``is_over``: the program ends."""
        end = time.monotonic() + PATIENCE
        while not self.told.wait(_LOOK) and not is_over() and time.monotonic() < end:
            pass
        self.told.set()
