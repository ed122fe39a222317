"""What a schedule would write, to be agreed to before anything is written."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from blogwifi_tui.core.schedule.quoting import require_one_line

if TYPE_CHECKING:
    from blogwifi_tui.core.schedule.moments import DueMoments
    from blogwifi_tui.vcs.commit import Commit

Command = tuple[str, ...]
"""A program and its arguments."""


class FileDiff(NamedTuple):
    """A file as it is, and as it is to be."""

    name: str
    """What a person calls it: its path, or ``crontab``."""
    before: bytes | None
    """None: there is none."""
    after: bytes | None
    """None: it goes."""

    def lines(self) -> list[str]:
        """The difference, as ``diff -u`` writes it; empty for none."""
        before, after = _lines(self.before), _lines(self.after)
        old, new = (self.name if data is not None else "/dev/null" for data in (self.before, self.after))
        return list(difflib.unified_diff(before, after, old, new, lineterm=""))


def _lines(data: bytes | None) -> list[str]:
    return data.decode("utf-8", "replace").removesuffix("\n").split("\n") if data else []


@dataclass(frozen=True, slots=True)
class SchedulePlan:
    """Files to be written, and commands to be run before and after that."""

    files: tuple[FileDiff, ...]
    before: tuple[Command, ...] = ()
    after: tuple[Command, ...] = ()
    is_told: bool = True
    """Whether what is to run the files knows of them already."""

    @property
    def is_done(self) -> bool:
        """Whether all is as it is to be already."""
        return self.is_told and all(each.before == each.after for each in self.files)


class Schedule(Protocol):
    """One way to let the next publication run by itself."""

    def plan(self, due: DueMoments) -> SchedulePlan:
        """What is to be written so that it runs at these moments. Raises ScheduleRefused, FileError."""
        ...

    def removal(self) -> SchedulePlan:
        """What takes it out again. Raises ScheduleRefused, FileError."""
        ...

    def apply(self, plan: SchedulePlan) -> Commit | None:
        """Write it; the commit, where there is one.

        Raises:
            ScheduleRefused: a program that had to be told did not agree.
            FileError, GitError: nothing, or not all, was written.
        """
        ...


def due_command(root: Path, run: str) -> list[str]:
    """The command that a timer runs: what is due is published, and then ``run`` builds the site."""
    return [*_program(), "-C", str(root), "due", "--publish", f"--run={require_one_line(run)}"]


def _program() -> Sequence[str]:
    """How this program is started by its full path: a timer has another PATH than a person."""
    python = Path(sys.executable)
    beside = python.with_name("blogwifi")
    # -P: a folder of the name of a module, in the one that a timer starts in, is none of ours.
    return (str(beside),) if beside.is_file() else (str(python), "-P", "-m", "blogwifi_tui")
