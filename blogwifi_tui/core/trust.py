"""Which repositories may start the programs they bring along: the person's answers, kept outside of them.

An answer holds for one repository at one place and for exactly the settings and programs it was given for.
Until there is one, git goes by those settings alone that are known to be harmless, starts nothing, and
reaches no other machine (:mod:`blogwifi_tui.vcs.guard`).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from blogwifi_tui.content.atomic import write_state
from blogwifi_tui.errors import FileFailed, Untrusted
from blogwifi_tui.settings.paths import git_answers_file, guard_dir, trust_dir
from blogwifi_tui.vcs import guard
from blogwifi_tui.vcs.answers import Answers
from blogwifi_tui.vcs.harmless import Setting
from blogwifi_tui.vcs.hooks import Programs
from blogwifi_tui.vcs.repository import Repository

_KEPT = 20
"""Answers a repository: what it brings changes with what is fetched, and may change back."""


def open_guarded(folder: Path) -> Repository:
    """Open the repository around ``folder`` so that looking starts nothing the person has not agreed to.

    Committing, fetching and publishing raise Untrusted until then.

    Raises:
        NotARepository, ForeignOwner, GitMissing, GitTooOld: it cannot be used.
        FileFailed: what looking needs cannot be written.
    """
    repository = Repository.open(folder, _answers_of_git())
    trust = _Trust(repository)
    repository.runner.guard = trust.environment
    repository.runner.allowed = repository.before_writing = trust.check
    repository.before_moving = trust.check
    trust.know_filters()
    return repository


def check(repository: Repository) -> None:
    """Make sure that git may start what the repository brings along now.

    Raises:
        Untrusted: the person has not agreed to that.
    """
    _check(repository, repository.programs())


def require_agreed(repository: Repository, named: tuple[str, ...], digest: str, generator: str) -> None:
    """Make sure that a generator may run what it is ``named`` by, for which ``digest`` stands.

    Raises:
        Untrusted: the person has not agreed to that.
    """
    if not _is_agreed_to(repository.root, Programs(named, digest)):
        raise Untrusted(str(repository.root), named, digest, generator)


def agree(repository: Repository, digest: str) -> None:
    """Remember that the person agreed to what ``digest`` (of an Untrusted) stands for.

    Raises:
        FileFailed: it cannot be remembered.
    """
    file = _file(trust_dir(), repository.root)
    kept = [digest, *(each for each in _answers(repository.root) if each != digest)]
    try:
        write_state(file, "\n".join(kept[:_KEPT]).encode("ascii"), durable=False)
    except OSError as error:
        raise FileFailed(str(file), error.errno or 0, "write") from error


def agree_to_all(repository: Repository) -> Sequence[str]:
    """Agree to all there is now; what that was, empty when nothing was to be agreed to."""
    try:
        check(repository)
    except Untrusted as error:
        agree(repository, error.digest)
        return error.programs
    return ()


class _Trust:
    """Whether one repository may start programs, looked up each time before git is started in it."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._folder = _file(guard_dir(), repository.git_dir)
        self._laid_out: Sequence[Setting] | None = None
        self._lock = threading.Lock()
        self._without_filters: Mapping[str, str] = {}

    def know_filters(self) -> None:
        """Learn which filters the person has: the files of a repository choose among them."""
        self._without_filters = guard.without_filters(self._repository.configuration())

    def check(self, target: str | None = None) -> None:
        """Raise Untrusted where git may not go by all settings; with ``target``, once it has its files."""
        _check(self._repository, self._repository.programs(target))

    def environment(self) -> Mapping[str, str]:
        """What keeps git from starting anything; empty when it may.

        Raises:
            FileFailed: what that needs cannot be written.
        """
        repository = self._repository
        programs = repository.programs()
        if _is_agreed_to(repository.root, programs):
            return {}
        with self._lock:
            if self._laid_out != programs.kept or not self._folder.is_dir():
                guard.lay_out(self._folder, repository.common_dir, programs.kept)
                self._laid_out = programs.kept
        return {
            **guard.environment(self._folder, repository.root, repository.git_dir),
            **self._without_filters,
        }


def _check(repository: Repository, programs: Programs) -> None:
    if not _is_agreed_to(repository.root, programs):
        raise Untrusted(str(repository.root), programs.named, programs.digest)


def _is_agreed_to(root: Path, programs: Programs) -> bool:
    return not programs.named or programs.digest in _answers(root)


def _answers_of_git() -> Answers:
    """What git has answered before; without a file for that, it is asked again."""
    file = git_answers_file()
    try:
        stored = file.read_bytes() if file.is_file() else b""
    except OSError:
        stored = b""

    def store(answers: bytes) -> None:
        with suppress(OSError):
            write_state(file, answers, durable=False)

    return Answers(stored, store)


def _answers(root: Path) -> Sequence[str]:
    try:
        return _file(trust_dir(), root).read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return ()


def _file(folder: Path, place: Path) -> Path:
    return folder / sha256(os.fsencode(place.resolve())).hexdigest()
