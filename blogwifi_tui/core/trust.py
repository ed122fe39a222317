"""Which repositories may start the programs they bring along: the person's answers, kept outside of them.

An answer holds for one repository at one place and for exactly the settings and hooks it was given for.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from blogwifi_tui.content.atomic import write_state
from blogwifi_tui.errors import FileFailed, Untrusted
from blogwifi_tui.settings.paths import trust_dir
from blogwifi_tui.vcs.repository import Repository


def open_guarded(folder: Path) -> Repository:
    """Open the repository around ``folder`` so that looking starts nothing the person has not agreed to.

    Committing, fetching and publishing raise Untrusted until then.

    Raises:
        NotARepository, ForeignOwner, GitMissing, GitTooOld: it cannot be used.
    """
    repository = Repository.open(folder)
    programs = repository.programs()
    repository.guard(None if _agreed(repository.root, programs.digest) else programs)
    repository.before_writing = partial(check, repository)
    return repository


def check(repository: Repository) -> None:
    """Make sure that git may start what the repository brings along now.

    Raises:
        Untrusted: the person has not agreed to that.
    """
    programs = repository.programs()
    if programs.named and not _agreed(repository.root, programs.digest):
        repository.guard(programs)
        raise Untrusted(str(repository.root), programs.named, programs.digest)
    repository.guard(None)


def agree(repository: Repository, digest: str) -> None:
    """Remember that the person agreed to what ``digest`` (of an Untrusted) stands for.

    Raises:
        FileFailed: it cannot be remembered.
    """
    file = _file(repository.root)
    try:
        write_state(file, digest.encode("ascii"), durable=False)
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


def _agreed(root: Path, digest: str) -> bool:
    try:
        return _file(root).read_text(encoding="ascii") == digest
    except (OSError, UnicodeDecodeError):
        return False


def _file(root: Path) -> Path:
    return trust_dir() / sha256(os.fsencode(root.resolve())).hexdigest()
