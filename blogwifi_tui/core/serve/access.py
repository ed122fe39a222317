"""Who may see a page: a browser that came by a key of ours, asks for this very server, and only looks.

The first address of a browser holds a key that is good for one visit. In return it gets a cookie that it
sends with what it asks for from then on, and that no other site can make it send.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from typing import Final
from urllib.parse import unquote_to_bytes

OWN: Final = "/.blogwifi/"
"""What the paths of this server itself begin with; all others are the site's."""
OPEN: Final = f"{OWN}open/"
"""Before a key, in the first address of a browser."""
MOST_KEYS: Final = 8
"""How many first addresses may wait for a browser; the oldest is good no more beyond that."""
METHODS: Final = frozenset({"GET", "HEAD"})


class Refused(Exception):
    """A request that is answered without one byte of the blog."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks for."""

    method: str
    target: str
    """As it is written: path and query."""
    headers: Mapping[str, str]
    """By their names in small letters; those that came twice are joined by a comma."""

    @property
    def is_head(self) -> bool:
        """Whether all but the page itself is asked for."""
        return self.method == "HEAD"

    @property
    def query(self) -> str:
        """What follows the first ``?``."""
        return self.target.partition("?")[2]

    @property
    def path(self) -> str:
        """From ``/``, read once; it leads nowhere but down.

        Raises:
            Refused: it is none.
        """
        written = self.target.partition("?")[0]
        try:
            path = unquote_to_bytes(written).decode()
        except UnicodeDecodeError as error:
            raise Refused(400) from error
        parts = path.split("/")
        if not path.startswith("/") or path.startswith("//") or {"..", "."} & set(parts):
            raise Refused(400)
        if "\\" in path or any(ord(letter) < 0x20 or letter == "\x7f" for letter in path):
            raise Refused(400)
        return path


def parsed(head: bytes) -> Request:
    """The request of what a browser sent, up to the empty line.

    Raises:
        Refused: it is none, or brings a body.
    """
    try:
        first, *lines = head.decode("ascii").removesuffix("\r\n\r\n").split("\r\n")
        method, target, version = first.split(" ")
    except ValueError as error:
        raise Refused(400) from error
    if version not in ("HTTP/1.0", "HTTP/1.1"):
        raise Refused(400)
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip():
            raise Refused(400)
        key, value = name.lower(), value.strip()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    if "transfer-encoding" in headers or headers.get("content-length", "0") != "0":
        raise Refused(400)
    return Request(method, target, headers)


class Access:
    """The keys and the cookie of one run of the server."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self._name = f"blogwifi-{port}"  # browsers tell cookies of one host apart by their names alone
        self._secret = secrets.token_urlsafe(32)
        self._keys: list[str] = []

    def new_address(self) -> str:
        """An address that leads one browser in, once."""
        key = secrets.token_urlsafe(16)  # short enough for one line of a terminal
        self._keys = [*self._keys[1 - MOST_KEYS :], key]
        return f"http://{self.host}{OPEN}{key}"

    def check(self, request: Request) -> None:
        """Refuse what no browser of this machine's owner asks, whatever it knows.

        Raises:
            Refused: it asks for another host, by another method, or from a page of another site.
        """
        if request.headers.get("host") != self.host:
            raise Refused(403)
        if request.method not in METHODS:
            raise Refused(405)
        if request.headers.get("origin", f"http://{self.host}") != f"http://{self.host}":
            raise Refused(403)

    def knows(self, request: Request) -> bool:
        """Whether a request comes from a browser that was let in."""
        wanted = f"{self._name}={self._secret}".encode()
        given = request.headers.get("cookie", "").split(";")
        return any(compare_digest(each.strip().encode(), wanted) for each in given)

    def lets_in(self, request: Request) -> bool:
        """Whether a request brings a key, which is good for nothing afterwards; a look ahead spends none."""
        if request.is_head or "sec-purpose" in request.headers or not request.target.startswith(OPEN):
            return False
        given = request.target.removeprefix(OPEN).encode()
        found = [key for key in self._keys if compare_digest(key.encode(), given)]
        self._keys = [key for key in self._keys if key not in found]
        return bool(found)

    @property
    def cookie(self) -> str:
        """What a browser is given that was let in."""
        return f"{self._name}={self._secret}; Path=/; HttpOnly; SameSite=Strict"
