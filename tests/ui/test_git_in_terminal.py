"""While git asks in the terminal, nothing is drawn: the event loop waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from blogwifi_tui.errors import HookFailed, SigningFailed
from blogwifi_tui.ui import git_retry
from blogwifi_tui.ui.git_retry import GitRetry
from blogwifi_tui.ui.workers import Threads


@contextmanager
def lent(*_app: object) -> Iterator[None]:
    yield


async def test_the_event_loop_waits_while_git_has_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    threads, blocked = Threads(), list[bool]()

    async def again(_question: object) -> str:
        return "again"

    async def sign() -> None:
        blocked.append(threads.blocking)
        if len(blocked) == 1:
            raise SigningFailed("gpg")

    app: Any = SimpleNamespace(push_screen_wait=again)
    blog: Any = SimpleNamespace(git=SimpleNamespace(asking=lent))
    monkeypatch.setattr(git_retry, "lent_terminal", lent)
    await GitRetry(app, blog, threads).run(sign)
    assert (blocked, threads.blocking) == ([False, True], False)


@pytest.mark.parametrize(("reason", "offered"), [("terminal", True), ("", False), ("start", False)])
async def test_a_hook_is_given_the_terminal_when_it_wants_one(reason: str, offered: bool) -> None:
    asked = list[object]()

    async def not_now(question: object) -> str:
        asked.append(question)
        return ""

    async def commit() -> None:
        raise HookFailed("cannot open /dev/tty", reason)

    app: Any = SimpleNamespace(push_screen_wait=not_now)
    blog: Any = SimpleNamespace(git=SimpleNamespace(asking=lent))
    with pytest.raises(HookFailed):
        await GitRetry(app, blog, Threads()).run(commit)
    assert bool(asked) == offered
