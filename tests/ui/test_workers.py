"""What is asked of git is done, whatever becomes of the one who asked."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from threading import Event
from typing import Any

import pytest

from blogwifi_tui.errors import NoBlog
from blogwifi_tui.ui.workers import Rule, Threads, Work, run


async def test_a_change_waiting_for_its_turn_is_made_though_its_worker_is_cancelled() -> None:
    threads, go, done = Threads(), Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    first = asyncio.create_task(threads.git(go.wait))
    second = asyncio.create_task(threads.git(lambda: loop.call_soon_threadsafe(done.set)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    second.cancel()
    threads.stop()
    go.set()
    await asyncio.gather(first, second, return_exceptions=True)
    await done.wait()
    assert second.cancelled()


async def test_what_only_looks_is_dropped_when_nobody_waits_for_it() -> None:
    threads, go, looked = Threads(), Event(), []
    first = asyncio.create_task(threads.disk(go.wait))
    second = asyncio.create_task(threads.disk(lambda: looked.append(1)))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.sleep(0)
    go.set()
    await first
    await threads.disk(lambda: None)
    assert not looked


async def test_the_end_waits_for_what_talks_to_git_and_for_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads, go, joined = Threads(), Event(), list[str]()
    real = threading.Thread.join

    def join(self: threading.Thread, timeout: float | None = None) -> None:
        joined.append(self.name.partition("_")[0])
        go.set()
        real(self, timeout)

    calls = [asyncio.create_task(start(go.wait)) for start in (threads.git, threads.network, threads.disk)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    threads.stop()
    with monkeypatch.context() as watched:
        watched.setattr(threading.Thread, "join", join)
        threads.join_git()
    go.set()
    await asyncio.gather(*calls, return_exceptions=True)
    assert sorted(joined) == ["git", "network"]


def test_work_of_one_kind_never_ends_work_of_another() -> None:
    groups = [work.group for work in Work.__members__.values()]
    assert len(set(groups)) == len(groups)


@pytest.mark.parametrize("work", Work, ids=lambda work: work.group)
def test_new_work_ends_what_was_under_way_of_its_kind_where_its_rules_say_so(work: Work) -> None:
    started: list[dict[str, Any]] = []

    class Node:
        def run_worker(self, _job: object, **how: Any) -> None:
            started.append(how)

    node: Any = Node()
    run(node, work, lambda: asyncio.sleep(0))
    [how] = started
    assert (how["group"], how["exclusive"]) == (work.group, Rule.EXCLUSIVE in work.rules)


def test_the_end_of_the_program_waits_for_no_site() -> None:
    program = (
        "import asyncio, time\n"
        "from blogwifi_tui.ui.workers import Threads\n"
        "async def ask():\n"
        "    asking = asyncio.create_task(Threads().live(time.sleep, 600))\n"
        "    await asyncio.sleep(0)\n"
        "    asking.cancel()\n"
        "asyncio.run(ask())\n"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0


async def test_an_error_of_a_call_that_nobody_waits_for_at_the_end_reaches_who_awaits_it() -> None:
    def fail() -> None:
        raise NoBlog("nowhere", "absent")

    threads = Threads()
    with pytest.raises(NoBlog):
        await threads.live(fail)
    assert await threads.live(lambda: 1) == 1
    threads.stop()
