"""What a session sends over a slow line: ``python tests/benchmarks/bench_line.py [COLUMNSxROWS]`` (80x24).

A person starts the program on fifty posts, walks, searches, writes a sentence, saves, looks at the preview,
commits and publishes. For each step: the bytes sent to the terminal, and the seconds they take at 9,600 baud.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.repositories import make_blog

POSTS = 50
BYTES_A_SECOND = 960
QUIET = 0.7
"""Seconds without output after which a step is over."""
PATIENCE = 60
SENTENCE = "Le débit tombe de moitié à chaque mur, et « l’étage » compte. "
AT_REST = 10
"""Seconds for which nobody does anything."""
SYNCHRONISED = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""What the program asks, and what a terminal answers that shows whole frames."""


class Step(NamedTuple):
    """What a person does."""

    name: str
    keys: tuple[str, ...]
    """Each sent when nothing more comes for the one before; bytes are of one of them."""
    seen: str = ""
    """A part of what shows when it is over, such as is sent even where some of it stood there before."""
    goal: int | None = None
    """The most bytes a key may take."""


STEPS = (
    Step("a row down", ("j",) * 10),
    Step("the search box", ("/",)),
    Step("a letter in it", tuple("débit")),
    Step("out of it", ("\x1b",)),
    Step("help", ("?",)),
    Step("out of it", ("\x1b",)),
    Step("the first row", ("\x1b[H",)),
    Step("the editor", ("\r",)),
    Step("to the second paragraph", ("\x1b[B", "\x1b[B"), goal=700),
    Step("a letter of a sentence", tuple(SENTENCE), goal=700),
    Step("left and right", ("\x1b[D", "\x1b[C") * 3, goal=700),
    Step("preview", ("\x1bOS",)),
    Step("out of it", ("\x1bOS",)),
    Step("save", ("\x13",)),
    Step("commit", ("\r",), "ommit "),
    Step("the list", ("\x1b",)),
    Step("publish", ("p",), "correction"),
)
"""The goal is that of typing; for the others there is none but to be small."""


class Line:
    """The program on a terminal of its own, and the bytes it sends."""

    def __init__(self, blog: Path, home: Path, columns: int, rows: int) -> None:
        """Start it."""
        self.child, self._terminal = pty.fork()
        if self.child == 0:
            kinds = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "STATE", "CONFIG", "DATA")}
            own = {"HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(  # noqa: S606
                sys.executable, [sys.executable, "-m", "blogwifi_tui", str(blog)], os.environ | kinds | own
            )
        self.sent = 0

    def close(self) -> None:
        """End the program."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._terminal)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._terminal, keys.encode())

    def settle(self, seen: str = "", quiet: float = QUIET) -> None:
        """Take what comes until ``seen`` came, and then nothing for a while."""
        text, end = b"", time.monotonic() + PATIENCE
        while select.select([self._terminal], [], [], quiet)[0] or seen.encode() not in text:
            if time.monotonic() > end:
                raise TimeoutError(seen)
            if select.select([self._terminal], [], [], quiet)[0]:
                output = os.read(self._terminal, 1 << 16)
                self.sent += len(output)
                text += output
                if SYNCHRONISED[0] in output:
                    os.write(self._terminal, SYNCHRONISED[1])


def told(name: str, sent: float, goal: int | None) -> str:
    """A line of the table."""
    verdict = "no goal" if goal is None else f"goal {goal:5}: {'met' if sent <= goal else 'missed'}"
    return f"{name:26}{sent:9.0f} bytes{sent / BYTES_A_SECOND:8.1f} s   {verdict}"


def main() -> None:
    """Print a line a step."""
    columns, rows = (sys.argv[1:] or ["80x24"])[0].split("x")
    print(f"{POSTS} posts, {columns} by {rows}, seconds at 9,600 baud")
    with tempfile.TemporaryDirectory() as folder:
        blog = Path(folder, "on", "blog")
        blog.mkdir(parents=True)
        make_blog(blog, POSTS)
        line = Line(blog, Path(folder), int(columns), int(rows))
        try:
            line.settle("●", quiet=2)
            print(told("start, until all is there", line.sent, None))
            for step in STEPS:
                taken = []
                for key in step.keys:
                    before = line.sent
                    line.press(key)
                    line.settle(step.seen)
                    taken.append(line.sent - before)
                print(told(step.name, sum(taken) / len(taken), step.goal), f"  most {max(taken)}")
            line.settle(quiet=2)
            before = line.sent
            line.settle(quiet=AT_REST)
            print(told(f"{AT_REST} s at rest", line.sent - before, 0))
        finally:
            line.close()


if __name__ == "__main__":
    main()
