"""The pages of a generator that is a server itself: asked on the loopback address, cleaned, passed on."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from blogwifi_tui.core.serve.access import Request
from blogwifi_tui.core.serve.answers import Answer, short
from blogwifi_tui.i18n.translation import _

LARGEST: Final = 128 * 1024 * 1024
"""Bytes of an answer that is passed on."""
SECONDS: Final = 60.0
"""In which the generator must have answered: it may build the page first."""
_PASSED: Final = frozenset({"content-encoding", "content-language", "last-modified", "etag", "vary"})
"""What is said of a page beside its type; nothing that rules the browser, and no cookie."""
_LONGEST_HEAD: Final = 64 * 1024


class ProxySource:
    """Passes on what a server on this machine answers."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port

    async def get(self, request: Request) -> Answer:
        """What the generator answers to the same path."""
        try:
            return await asyncio.wait_for(self._asked(request), SECONDS)
        except (OSError, EOFError, ValueError, TimeoutError, asyncio.LimitOverrunError):
            return short(502, _("The generator does not answer."))

    def has(self, _path: str) -> bool:
        """Whether there may be a page at a path: only the generator knows."""
        return True

    async def _asked(self, request: Request) -> Answer:
        reader, writer = await asyncio.open_connection(self._host, self._port, limit=_LONGEST_HEAD)
        try:
            accepted = request.headers.get("accept", "*/*")
            lines = (
                f"{request.method} {request.target} HTTP/1.0",
                f"Host: {self._host}:{self._port}",
                f"Accept: {accepted}",
                "Accept-Encoding: identity",
                "Connection: close",
            )
            writer.write("\r\n".join([*lines, "", ""]).encode("latin-1", "replace"))
            await writer.drain()
            status, headers = _parsed(await reader.readuntil(b"\r\n\r\n"))
            body = b"" if request.is_head else await _body(reader, headers)
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
        kind = headers.get("content-type", "application/octet-stream")
        passed = {name.title(): value for name, value in headers.items() if name in _PASSED}
        if place := headers.get("location"):
            passed["Location"] = self._here(place)
        return Answer(status, kind, body, passed)

    def _here(self, place: str) -> str:
        """Where a redirection leads, on our own server where it names the generator's."""
        parts = urlsplit(place)
        if parts.port == self._port and parts.hostname in (self._host, "localhost"):
            return parts._replace(scheme="", netloc="").geturl() or "/"
        return place


def _parsed(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    status = int(first.split(" ")[1])
    headers: dict[str, str] = {}
    for line in lines:
        name, _colon, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return status, headers


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    """All of it, to the end of the connection or as long as it says it is.

    Raises:
        ValueError: it is too large, or sent in parts, which nobody asked for.
    """
    if "transfer-encoding" in headers:
        return await _in_parts(reader)
    size = int(headers.get("content-length", "-1"))
    if size > LARGEST:
        raise ValueError(size)
    if size >= 0:
        return await reader.readexactly(size)
    body = bytearray()
    while part := await reader.read(1 << 16):
        body += part
        if len(body) > LARGEST:
            raise ValueError(len(body))
    return bytes(body)


async def _in_parts(reader: asyncio.StreamReader) -> bytes:
    """A body in chunks: some servers send it so whatever they are asked (RFC 9112, section 7.1)."""
    body = bytearray()
    while size := int((await reader.readuntil(b"\r\n")).partition(b";")[0], 16):
        if not 0 < size <= LARGEST - len(body):
            raise ValueError(size)
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    return bytes(body)
