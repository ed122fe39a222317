"""One git child from its start to its end: its output, how long it is silent, and how it is stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import IO

from blogwifi_tui.vcs.progress import CancelToken

_TICK = 0.05
# git removes its locks on SIGTERM and cannot on SIGKILL, so it gets this long.
_PATIENCE = 1.0
# A hook may leave a program behind that keeps our pipes open: once git is gone, we do not wait for that one.
_GRACE = 0.25


class End(Enum):
    """Why a child ended."""

    ITSELF = auto()
    CANCELLED = auto()
    SILENT = auto()


@dataclass(frozen=True, slots=True)
class Ended:
    """A child that ended: exit status (negative: the signal), both outputs, and why."""

    status: int
    out: bytes
    err: bytes
    end: End


def attend(
    process: subprocess.Popen[bytes],
    *,
    group: bool,
    data: bytes | None,
    heard: Callable[[bytes], None] | None,
    stops: Sequence[CancelToken],
    idle: float | None,
) -> Ended:
    """Feed ``data`` to a child, collect what it prints, and end it when asked to or when it falls silent.

    Args:
        process: the child.
        group: it leads a session of its own, so that its children can be ended with it.
        data: for its standard input.
        heard: called now and then with all of standard error so far.
        stops: each ends the child when cancelled.
        idle: seconds without a byte on either output after which the child is ended.
    """
    if data is not None and process.stdin is not None:
        # ``communicate`` forgets what is still to be sent when its time is up.
        threading.Thread(target=_feed, args=(process.stdin, data), daemon=True).start()
        process.stdin = None
    send = partial(os.killpg, process.pid) if group else process.send_signal
    watch = _Watch(process, send, stops, idle)
    try:
        out, err = _heard_out(process, watch, heard)
    except BaseException:
        # We are told to end: git is not to go on without us.
        watch.end_now()
        raise
    return Ended(watch.close(), out, err, watch.end)


def _heard_out(
    process: subprocess.Popen[bytes], watch: _Watch, heard: Callable[[bytes], None] | None
) -> tuple[bytes, bytes]:
    """Both outputs, once the child is gone."""
    while True:
        try:
            return process.communicate(timeout=_TICK)
        except subprocess.TimeoutExpired as pause:
            out, err = pause.output or b"", pause.stderr or b""
        if heard is not None:
            heard(err)
        watch.look(len(out) + len(err))
        if watch.left_behind():
            return out, err


def _feed(stream: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), stream:
        stream.write(data)


class _Watch:
    """What happened to a child so far, and what is due next."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        send: Callable[[int], None],
        stops: Sequence[CancelToken],
        idle: float | None,
    ) -> None:
        self.end = End.ITSELF
        self._process = process
        self._send = send
        self._stops = stops
        self._idle = idle
        self._volume = 0
        self._heard_at = time.monotonic()
        self._kill_at: float | None = None
        self._gone_at: float | None = None

    def look(self, volume: int) -> None:
        now = time.monotonic()
        if volume != self._volume:
            self._volume, self._heard_at = volume, now
        if self._kill_at is not None:
            if now >= self._kill_at:
                self._signal(signal.SIGKILL)
        elif any(stop.cancelled for stop in self._stops):
            self._stop(End.CANCELLED, now)
        elif self._idle is not None and now - self._heard_at > self._idle:
            self._stop(End.SILENT, now)

    def left_behind(self) -> bool:
        if self._process.poll() is None:
            return False
        now = time.monotonic()
        self._gone_at = self._gone_at or now
        return now - self._gone_at > _GRACE

    def end_now(self) -> None:
        self._stop(End.CANCELLED, time.monotonic())
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)
        self._signal(signal.SIGKILL)

    def close(self) -> int:
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()
        status = self._process.wait()
        if self.end is not End.ITSELF:
            self._signal(signal.SIGKILL)
        return status

    def _stop(self, why: End, now: float) -> None:
        self.end = why
        self._kill_at = now + _PATIENCE
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            self._send(number)
