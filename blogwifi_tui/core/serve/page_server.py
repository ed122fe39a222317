"""The program's side of the page server: starts its process, tells it what is written, hears what it says.

No call here waits: what is written goes out on a thread of its own, and of what is typed only what changed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from blogwifi_tui.core.serve.messages import (
    MOST,
    Address,
    At,
    Begin,
    BuildEvent,
    BuildPlan,
    Listening,
    Message,
    Order,
    Saved,
    Show,
    decoded,
    encoded,
)
from blogwifi_tui.core.serve.typed_text import difference
from blogwifi_tui.errors import BlogwifiError, PageServerFailed
from blogwifi_tui.settings.paths import serve_dir

PROCESS: Final = (sys.executable, "-P", "-m", "blogwifi_tui.core.serve.child")
"""-P: nothing is imported from the folder it is started in."""
END_SECONDS: Final = 6.0
"""Within which the process has ended once it is told to."""
_LAST_WORDS: Final = 2000


class PageServer:
    """One process that serves the pages of a blog."""

    def __init__(
        self,
        root: Path,
        tell: Callable[[BuildEvent | PageServerFailed], object],
        *,
        language: str | None = None,
        plan: BuildPlan | None = None,
    ) -> None:
        """Made for one blog; nothing runs yet.

        Args:
            root: the folder of the blog.
            tell: called, on a thread, with what the generator says, and when the process ended by itself.
            language: what it speaks; None: what the environment asks for.
            plan: how the site is built; None: posts are plain pages.
        """
        self._begin = Begin(str(root.resolve()), str(serve_dir()), language, plan)
        self._tell = tell
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._asked: deque[Future[Address]] = deque()
        self._orders: deque[Order] = deque()
        self._texts: dict[str, Callable[[], bytes | None]] = {}
        """What is to be sent of posts: of each, the newest."""
        self._sent: dict[str, bytes] = {}
        self._line: At | None = None
        self._news = threading.Condition()
        self._stopping = False
        self.port = 0

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None and not self._stopping

    def start(self) -> None:
        """Start the process.

        Raises:
            PageServerFailed: the system refused.
        """
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        try:
            self._process = subprocess.Popen(
                PROCESS,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                cwd="/",
                bufsize=0,
                start_new_session=True,  # a key pressed in the terminal, as Ctrl+C, is for the program alone
            )
        except OSError as error:
            raise PageServerFailed(error.strerror or str(error)) from error
        for work in (self._write, self._read):
            threading.Thread(target=work, daemon=True, name=f"page-server{work.__name__}").start()

    def show(self, path: str) -> Future[Address]:
        """Lead the browser to the page of a post; where it is. The address is good for one visit.

        The future ends in PageServerFailed where the process ends before it answers, or has ended.
        """
        asked: Future[Address] = Future()
        with self._news:
            if self._stopping:
                asked.set_exception(PageServerFailed(""))
                return asked
            self._asked.append(asked)
            self._orders.append(Show(path))
            self._news.notify()
        return asked

    def typed(self, path: str, text: Callable[[], bytes | None]) -> None:
        """Show a post as it is typed: ``text`` gives its bytes when they are sent; None: as it is saved."""
        with self._news:
            self._texts[path] = text
            self._news.notify()

    def at(self, path: str, line: int) -> None:
        """Keep the paragraph at a 0-based line of the body in view."""
        with self._news:
            self._line = At(path, line)
            self._news.notify()

    def stop(self) -> None:
        """Tell the process to end; it takes moments."""
        with self._news:
            self._stopping = True
            self._news.notify()

    def wait(self) -> None:
        """Wait until the process has ended, which was told to; end it where it does not."""
        if self._process:
            try:
                self._process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    # On the thread that writes

    def _write(self) -> None:
        process = self._process
        assert process is not None, "started before its threads"  # noqa: S101
        assert process.stdin is not None, "a pipe"  # noqa: S101
        with suppress(OSError), process.stdin as pipe:  # the process ended: the other thread says so
            _send(pipe, self._begin)
            while news := self._wait_for_news():
                orders, texts, line = news
                for order in orders:
                    _send(pipe, order)
                for path, text in texts.items():
                    self._send_text(pipe, path, text)
                if line:
                    _send(pipe, line)

    def _wait_for_news(
        self,
    ) -> tuple[list[Order], dict[str, Callable[[], bytes | None]], At | None] | None:
        """What is to be sent; None once nothing is any more."""
        with self._news:
            self._news.wait_for(lambda: self._stopping or self._orders or self._texts or self._line)
            if self._stopping:
                return None
            news = list(self._orders), self._texts, self._line
            self._orders.clear()
            self._texts, self._line = {}, None
            return news

    def _send_text(self, pipe: IO[bytes], path: str, text: Callable[[], bytes | None]) -> None:
        try:
            data = text()
        except BlogwifiError:
            return  # what cannot be joined to its header now is shown once it can be
        if data is None:
            self._sent.pop(path, None)
            _send(pipe, Saved(path))
        elif change := difference(path, self._sent.get(path), data):
            _send(pipe, change)
            self._sent[path] = data

    # On the thread that reads

    def _read(self) -> None:
        process = self._process
        assert process is not None, "started before its threads"  # noqa: S101
        assert process.stdout is not None, "a pipe"  # noqa: S101
        with process.stdout as pipe:
            try:
                while line := pipe.readline(MOST):
                    self._hear(decoded(line))
            except ValueError:
                process.kill()  # what it says cannot be understood
        process.wait()
        self._end()

    def _hear(self, message: Message) -> None:
        if isinstance(message, Listening):
            self.port = message.port
        elif isinstance(message, Address):
            with self._news:
                asked = self._asked.popleft()
            asked.set_result(message)
        elif isinstance(message, BuildEvent):
            self._tell(message)

    def _end(self) -> None:
        """The process is gone: say so to who waits, and to the program where it did not ask for it."""
        failure = PageServerFailed(self._last_words())
        with self._news:
            waiting = list(self._asked)
            self._asked.clear()
            was_asked, self._stopping = self._stopping, True
            self._news.notify()
        for asked in waiting:
            if not asked.cancelled():
                asked.set_exception(failure)
        if not was_asked:
            self._tell(failure)

    def _last_words(self) -> str:
        assert self._errors is not None, "opened before the process"  # noqa: S101
        with self._errors as errors:
            errors.seek(max(0, errors.seek(0, 2) - _LAST_WORDS))
            lines = errors.read().decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _send(pipe: IO[bytes], message: Message) -> None:
    """All of it: a pipe takes what fits."""
    left = memoryview(encoded(message))
    while left:
        left = left[pipe.write(left) :]
