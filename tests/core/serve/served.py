"""A page server that serves a blog while a test looks."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue
from typing import Any

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
