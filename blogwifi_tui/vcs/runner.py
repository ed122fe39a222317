"""The one place that starts git.

Every child is started with an argument list, in a session of its own (so that neither git nor ssh finds a
terminal to ask on), in the environment of :mod:`blogwifi_tui.vcs.environment`, and attended by
:mod:`blogwifi_tui.vcs.process`. A push goes through GitPython; what looks and commits does not, as its import
takes longer than most of that, and asks git twice for its version.
"""

from __future__ import annotations

import os
import random
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from blogwifi_tui.errors import (
    BlogwifiError,
    Cancelled,
    FileMissing,
    GitBroken,
    GitFailed,
    GitMissing,
    TimedOut,
)
from blogwifi_tui.vcs.answers import Answer, Answers
from blogwifi_tui.vcs.environment import child_environment, git_program
from blogwifi_tui.vcs.harmless import Setting, is_harmless, is_place
from blogwifi_tui.vcs.locks import lock_error
from blogwifi_tui.vcs.output import bounded
from blogwifi_tui.vcs.process import End, Ended, attend
from blogwifi_tui.vcs.progress import CancelToken, percent_in

if TYPE_CHECKING:
    from git.cmd import Git

# A hostile or slow file-system monitor must not be started by merely looking; a folder that looks like a bare
# repository may have come with a clone, as files do.
_LOOKING = ("-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit")
# A submodule has settings and hooks of its own, which nobody agreed to.
_NOT_INTO_SUBMODULES = ("-c", "submodule.recurse=false", "-c", "push.recurseSubmodules=no")
# Without it a power cut can leave HEAD naming an empty object.
_DURABLE = ("-c", "core.fsync=all")
_TALKING = (*_DURABLE, *_NOT_INTO_SUBMODULES)
_WRITING = (*_TALKING, "-c", "i18n.commitEncoding=UTF-8", "-c", "user.useConfigOnly=true")
# A command line of a program has an end (execve(2): 2 MB as a rule); no path is longer than 4 kB.
_PATHS_A_CALL = 400
T = TypeVar("T")
_LOCK_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)


@dataclass(frozen=True, slots=True)
class Result:
    """What a git command left: exit status, standard output as bytes, standard error as text."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text, file names decoded as the system does, without the last newline."""
        return os.fsdecode(self.out).removesuffix("\n")

    @property
    def items(self) -> tuple[str, ...]:
        """Standard output of a command run with ``-z``, split."""
        return tuple(os.fsdecode(item) for item in self.out.split(b"\0") if item)


def literal(paths: Sequence[str]) -> list[str]:
    """``paths`` as pathspecs that name exactly these files; ``.`` is the root.

    Said path by path: ``--literal-pathspecs`` would be handed on to the hooks, and change what they do.
    """
    return [f":(top,literal){'' if path == '.' else path}" for path in paths]


def in_parts(items: Sequence[T], most: int = _PATHS_A_CALL) -> Iterator[Sequence[T]]:
    """``items``, so many at a time: of paths, as many as a command line of a program takes."""
    return (items[start : start + most] for start in range(0, len(items), most))


