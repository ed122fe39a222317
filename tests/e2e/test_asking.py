"""Remotes that ask for a password or a passphrase: nothing covers the screen, and no secret is shown."""

from __future__ import annotations

import os
import shlex
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from blogwifi_tui.core.trust import agree_to_all, open_guarded
from blogwifi_tui.settings.paths import recovery_dir
from tests.conftest import Git

from .conftest import Open, check_ended, process_in
from .terminal import PROGRAM

SECRET = "s3cr3t-jeton"  # noqa: S105


@pytest.fixture
def asking_server() -> Iterator[str]:
    """The address of a server that wants a password and accepts none."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="blog"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/blog.git"
    server.shutdown()
    server.server_close()


def test_a_password_is_asked_for_in_the_terminal_alone_and_the_screen_comes_back(
    ready_blog: Path, asking_server: str, terminal: Open, git: Git
) -> None:
    git(ready_blog, "remote", "set-url", "origin", asking_server)
    window = terminal(ready_blog)
    window.wait_for("1 to publish")
    window.press("p")
    window.wait_for("refused your password or token, or waits for one")
    window.wait_to_answer("Try again in the terminal")
    assert b"Username" not in window.raw
    window.press("ctrl+t")
    window.wait_for("Username for")
    window.type("zoe\n")
    window.wait_for("Password for")
    window.type(f"{SECRET}\n")
    window.wait_for("refused your password or token")
    window.press("down", "up")
    window.press("h")
    window.wait_for("2 commits")
    window.press("escape")
    window.wait_for("1 to publish")
    window.press("q")
    assert window.wait_exit() == 0
    assert window.restored
    assert SECRET.encode() not in window.raw
    assert git(ready_blog, "log", "-1", "--format=%s") == "Compte les bornes"


def test_a_passphrase_nobody_can_be_asked_for_leaves_the_keys_to_the_program_and_esc_ends_it(
    ready_blog: Path, bare_remote: Path, tmp_path: Path, terminal: Open, git: Git
) -> None:
    asked = tmp_path / "asked"
    os.mkfifo(asked)
    program = tmp_path / "asks"
    program.write_text(
        "#!/bin/sh\n(printf 'Enter passphrase: ' > /dev/tty && read phrase < /dev/tty) 2> /dev/null\n"
        f"echo $$ > '{asked}'\nexec sleep 1000\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    git(ready_blog, "config", "core.sshCommand", shlex.quote(str(program)))
    git(ready_blog, "remote", "set-url", "origin", f"zoe@blog.example:{bare_remote}")
    (ready_blog / "blogwifi.toml").write_text("[publish]\nfetch_minutes = 0\n", encoding="utf-8")
    agree_to_all(open_guarded(ready_blog))
    window = terminal(ready_blog)
    quiet = process_in(asked, window)  # the quiet look at the start asks too
    window.wait_for("1 to publish")
    window.press("p")
    check_ended(quiet)
    process = process_in(asked, window)
    window.wait_for("publishing…")
    window.press("?")
    window.wait_for("Write a new post")
    window.press("escape")
    window.wait_gone("Write a new post")
    window.press("escape")
    window.wait_for("Publication stopped")
    check_ended(process)
    assert b"passphrase" not in window.raw
    window.press("q")
    assert window.wait_exit() == 0


def test_a_password_in_an_address_is_nowhere_to_be_read(
    ready_blog: Path, asking_server: str, terminal: Open, git: Git, home: Path
) -> None:
    git(ready_blog, "remote", "set-url", "origin", asking_server.replace("//", f"//zoe:{SECRET}@"))
    git(ready_blog, "config", "core.sshCommand", f"ssh -o ProxyCommand='curl https://zoe:{SECRET}@x.example'")
    window = terminal(ready_blog)
    window.wait_for("1 to publish")
    window.press("ctrl+r")
    window.wait_to_answer("git would start these")
    window.press("ctrl+t")
    window.wait_to_answer("Try again in the terminal")
    window.press("ctrl+t")
    window.wait_gone("Try again in the terminal")
    window.wait_for("refused your password or token")
    window.press("h")
    window.wait_for("2 commits")
    window.press("escape")
    window.press("enter")
    window.wait_for("line 1, column 1")
    window.type("Trois. ")
    window.wait_for(r"copy \d\d:\d\d:\d\d")
    window.send_signal(15)
    window.wait_exit()
    written = [file.read_bytes() for file in home.rglob("*") if file.is_file() and file.name != "git-log"]
    assert recovery_dir().is_relative_to(home)
    assert SECRET.encode() not in window.raw + b"".join(written)
    for verb in ("publish", "list", "commit", "trust"):
        done = subprocess.run([*PROGRAM, verb, "--blog", ready_blog], capture_output=True, check=False)
        assert SECRET.encode() not in done.stdout + done.stderr
