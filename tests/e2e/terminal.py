"""A person at a terminal: starts the installed program, presses keys, looks at the screen.

Nothing here waits for time to pass: ``wait_for`` returns as soon as the screen shows the words. The deadline
only bounds a test that fails.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

from .emulator import SHOWN_AT_START, Emulator

PROGRAM = (sys.executable, "-m", "blogwifi_tui")
HURRIED = (
    sys.executable,
    "-c",
    "from blogwifi_tui import cli; from blogwifi_tui.ui import app; app.LONGEST_FAREWELL = 0.001; cli.main()",
)
"""Our program where the time it gives itself to end is over at once, as on a machine that is too busy."""
DEADLINE = 60.0
"""Seconds after which a wait has failed, on the slowest machine."""
_PASSED_ON = re.compile("PATH|HOME|LANG|TERM|COLORTERM|TMPDIR|TZ|PYTHONPATH|COVERAGE_.*|XDG_.*|GIT_.*")
_KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "insert": "\x1b[2~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "ctrl+home": "\x1b[1;5H",
    "ctrl+end": "\x1b[1;5F",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    **{
        f"f{n}": f"\x1b[{code}~"
        for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
    },
}


class Terminal:
    """One program in one pseudo-terminal; use it as a context, which ends the program.

    Args:
        arguments: what follows ``blogwifi`` on the command line.
        cwd: the folder it is started in.
        size: columns and rows.
        env: more variables, over those of the test; None removes one.
        program: another program than ours.
    """

    def __init__(
        self,
        *arguments: str | Path,
        cwd: Path,
        size: tuple[int, int] = (110, 32),
        env: Mapping[str, str | None] | None = None,
        program: tuple[str, ...] = PROGRAM,
    ) -> None:
        command = [*program, *map(str, arguments)]
        self.raw = bytearray()
        """Every byte the program wrote to the terminal."""
        self.emulator = Emulator(*size)
        self._master, self._slave = os.openpty()
        self._set_size(size)
        self._modes_before = termios.tcgetattr(self._slave)
        self._status: int | None = None
        environment = _environment(env or {})
        self.pid = os.fork()
        if self.pid == 0:
            _become(command, self._slave, cwd, environment)
        self._ended = os.pidfd_open(self.pid)
        os.set_blocking(self._master, False)

    def __enter__(self) -> Self:
        """The terminal."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program, however it stands."""
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for descriptor in (self._ended, self._slave, self._master):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    # What a person does

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: ``ctrl+s``, ``enter``, ``f6``, ``escape``, ``alt+b``, ``p``..."""
        self._write("".join(map(self._key, keys)).encode())

    def type(self, text: str) -> None:
        """Type ``text``; a line feed is the Enter key."""
        self._write(text.replace("\n", "\r").encode())

    def paste(self, text: str) -> None:
        """Paste ``text`` as a terminal does."""
        self._write(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def click(self, pattern: str) -> None:
        """Click with the mouse on the first character of the first text that matches."""
        for y, line in enumerate(self.emulator.lines):
            if found := re.search(pattern, line):
                place = f"0;{found.start() + 1};{y + 1}"
                self._write(f"\x1b[<{place}M\x1b[<{place}m".encode())
                return
        self._fail(f"nothing to click on: {pattern!r}")

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.emulator.resize(columns, rows)
        self._set_size((columns, rows))

    def send_signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal under the program, as a lost line does."""
        os.close(self._master)
        self._master = -1

    def drain(self, until: float) -> None:
        """Take what the program draws until a moment of :func:`time.monotonic`: the pace of a typist."""
        while (left := until - time.monotonic()) > 0:
            if select.select([self._master], [], [], left)[0]:
                self._read()

    # What a person sees

    def screen_text(self) -> str:
        """The screen as it was when last waited for, a line each, without trailing blanks."""
        return "\n".join(self.emulator.lines)

    def wait_for(self, pattern: str) -> None:
        """Wait until the screen shows a text that matches (``^`` and ``$`` match at every line)."""
        self._wait(lambda: self._shows(pattern), f"to see {pattern!r}")

    def wait_gone(self, pattern: str) -> None:
        """Wait until the screen shows no text that matches."""
        self._wait(lambda: not self._shows(pattern), f"to see no more of {pattern!r}")

    def wait_to_write_below(self, label: str) -> None:
        """Wait until the cursor stands on the line below one that matches: that field takes the keys."""

        def there() -> bool:
            return re.search(label, self.emulator.lines[self.emulator.cursor_line - 1]) is not None

        self._wait(there, f"to write below {label!r}")

    def wait_exit(self) -> int:
        """Wait until the program has ended; its exit status, negative for the signal that ended it."""
        end = time.monotonic() + DEADLINE
        while self._status is None:
            if time.monotonic() > end:
                self._fail("the program did not end")
            self._pump(end)
        return self._status

    def suspend(self) -> None:
        """Stop the program as a shell does with Ctrl+Z, and wait until it stands still."""
        self.send_signal(signal.SIGTSTP)
        self._wait(lambda: self.emulator.modes == SHOWN_AT_START, "to be suspended")
        os.waitpid(self.pid, os.WUNTRACED)

    def resume(self) -> None:
        """Let a suspended program go on, and wait until it has drawn its screen again."""
        self.send_signal(signal.SIGCONT)
        self._wait(lambda: self.emulator.full_screen and bool(self.screen_text().strip()), "to go on")

    @property
    def restored(self) -> bool:
        """Whether the terminal is as the program found it: its line settings, its modes, its screen."""
        same = termios.tcgetattr(self._slave) == self._modes_before
        return same and self.emulator.modes == SHOWN_AT_START and self.emulator.keyboard_levels == 0

    def _shows(self, pattern: str) -> bool:
        return re.search(pattern, self.screen_text(), re.MULTILINE) is not None

    def _wait(self, true: Callable[[], bool], wish: str) -> None:
        end = time.monotonic() + DEADLINE
        while self.emulator.updating or not true():
            if self._status is not None:
                self._fail(f"the program ended with {self._status}, and we waited {wish}")
            if time.monotonic() > end:
                self._fail(f"waited in vain {wish}")
            self._pump(end)

    def _pump(self, end: float) -> None:
        """Take what the program wrote, or notice that it ended; waits for either until ``end``."""
        sources = [self._ended] if self._master < 0 else [self._master, self._ended]
        ready, _, _ = select.select(sources, [], [], max(end - time.monotonic(), 0))
        if self._master in ready:
            self._read()
        elif self._ended in ready:
            _, status = os.waitpid(self.pid, 0)
            self._status = os.waitstatus_to_exitcode(status)

    def _read(self) -> None:
        data = os.read(self._master, 65536)
        self.raw += data
        if answers := self.emulator.feed(data):
            self._write(answers)

    def _write(self, data: bytes) -> None:
        """Write all of ``data``, taking what the program draws meanwhile: neither may wait for the other."""
        while data:
            readable, writable, _ = select.select([self._master], [self._master], [], DEADLINE)
            if readable:
                self._read()
            if writable:
                data = data[os.write(self._master, data[:1024]) :]
            if not readable and not writable:
                self._fail("the program takes no more keys")

    def _key(self, name: str) -> str:
        if name == "escape":
            # A lone ESC may begin another key; terminals that speak the kitty protocol say it plainly.
            return "\x1b[27u" if self.emulator.keyboard_levels else "\x1b"
        if name in _KEYS:
            return _KEYS[name]
        *held, last = name.split("+") if name != "+" else [name]
        if held == ["ctrl"]:
            return chr(ord(last.upper()) & 0x1F)
        if held == ["alt"]:
            return f"\x1b{last}"
        if held or len(last) != 1:
            raise ValueError(name)
        return last

    def _set_size(self, size: tuple[int, int]) -> None:
        columns, rows = size
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _fail(self, reason: str) -> NoReturn:
        raise AssertionError(f"{reason}; the screen shows:\n{self.screen_text()}")


def _environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    """The variables a terminal would give, and of this test's own only those that keep it apart."""
    merged = {name: value for name, value in os.environ.items() if _PASSED_ON.fullmatch(name)} | changes
    return {name: value for name, value in merged.items() if value is not None}


def _become(command: list[str], terminal: int, cwd: Path, environment: dict[str, str]) -> NoReturn:
    """Turn this freshly forked process into ``command``, at the head of a session on ``terminal``."""
    try:
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, signal.SIG_DFL)  # the tests may have been started with nohup, or by a job
        os.login_tty(terminal)
        os.chdir(cwd)
        os.execvpe(command[0], command, environment)  # noqa: S606 - no shell is wanted
    finally:
        os._exit(127)
