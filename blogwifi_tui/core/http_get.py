"""One GET, bounded in bytes and seconds. No cookies, no passwords; proxies as the environment says."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Mapping
from email.message import Message
from http.client import HTTPException, HTTPMessage
from typing import IO, Final, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from blogwifi_tui.errors import SiteUnread

_CHUNK: Final = 64 * 1024
_AS_IT_IS: Final = "/%:@!$&'*+,;=~()"
_AGENT: Final = "BlogWiFi"


class Answer(NamedTuple):
    """What a server answers."""

    status: int
    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes = b""
    """Of an answer that is none of an error, and none that leads elsewhere."""


def get(
    address: str,
    seconds: float,
    most_bytes: int,
    *,
    headers: Mapping[str, str],
    follows: Callable[[str, str], bool],
) -> Answer:
    """What the server at ``address`` answers, whatever its status.

    Args:
        address: of http or https.
        seconds: in which all of its body must have come, and the longest silence before that. Headers that
            come letter by letter may take longer: who must not wait for them asks on a thread.
        most_bytes: more than that is not read.
        headers: are sent along.
        follows: whether to go from one address to another that the server names; else that is the answer.

    Raises:
        SiteUnread: there is no answer, or too long a one; the reason is ``address``, ``unknown``,
            ``certificate``, ``unreachable``, ``slow``, ``large``, or ``elsewhere``: it leads to no address.
    """
    end = time.monotonic() + seconds
    try:
        request = Request(ascii_address(address), headers={"User-Agent": _AGENT, **headers})  # noqa: S310 - http alone
        with _opener(_Redirects(follows)).open(request, timeout=seconds) as answer:
            return Answer(answer.status, _named(answer.headers), _read(address, answer, end, most_bytes))
    except HTTPError as error:
        error.close()
        return Answer(error.code, _named(error.headers))
    except TimeoutError as error:
        raise SiteUnread(address, "slow") from error
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        raise SiteUnread(address, _word(reason), str(reason)) from error
    except ValueError as error:  # urllib of where it leads
        raise SiteUnread(address, "elsewhere") from error


def ascii_address(address: str) -> str:
    """``address`` as it goes over the network. Raises SiteUnread for one that is none of http or https."""
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError is one
        raise SiteUnread(address, "address") from error
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or port == 0:
        raise SiteUnread(address, "address")
    where = f"[{host}]" if ":" in host else host
    where = where if port is None else f"{where}:{port}"
    path, query = quote(parts.path, safe=_AS_IT_IS), quote(parts.query, safe=f"{_AS_IT_IS}?")
    return urlunsplit((parts.scheme, where, path, query, ""))


def _opener(*own: HTTPRedirectHandler) -> OpenerDirector:
    opener = OpenerDirector()
    mine = (ProxyHandler(), HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor())
    for handler in (*mine, *own):
        opener.add_handler(handler)
    return opener


def _read(address: str, answer: IO[bytes], end: float, most_bytes: int) -> bytes:
    data = bytearray()
    # read1 gives what has come, so that a server that sends a byte now and then is left in time.
    while chunk := answer.read1(_CHUNK):  # type: ignore[attr-defined]  # urllib says less than it gives
        data += chunk
        if len(data) > most_bytes:
            raise SiteUnread(address, "large")
        if time.monotonic() > end:
            raise SiteUnread(address, "slow")
    # http.client tells only of a chunked answer that it was cut short.
    if len(data) < _announced(answer.headers):  # type: ignore[attr-defined]
        raise SiteUnread(address, "unreachable", "cut short")
    return bytes(data)


def _announced(headers: Message) -> int:
    """How many bytes an answer is to have, by its headers; 0 when they do not say."""
    length = headers.get("Content-Length", "")
    says = length.isascii() and length.isdigit() and "Transfer-Encoding" not in headers
    return int(length[:18]) if says else 0


def _named(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _word(reason: object) -> str:
    """Why a host was not reached, for :class:`.SiteUnread`."""
    match reason:
        case TimeoutError():
            return "slow"
        case socket.gaierror():
            return "unknown"
        case ssl.SSLError():
            return "certificate"
    return "unreachable"


class _Redirects(HTTPRedirectHandler):
    """Follows where it may."""

    def __init__(self, follows: Callable[[str, str], bool]) -> None:
        self._follows = follows

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The request to follow with; see urllib."""
        if not self._follows(req.full_url, newurl):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)
