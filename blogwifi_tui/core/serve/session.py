"""One run of the page server: what the program asks for, and what browsers are answered.

Until the site is built for the first time, and where nothing builds the post, it is shown as a plain page.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Final, TypeVar
from urllib.parse import quote

from blogwifi_tui.content.post_files import is_other_text
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.serve.access import Request
from blogwifi_tui.core.serve.answers import Answer, redirect
from blogwifi_tui.core.serve.http_server import HttpServer
from blogwifi_tui.core.serve.live_page import SCRIPT, LivePage, asset
from blogwifi_tui.core.serve.messages import Address, At, Begin, Event, Failed, Order, Saved, Show, Typed
from blogwifi_tui.core.serve.plain_page import PLACE, STYLE, PlainPages
from blogwifi_tui.core.serve.real_site import RealSite
from blogwifi_tui.core.serve.typed_text import applied
from blogwifi_tui.errors import BlogwifiError, FileError
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.markdown.page_html import BlockWords, block_words

LOOK_SECONDS: Final = 0.5
"""Between two looks at the file of the post that is shown."""
RENDER_SHARE: Final = 3
"""How many times as long as the last page took lies between two: the rest is for others."""
T = TypeVar("T")


class Session:
    """Serves the pages of one blog."""

    def __init__(self, begin: Begin, tell: Callable[[Event], object]) -> None:
        """``tell`` says to the program what happened."""
        self._blog = Blog.open(Path(begin.root))
        self._tell = tell
        self._typed: dict[str, bytes] = {}
        self._thread = ThreadPoolExecutor(1, "pages")
        self.live = LivePage()
        self._plain = PlainPages(self._blog, self._typed.get, self.live)
        self._real = (
            RealSite(begin, self._blog, tell, self._built, lambda: self.live.page) if begin.plan else None
        )
        self._server = HttpServer(self._answer, self._let_in, self.live.stream)
        self._shown = ""
        self._stamp: object = None
        self._watch: asyncio.Task[None] | None = None
        self._renewal: asyncio.TimerHandle | None = None
        self._renewed_at = 0.0

    async def start(self) -> int:
        """Listen, and begin to build; the port."""
        port = await self._server.start()
        self._watch = asyncio.create_task(self._follow_file())
        if self._real:
            self._real.start(port)
        return port

    async def stop(self) -> None:
        """End all of it."""
        if self._renewal:
            self._renewal.cancel()
        if self._watch:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        await self._server.stop()
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._real:
            await self._real.stop()

    async def take(self, order: Order) -> None:
        """Do what the program asks."""
        if isinstance(order, Show):
            await self._show(order.path)
        elif isinstance(order, Typed):
            self._typed[order.path] = applied(self._typed.get(order.path, b""), order)
            await self._text_changed(order.path)
        elif isinstance(order, Saved):
            if self._typed.pop(order.path, None) is not None:
                await self._text_changed(order.path)
        elif isinstance(order, At) and order.path == self._shown:
            self.live.at(order.line)

    async def _show(self, path: str) -> None:
        followed = self.live.is_followed
        self._shown = path
        self._stamp = await asyncio.to_thread(self._stamp_of, path)
        self.live.go(await self._place())
        await self._tell_blocks()
        self._tell(Address(path, self._server.access.new_address(), followed))

    async def _text_changed(self, path: str) -> None:
        """Show what is typed: at once where we make the page, else once it is built."""
        if self._real:
            try:
                await self._real.typed(path, self._typed.get(path))
            except BlogwifiError as error:
                self._tell(Failed(explain(error).what, path))
        if path == self._shown and self._is_plain and self._renewal is None:
            wait = self._renewed_at + RENDER_SHARE * self._plain.seconds - monotonic()
            self._renewal = asyncio.get_running_loop().call_later(max(wait, 0), self._renew)

    def _renew(self) -> None:
        self._renewal, self._renewed_at = None, monotonic()
        self.live.renew()

    async def _built(self, changed: tuple[str, ...]) -> None:
        """Show what was built: the page of the post where there is one now, else the plain page."""
        if not self._shown:
            return
        place = await self._place()
        if place != self.live.page:
            self.live.go(place)
            await self._tell_blocks()
        elif not self._is_plain:
            await self._tell_blocks()
            self.live.renew(changed)

    @property
    def _is_plain(self) -> bool:
        return self.live.page.startswith(PLACE)

    async def _place(self) -> str:
        """The path of the page of the post that is shown."""
        return await self._on_thread(self._real_place, self._shown) or self._plain.place(self._shown)

    def _real_place(self, path: str) -> str:
        try:
            return self._real.place(self._plain.post(path)) if self._real else ""
        except FileError:
            return ""

    async def _tell_blocks(self) -> None:
        """How the paragraphs begin, for the page of a theme, which does not say which lines they are."""
        if not self._is_plain:
            self.live.tell_blocks(await self._on_thread(self._blocks, self._shown))

    def _blocks(self, path: str) -> list[BlockWords]:
        try:
            post = self._plain.post(path)
        except FileError:
            return []
        return [] if is_other_text(path) else block_words(post.body)

    async def _on_thread(self, function: Callable[..., T], *given: object) -> T:
        """Call what reads and renders, one after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *given)

    async def _follow_file(self) -> None:
        """Show what other programs save, and what is saved here, where nobody builds the page."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            path = self._shown
            if path and path not in self._typed and self._is_plain:
                stamp = await asyncio.to_thread(self._stamp_of, path)
                if path == self._shown and stamp != self._stamp:
                    self._stamp = stamp
                    if (place := await self._place()) != self.live.page:
                        self.live.go(place)  # it was gone, and is back as it was built
                        await self._tell_blocks()
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
        site = self._real.source if self._real else None
        if path == "/" and self.live.page and (site is None or self._is_plain):
            return redirect(302, quote(self.live.page))
        if site is None or path.startswith(PLACE) or self._plain.has_picture(path):
            return await self._on_thread(self._plain.answer, request)
        return self._with_script(await site.get(request))

    def _with_script(self, answer: Answer) -> Answer:
        """A page of the site that hears what happens; a page elsewhere may not show it inside of itself."""
        if not answer.is_page or answer.file or "Content-Encoding" in answer.headers:
            return answer
        page = Answer(answer.status, answer.type, self.live.in_page(answer.body), answer.headers)
        return page.with_headers(Content_Security_Policy="frame-ancestors 'self'")
