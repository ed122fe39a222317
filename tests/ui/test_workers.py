"""What is asked of git is done, whatever becomes of the one who asked."""

from __future__ import annotations

import asyncio
from threading import Event

from blogwifi_tui.ui.workers import Threads


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
