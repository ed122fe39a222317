"""The site as its generator builds it, in a process that serves it: from its start to its end."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final
from urllib.parse import quote, unquote

from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_files import is_other_text
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.serve.access import Request
from blogwifi_tui.core.serve.answers import Source
from blogwifi_tui.core.serve.folder_source import FolderSource
from blogwifi_tui.core.serve.generator_trust import require_still_agreed
from blogwifi_tui.core.serve.messages import Begin, BuildEvent, Built, Ended, Event, Failed, Ready
from blogwifi_tui.core.serve.page_finder import find_page
from blogwifi_tui.core.serve.proxy_source import ProxySource
from blogwifi_tui.core.serve.run_folder import RunFolder
from blogwifi_tui.core.serve.site_build import Folder, SiteBuild
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.markdown.page_html import block_words
from blogwifi_tui.site.address import path_of

NEWS_SECONDS: Final = 10.0
"""How long a server of the generator's own is looked at after a change."""
NEWS_PAUSE: Final = 0.3
"""Seconds between two such looks."""
_UNTOLD: Final = (Built,)
"""What the program need not know: it is for the browser."""


class RealSite:
    """Builds the site, and knows where the page of a post is in it."""

    def __init__(
        self,
        begin: Begin,
        blog: Blog,
        tell: Callable[[Event], object],
        built: Callable[[tuple[str, ...]], Coroutine[None, None, None]],
        page: Callable[[], str],
    ) -> None:
        """Made by a session.

        Args:
            begin: what is to be built, by its plan.
            blog: knows the addresses of its posts.
            tell: says to the program what the generator said.
            built: called whenever pages are new, with their paths in a browser; none: any may be.
            page: gives the path of the page that is shown.
        """
        assert begin.plan, "there is a generator"  # noqa: S101
        self._plan = begin.plan
        self._base = f"/{self._plan.base.strip('/')}/".replace("//", "/")
        self._blog = blog
        self._tell = tell
        self._built = built
        self._page = page
        self._seen = b""
        """The page that is shown, as a server of the generator's own last gave it."""
        self._look: asyncio.Task[None] | None = None
        self._run = RunFolder(Path(begin.run) / secrets.token_hex(8))
        self._build: SiteBuild | None = None
        self._is_made = False
        """Whether the build takes what is typed."""
        self._typed: dict[str, bytes] = {}
        """What was typed before it did, and is not handed to it yet."""
        self._tasks: set[asyncio.Task[None]] = set()
        self.source: Source | None = None
        """Where the pages come from; None until they are built, and once nobody builds them any more."""

    def start(self, port: int) -> None:
        """Begin to build, for a browser that finds the pages at ``port`` of this machine."""
        self._begin(self._start(f"http://127.0.0.1:{port}{self._base}"))

    async def stop(self) -> None:
        """End the generator, and leave nothing."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._build:
            await self._build.stop()
        await asyncio.to_thread(self._run.remove)

    async def typed(self, path: str, data: bytes | None) -> None:
        """Build a post as it is typed; None: as its file has it.

        Raises:
            FileError: it cannot be written.
        """
        self._typed.pop(path, None)  # older than this
        if self._build and self._is_made:
            await self._build.typed(path, data)
        elif data is not None:
            self._typed[path] = data

    def place(self, post: Post) -> str:
        """The path of the page of a post in a browser; empty where the site has none.

        Where the rules of the generator do not tell it, as of some drafts, it is the page with its text.
        """
        if not self.source or not self._build:
            return ""
        made = unquote(path_of(self._blog.addresses.made(self._blog.addresses.entry(post))))
        if made and self.source.has(made):
            return made
        found = self._build.source
        if is_other_text(post.path) or not isinstance(found, Folder):
            return ""
        page = find_page(found.path, post.title, block_words(post.body))
        return f"{self._base}{page.removesuffix('index.html')}" if page else ""

    async def _start(self, address: str) -> None:
        try:
            await asyncio.to_thread(self._run.make)
            agreed = partial(require_still_agreed, self._blog, self._plan)
            self._build = SiteBuild(self._blog.root, self._run.path, self._plan, address, self._hear, agreed)
            await self._build.start()
            self._is_made = True
            while self._typed:
                await self._build.typed(*self._typed.popitem())
        except (BlogwifiError, OSError) as error:
            words = explain(error).what if isinstance(error, BlogwifiError) else str(error)
            self._tell(Failed(words))

    def _hear(self, event: BuildEvent) -> None:
        if isinstance(event, Ready) and self._build:
            found = self._build.source
            if isinstance(found, Folder):
                self.source = FolderSource(found.path, self._base)
            else:
                self.source = ProxySource(found.host, found.port)
            self._begin(self._built(()))
        elif isinstance(event, Built) and isinstance(self.source, ProxySource):
            if self._look:
                self._look.cancel()
            self._look = self._begin(self._look_for_news(self.source))
        elif isinstance(event, Built):
            self._begin(self._built(tuple(self._base + each for each in event.paths)))
        elif isinstance(event, Ended):
            self.source = None
            self._begin(self._built(()))
        if not isinstance(event, _UNTOLD):
            self._tell(event)

    async def _look_for_news(self, source: ProxySource) -> None:
        """A server of the generator's own does not say when a page is new: see when it is another one."""
        until = monotonic() + NEWS_SECONDS
        while monotonic() < until:
            answer = await source.get(Request("GET", quote(self._page()), {}))
            if answer.body != self._seen:
                self._seen = answer.body
                await self._built(())
            await asyncio.sleep(NEWS_PAUSE)

    def _begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
