"""What starting costs: ``python tests/benchmarks/bench_start.py [POSTS...]`` (default 10 1000 10000).

From the start of the process until rows of posts stand on the terminal, beside the smallest Textual program
there is, each in its turn. Milliseconds and processor time are medians; quote the ratio, the median of the
rounds' ratios: it alone travels from one machine to another. The first round, without a cache, is left out.
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import sys
import tempfile
import time
from fcntl import ioctl
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ
from typing import NamedTuple

from tests.benchmarks.repositories import make_blog

ROUNDS = 10
PATIENCE = 30
SMALLEST = """
from textual.app import App
from textual.widgets import Static

class Smallest(App):
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        yield Static("PRET")

Smallest().run()
"""


class Start(NamedTuple):
    """One start, until its text was seen."""

    seconds: float
    processor: float


def start(command: list[str], text: bytes, environment: dict[str, str]) -> Start:
    """Start ``command`` on a terminal of 120 by 40, and end it as soon as it shows ``text``."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        ioctl(0, TIOCSWINSZ, pack("HHHH", 40, 120, 0, 0))
        os.execve(command[0], command, environment)  # noqa: S606
    seen = b""
    while text not in seen:
        if not select.select([terminal], [], [], PATIENCE)[0]:
            raise TimeoutError(command)
        seen += os.read(terminal, 65536)
    seconds = time.perf_counter() - began
    ticks = Path(f"/proc/{child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    return Start(seconds, sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"))


def main() -> None:
    """Print a line a program."""
    counts = [int(word) for word in sys.argv[1:]] or [10, 1_000, 10_000]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment |= {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "STATE", "CONFIG", "DATA")}
        programs = {"smallest": ([sys.executable, "-c", SMALLEST], b"PRET")}
        for count in counts:
            blog = home / f"{count}" / "blog"
            blog.mkdir(parents=True)
            make_blog(blog, count)
            # The sign of a published post: nothing but a row has it.
            programs[f"{count} posts"] = ([sys.executable, "-m", "blogwifi_tui", str(blog)], "●".encode())
        taken: dict[str, list[Start]] = {name: [] for name in programs}
        for turn in range(ROUNDS + 1):
            for name, (command, text) in programs.items():
                one = start(command, text, environment)
                if turn:
                    taken[name].append(one)
    for name, starts in taken.items():
        pairs = zip(starts, taken["smallest"], strict=True)
        ratio = statistics.median(one.seconds / least.seconds for one, least in pairs)
        seconds, processor = (statistics.median(each) * 1e3 for each in zip(*starts, strict=True))
        print(f"{name:12} {seconds:7.0f} ms {processor:7.0f} ms of processor {ratio:6.2f} times the smallest")


if __name__ == "__main__":
    main()
