"""A web server for git repositories on this machine, which may answer as a proxy, a forge or a hotel does."""

from __future__ import annotations

import os
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = Callable[[str], "tuple[int, bytes] | None"]
"""For the method and address of a request (``POST /blog.git/…``): status and page, or None for git's."""


@contextmanager
def serving(folder: Path, answer: Answer, certificate: Path | None = None) -> Iterator[str]:
    """Serve the repositories in ``folder``; gives the address before their names."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._reply(b"")

        def do_POST(self) -> None:
            self._reply(self._body())

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))
            data = b""
            while size := int(self.rfile.readline(), 16):
                data += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return data

        def _reply(self, body: bytes) -> None:
            given = answer(f"{self.command} {self.path}")
            if given is None:
                status, headers, page = self._git(body)
            else:
                (status, page), headers = given, [("Content-Type", "text/html")]
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def _git(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
            path, _, query = self.path.partition("?")
            asked = {
                "GIT_PROJECT_ROOT": str(folder),
                "GIT_HTTP_EXPORT_ALL": "1",
                "REMOTE_USER": "zoe",
                "REQUEST_METHOD": self.command,
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            }
            done = subprocess.run(
                ["git", "http-backend"],
                input=body,
                env={**os.environ, **asked},
                capture_output=True,
                check=False,
            )
            head, _, page = done.stdout.partition(b"\r\n\r\n")
            headers = [
                (name, value)
                for name, _, value in (line.partition(": ") for line in head.decode().split("\r\n"))
            ]
            status = next((int(value.split()[0]) for name, value in headers if name == "Status"), 200)
            return status, [each for each in headers if each[0] != "Status"], page

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    yield f"{'https' if certificate else 'http'}://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
