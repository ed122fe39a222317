"""Nobody but the browser that was given the key reads one byte of a draft; looked at with real sockets."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from blogwifi_tui.core.serve.http_server import HEAD_SECONDS
from blogwifi_tui.errors import PageServerFailed
from tests.conftest import POST
from tests.core.serve.browser import LONGEST, Browser, ask, read
from tests.core.serve.served import Served

DRAFT = b"Deux bornes par couloir"
PAGE = f"/.blogwifi/post/{quote(POST)}"
LIVE = "/.blogwifi/live"


def test_who_was_given_the_address_reads_the_post(served: Served) -> None:
    assert DRAFT in served.browser().get(PAGE).body


@pytest.mark.parametrize("path", ["/", PAGE, LIVE, "/.blogwifi/live.js", "/nothing"])
def test_without_the_cookie_nothing_is_told(served: Served, path: str) -> None:
    browser = served.browser()
    for cookie in ("", "blogwifi=1", browser.cookie[:-1], f"{browser.cookie}x", browser.cookie.upper()):
        answer = ask(browser.port, Browser(browser.port, cookie).request(path))
        assert read(answer).status == 403
        assert len(read(answer).body) < 20


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.evil.example",
        "127.0.0.1:{port}, evil.example", "[::1]:{port}", "",
    ],
)  # fmt: skip
def test_a_foreign_host_is_refused_with_the_cookie_and_with_the_key(served: Served, host: str) -> None:
    browser = served.browser()
    key = served.address().partition(f":{browser.port}")[2]
    for path in (PAGE, LIVE, "/", key):
        got = browser.get(path, host=host.format(port=browser.port))
        assert (got.status, DRAFT in got.body, "set-cookie" in got.headers) == (403, False, False)
    assert Browser(browser.port).get(key).status == 200, "the key was not spent"


def test_two_hosts_and_an_address_for_a_path_are_refused(served: Served) -> None:
    browser = served.browser()
    double = browser.request(PAGE).replace(b"\r\n\r\n", b"\r\nHost: evil.example\r\n\r\n")
    for request in (double, browser.request(f"http://127.0.0.1:{browser.port}{PAGE}"), browser.request("*")):
        answer = ask(browser.port, request)
        assert (read(answer).status in (400, 403), DRAFT in answer) == (True, False)


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "X"]
)
def test_only_looking_is_allowed(served: Served, method: str) -> None:
    got = served.browser().get(PAGE, method)
    assert (got.status, DRAFT in got.body) == (405, False)


def test_a_head_has_no_body(served: Served) -> None:
    got = served.browser().get(PAGE, "HEAD")
    assert (got.status, got.body) == (200, b"")
    assert int(got.headers["content-length"]) > 100


def test_a_page_of_another_site_cannot_ask(served: Served) -> None:
    got = served.browser().get(PAGE, origin="https://evil.example")
    assert (got.status, DRAFT in got.body) == (403, False)


def test_what_brings_a_body_is_refused(served: Served) -> None:
    browser = served.browser()
    assert browser.get(PAGE, content_length="3").status == 400
    assert browser.get(PAGE, transfer_encoding="chunked").status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/../../../etc/passwd", "/.blogwifi/post/../../etc/passwd", "//etc/passwd", "/etc/passwd",
        "/.blogwifi/post/%2e%2e/%2e%2e/etc/passwd", "/.blogwifi/post/..%2f..%2fetc/passwd",
        "/.blogwifi/post/%252e%252e/etc/passwd", "/.blogwifi/post//etc/passwd", "/.blogwifi/post/etc/passwd",
        "/.git/config", "/.blogwifi/post/.git/config", "/blogwifi.toml", "/.blogwifi/post/blogwifi.toml",
        "/posts/secret.png", "/.blogwifi/post/posts/secret.png", "/.blogwifi/post/posts/..\\secret.png",
        "/.blogwifi/post/posts/link.md", "/.blogwifi/post/posts/a%00.md", "/.blogwifi/post/%ff.md",
        "/.blogwifi/post/posts/%0d%0aX: y",
    ],
)  # fmt: skip
def test_no_path_leads_elsewhere_on_the_disk(served: Served, path: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("# root:x:0\n")
    (served.root / "posts/link.md").symlink_to(outside)
    (served.root / "posts/secret.png").write_bytes(b"root:x:0")
    browser = served.browser()
    answer = ask(browser.port, browser.request(path))
    assert read(answer).status in (400, 404)
    assert b"root:" not in answer
    assert b"[core]" not in answer


@pytest.mark.parametrize(
    "request_",
    [
        b"", b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/2\r\n\r\n", b"GET / HTTP/1.1\r\nHost\r\n\r\n",
        b"GET / HTTP/1.1\r\n Host: x\r\n\r\n", b"\xff\xfe / HTTP/1.1\r\n\r\n", b"\x16\x03\x01" * 20,
        b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nX: " + b"a" * 1_000_000,
    ],
    ids=lambda request: request[:24].decode("latin-1"),
)  # fmt: skip
def test_what_is_no_request_does_no_harm(served: Served, request_: bytes) -> None:
    browser = served.browser()
    answer = ask(browser.port, request_)
    assert DRAFT not in answer
    assert DRAFT in browser.get(PAGE).body


def test_connections_that_say_nothing_keep_nobody_waiting_and_the_oldest_make_room(served: Served) -> None:
    browser = served.browser()
    with ExitStack() as held:
        opened = []
        for number in range(300):
            opened.append(socket.create_connection(("127.0.0.1", browser.port), LONGEST))
            held.callback(opened[-1].close)
            if number % 2:
                opened[-1].sendall(b"GET / HT")
        assert DRAFT in browser.get(PAGE).body
        opened[0].settimeout(HEAD_SECONDS / 2)
        with suppress(ConnectionResetError):
            assert opened[0].recv(1) == b""


def test_the_first_address_is_good_for_one_visit(served: Served) -> None:
    address = served.address()
    browser = Browser.at(address)
    key = address.partition(f":{browser.port}")[2]
    assert Browser(browser.port).get(key).status == 403
    assert browser.get(key).status == 404, "who has the cookie has no use for it"
    assert DRAFT in browser.get(PAGE).body


def test_looking_ahead_spends_no_key(served: Served) -> None:
    address = served.address()
    stranger = Browser(served.server.port)
    key = address.partition(f":{served.server.port}")[2]
    assert stranger.get(key, "HEAD").status == 403
    assert stranger.get(key, sec_purpose="prefetch;prerender").status == 403
    assert stranger.get(key).status == 200


def test_a_wrong_key_lets_nobody_in(served: Served) -> None:
    address = served.address()
    stranger = Browser(served.server.port)
    key = address.partition(f":{served.server.port}")[2]
    for wrong in (key[:-1], f"{key}x", key.upper(), "/.blogwifi/open/", "/.blogwifi/open"):
        assert stranger.get(wrong).status == 403
    assert stranger.get(key).status == 200


def test_the_key_and_the_cookie_stand_in_no_page_and_are_kept_by_nobody(served: Served) -> None:
    address = served.address()
    browser = Browser(served.server.port)
    key = address.rpartition("/")[2]
    opened = browser.get(address.partition(f":{served.server.port}")[2])
    assert key.encode() not in opened.body
    cookie = opened.headers["set-cookie"]
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Strict")
    browser.cookie = cookie.partition(";")[0]
    secret = browser.cookie.partition("=")[2]
    for got in (opened, browser.get(PAGE), browser.get("/"), browser.get("/.blogwifi/live.js")):
        assert got.headers["referrer-policy"] == "no-referrer"
        assert got.headers["cache-control"] == "no-store"
        assert got.headers["x-content-type-options"] == "nosniff"
        assert key.encode() not in got.body
        assert secret.encode() not in got.body


def test_it_listens_to_this_machine_alone(served: Served) -> None:
    served.address()
    wanted = f"{served.server.port:04X}"
    for table in ("tcp", "tcp6"):
        rows = [line.split() for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]]
        listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{wanted}")]
        assert listening == (["0100007F:" + wanted] if table == "tcp" else [])


def test_the_process_ends_when_the_program_is_killed(blog_folder: Path, tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from blogwifi_tui.core.serve.page_server import PageServer
server = PageServer(Path({str(blog_folder)!r}), print)
server.start()
server.show({POST!r}).result()
print(server.port, server._process.pid, flush=True)
import time
time.sleep(1000)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout
        port, pid = map(int, started.stdout.readline().split())
        started.kill()
        until = time.monotonic() + 5
        while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
            time.sleep(0.02)
    assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), 1)


def test_where_a_page_is_is_not_waited_for_once_what_serves_it_has_ended(served: Served) -> None:
    served.address()
    served.server.stop()
    served.server.wait()
    with pytest.raises(PageServerFailed):
        served.server.show(POST).result(LONGEST)


def test_two_servers_know_only_their_own_browsers(
    served: Served, serve: Callable[..., Served], blog_folder: Path
) -> None:
    other = serve(blog_folder)
    browser, stranger = served.browser(), other.browser()
    assert Browser(other.server.port, browser.cookie).get(PAGE).status == 403
    assert Browser(served.server.port, stranger.cookie).get(PAGE).status == 403
