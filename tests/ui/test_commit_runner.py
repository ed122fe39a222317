"""A commit that lasts is told, and can be stopped; an ordinary one is over before that."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from threading import Event
from typing import Any

from blogwifi_tui.ui.commit_runner import CommitRunner
from blogwifi_tui.ui.workers import Threads


class Unasked:
    """git needs nothing of anybody."""

    async def commit(self, job: Callable[[], Awaitable[Any]]) -> Any:
        return await job()


class Timer:
    """A timer that goes off when the test says so."""

    def __init__(self) -> None:
        self.due: Callable[[], object] = lambda: None

    def after(self, _seconds: float, call: Callable[[], object]) -> Timer:
        self.due = call
        return self

    def stop(self) -> None:
        self.due = lambda: None


def runner(timer: Timer, said: list[str], interrupted: Event) -> CommitRunner:
    return CommitRunner(
        Unasked(),  # type: ignore[arg-type]
        Threads(),
        interrupt=interrupted.set,
        slow=2,
        say=said.append,
        after=timer.after,  # type: ignore[arg-type]
    )


async def test_a_commit_that_lasts_is_told_and_stopped_on_request() -> None:
    timer, said, go = Timer(), list[str](), Event()
    commits = runner(timer, said, go)
    commit = asyncio.create_task(commits.run(go.wait))
    try:
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert commits.under_way
        assert not commits.stop(), "nobody was told that it lasts"
        timer.due()
        assert said == ["git is still at work on the commit; Esc stops it."]
        assert commits.stop()
    finally:
        go.set()
    await commit
    assert not commits.under_way
    assert not commits.stop(), "it is over"


async def test_a_commit_that_is_made_soon_is_never_told() -> None:
    timer, said = Timer(), list[str]()
    commits = runner(timer, said, Event())
    assert await commits.run(lambda: "done") == "done"
    timer.due()
    assert said == []
