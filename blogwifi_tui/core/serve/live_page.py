"""What makes a page live: a script in it that hears what happens, and keeps the written paragraph in view.

Each event is an object of JSON, sent to every browser that shows a page (server-sent events): ``version``,
with ``changed`` (the paths that are new; none: any may be); ``go`` and ``page`` (how often another page was
asked for, and the page to show); ``line`` (of the body, being written); ``blocks`` (how the paragraphs of the
post begin, for the page of a theme, which does not say from which lines they come).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Final

from blogwifi_tui.core.serve.access import OWN, Request
from blogwifi_tui.core.serve.answers import Answer
from blogwifi_tui.markdown.page_html import BlockWords

SCRIPT: Final = f"{OWN}live.js"
"""The path of our script."""
HEARTBEAT: Final = 15.0
"""Seconds between two signs of life, by which a browser that is gone is noticed."""
RELOADING: Final = 1.0
"""Seconds in which a browser that left may be back: it loads a page anew."""
MOST_WAITING: Final = 64
"""Events that wait for a browser that takes none: beyond that it is one that is gone."""
MOST_CHANGED: Final = 200
"""Paths named in an event."""
_SEND_SECONDS: Final = 30.0
_HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
    b"X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n"
    b"Connection: close\r\n\r\n"
)


def asset(name: str, media_type: str) -> Answer:
    """A file of ours that lies beside this module."""
    return Answer(200, media_type, (Path(__file__).parent / name).read_bytes())


class LivePage:
    """Knows what the browsers are to show, and tells them."""

    def __init__(self) -> None:
        self._version = 0
        self._went = 0
        self._page = ""
        self._line = -1
        self._blocks: Sequence[BlockWords] | None = None
        self._browsers: set[asyncio.Queue[bytes]] = set()
        self._left_at = float("-inf")

    @property
    def page(self) -> str:
        """The path of the page that is to be shown; empty before there is one."""
        return self._page

    @property
    def is_followed(self) -> bool:
        """Whether a browser shows a page of ours now."""
        return bool(self._browsers) or monotonic() - self._left_at < RELOADING

    def go(self, page: str) -> None:
        """Lead the browsers to another page."""
        self._page, self._line, self._blocks = page, -1, None
        self._went += 1
        self._tell(go=self._went, page=page)

    def renew(self, changed: Sequence[str] = ()) -> None:
        """Say that pages and files are new: those at the paths ``changed``; none: any may be."""
        self._version += 1
        self._tell(version=self._version, changed=changed if len(changed) <= MOST_CHANGED else ())

    def at(self, line: int) -> None:
        """Say which line of the body is written."""
        if line != self._line:
            self._line = line
            self._tell(page=self._page, line=line)

    def tell_blocks(self, blocks: Sequence[BlockWords]) -> None:
        """Say how the paragraphs of the post begin."""
        if blocks != self._blocks:
            self._blocks = blocks
            self._tell(page=self._page, blocks=blocks)

    def in_page(self, html: bytes) -> bytes:
        """A page of the site with our script at its end, where it holds nothing up."""
        tag = f'<script src="{SCRIPT}" data-version="{self._version}" async></script>'.encode()
        at = html.lower().rfind(b"</body")
        return html + tag if at < 0 else html[:at] + tag + html[at:]

    def script(self, nonce: str) -> str:
        """Our script for the head of a page of ours, which allows no other."""
        version = f'data-version="{self._version}" data-plain="1"'
        return f'<script src="{SCRIPT}" nonce="{nonce}" {version} defer></script>'

    async def stream(
        self, _request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Tell one browser what happens, until it leaves."""
        waiting: asyncio.Queue[bytes] = asyncio.Queue(MOST_WAITING)
        self._browsers.add(waiting)
        gone = asyncio.ensure_future(reader.read(1))
        try:
            writer.write(_HEAD + _event(self._state()))
            while not gone.done():
                await asyncio.wait_for(writer.drain(), _SEND_SECONDS)
                told = asyncio.ensure_future(waiting.get())
                await asyncio.wait({gone, told}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
                writer.write(told.result() if told.done() else b":\n\n")
                told.cancel()
                if waiting not in self._browsers:
                    break
        finally:
            gone.cancel()
            with suppress(asyncio.CancelledError, OSError):
                await gone
            self._browsers.discard(waiting)
            self._left_at = monotonic()

    def _state(self) -> dict[str, object]:
        state: dict[str, object] = {
            "version": self._version,
            "go": self._went,
            "page": self._page,
            "line": self._line,
        }
        if self._blocks is not None:
            state["blocks"] = self._blocks
        return state

    def _tell(self, **event: object) -> None:
        sent = _event(event)
        for waiting in tuple(self._browsers):
            if waiting.full():
                self._browsers.discard(waiting)
            else:
                waiting.put_nowait(sent)


def _event(data: object) -> bytes:
    return b"data: " + json.dumps(data, separators=(",", ":")).encode() + b"\n\n"
