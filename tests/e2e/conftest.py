"""What every test at a terminal starts from."""

from __future__ import annotations

import json
import os
import select
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui.core import demo
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.settings.paths import recovery_dir
from tests.conftest import POST, Git

from .terminal import DEADLINE, Terminal

Open = Callable[..., Terminal]
FRENCH = {"LANG": "fr_FR.UTF-8"}


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Open]:
    """``terminal(folder, size=(80, 24))``: the program in a terminal of its own, ended with the test."""
    with ExitStack() as opened:

        def start(*arguments: str | Path, **kwargs: Any) -> Terminal:
            return opened.enter_context(Terminal(*arguments, **{"cwd": tmp_path, **kwargs}))

        yield start


@pytest.fixture
def ready_blog(published_blog: Path, git: Git) -> Path:
    """A blog with one commit that waits to be published."""
    with (published_blog / POST).open("a", encoding="utf-8") as file:
        file.write("\nTrois bornes, tout compte fait.\n")
    git(published_blog, "commit", "--quiet", "--all", "-m", "Compte les bornes")
    return published_blog


@pytest.fixture
def demo_blog(tmp_path: Path) -> Path:
    """The French demo blog, its remote beside it."""
    set_language("fr")
    folder = demo.make(tmp_path / "essai")
    set_language(None)
    return folder


def copied() -> str:
    """What the recovery copies hold now, of a window that still runs too."""
    files = [file.read_bytes() for file in recovery_dir().glob("*.recovery")]
    return "".join(json.loads(data)["text"] for data in files)


def wait_copied(window: Terminal, typed: str) -> None:
    """Wait until a copy holds ``typed``: the first one that is told may hold its beginning."""
    end = time.monotonic() + DEADLINE
    while typed not in copied():
        assert time.monotonic() < end, f"no copy was made of {typed!r}"
        window.drain(time.monotonic() + 0.05)


def process_in(pipe: Path, window: Terminal) -> int:
    """Wait until a process wrote its number into the named ``pipe``; a descriptor that tells its end.

    What the program of ``window`` draws meanwhile is taken, or it would wait for that and start nothing.
    """
    end = time.monotonic() + DEADLINE
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    written = b""
    try:
        while not written.endswith(b"\n"):
            assert time.monotonic() < end, f"nothing was started that writes to {pipe}"
            window.drain(time.monotonic() + 0.05)
            if select.select([reader], [], [], 0)[0]:
                written += os.read(reader, 64)
    finally:
        os.close(reader)
    return os.pidfd_open(int(written))


def check_ended(process: int) -> None:
    """The process of that descriptor ends, if it has not yet."""
    ended, _, _ = select.select([process], [], [], DEADLINE)
    os.close(process)
    assert ended, "a process was left running"
