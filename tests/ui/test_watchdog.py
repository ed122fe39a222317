"""An event loop that is held up costs no word that was typed before it."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from blogwifi_tui.ui.watchdog import Watchdog
from tests.e2e.conftest import copied
from tests.ui.person import at_the_program


async def test_a_loop_that_is_held_is_noticed_once_and_again_when_it_is_held_again() -> None:
    kept = threading.Semaphore(0)
    watchdog = Watchdog(kept.release)
    watchdog.start()
    for _time in range(2):
        assert kept.acquire(timeout=30), "held here: this very wait blocks the loop"
        assert not kept.acquire(blocking=False)
        while not watchdog._answered > asyncio.get_running_loop().time() - 0.5:
            await asyncio.sleep(0)
    watchdog.stop()


async def test_nothing_watches_a_program_that_has_ended(blog: Path) -> None:
    async with at_the_program(blog):
        watching = [thread for thread in threading.enumerate() if thread.name == "watchdog"]
        assert watching
    for thread in watching:
        thread.join(60)
        assert not thread.is_alive()


async def test_what_was_typed_before_the_loop_was_held_is_on_the_disk_while_it_is(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        await person.write("Une heure. ")
        assert copied() == ""
        deadline = threading.Event()
        for _time in range(300):  # the loop does nothing else meanwhile
            if "Une heure. " in copied():
                return
            deadline.wait(0.1)
    raise AssertionError("no copy was taken")
