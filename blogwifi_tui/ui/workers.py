"""Work off the event loop: its kinds, how they get along, and the threads that blocking calls are made on.

A screen starts work by a method marked ``@worker(Work.X)``. Inside, whatever touches the disk, git or the
network is awaited on a thread, as in ``await self.threads.git(self.blog.commit, …)``.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from enum import Enum, Flag, auto
from functools import partial, wraps
from queue import SimpleQueue
from typing import Concatenate, ParamSpec, TypeVar, cast

from textual.dom import DOMNode
from textual.worker import Worker, WorkerState

from blogwifi_tui.errors import BlogwifiError

N = TypeVar("N", bound=DOMNode)
P = ParamSpec("P")
T = TypeVar("T")


class Rule(Flag):
    """How a kind of work gets along with keys and with other work of its screen."""

    NONE = 0
    EXCLUSIVE = auto()
    """A new one ends the one before it."""
    KEYS_WAIT = auto()
    """It opens a screen: keys typed meanwhile are meant for that, and wait."""
    HOLDS_TEXT = auto()
    """It writes the file or is about to change the text: changes from outside are looked at after it."""


class Work(Enum):
    """The kinds of work; every worker of this program is of one of them."""

    # The list kept in step
    LOOK = "look", Rule.EXCLUSIVE
    POLL = "poll", Rule.EXCLUSIVE
    FETCH = "fetch", Rule.EXCLUSIVE
    DATES = "dates", Rule.EXCLUSIVE
    LIVE = "live", Rule.EXCLUSIVE
    INDEX_WORDS = "index-words", Rule.EXCLUSIVE
    # The list searched and shown
    PREVIEW = "preview", Rule.EXCLUSIVE
    VOCABULARY = "vocabulary", Rule.EXCLUSIVE
    SEARCH = "search", Rule.EXCLUSIVE
    DELETED = "deleted", Rule.EXCLUSIVE
    EXCERPTS = "excerpts", Rule.EXCLUSIVE
    # What a person does to posts
    RECOVERY = "recovery", Rule.EXCLUSIVE | Rule.KEYS_WAIT
    OPEN = "open", Rule.EXCLUSIVE | Rule.KEYS_WAIT
    SHOW_PAGE = "show-page", Rule.EXCLUSIVE
    CHANGE = "change", Rule.NONE
    PUBLISH = "publish", Rule.NONE
    # The editor
    SAVE = "save", Rule.HOLDS_TEXT
    LEAVE = "leave", Rule.HOLDS_TEXT
    FIELDS = "fields", Rule.EXCLUSIVE | Rule.KEYS_WAIT | Rule.HOLDS_TEXT
    EXTERNAL_EDITOR = "external-editor", Rule.EXCLUSIVE | Rule.HOLDS_TEXT
    OUTLINE = "outline", Rule.EXCLUSIVE | Rule.KEYS_WAIT
    RECODE = "recode", Rule.EXCLUSIVE | Rule.KEYS_WAIT
    INSERT = "insert", Rule.EXCLUSIVE | Rule.KEYS_WAIT
    FOLLOW_LINK = "follow-link", Rule.EXCLUSIVE
    CHANGED_OUTSIDE = "changed-outside", Rule.EXCLUSIVE
    COUNT_WORDS = "count-words", Rule.EXCLUSIVE
    REMEMBER_VIEW = "remember-view", Rule.NONE
    # Dialogs and other screens
    FIND_OUT = "find-out", Rule.EXCLUSIVE
    LIST_FILES = "list-files", Rule.EXCLUSIVE
    CHOOSE_FILE = "choose-file", Rule.EXCLUSIVE
    REVISION = "revision", Rule.EXCLUSIVE
    RESTORE = "restore", Rule.EXCLUSIVE
    RESOLVE = "resolve", Rule.NONE
    COUNT_TAGS = "count-tags", Rule.EXCLUSIVE
    RENAME_TAG = "rename-tag", Rule.EXCLUSIVE
    # What is drawn
    RENDER = "render", Rule.NONE
    COLOURS = "colours", Rule.NONE

    def __init__(self, group: str, rules: Rule) -> None:
        self.group = group
        """The name of its group of workers."""
        self.rules = rules


_BY_GROUP = {work.group: work for work in Work}


def worker(
    work: Work,
) -> Callable[
    [Callable[Concatenate[N, P], Coroutine[None, None, T]]], Callable[Concatenate[N, P], Worker[T]]
]:
    """Mark a method of a screen or widget as work of this kind: a call starts it, and gives its worker.

    An error it ends in comes to the screen as ``Worker.StateChanged``: see :func:`expected_error`.
    """

    def mark(
        method: Callable[Concatenate[N, P], Coroutine[None, None, T]],
    ) -> Callable[Concatenate[N, P], Worker[T]]:
        @wraps(method)
        def start(self: N, *args: P.args, **kwargs: P.kwargs) -> Worker[T]:
            return run(self, work, partial(method, self, *args, **kwargs))

        return cast("Callable[Concatenate[N, P], Worker[T]]", start)

    return mark


def run(node: DOMNode, work: Work, job: Callable[[], Coroutine[None, None, T]]) -> Worker[T]:
    """Start ``job`` as work of this kind, which ends with ``node`` when it has not ended before."""
    return node.run_worker(
        job,
        group=work.group,
        exclusive=Rule.EXCLUSIVE in work.rules,
        # Who does not look at what became of it leaves an error to end the program: none is lost.
        exit_on_error=not hasattr(node, "on_worker_state_changed"),
    )


def is_at_work(node: DOMNode, rule: Rule) -> bool:
    """Whether work of ``node`` with this rule is under way."""
    return any(
        each.node is node and not each.is_finished and rule in _BY_GROUP[each.group].rules
        for each in node.workers
        if each.group in _BY_GROUP
    )


def cancel(node: DOMNode, work: Work) -> None:
    """End the work of this kind that ``node`` has under way; what it gave to git runs to its end."""
    node.workers.cancel_group(node, work.group)


def expected_error(event: Worker.StateChanged) -> BlogwifiError | None:
    """What a worker could not do, to be said in a sentence; None when it did not end in an error.

    Raises:
        Exception: the error of a worker that is a fault of ours: it ends the program, with a report.
    """
    error = event.worker.error
    if event.state is not WorkerState.ERROR or error is None:
        return None
    if not isinstance(error, BlogwifiError):
        raise error
    return error


class Thread(Enum):
    """The threads: each makes its calls one after the other, so that a slow network delays no save."""

    DISK = "disk", False, False
    LISTING = "listing", False, False
    GIT = "git", True, True
    NETWORK = "network", False, True
    SEARCH = "search", False, False
    INDEX = "index", False, False
    LIVE = "live", False, False
    PAGE = "page", False, False

    def __init__(self, label: str, finishes: bool, starts_git: bool) -> None:
        self.label = label
        self.finishes = finishes
        """Whether a call is made though nobody waits for it any more: it may change files."""
        self.starts_git = starts_git
        """Whether its calls start processes, which are to be gone when the program is."""


class UnawaitedThread(Executor):
    """A thread for calls that the end of the program does not wait for: a silent site may hold one up."""

    def __init__(self, label: str) -> None:
        self._calls: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=label, daemon=True)

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Make a call once those before it are made."""
        future: Future[T] = Future()

        def call() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(function(*args, **kwargs))
                except BlogwifiError as error:  # any other is a fault, which threading.excepthook reports
                    future.set_exception(error)

        self._calls.put(call)
        if not self._thread.ident:
            self._thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - as Executor has it
        """Make no call after the one under way, which is not waited for."""
        self._calls.put(None)

    def _run(self) -> None:
        while call := self._calls.get():
            call()


