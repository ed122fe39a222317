"""What is asked of git is done, whatever becomes of the one who asked."""

from __future__ import annotations

import asyncio
from threading import Event

from blogwifi_tui.ui.workers import Jobs


async def test_a_change_waiting_for_its_turn_is_made_though_its_worker_is_cancelled() -> None:
    jobs, go, done = Jobs(), Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    first = asyncio.create_task(jobs.git(go.wait))
    second = asyncio.create_task(jobs.git(lambda: loop.call_soon_threadsafe(done.set)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    second.cancel()
    jobs.stop()
    go.set()
    await asyncio.gather(first, second, return_exceptions=True)
    await done.wait()
    assert second.cancelled()


async def test_what_only_looks_is_dropped_when_nobody_waits_for_it() -> None:
    jobs, go, looked = Jobs(), Event(), []
    first = asyncio.create_task(jobs.disk(go.wait))
    second = asyncio.create_task(jobs.disk(lambda: looked.append(1)))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.sleep(0)
    go.set()
    await first
    await jobs.disk(lambda: None)
    assert not looked
