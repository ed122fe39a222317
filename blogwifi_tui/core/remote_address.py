"""Where publications go: shown without secrets, tried before it is kept, changed one address at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from blogwifi_tui.errors import NoRemote, SecretMissing, SeveralAddresses
from blogwifi_tui.vcs.output import masked
from blogwifi_tui.vcs.remote_addresses import AddressBook, RemoteAddress

if TYPE_CHECKING:
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.progress import CancelToken

_MASK = "***"
_USER_OF_SSH = re.compile(r"(?i)(?:git\+)?ssh://[^/@:\s]+@")
_SERVER = re.compile(r"(?P<scheme>[\w+.-]+://)(?P<secret>[^/\s'\"]+)@(?P<host>[^/\s]*)")


class Remote:
    """The place that one blog is published to.

    Methods raise NotARepository, ForeignOwner, GitMissing, GitTooOld where git cannot be used.
    """

    def __init__(self, repository: BlogRepository, *, idle: float) -> None:
        """``idle``: seconds of silence after which an address that is tried is given up."""
        self._repository = repository
        self._idle = idle

    @property
    def _book(self) -> AddressBook:
        return AddressBook(self._repository.git)

    def names(self) -> Sequence[str]:
        """The names of all remotes of the repository."""
        return self._repository.git.remotes()

    def name(self) -> str | None:
        """The one that publications go to; None: there is none, or one of several is to be chosen."""
        return self._book.remote()

    def addresses(self) -> tuple[RemoteAddress, ...]:
        """Its addresses; empty where there is none. Show them by :func:`shown`."""
        return self._book.addresses()

    def choose(self, name: str) -> None:
        """Let publications go to this one of several remotes. Raises NoRemote: there is none of that name."""
        if name not in self.names():
            raise NoRemote(tuple(self.names()))
        self._book.choose(name)

    def add(self, address: str) -> None:
        """Let publications go to ``address``, which is not tried."""
        self._book.add(address)

    def set_address(
        self, address: str, old: RemoteAddress | None = None, *, cancel: CancelToken | None = None
    ) -> None:
        """Try ``address``, and keep it in the place of ``old``; see :meth:`set_addresses`."""
        self.set_addresses([(old, address)], cancel=cancel)

    def set_addresses(
        self,
        changes: Sequence[tuple[RemoteAddress | None, str]],
        *,
        cancel: CancelToken | None = None,
    ) -> None:
        """Try each new address, and keep all once each has answered; an empty repository answers too.

        Args:
            changes: an address there is, as it is to be from now on; None for one where there was none.
            cancel: ends the trial.

        Raises:
            NoRemote: there are several remotes, and none is chosen.
            RemoteError, TimedOut, Cancelled, GitFailed: one did not answer; nothing was changed.
            AddressElsewhere: it is not set in this repository; nothing was changed.
            SecretMissing: see :func:`as_typed`.
            SeveralAddresses: the old one is not there any more.
            Untrusted: the repository brings programs along.
        """
        book = self._book
        if book.remote() is None and self.names():
            raise NoRemote(tuple(self.names()))
        book.require_trust()  # until then passwords are masked in what is read
        present = [(old and self.named(old.text), text) for old, text in changes]
        typed = [(old, as_typed(text, old)) for old, text in present]
        tips = [book.tip_at(text, idle=self._idle, cancel=cancel) for _old, text in typed]
        for (old, text), tip in zip(typed, tips, strict=True):
            if old is None:
                book.add(text)
            else:
                book.change(old, text, tip)

    def named(self, address: str | None) -> RemoteAddress | None:
        """The address that is meant by what is shown of one, or by its text; None where there is none.

        Raises:
            SeveralAddresses: there are several, and it is none of them, or of more than one.
        """
        there = self.addresses()
        found = there
        if address is not None:
            found = tuple(each for each in there if each.text == address) or tuple(
                each for each in there if address in (shown(each), masked(each.text))
            )
        if len(found) == 1:
            return found[0]
        if there or address is not None:
            raise SeveralAddresses(tuple(map(shown, there)))
        return None


def shown(address: RemoteAddress) -> str:
    """An address as it may be shown: ``***`` for what may be a password; the user of ssh is none."""
    return address.text if _USER_OF_SSH.match(address.text) else masked(address.text)


def as_typed(text: str, old: RemoteAddress | None) -> str:
    """What is meant by ``text``, typed over what is shown of ``old``: with its password where that has ***.

    Raises:
        SecretMissing: it would go to another server.
    """
    if old is None or _MASK not in text or _MASK in old.text:
        return text
    new, before = _SERVER.match(text), _SERVER.match(old.text)
    same = new and before and (new["scheme"], new["host"]) == (before["scheme"], before["host"])
    if not (same and new and before and new["secret"] == _MASK):
        raise SecretMissing
    whole = f"{before['scheme']}{before['secret']}@{text[new.start('host') :]}"
    if _MASK in whole:
        raise SecretMissing
    return whole


def changed(addresses: Sequence[RemoteAddress], typed: Mapping[int, str]) -> list[tuple[RemoteAddress, str]]:
    """What of ``addresses``, by their places, was typed over; what is as it is shown, or empty, stays."""
    return [
        (old, typed[at])
        for at, old in enumerate(addresses)
        if typed.get(at, "") not in ("", shown(old), old.text)
    ]
