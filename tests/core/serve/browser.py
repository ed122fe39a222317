"""A browser without a window: it keeps its cookie, asks for pages, and hears what happens."""

from __future__ import annotations

import errno
import json
import re
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

LONGEST = 20.0
"""Seconds after which a test that waits in vain fails."""


class Got(NamedTuple):
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


_HUNG_UP = {errno.ECONNRESET, errno.EPIPE, errno.ENOTCONN}


def ask(port: int, request: bytes, *, whole: bool = True) -> bytes:
    """All that the server answers to these bytes; empty where it hangs up."""
    with socket.create_connection(("127.0.0.1", port), LONGEST) as connection:
        try:
            connection.sendall(request)
            if whole:
                connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(1 << 16), b""))
        except OSError as error:
            if error.errno not in _HUNG_UP:
                raise
            return b""


def read(answer: bytes) -> Got:
    """An answer in its parts."""
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return Got(int(first.split()[1]), {k.lower(): v for k, _, v in (x.partition(": ") for x in lines)}, body)


class Browser:
    """Somebody who was given the first address, or not."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port, self.cookie = port, cookie

    @classmethod
    def at(cls, address: str) -> Browser:
        """One that opened the first address, and was let in."""
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)(/.*)", address)
        assert found
        browser = cls(int(found[1]))
        let_in = browser.get(found[2])
        assert let_in.status == 200
        browser.cookie = let_in.headers["set-cookie"].partition(";")[0]
        return browser

    def request(self, path: str, method: str = "GET", **headers: str) -> bytes:
        """What such a browser sends."""
        said = {
            "host": f"127.0.0.1:{self.port}",
            **({"cookie": self.cookie} if self.cookie else {}),
            **headers,
        }
        lines = [f"{method} {path} HTTP/1.1", *(f"{k.replace('_', '-')}: {v}" for k, v in said.items() if v)]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def get(self, path: str, method: str = "GET", **headers: str) -> Got:
        """What is answered."""
        return read(ask(self.port, self.request(path, method, **headers)))

    @contextmanager
    def listening(self) -> Iterator[Callable[[str], dict[str, Any]]]:
        """Hear what happens: ``hear("line")`` is the next event with a line, ``hear("")`` the next at all."""
        with socket.create_connection(("127.0.0.1", self.port), LONGEST) as connection:
            connection.sendall(self.request("/.blogwifi/live"))
            with connection.makefile("rb") as lines:

                def hear(word: str) -> dict[str, Any]:
                    for line in lines:
                        if line.startswith(b"data: ") and (
                            word in (event := json.loads(line[6:])) or not word
                        ):
                            return dict(event)
                    raise AssertionError(f"nothing more is said, and no {word}")

                yield hear
