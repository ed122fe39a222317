"""A line of the person's crontab, marked as ours; every other line stays as it is, byte for byte."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.core.schedule.moments import QUARTER
from blogwifi_tui.core.schedule.plan import FileDiff, SchedulePlan, due_command
from blogwifi_tui.core.schedule.quoting import crontab_command
from blogwifi_tui.errors import ScheduleRefused
from blogwifi_tui.settings.paths import place_name

if TYPE_CHECKING:
    from blogwifi_tui.core.schedule.moments import DueMoments

NAME = "crontab"
_PATIENCE = 30
"""Seconds that the program may take."""
_LONGEST = 900
"""Bytes of a command: some crons take no more than a thousand."""
_NONE_YET = b"no crontab for"


class CrontabLine:
    """The line of one blog."""

    def __init__(self, root: Path, run: str = "") -> None:
        """``run`` builds the site after a publication; it is not needed to take the line out."""
        self._root = root
        self._run = run
        self._mark = f"# blogwifi {place_name(root)}:"

    def plan(self, due: DueMoments) -> SchedulePlan:
        """The crontab with the line, each quarter of an hour, at the minutes at which the first post is due.

        So the moment itself is met whatever the time zone of the machine, when clocks change too, and what
        was missed while the machine was off is made good.
        """
        minutes = ",".join(str(minute) for minute in range(due.phase, 60, QUARTER))
        command = crontab_command(due_command(self._root, self._run))
        line = f"{minutes} * * * * {command} {self._mark} next {due.moments[0]:%Y-%m-%d %H:%M} {due.zone}\n"
        if len(line.encode()) > _LONGEST:
            raise ScheduleRefused(str(self._root), "long")
        return self._changed(lambda lines: _with_line(lines, self._is_ours, line.encode()))

    def removal(self) -> SchedulePlan:
        """The crontab without it."""
        return self._changed(lambda lines: [each for each in lines if not self._is_ours(each)])

    def apply(self, plan: SchedulePlan) -> None:
        """Give cron the new crontab.

        Raises:
            ScheduleRefused: somebody changed it meanwhile, or cron does not take it; it is as it was.
        """
        for file in plan.files:
            if _read() != (file.before or b""):
                raise ScheduleRefused(NAME, "changed")
            _crontab("-", data=file.after or b"")

    def _changed(self, change: Callable[[list[bytes]], list[bytes]]) -> SchedulePlan:
        before = _read()
        after = b"".join(change(before.splitlines(keepends=True)))
        return SchedulePlan((FileDiff(NAME, before, after),))

    def _is_ours(self, line: bytes) -> bool:
        return self._mark.encode() in line


def _with_line(lines: list[bytes], is_ours: Callable[[bytes], bool], new: bytes) -> list[bytes]:
    """``lines`` with ``new`` in the place of the one that is ours, or at the end."""
    found = [at for at, line in enumerate(lines) if is_ours(line)]
    if found:
        return [new if at == found[0] else line for at, line in enumerate(lines) if at not in found[1:]]
    if lines and not lines[-1].endswith(b"\n"):
        lines[-1] += b"\n"
    return [*lines, new]


def _read() -> bytes:
    """The crontab as it is; empty where there is none."""
    return _crontab("-l")


def _crontab(argument: str, data: bytes = b"") -> bytes:
    """What the program prints. Raises ScheduleRefused."""
    try:
        ran = subprocess.run(
            [NAME, argument],
            input=data,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        raise ScheduleRefused(NAME, "absent") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScheduleRefused(NAME, "crontab", str(error)) from error
    if not ran.returncode:
        return ran.stdout
    if argument == "-l" and _NONE_YET in ran.stderr.lower():
        return b""
    raise ScheduleRefused(NAME, "crontab", ran.stderr.decode("utf-8", "replace").strip())