class Threads:
    """Where blocking calls are made. Their exceptions reach the one who awaits."""

    def __init__(self) -> None:
        self._pools: dict[Thread, Executor] = {
            thread: ThreadPoolExecutor(1, thread.label) for thread in Thread if thread is not Thread.LIVE
        }
        self._pools[Thread.LIVE] = UnawaitedThread(Thread.LIVE.label)
        self.stopped = False
        self.blocking = False
        """Whether calls are made on the event loop now."""

    async def disk(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read files: the post in the preview or in the editor."""
        return await self._call(Thread.DISK, partial(function, *args, **kwargs))

    async def listing(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read the headers of all posts: seconds the first time, in which a post can be opened."""
        return await self._call(Thread.LISTING, partial(function, *args, **kwargs))

    async def git(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Change files and commit them, or ask git for the state, one after the other."""
        return await self._call(Thread.GIT, partial(function, *args, **kwargs))

    async def network(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Fetch and publish."""
        return await self._call(Thread.NETWORK, partial(function, *args, **kwargs))

    async def search(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Look for words in the posts."""
        return await self._call(Thread.SEARCH, partial(function, *args, **kwargs))

    async def index(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Bring the index of words in line with the posts: long the first time, and never waited for."""
        return await self._call(Thread.INDEX, partial(function, *args, **kwargs))

    async def live(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the pages of the site, for minutes; the program ends without waiting for an answer."""
        return await self._call(Thread.LIVE, partial(function, *args, **kwargs))

    async def page(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Start what serves the real page, and ask it where a page is."""
        return await self._call(Thread.PAGE, partial(function, *args, **kwargs))

    def stop(self) -> None:
        """Take nothing more; what runs is ended by its own cancel token, or by asking :attr:`stopped`."""
        self.stopped = True
        for thread, pool in self._pools.items():
            pool.shutdown(wait=False, cancel_futures=not thread.finishes)

    def join_git(self) -> None:
        """Wait for what talks to git, which was told to end, and for the processes it started."""
        names = tuple(f"{thread.label}_" for thread in Thread if thread.starts_git)
        for each in threading.enumerate():
            if each.name.startswith(names):
                each.join()

    @contextmanager
    def block(self) -> Iterator[None]:
        """Make calls at once, on the event loop: nothing may be drawn while a terminal is lent out."""
        self.blocking = True
        try:
            yield
        finally:
            self.blocking = False

    async def _call(self, thread: Thread, call: Callable[[], T]) -> T:
        if self.blocking:
            return call()
        future = self._submit(thread, call)
        if not thread.finishes:
            return await future
        future.add_done_callback(_retrieve)
        return await asyncio.shield(future)

    def _submit(self, thread: Thread, call: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._pools[thread], call)


def _retrieve(future: asyncio.Future[T]) -> None:
    """Take note of an error that nobody waits for any more, so that asyncio does not report it."""
    if not future.cancelled():
        future.exception()
