"""One run of the page server: what the program asks for, and what browsers are answered.

Until the site is built for the first time, and where nothing builds it, a post is shown as a plain page.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.serve.access import Request
from blogwifi_tui.core.serve.answers import Answer, Source, redirect
from blogwifi_tui.core.serve.http_server import HttpServer
from blogwifi_tui.core.serve.live_page import SCRIPT, LivePage, asset
from blogwifi_tui.core.serve.messages import Address, At, Event, Order, Saved, Show, Typed
from blogwifi_tui.core.serve.plain_page import PLACE, STYLE, PlainPages
from blogwifi_tui.core.serve.typed_text import applied

LOOK_SECONDS: Final = 0.5
"""Between two looks at the file of the post that is shown."""


class Session:
    """Serves the pages of one blog."""

    def __init__(self, blog: Blog, tell: Callable[[Event], object]) -> None:
        """``tell`` says to the program what happened."""
        self._blog = blog
        self._tell = tell
        self._typed: dict[str, bytes] = {}
        self.live = LivePage()
        self._plain = PlainPages(blog, self._typed.get, self.live)
        self._site: Source | None = None
        self._server = HttpServer(self._answer, self._let_in, self.live.stream)
        self._shown = ""
        self._stamp: object = None
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> int:
        """Listen; the port."""
        port = await self._server.start()
        self._watch = asyncio.create_task(self._follow_file())
        return port

    async def stop(self) -> None:
        """End all of it."""
        if self._watch:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        await self._server.stop()
        self._plain.close()

    async def take(self, order: Order) -> None:
        """Do what the program asks."""
        if isinstance(order, Show):
            await self._show(order.path)
        elif isinstance(order, Typed):
            self._typed[order.path] = applied(self._typed.get(order.path, b""), order)
            self._renew(order.path)
        elif isinstance(order, Saved):
            if self._typed.pop(order.path, None) is not None:
                self._renew(order.path)
        elif isinstance(order, At) and order.path == self._shown:
            self.live.at(order.line)

    async def _show(self, path: str) -> None:
        followed = self.live.is_followed
        self._shown = path
        self._stamp = await asyncio.to_thread(self._stamp_of, path)
        self.live.go(self._plain.place(path))
        self._tell(Address(path, self._server.access.new_address(), followed))

    def _renew(self, path: str) -> None:
        if path == self._shown:
            self.live.renew()

    async def _follow_file(self) -> None:
        """Show what other programs save, and what is saved here."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            path = self._shown
            if path and path not in self._typed:
                stamp = await asyncio.to_thread(self._stamp_of, path)
                if path == self._shown and stamp != self._stamp:
                    self._stamp = stamp
                    self.live.renew()

    def _stamp_of(self, path: str) -> object:
        try:
            status = os.stat(self._blog.root / path)  # noqa: PTH116 - a name too long for a Path is no fault
        except (OSError, ValueError):
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    # What browsers are answered

    def _let_in(self) -> Answer:
        """What one is answered who came by a key: a step on to the page, which the page itself makes.

        So no other page is what led there, whatever that means for the cookie, and no history holds the key.
        """
        place, nonce = quote(self.live.page or "/"), secrets.token_urlsafe(16)
        html = (
            '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>BlogWiFi</title>\n'
            f'<script nonce="{nonce}">location.replace("{place}")</script>\n'
            f'<noscript><meta http-equiv="refresh" content="0;url={place}"></noscript>\n</head>\n</html>\n'
        )
        rules = f"default-src 'none'; script-src 'nonce-{nonce}'; base-uri 'none'; frame-ancestors 'none'"
        answer = Answer(200, "text/html; charset=utf-8", html.encode())
        return answer.with_headers(Content_Security_Policy=rules)

    async def _answer(self, request: Request) -> Answer:
        path = request.path
        if path == SCRIPT:
            return asset("live.js", "text/javascript; charset=utf-8")
        if path == STYLE:
            return asset("plain.css", "text/css; charset=utf-8")
        if self._site is None or path.startswith(PLACE):
            if path == "/" and self.live.page:
                return redirect(302, quote(self.live.page))
            return await self._plain.get(request)
        return self._with_script(await self._site.get(request))

    def _with_script(self, answer: Answer) -> Answer:
        """A page of the site that hears what happens; a page elsewhere may not show it inside of itself."""
        if not answer.is_page or answer.file or "Content-Encoding" in answer.headers:
            return answer
        page = Answer(answer.status, answer.type, self.live.in_page(answer.body), answer.headers)
        return page.with_headers(Content_Security_Policy="frame-ancestors 'self'")


def open_session(root: str, tell: Callable[[Event], object]) -> Session:
    """A session of the blog in this folder."""
    return Session(Blog.open(Path(root)), tell)
