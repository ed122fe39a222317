"""What every test at a terminal starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui import demo

from .terminal import Terminal

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
def demo_blog(tmp_path: Path) -> Path:
    """The demo blog, its remote beside it."""
    return demo.make(tmp_path / "essai")
