"""A site for tests: a real server, whose pages a test puts there and takes away."""

from __future__ import annotations

import html
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import unquote

from blogwifi_tui.markdown.parser import parser

HTML = {"Content-Type": "text/html; charset=utf-8"}


class Reply(NamedTuple):
    """What the server answers."""

    body: bytes | Iterator[bytes] = b""
    status: int = 200
    headers: Mapping[str, str] = HTML


def page(title: str, body: str, *, around: str = "") -> str:
    """A page as a plain theme makes it of a text in Markdown."""
    text = parser().render(body)
    name = html.escape(title)
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{name} – BlogWiFi</title>"
        f"<style>p {{ color: red }}</style></head><body><nav><a href=/>Accueil</a></nav>"
        f"<main><h1>{name}</h1>{text}</main><aside>{around}</aside>"
        "<script>let a = 'p<q'</script></body></html>"
    )


class SmallSite:
    """Answers by path; what is not there is 404."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[Mapping[str, str]], Reply]] = {}
        self.asked: list[str] = []
        """The paths that were asked for."""
        self.headers: list[dict[str, str]] = []
        """What came with each question."""
        self.address = ""

    def put(self, path: str, text: str | bytes, status: int = 200, **headers: str) -> None:
        """Let ``path`` answer this from now on."""
        data = text.encode() if isinstance(text, str) else text
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies[path] = Reply(data, status, {**HTML, **named})


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of those who leave, as at a certificate that they do not take; tell of all else."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


@contextmanager
def small_site(wrap: Callable[[ThreadingHTTPServer], None] = lambda _server: None) -> Iterator[SmallSite]:
    """A site on this machine; ``wrap`` may put TLS around its socket."""
    site = SmallSite()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(self.path)
            site.asked.append(path)
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            found = site.replies.get(path, Reply(b"<title>404</title>", 404))
            reply = found(site.headers[-1]) if callable(found) else found
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if isinstance(reply.body, bytes):
                self.send_header("Content-Length", str(len(reply.body)))
            else:
                self.send_header("Connection", "close")
            self.end_headers()
            try:
                for chunk in (reply.body,) if isinstance(reply.body, bytes) else reply.body:
                    self.wfile.write(chunk)
                    self.wfile.flush()
            except OSError:  # who asked has gone
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = _Server(("127.0.0.1", 0), Handler)
    wrap(server)
    site.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
