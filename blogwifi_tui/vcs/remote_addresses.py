"""Where publications go: the addresses of the remote that the branch is published to.

Each is changed by itself, by git's own writer of settings: no other line of the file changes. What a remote
under the same name had at another address is forgotten with it, or it would be taken for what is there now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blogwifi_tui.errors import AddressElsewhere, GitFailed, RemoteGone
from blogwifi_tui.vcs.config import Configuration, Source
from blogwifi_tui.vcs.error_parsing import remote_failure
from blogwifi_tui.vcs.line import Line
from blogwifi_tui.vcs.output import masked
from blogwifi_tui.vcs.progress import CancelToken, Phase
from blogwifi_tui.vcs.repository import Repository

_HEADS = "refs/heads/"
FIRST = "origin"
"""The name of a remote that is made here, as ``git clone`` names one."""


@dataclass(frozen=True, slots=True)
class RemoteAddress:
    """An address of a remote, and what it is for."""

    text: str
    """As it is written, with a password where it holds one."""
    fetched: bool
    """Whether it is the one that is fetched from."""
    pushed: bool
    """Whether publications go there."""


def addresses_of(settings: Configuration, remote: str) -> tuple[RemoteAddress, ...]:
    """The addresses of ``remote``, the one that is fetched from first, by the rules of git-push.

    A branch may also go to an address that has no name: that is one then.
    """
    own = settings.all(f"remote.{remote}.url") or ([remote] if {*"/:"} & {*remote} else [])
    pushed = settings.all(f"remote.{remote}.pushurl") or own
    fetched = own[:1]
    every = dict.fromkeys((*fetched, *pushed))
    return tuple(RemoteAddress(each, fetched=each in fetched, pushed=each in pushed) for each in every)


class AddressBook:
    """The addresses of one repository's remote: tried, added, changed."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._runner = repository.runner

    @property
    def _branch(self) -> str:
        return self._repository.refs.branch() or ""

    def require_trust(self) -> None:
        """Make sure that git may go by all settings here. Raises Untrusted."""
        self._repository.before_writing()

    def remote(self) -> str | None:
        """The remote that publications of this branch go to; None: there is none, or one is to be chosen."""
        return self._repository.configuration(fresh=True).push_remote(self._branch)

    def addresses(self) -> tuple[RemoteAddress, ...]:
        """Those of that remote; empty where there is none."""
        remote = self.remote()
        return addresses_of(self._repository.configuration(), remote) if remote else ()

    def choose(self, remote: str) -> None:
        """Let publications go to this one of several remotes."""
        self._runner.run("config", "--local", "remote.pushDefault", remote)

    def tip_at(self, address: str, *, idle: float, cancel: CancelToken | None = None) -> str | None:
        """Ask a repository for the last commit of our branch; None where it answers, and has none.

        Raises:
            RemoteGone: there is no repository at ``address``, or git does not know such addresses.
            RemoteError, TimedOut, Cancelled: it did not answer.
        """
        words = ("ls-remote", "--", address, f"{_HEADS}{self._branch}")
        line = Line(self._repository, idle=idle)
        done = line.talk(Phase.FETCHING, words, None, cancel, quiet=False)
        if not done.status:
            return done.text.partition("\t")[0] or None
        name = masked(address)
        error = remote_failure("ls-remote", done.status, done.err, self._repository.root, name)
        if isinstance(error, RemoteGone | GitFailed):
            raise RemoteGone(name, error.words, "address" if isinstance(error, RemoteGone) else "odd")
        raise error

    def add(self, address: str) -> None:
        """Let publications go to ``address``, where there was none."""
        remote = self.remote() or FIRST
        if any(key.startswith(f"remote.{remote}.") for key in self._repository.configuration().keys):
            self._runner.run("config", "--local", "--add", f"remote.{remote}.url", address)
        else:
            self._repository.add_remote(remote, address)

    def change(self, old: RemoteAddress, new: str, tip: str | None) -> None:
        """Write ``new`` wherever ``old`` stands for this remote; ``tip`` is what it has of our branch.

        Raises:
            AddressElsewhere: it stands in no file of this repository; nothing was changed.
        """
        remote = self.remote() or FIRST
        keys = self._keys(remote, old.text)
        for key in keys:
            self._runner.run("config", "--local", "--replace-all", "--fixed-value", key, new, old.text)
        if old.fetched:
            self._forget(remote, tip)

    def _keys(self, remote: str, address: str) -> Sequence[str]:
        """The settings that hold ``address`` as one of the remote's."""
        branch = self._branch
        named = (f"remote.{remote}.url", f"remote.{remote}.pushurl")
        direct = (f"branch.{branch}.pushremote", "remote.pushdefault", f"branch.{branch}.remote")
        settings = self._repository.configuration()
        found = [key for key in (*named, *direct) if address in settings.all(key)]
        for key in found:
            written = self._runner.read("config", "--local", "--null", "--get-all", key, check=False)
            if address not in written.items:
                raise AddressElsewhere(self._file(key))
        return found

    def _file(self, key: str) -> str:
        """The file that sets ``key``, as git names it."""
        told = self._runner.read("config", "--show-origin", "--null", "--get", key, check=False).items
        return told[0].removeprefix("file:") if told else key

    def _forget(self, remote: str, tip: str | None) -> None:
        """Know of the remote what it has at its new address, and nothing of the old one."""
        settings = self._repository.configuration(fresh=True)
        ref = settings.remembered(Source(remote, f"{_HEADS}{self._branch}"))
        if self._repository.refs.tip(ref):
            self._runner.run("update-ref", "-d", ref)
        # A commit that is not here yet, the next fetch brings.
        if tip and not self._runner.read("cat-file", "-e", f"{tip}^{{commit}}", check=False).status:
            self._runner.run("update-ref", ref, tip)
