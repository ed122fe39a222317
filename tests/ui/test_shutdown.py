"""Ways the program ends that no key asks for, without a terminal."""

from __future__ import annotations

import atexit
import os
import signal
from types import SimpleNamespace
from typing import Any

import pytest

from blogwifi_tui.ui import shutdown
from blogwifi_tui.ui.shutdown import Shutdown


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was done; no timer is set, and the process goes on."""
    monkeypatch.setattr(shutdown, "_in_time", lambda *_given: None)
    monkeypatch.setattr(atexit, "register", lambda *_given: None)
    monkeypatch.setattr(os, "dup2", lambda *_given: None)
    return []


def ending(done: list[Any]) -> Shutdown:
    blog: Any = SimpleNamespace(steps=SimpleNamespace(interrupt=lambda **_given: done.append("git")))
    threads: Any = SimpleNamespace(stop=lambda: None, join_git=lambda: None)
    return Shutdown(
        blog,
        threads,
        is_headless=lambda: False,
        keep_copies=lambda: done.append("copies") or True,
        cancel=lambda: None,
        leave=done.append,
        restore=lambda: done.append("terminal"),
        is_restoring=lambda: False,
    )


@pytest.mark.parametrize(("there", "expected"), [(True, []), (False, ["copies", "git", 128 + signal.SIGHUP])])
def test_a_terminal_that_is_gone_ends_the_program_and_the_text_comes_first(
    done: list[Any], monkeypatch: pytest.MonkeyPatch, there: bool, expected: list[Any]
) -> None:
    monkeypatch.setattr(os, "isatty", lambda _number: there)
    ending(done).watch_terminal()
    assert done == expected
