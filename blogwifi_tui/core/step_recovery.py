"""The steps that an earlier run began and could not end: taken back, or found to be done.

A step whose commit is in the branch is done, and what git had still to write down of it is written. Any other
is taken back: each file that holds what the step gave it gets what it held before. One that holds something
else by now was changed by somebody since; it is left as it is, and named.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from blogwifi_tui.content import files
from blogwifi_tui.content.atomic import clear_leftovers
from blogwifi_tui.core.step_journal import Home, Left, Record, RecordedFile, home_of, left_behind
from blogwifi_tui.errors import BlogwifiError, FileMissing, FileRefused, LockHeld, Untrusted
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.vcs.blog_repository import BlogRepository
from blogwifi_tui.vcs.commit import Commit
from blogwifi_tui.vcs.interrupted import (
    changed_since,
    first_commit,
    free_locks,
    git_is_at_work,
    mend_index,
)
from blogwifi_tui.vcs.scratch import clear_scratch
from blogwifi_tui.vcs.take_back import finish_or_take_back

LONGEST_WAIT = 5.0
"""Seconds that a git which outlived its program gets to end the commit."""
_PAUSE = 0.1


class Ending(StrEnum):
    """What became of a step that was interrupted."""

    TAKEN_BACK = "taken back"
    FINISHED = "finished"
    NOT_COMMITTED = "not committed"
    """It was a commit of files as they are, and was not made."""
    UNREADABLE = "unreadable"
    """Its record is damaged, and was set aside."""
    UNDER_WAY = "under way"
    """git is still at work on its commit."""
    FAILED = "failed"
    """It could not be taken back yet; the next start tries again."""


@dataclass(frozen=True, slots=True)
class RecoveredStep:
    """One step that was interrupted, and what became of it."""

    ending: Ending
    message: str = ""
    """Of its commit."""
    left: tuple[str, ...] = ()
    """Files that somebody changed since."""
    aside: str = ""
    """Where a damaged record lies now."""
    error: BlogwifiError | None = None
    """Why it could not be taken back."""


class StepRecovery:
    """Ends the steps of one blog that were interrupted."""

    def __init__(self, root: Path, repository: BlogRepository, remember: Callable[[Commit], object]) -> None:
        """``remember`` is told of a commit that can be undone."""
        self._root = root
        self._repository = repository
        self._remember = remember

    def recover(self) -> tuple[RecoveredStep, ...]:
        """End them; what became of each. Where there are none, this costs a look at two folders."""
        home = home_of(self._root)
        if home.is_repository:
            clear_scratch(home.folder.parent)
        joined = tuple(self._joined()) if home.is_repository else ()
        if not home.folder.is_dir():
            return joined
        with left_behind(home.folder) as found:
            # The last first: what it found is what an earlier one left.
            ended = tuple(self._ended(home, left) for left in reversed(found))
        with suppress(OSError):  # not empty: a step of another process is under way, or a note stays
            home.folder.rmdir()
        return (*joined, *ended)

    def _joined(self) -> Iterator[RecoveredStep]:
        """What became of the joining of the other side's work, when that was interrupted."""
        what = _("Join the other side’s work")
        try:
            taken_back = finish_or_take_back(self._repository.git)
        except BlogwifiError as error:
            if not (isinstance(error, LockHeld) and error.held):  # another window is at it
                yield RecoveredStep(Ending.FAILED, what, error=error)
        else:
            if taken_back is not None:
                yield RecoveredStep(Ending.TAKEN_BACK if taken_back else Ending.FINISHED, what)

    def _ended(self, home: Home, left: Left) -> RecoveredStep:
        if left.record is None:
            return RecoveredStep(Ending.UNREADABLE, aside=str(left.set_aside()))
        try:
            ended = self._end(home, left.record, left.begun)
        except BlogwifiError as error:
            return RecoveredStep(Ending.FAILED, left.record.message, error=error)
        if ended.ending is not Ending.UNDER_WAY:
            left.end()
        return ended

    def _end(self, home: Home, record: Record, begun: float) -> RecoveredStep:
        committed: set[str] = set()
        if record.commits:
            if not self._git_has_ended():
                return RecoveredStep(Ending.UNDER_WAY, record.message)
            free_locks(self._repository.git, begun)
            committed = changed_since(self._repository.git, record.head, record.paths)
        for folder in {(home.base / file.path).parent for file in record.files}:
            clear_leftovers(folder)
        if committed and committed >= {file.path for file in record.changing}:
            self._finish(record)
            return RecoveredStep(Ending.FINISHED, record.message)
        left = tuple(_not_taken_back(home.base, record, committed))
        if record.commits and any(file.before is None for file in record.files):
            self._forget_new(record)
        return RecoveredStep(
            Ending.TAKEN_BACK if record.changing else Ending.NOT_COMMITTED, record.message, left
        )

    def _git_has_ended(self) -> bool:
        end = time.monotonic() + LONGEST_WAIT
        while git_is_at_work(self._repository.git):
            if time.monotonic() > end:
                return False
            time.sleep(_PAUSE)
        return True

    def _finish(self, record: Record) -> None:
        git = self._repository.git
        mend_index(git, record.head, record.paths)
        made = first_commit(git, record.head, record.paths)
        if made and record.remembered:
            self._remember(Commit(made))

    def _forget_new(self, record: Record) -> None:
        """Take out of git's index the files that the step made: it had been told that they would come."""
        try:
            mend_index(self._repository.git, record.head, record.paths)
        except Untrusted:
            return  # writing the index may start a hook; a file that is not there does no harm in it


def _not_taken_back(base: Path, record: Record, committed: set[str]) -> Iterator[str]:
    """Take back what can be; the paths of the others, which somebody else wrote."""
    for file in reversed(record.changing):
        try:
            held = _held(base, file.path)
        except FileRefused:
            yield file.path
            continue
        if held == file.before:
            continue
        known = file.path not in committed and (None if held is None else files.digest(held)) == file.after
        if known or (held == b"" and file.before is None):  # empty: its name was taken, no more
            _put_back(base, file, held)
        else:
            yield file.path


def _held(base: Path, path: str) -> bytes | None:
    try:
        return files.read(base, path)
    except FileMissing:
        return None


def _put_back(base: Path, file: RecordedFile, held: bytes | None) -> None:
    if file.before is None:
        files.delete(base, file.path, expected=None)
    elif held is None:
        files.create(base, file.path, file.before)
    else:
        files.write(base, file.path, file.before, expected=files.digest(held))