class Runner:
    """Starts git in one work tree. Safe to use from several threads."""

    def __init__(self, root: Path, *, terminal: bool = False, answers: Answers | None = None) -> None:
        """With ``terminal``, git may ask for passwords on ours: never while a screen is drawn on it."""
        self.root = root
        self.answers = answers or Answers()
        self.terminal = terminal
        self.guard: Callable[[], Mapping[str, str]] = dict
        """What keeps a command that only looks from starting what the repository brings along: environment,
        asked for before each; empty where git may go by all of its settings."""
        self.allowed: Callable[[], None] = lambda: None
        """Called before a command that may write, or that goes over the network; what it raises stops it."""
        self._interrupted = CancelToken()
        self._closed = CancelToken()

    def interrupt(self) -> None:
        """End what :meth:`run` waits for now, as a hook that hangs; what is run later goes on as ever."""
        current, self._interrupted = self._interrupted, CancelToken()
        current.cancel()

    def close(self, patience: float) -> None:
        """Give what git does ``patience`` seconds; from then on end whatever takes longer than a moment."""
        timer = threading.Timer(patience, self._closed.cancel)
        timer.daemon = True
        timer.start()

    def read(
        self,
        *arguments: str,
        data: bytes | None = None,
        check: bool = True,
        env: Mapping[str, str] | None = None,
        cancel: CancelToken | None = None,
    ) -> Result:
        """Run a command that only looks: see :meth:`run`."""
        words = [*_LOOKING, *arguments]
        env = {**self.guard(), **(env or {})}
        stops = (cancel,) if cancel else ()
        return self._checked(words, arguments[0], check=check, data=data, env=env, stops=stops)

    def settings(self, data: bytes) -> tuple[Setting, ...]:
        """The settings in the text of a file, as git reads it: without files it includes, or any other.

        Raises:
            GitFailed: it is not a file of settings.
        """
        found: tuple[Setting, ...] = ()

        def ask() -> Answer | None:
            nonlocal found
            found = self._settings_in(data)
            # Any other may hold a secret, as a header for a server does.
            return found if all(is_harmless(each) or is_place(each) for each in found) else None

        known = self.answers.to(("settings", sha256(data).hexdigest()), ask)
        return found or tuple(Setting(key or "", value) for key, value in known or ())

    def _settings_in(self, data: bytes) -> tuple[Setting, ...]:
        words = ("config", "--file", "-", "--no-includes", "--null", "--list")
        nowhere = {"GIT_DIR": os.devnull}
        listed = self._checked(words, words[0], check=True, data=data, env=nowhere, stops=())
        parts = (item.partition("\n") for item in listed.items)
        return tuple(Setting(key, value if equals else None) for key, equals, value in parts)

    def run(
        self,
        *arguments: str,
        data: bytes | None = None,
        env: Mapping[str, str] | None = None,
        check: bool = True,
        cancel: CancelToken | None = None,
    ) -> Result:
        """Run a command that may write, durably; a held lock is waited for, about a second and a half.

        Raises:
            LockHeld: another git, or a dead one, kept a lock for longer.
            GitMissing: there is no git.
            Cancelled: ``cancel`` was, or :meth:`interrupt` called.
            Untrusted: git would start what nobody agreed to.
            BlogwifiError: with ``check``, what :func:`~.vcs.error_parsing.local_failure` makes of it.
        """
        self.allowed()
        stops = (cancel or CancelToken(), self._interrupted)
        words = [*_WRITING, *arguments]
        return self._checked(words, arguments[0], check=check, data=data, env=env, stops=stops)

    def stream(
        self,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        progress: Callable[[int], None] | None = None,
        cancel: CancelToken | None = None,
        idle: float | None = None,
    ) -> Result:
        """Run a command that talks to a remote; its exit status is the caller's to judge.

        Args:
            arguments: the command.
            env: from :func:`~blogwifi_tui.vcs.environment.network_environment`.
            progress: told the percentage of the data moved, each value once.
            cancel: ends it within two seconds.
            idle: seconds of silence after which it is ended.

        Raises:
            GitMissing: there is no git.
            Cancelled: ``cancel`` was.
            TimedOut: git said nothing for ``idle`` seconds.
            Untrusted: git would start what nobody agreed to.
        """
        self.allowed()
        told = -1

        def heard(printed: bytes) -> None:
            nonlocal told
            percent = percent_in(printed)
            if progress is not None and percent is not None and percent != told:
                told = percent
                progress(percent)

        if self.terminal:
            # Somebody may be looking for a password.
            idle = None
        stops = (cancel or CancelToken(),)
        start = self._start_push if arguments[0] == "push" else self._start
        words = [*_TALKING, *arguments]
        run = partial(self._execute, words, env=env, heard=heard, stops=stops, idle=idle, start=start)
        result, lock = self._patiently(run, stops, idle)
        if lock is not None:
            raise lock_error(lock, self.root)
        return result

    def _checked(
        self,
        words: Sequence[str],
        command: str,
        *,
        check: bool,
        data: bytes | None,
        env: Mapping[str, str] | None,
        stops: Sequence[CancelToken],
    ) -> Result:
        run = partial(self._execute, words, data=data, env=env, stops=stops)
        result, lock = self._patiently(run, stops, None)
        if lock is not None:
            raise lock_error(lock, self.root)
        if check and result.status:
            from blogwifi_tui.vcs.error_parsing import local_failure

            raise local_failure(command, result.status, result.err, self.root)
        return result

    def _patiently(
        self, run: Callable[[], Ended], stops: Sequence[CancelToken], idle: float | None
    ) -> tuple[Result, Path | None]:
        """Run a command until no lock stops it, about a second and a half; the lock that still does.

        Raises:
            GitBroken, GitSettingsWrong: git itself is at fault, whatever was asked of it.
        """
        lock: Path | None = None
        for pause in (0.0, *_LOCK_PAUSES):
            if lock is not None:
                (*stops, self._closed)[0].wait(pause * random.uniform(0.7, 1.3))  # noqa: S311
            result = _result(run(), idle)
            if not result.status and not result.err:
                return result, None
            from blogwifi_tui.vcs.error_parsing import held_lock, unusable

            lock = held_lock(result.err, self.root) if result.status else None
            if lock is None:
                break
        if error := unusable(result.status, result.err, self.root):
            raise error
        return result, lock

    def _execute(
        self,
        words: Sequence[str],
        *,
        data: bytes | None = None,
        env: Mapping[str, str] | None = None,
        heard: Callable[[bytes], None] | None = None,
        stops: Sequence[CancelToken] = (),
        idle: float | None = None,
        start: Callable[[Sequence[str], Mapping[str, str], int], Started] | None = None,
    ) -> Ended:
        if any(stop.cancelled for stop in stops):
            raise Cancelled
        given = {**child_environment(terminal=self.terminal), **(env or {})}
        source = subprocess.DEVNULL if data is None else subprocess.PIPE
        try:
            started = (start or self._start)([*git_program(given), *words], given, source)
        except FileNotFoundError as error:
            if not self.root.is_dir():
                raise FileMissing(str(self.root)) from error
            raise GitMissing from error
        except OSError as error:
            raise GitBroken("", error.errno or 0) from error
        stops = (*stops, self._closed)
        return attend(
            started.process, group=not self.terminal, data=data, heard=heard, stops=stops, idle=idle
        )

    def _start(self, command: Sequence[str], env: Mapping[str, str], source: int) -> Started:
        return Started(
            subprocess.Popen(
                command,
                cwd=self.root,
                env={**os.environ, **env},
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=not self.terminal,
            )
        )

    def _start_push(self, command: Sequence[str], env: Mapping[str, str], source: int) -> Started:
        """As :meth:`_start`, by GitPython: whatever becomes of us, its handle does not let a push go on."""
        git = load_gitpython()(str(self.root))
        from git.exc import GitCommandNotFound

        try:
            handle = git.execute(
                [*command],
                istream=None if source == subprocess.DEVNULL else source,
                as_process=True,
                env={**env},
                start_new_session=not self.terminal,
            )
        except GitCommandNotFound as error:
            raise FileNotFoundError(command[0]) from error
        return Started(cast("subprocess.Popen[bytes]", handle.proc), handle)


