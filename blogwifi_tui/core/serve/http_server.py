"""The server that a browser meets: on the loopback address alone, one answer for each connection.

It takes little and waits for nobody: a request is short and comes in seconds, and where too many connections
are open, the oldest that has shown no cookie yet makes room.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from blogwifi_tui.core.serve.access import OWN, Access, Refused, Request, parsed
from blogwifi_tui.core.serve.answers import Answer, short

HOST: Final = "127.0.0.1"
LIVE: Final = f"{OWN}live"
"""The path of what happens, told as it happens."""
LONGEST_HEAD: Final = 16 * 1024
"""Bytes of a request: a browser sends some hundreds."""
HEAD_SECONDS: Final = 10.0
"""In which a request must have come."""
SEND_SECONDS: Final = 60.0
"""In which a browser must have taken what it asked for, or the next part of it."""
MOST_STRANGERS: Final = 64
"""Connections open at once that have shown no cookie."""
MOST_KNOWN: Final = 256
"""Connections open at once that have."""
Stream = Callable[[Request, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class HttpServer:
    """Answers those who may ask."""

    def __init__(
        self, answer: Callable[[Request], Awaitable[Answer]], let_in: Callable[[], Answer], live: Stream
    ) -> None:
        """Made by the process that serves.

        Args:
            answer: gives what one who may ask asked for.
            let_in: gives the page of one who came by a key.
            live: tells one who may ask what happens, until he leaves, where he asks for :data:`LIVE`.
        """
        self._answer = answer
        self._let_in = let_in
        self._live = live
        self._strangers: dict[asyncio.StreamWriter, None] = {}
        self._known: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self.access = Access(0)

    async def start(self) -> int:
        """Listen; the port, which is any that is free."""
        self._server = await asyncio.start_server(self._meet, HOST, 0, limit=LONGEST_HEAD, backlog=128)
        port: int = self._server.sockets[0].getsockname()[1]
        self.access = Access(port)
        return port

    async def stop(self) -> None:
        """Take no more, and end what is open."""
        if self._server:
            self._server.close()
        for writer in (*self._strangers, *self._known):
            writer.transport.abort()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._strangers[writer] = None
        if len(self._strangers) > MOST_STRANGERS:
            oldest = next(iter(self._strangers))
            del self._strangers[oldest]
            oldest.transport.abort()
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            writer.transport.abort()  # the browser left, or takes nothing
        finally:
            self._strangers.pop(writer, None)
            self._known.discard(writer)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request: Request | None = None
        try:
            request = await self._request(reader)
            answer = await self._answered(request, reader, writer)
        except Refused as refusal:
            answer = short(refusal.status)
        if answer is not None:
            await _send(writer, answer, head_only=request is not None and request.is_head)

    async def _request(self, reader: asyncio.StreamReader) -> Request:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_SECONDS)
        except asyncio.LimitOverrunError as error:
            raise Refused(431) from error
        request = parsed(head)
        self.access.check(request)
        return request

    async def _answered(
        self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> Answer | None:
        if self.access.lets_in(request):
            return self._let_in().with_headers(Set_Cookie=self.access.cookie)
        if not self.access.knows(request) or len(self._known) >= MOST_KNOWN:
            raise Refused(403)
        self._strangers.pop(writer, None)
        self._known.add(writer)
        if request.path == LIVE and not request.is_head:
            await self._live(request, reader, writer)
            return None
        return await self._answer(request)


async def _send(writer: asyncio.StreamWriter, answer: Answer, *, head_only: bool) -> None:
    try:
        writer.write(answer.head() + (b"" if head_only else answer.body))
        await asyncio.wait_for(writer.drain(), SEND_SECONDS)
        while answer.file and not head_only and (part := await asyncio.to_thread(answer.file.read, 1 << 18)):
            writer.write(part)
            await asyncio.wait_for(writer.drain(), SEND_SECONDS)
        with suppress(OSError):
            writer.write_eof()
    finally:
        if answer.file:
            answer.file.close()
