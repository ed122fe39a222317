"""A timer and a service of systemd for one person, who need not be root."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.content.atomic import write_state
from blogwifi_tui.content.slugs import slugify
from blogwifi_tui.core.schedule.plan import FileDiff, SchedulePlan, due_command
from blogwifi_tui.core.schedule.quoting import unit_command
from blogwifi_tui.errors import FileFailed, ScheduleRefused
from blogwifi_tui.settings.paths import place_name, systemd_dir

if TYPE_CHECKING:
    from blogwifi_tui.core.schedule.moments import DueMoments
    from blogwifi_tui.core.schedule.plan import Command

_PATIENCE = 30
"""Seconds that systemd may take to answer."""
_SERVICE = """\
# Written by blogwifi schedule.
[Unit]
Description=Publish the posts of a blog whose date has come

[Service]
Type=oneshot
ExecStart={command}
# 3: no post is due.
SuccessExitStatus=3
"""
_TIMER = """\
# Written by blogwifi schedule.
[Unit]
Description=When posts of a blog are due

[Timer]
# Known moments, in the time zone of the blog.
{moments}
# Each quarter of an hour: posts that were scheduled later, and what could not be done the last time.
OnCalendar=*:{phase:02}/15
Persistent=true
AccuracySec=1s

[Install]
WantedBy=timers.target
"""


class SystemdTimer:
    """The timer of one blog, in the person's own folder of units."""

    def __init__(self, root: Path, run: str = "") -> None:
        """``run`` builds the site after a publication; it is not needed to take the timer out."""
        self._root = root
        self._run = run
        name = f"blogwifi-{slugify(root.name)[:40]}-{place_name(root)[:8]}"
        self._timer, self._service = f"{name}.timer", f"{name}.service"

    def plan(self, due: DueMoments) -> SchedulePlan:
        """The two files, and what lets systemd know of them."""
        moments = "\n".join(f"OnCalendar={each:%Y-%m-%d %H:%M:%S} {due.zone}" for each in due.moments)
        command = unit_command(due_command(self._root, self._run))
        files = (
            self._file(self._service, _SERVICE.format(command=command)),
            self._file(self._timer, _TIMER.format(moments=moments, phase=due.phase)),
        )
        after = (("daemon-reload",), ("enable", self._timer), ("restart", self._timer))
        return SchedulePlan(files, after=_commands(after), is_told=self._is_enabled)

    def removal(self) -> SchedulePlan:
        """The same two files gone."""
        files = (self._file(self._service, None), self._file(self._timer, None))
        return SchedulePlan(
            files,
            before=_commands((("disable", "--now", self._timer),)),
            after=_commands((("daemon-reload",),)),
            is_told=not self._is_enabled,
        )

    def apply(self, plan: SchedulePlan) -> None:
        """Write or remove the files, and tell systemd.

        Raises:
            FileFailed: a file cannot be written.
            ScheduleRefused: systemd was not reached, or says no; the files are as they are to be.
        """
        refused: ScheduleRefused | None = None
        try:
            _run_all(plan.before)
        except ScheduleRefused as error:  # the files go in any case: without them nothing is started
            refused = error
        for file in plan.files:
            _write(Path(file.name), file.after)
        _run_all(plan.after)
        if refused:
            raise refused

    @property
    def _is_enabled(self) -> bool:
        """Whether systemd begins the timer when the person logs in: it keeps links to what it begins."""
        return (systemd_dir() / "timers.target.wants" / self._timer).is_symlink()

    def _file(self, name: str, text: str | None) -> FileDiff:
        path = systemd_dir() / name
        try:
            before = path.read_bytes()
        except FileNotFoundError:
            before = None
        except OSError as error:
            raise FileFailed(str(path), error.errno or 0, "read") from error
        return FileDiff(str(path), before, None if text is None else text.encode())


def _write(path: Path, data: bytes | None) -> None:
    try:
        if data is None:
            path.unlink(missing_ok=True)
        else:
            write_state(path, data, durable=True)
    except OSError as error:
        raise FileFailed(str(path), error.errno or 0, "write") from error


def _commands(verbs: Sequence[Sequence[str]]) -> tuple[Command, ...]:
    return tuple(("systemctl", "--user", *words) for words in verbs)


def _run_all(commands: Sequence[Command]) -> None:
    for command in commands:
        try:
            ran = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ScheduleRefused(" ".join(command), "systemd", str(error)) from error
        if ran.returncode:
            said = ran.stderr.decode("utf-8", "replace").strip()
            raise ScheduleRefused(" ".join(command), "systemd", said)
