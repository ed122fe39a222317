"""Where the pages of a site come from: a folder and nothing outside of it, or a server of the generator's."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from blogwifi_tui.core.serve.access import Refused, Request
from blogwifi_tui.core.serve.answers import Answer, Source
from blogwifi_tui.core.serve.folder_source import FolderSource
from blogwifi_tui.core.serve.proxy_source import ProxySource


def get(source: Source, target: str, method: str = "GET", **headers: str) -> Answer:
    answer = asyncio.run(source.get(Request(method, target, headers)))
    if answer.file:
        with answer.file as file:
            return Answer(answer.status, answer.type, file.read(), answer.headers)
    return answer


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    for name, text in {
        "index.html": "accueil", "2026/été/index.html": "été", "a-propos.html": "à propos",
        "404.html": "perdu", "css/s.css": "body{}", "image.webp": "w", "flux.xml": "<rss/>", "sans": "x",
        ".git/config": "[core]", ".well-known/x.txt": "connu",
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "key").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "key")
    (folder / "up").symlink_to(tmp_path)
    (folder / "inside.txt").symlink_to(folder / "sans")
    os.mkfifo(folder / "pipe")
    return folder


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/notes/", "accueil", "text/html; charset=utf-8"),
        ("/notes/index.html", "accueil", "text/html; charset=utf-8"),
        ("/notes/2026/%C3%A9t%C3%A9/", "été", "text/html; charset=utf-8"),
        ("/notes/a-propos", "à propos", "text/html; charset=utf-8"),
        ("/notes/a-propos.html?x=1", "à propos", "text/html; charset=utf-8"),
        ("/notes/css/s.css?v=2", "body{}", "text/css; charset=utf-8"),
        ("/notes/image.webp", "w", "image/webp"),
        ("/notes/flux.xml", "<rss/>", "application/xml"),
        ("/notes/sans", "x", "application/octet-stream"),
        ("/notes/inside.txt", "x", "text/plain; charset=utf-8"),
        ("/notes/.well-known/x.txt", "connu", "text/plain; charset=utf-8"),
    ],
)
def test_a_path_is_the_file_that_a_server_would_give(out: Path, path: str, body: str, kind: str) -> None:
    answer = get(FolderSource(out, "/notes"), path)
    assert (answer.status, answer.body.decode(), answer.type) == (200, body, kind)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/notes", "/notes/"),
        ("/", "/notes/"),
        ("/notes/2026/%C3%A9t%C3%A9?x=1", "/notes/2026/%C3%A9t%C3%A9/?x=1"),
    ],
)
def test_a_folder_without_its_slash_and_the_root_lead_on(out: Path, path: str, place: str) -> None:
    answer = get(FolderSource(out, "/notes/"), path)
    assert (answer.status, answer.headers["Location"]) == (302, place)


@pytest.mark.parametrize(
    "path",
    [
        "/notes/nichts", "/notes/link.txt", "/notes/up/key", "/notes/pipe", "/notes/.git/config",
        "/notes/.GIT/config", "/elsewhere", "/notes/2026/", "/notes/sans/x", "/notes/" + "a" * 5000,
    ],
)  # fmt: skip
def test_what_is_not_in_the_folder_is_the_site_s_own_page_for_that(out: Path, path: str) -> None:
    answer = get(FolderSource(out, "/notes/"), path)
    assert (answer.status, answer.body) == (404, b"perdu")


@pytest.mark.parametrize(
    "path", ["/notes/../../key", "/notes/%2e%2e/key", "/notes/..%2fkey", "/notes/a\\b", "//x"]
)
def test_no_path_leads_upward(out: Path, path: str) -> None:
    with pytest.raises(Refused):
        get(FolderSource(out, "/notes/"), path)


def test_a_site_without_such_a_page_has_a_sentence(tmp_path: Path) -> None:
    answer = get(FolderSource(tmp_path), "/x")
    assert (answer.status, answer.body) == (404, b"There is no such page here.\n")


class _Generator(BaseHTTPRequestHandler):
    """A generator's own server, which writes down what it was asked."""

    asked: list[tuple[str, str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}))
        body = b"<html><body>page</body></html>"
        self.send_response(301 if self.path == "/there" else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Set-Cookie", "theirs=1")
        self.send_header("Access-Control-Allow-Origin", "*")
        if self.path == "/there":
            self.send_header("Location", f"http://localhost:{self.server.server_address[1]}/here/?a=1")
        if self.path == "/parts":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\n<ht\r\n4;x=y\r\nml>!\r\n0\r\n\r\n")
        else:
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def generator() -> Iterator[tuple[ProxySource, list[tuple[str, str, dict[str, str]]]]]:
    asked: list[tuple[str, str, dict[str, str]]] = []
    handler = type("Handler", (_Generator,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield ProxySource("127.0.0.1", server.server_address[1]), asked
        server.shutdown()


def test_a_generator_s_server_is_asked_for_the_page_and_told_nothing_of_the_browser() -> None:
    with generator() as (source, asked):
        answer = get(source, "/a%20b/?c=d", cookie="blogwifi=secret", host="127.0.0.1:1", origin="http://x")
    assert (answer.status, answer.type, answer.body) == (200, "text/html", b"<html><body>page</body></html>")
    ((method, path, headers),) = asked
    assert (method, path) == ("GET", "/a%20b/?c=d")
    assert not {"cookie", "origin", "referer"} & set(headers)
    assert headers["host"] != "127.0.0.1:1"
    assert not {"set-cookie", "access-control-allow-origin"} & {name.lower() for name in answer.headers}


def test_a_redirection_and_a_body_in_parts_are_understood() -> None:
    with generator() as (source, _asked):
        assert get(source, "/there").headers["Location"] == "/here/?a=1"
        assert get(source, "/parts").body == b"<html>!"
        assert get(source, "/", "HEAD").body == b""


def test_a_generator_that_is_gone_is_said_to_be() -> None:
    answer = get(ProxySource("127.0.0.1", 9), "/")
    assert answer.status == 502
    assert "generator" in answer.body.decode()
