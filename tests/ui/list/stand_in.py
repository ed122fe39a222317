"""A list screen without a terminal: what its objects do to it is written down."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from types import SimpleNamespace
from typing import Any

from blogwifi_tui.ui.list.state import PostListState
from blogwifi_tui.ui.workers import Work

Job = Callable[[], Coroutine[None, None, object]]


class StraightThreads:
    """Makes every call at once."""

    stopped = False

    def __getattr__(self, _name: str) -> Callable[..., Coroutine[None, None, Any]]:
        async def call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            return function(*args, **kwargs)

        return call


class StraightRetry:
    """Asks nothing."""

    async def run(self, job: Job, **_options: object) -> object:
        return await job()


class StandInScreen:
    """Gives dialogs the ``answers``, in turn; work that was started waits for :meth:`work`."""

    is_current = is_active = True
    strokes = 0

    def __init__(self, list_state: PostListState, *answers: object) -> None:
        self.list_state = list_state
        self.answers = list(answers)
        self.asked: list[Any] = []
        self.said: list[str] = []
        self.errors: list[Exception] = []
        self.started: list[tuple[Work, Job]] = []
        self.shown: list[dict[str, bool]] = []
        self.posts = SimpleNamespace(
            selected="", cursor=0, marked=frozenset(), hidden=frozenset(), in_sight=[], focus=lambda: None
        )
        self.search = SimpleNamespace(
            text="", display=False, open=lambda: None, complete=lambda: None, completes=False
        )
        self.app = SimpleNamespace(call_later=lambda function, *args: function(*args))
        self.commits = SimpleNamespace(run=StraightThreads().git)
        self.long_step = SimpleNamespace(begin=nullcontext)

    def start(self, work: Work, job: Job) -> None:
        self.started.append((work, job))

    async def work(self) -> list[Work]:
        """Do what was started, and what that starts; gives the kinds of work, in order."""
        kinds = []
        while self.started:
            work, job = self.started.pop(0)
            kinds.append(work)
            await job()
        return kinds

    @contextmanager
    def opening(self) -> Iterator[Any]:
        yield SimpleNamespace(counted=lambda paths: paths)

    async def ask(self, dialog: Any) -> Any:
        self.asked.append(dialog)
        return self.answers.pop(0)

    def show(self, list_state: PostListState, **how: bool) -> None:
        self.list_state = list_state
        self.shown.append(how)

    def say(self, text: str, *, kind: str = "plain") -> None:
        self.said.append(text)

    def follow(self, moved: Mapping[str, str]) -> None:
        pass

    def say_error(self, error: Exception, *, safe: str = "") -> None:
        self.errors.append(error)

    def say_done(self, text: str, *, at: str | None = None) -> None:
        self.said.append(text if at is None else f"{text} @ {at}")

    def show_progress(self, words: str) -> None:
        pass


def services(blog: Any, **others: Any) -> Any:
    """What the objects of the list work with, around a blog that may be a stand-in too."""
    given = {
        "publisher": SimpleNamespace(busy=False),
        "git_retry": SimpleNamespace(run=StraightRetry().run),
        "timings": SimpleNamespace(poll=2.0, moment=0.0),
        "navigation": SimpleNamespace(open_posts=lambda: (), redraw=lambda: None),
        "journal": SimpleNamespace(run=""),
    }
    return SimpleNamespace(blog=blog, **{"threads": StraightThreads(), **given, **others})
