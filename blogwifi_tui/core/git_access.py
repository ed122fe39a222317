"""What git needs of the person who works here: a name, trust, a terminal, a way past a lock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogwifi_tui.errors import LockHeld
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.commit import Identity


_EMAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+")


def is_email(text: str) -> bool:
    """Whether git may sign commits with this as an address; nobody is asked whether it exists."""
    return _EMAIL.fullmatch(text.strip()) is not None


class GitAccess:
    """The way to git for one blog. Methods raise NotARepository, ForeignOwner, GitMissing, GitTooOld."""

    def __init__(self, repository: BlogRepository) -> None:
        self._repository = repository

    def require_trust(self) -> None:
        """Make sure that a commit may start what the repository brings along. Raises Untrusted."""
        self._repository.git.before_writing()

    def identity(self) -> Identity | None:
        """Who commits here, or None when git does not know."""
        return self._repository.git.identity()

    def set_identity(self, name: str, email: str) -> None:
        """Tell this repository, and no other, who commits."""
        self._repository.git.set_identity(name, email)

    def require_agreed(self, named: tuple[str, ...], digest: str, generator: str) -> None:
        """Make sure that a generator may run what it is ``named`` by. Raises Untrusted."""
        from blogwifi_tui.core.trust import require_agreed

        require_agreed(self._repository.git, named, digest, generator)

    def trust(self, digest: str) -> None:
        """Let what the repository brings along be started; ``digest``: of Untrusted. Raises FileFailed."""
        from blogwifi_tui.core.trust import agree

        agree(self._repository.git, digest)

    def trust_all(self) -> Sequence[str]:
        """Let git start all that the repository brings along now; what that is."""
        from blogwifi_tui.core.trust import agree_to_all

        return agree_to_all(self._repository.git)

    def remove_lock(self, held: LockHeld) -> None:
        """Remove the lock a dead git left; see :meth:`blogwifi_tui.vcs.repository.Repository.remove_lock`."""
        self._repository.git.remove_lock(held)

    def asking(self) -> AbstractContextManager[None]:
        """While no screen is drawn: git, ssh and gpg may ask for what they need, on the terminal."""
        return self._repository.in_terminal()
