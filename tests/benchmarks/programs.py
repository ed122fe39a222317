"""Programs on a terminal of their own, and the smallest Textual program there is to measure ours beside."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ

PATIENCE = 300
CTRL_Q = b"\x11"
READY = b"PRET"
SMALLEST = [
    sys.executable,
    "-c",
    """
from textual.app import App
from textual.widgets import Static

class Smallest(App):
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        yield Static("PRET")

Smallest().run()
""",
]


def ours(*words: str) -> list[str]:
    """The command that starts our program with these words, as the installed ``blogwifi`` does."""
    return [sys.executable, "-c", "from blogwifi_tui.cli.main import main; raise SystemExit(main())", *words]


def own_environment(home: Path) -> dict[str, str]:
    """The environment, in which programs keep what they remember below ``home``."""
    own = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "STATE", "CONFIG", "DATA")}
    return os.environ | own | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


class Program:
    """A program that runs on a terminal of 120 by 40."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self.began = time.perf_counter()
        self._command = command
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            ioctl(0, TIOCSWINSZ, pack("HHHH", 40, 120, 0, 0))
            os.execve(command[0], command, dict(environment))  # noqa: S606

    def wait_for(self, text: bytes) -> float:
        """Read until it has written ``text``; the seconds since it was started."""
        seen = b""
        while text not in seen:
            if not select.select([self._terminal], [], [], PATIENCE)[0]:
                raise TimeoutError(self._command)
            seen += os.read(self._terminal, 65536)
        return time.perf_counter() - self.began

    def rest(self, *, seconds: float = 1.0) -> None:
        """Read until it has written nothing and used no processor for so long."""
        quiet_since, before = time.perf_counter(), self.processor()
        while time.perf_counter() - quiet_since < seconds:
            written = select.select([self._terminal], [], [], 0.05)[0]
            if written:
                os.read(self._terminal, 65536)
            now = self.processor()
            if written or now - before > 0.02:  # a look at the files now and then is rest
                quiet_since, before = time.perf_counter(), now

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self._terminal, keys)

    def processor(self) -> float:
        """Seconds of the processor that it and its children which ended have used."""
        fields = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Bytes of memory in use: what is its own, and its share of what others use too."""
        rolled = Path(f"/proc/{self.process}/smaps_rollup").read_text(encoding="utf-8")
        return next(int(line.split()[1]) for line in rolled.splitlines() if line.startswith("Pss:")) * 1024

    def leave(self) -> None:
        """Press the key that ends it, and wait until it has."""
        self.press(CTRL_Q)
        try:
            while os.read(self._terminal, 65536):
                pass
        except OSError:  # its end of the terminal is closed
            pass
        os.waitpid(self.process, 0)
        self.process = 0

    def close(self) -> None:
        """End it, however."""
        if self.process:
            os.kill(self.process, 9)
            os.waitpid(self.process, 0)
        os.close(self._terminal)


@contextmanager
def started(command: list[str], environment: Mapping[str, str]) -> Iterator[Program]:
    """A program that is ended at the end."""
    program = Program(command, environment)
    try:
        yield program
    finally:
        program.close()


def row_of(post: Path) -> bytes:
    """What the row of a post is known by: the beginning of its title, which nothing but a row shows first."""
    title = post.read_text(encoding="utf-8").partition('title: "')[2].partition('"')[0]
    return title[:12].encode()


def first_run(command: list[str], row: bytes, environment: Mapping[str, str]) -> None:
    """A first start that is let end what it begins: what it keeps for later starts is written then."""
    with started(command, environment) as program:
        program.wait_for(row)
        program.rest()
        program.leave()
