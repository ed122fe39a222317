"""The step under way in one blog, for those who do not make it: how far it is, and the means to end it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from blogwifi_tui.errors import Cancelled
from blogwifi_tui.vcs.progress import CancelToken


class StepWatch:
    """Told by the thread that changes files and commits them; asked, and told to stop, from any other."""

    def __init__(self, end_git: Callable[[float | None], object] = lambda _patience: None) -> None:
        """``end_git``: ends what git is at work on; given None, or the seconds it has left."""
        self._end_git = end_git
        self._lock = threading.Lock()
        self._depth = 0
        self.token = CancelToken()
        """Of the step under way; git is to end when it is cancelled."""
        self.was_cut = False
        """Whether the program began to end while one was under way."""
        self.is_made = False
        """Whether the last one that ended did what it was to do."""
        self._over = threading.Event()
        self.done = self.total = 0
        """How many files are as they are to be, of how many."""

    @contextmanager
    def step(self, files: int = 0) -> Iterator[None]:
        """A step of so many ``files``, or a part of one: what stops the whole stops each part."""
        with self._lock:
            if not self._depth:
                self.token = CancelToken()
                self.is_made = False
                self._over.clear()
            self.done, self.total = 0, files
            self._depth += 1
        is_made = False
        try:
            yield
            is_made = True
        finally:
            with self._lock:
                self._depth -= 1
                if not self._depth:
                    self.is_made = is_made
                    self._over.set()

    def check(self) -> None:
        """Raises Cancelled when the step was told to stop."""
        if self.token.cancelled:
            raise Cancelled

    def interrupt(self, *, patience: float | None = None) -> None:
        """Stop the step, which takes back what it did; with ``patience``, in so many seconds, and for good.

        One whose commit is made already stays.
        """
        if patience is None:
            self._stop(self.token)
        elif self._depth:
            self.was_cut = True
            timer = threading.Timer(patience, self._stop, [self.token])
            timer.daemon = True
            timer.start()
        self._end_git(patience)

    def end_of_cut(self, wait: Callable[[], object]) -> bool | None:
        """Whether the step was made that the program did not wait for; None when there was none.

        ``wait`` is called first where that lasts.
        """
        if not self.was_cut:
            return None
        if not self._over.is_set():
            wait()
            self._over.wait()
        return self.is_made

    def _stop(self, token: CancelToken) -> None:
        if self._depth:
            token.cancel()
