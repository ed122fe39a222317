"""Where blocking work runs: never on the event loop, and in order where order matters."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Jobs:
    """Queues of one thread each, so that a slow network delays no save and a slow commit no preview.

    A queue works in the order given. What goes to git, and may change files, runs to its end even when the
    worker that asked for it is cancelled or the program ends; what only looks is dropped when nobody waits
    for it any more. Exceptions reach the one who awaits.
    """

    def __init__(self) -> None:
        self._disk = ThreadPoolExecutor(1, "disk")
        self._listing = ThreadPoolExecutor(1, "listing")
        self._git = ThreadPoolExecutor(1, "git")
        self._network = ThreadPoolExecutor(1, "network")
        self._search = ThreadPoolExecutor(1, "search")
        self._learning = ThreadPoolExecutor(1, "learning")
        self.stopped = False
        self.blocking = False
        """Whether a job runs on the event loop now."""

    async def disk(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read files: the post in the preview or in the editor."""
        return await self._run(self._disk, partial(function, *args, **kwargs))

    async def listing(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read the headers of all posts: seconds the first time, in which a post can be opened."""
        return await self._run(self._listing, partial(function, *args, **kwargs))

    async def git(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Change files and commit them, or ask git for the state, one after the other."""
        if self.blocking:
            return function(*args, **kwargs)
        job = asyncio.ensure_future(self._run(self._git, partial(function, *args, **kwargs)))
        job.add_done_callback(_looked_at)
        return await asyncio.shield(job)

    async def network(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Fetch and publish."""
        return await self._run(self._network, partial(function, *args, **kwargs))

    async def search(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Look for words in the posts."""
        return await self._run(self._search, partial(function, *args, **kwargs))

    async def learning(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Bring the index of words in line with the posts: long the first time, and never waited for."""
        return await self._run(self._learning, partial(function, *args, **kwargs))

    def stop(self) -> None:
        """Take nothing more; what runs is ended by its own cancel token, or by asking :attr:`stopped`."""
        self.stopped = True
        self._git.shutdown(wait=False)
        for pool in (self._disk, self._listing, self._network, self._search, self._learning):
            pool.shutdown(wait=False, cancel_futures=True)

    @contextmanager
    def block(self) -> Iterator[None]:
        """Do what is asked at once, on the event loop: nothing may be drawn while a terminal is lent out."""
        self.blocking = True
        try:
            yield
        finally:
            self.blocking = False

    async def _run(self, pool: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        if self.blocking:
            return call()
        return await asyncio.get_running_loop().run_in_executor(pool, call)


def _looked_at(job: asyncio.Future[T]) -> None:
    """An error that nobody waits for any more is nobody's."""
    if not job.cancelled():
        job.exception()
