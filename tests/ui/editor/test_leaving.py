"""Leaving: once, by the way that was asked for last, and only when nothing would be lost."""

from __future__ import annotations

import asyncio

from blogwifi_tui.ui.editor.leaving import Leaving


async def test_who_asks_again_meanwhile_only_tells_where_to() -> None:
    asked, left = [], []
    saved = asyncio.Event()

    async def may_leave() -> bool:
        asked.append(1)
        await saved.wait()
        return True

    leaving = Leaving(may_leave)
    first = asyncio.ensure_future(leaving.leave(lambda: left.append("list")))
    await asyncio.sleep(0)
    await leaving.leave(lambda: left.append("program"))
    saved.set()
    await first
    assert (len(asked), left) == (1, ["program"])


async def test_who_stays_may_leave_later() -> None:
    answers, left = [False, True], []

    async def may_leave() -> bool:
        return answers.pop(0)

    leaving = Leaving(may_leave)
    await leaving.leave(lambda: left.append(1))
    assert left == []
    await leaving.leave(lambda: left.append(2))
    assert left == [2]
