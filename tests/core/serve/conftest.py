"""What the tests of the page server rely on: one that serves the blog of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from blogwifi_tui.core.serve.page_server import PageServer
from tests.conftest import POST
from tests.core.serve.browser import LONGEST, Browser


class Served:
    """A page server, and what it said."""

    def __init__(self, root: Path, **more: Any) -> None:
        self.root = root
        self.heard: SimpleQueue[Any] = SimpleQueue()
        self.server = PageServer(root, self.heard.put, language="en", **more)
        self.server.start()

    def address(self, path: str = POST) -> str:
        """The first address of a post."""
        return self.server.show(path).result(LONGEST).address

    def browser(self, path: str = POST) -> Browser:
        """A browser that was let in."""
        return Browser.at(self.address(path))


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """``serve(folder)``: a server of the blog there, which ends with the test."""
    made: list[Served] = []

    def start(root: Path, **more: Any) -> Served:
        made.append(Served(root, **more))
        return made[-1]

    yield start
    for each in made:
        each.server.stop()
        each.server.wait()


@pytest.fixture
def served(blog_folder: Path, serve: Callable[..., Served]) -> Served:
    """A server of the blog of the test."""
    return serve(blog_folder)