@dataclass(frozen=True, slots=True)
class Started:
    """A git that runs."""

    process: subprocess.Popen[bytes]
    handle: object = None
    """What ends it when it is collected, and so has to outlive the attendance."""


def load_gitpython() -> type[Git]:
    """Import GitPython (about a tenth of a second), which is told not to raise when there is no git.

    It runs ``git version`` twice while it is imported, and raises ImportError when that fails.

    Raises:
        GitBroken, GitSettingsWrong: that is so.
    """
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    try:
        from git.cmd import Git
    except ImportError as error:
        if error.name is not None:
            raise  # a module is missing: the installation is at fault
        raise _why_git_fails() from error
    return Git


def _why_git_fails() -> BlogwifiError:
    """What git itself says when it is only asked for its version."""
    from blogwifi_tui.vcs.error_parsing import local_failure

    try:
        asked = subprocess.run(
            [*git_program(), "version"],
            env={**os.environ, **child_environment(terminal=False)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            start_new_session=True,
            check=False,
        )
    except OSError as error:
        return GitBroken("", error.errno or 0)
    words = asked.stderr.decode("utf-8", "replace") or asked.stdout.decode("utf-8", "replace")
    failure = local_failure("version", asked.returncode, words, Path())
    return GitBroken(failure.words) if isinstance(failure, GitFailed) else failure


def _result(ended: Ended, idle: float | None) -> Result:
    if ended.end is End.CANCELLED:
        raise Cancelled
    if ended.end is End.SILENT:
        raise TimedOut(idle or 0.0)
    return Result(ended.status, ended.out, bounded(ended.err.decode("utf-8", "replace")))
