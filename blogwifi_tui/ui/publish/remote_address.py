"""Asks where publications go, tries the address, and keeps it once it has answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Any

from blogwifi_tui.core.remote_address import changed, shown
from blogwifi_tui.errors import BlogwifiError, Cancelled, Offline
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.publish.address_dialogs import (
    address_fails,
    first_address,
    other_addresses,
    which_remote,
)

if TYPE_CHECKING:
    from textual.screen import Screen

    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.ui.git_retry import GitRetry
    from blogwifi_tui.ui.workers import Threads
    from blogwifi_tui.vcs.progress import CancelToken
    from blogwifi_tui.vcs.remote_addresses import RemoteAddress


_OF_ADDRESS = frozenset(("name", "refused", "portal"))
"""Why nothing may answer at an address that is spelled wrong."""


class AddressAsker:
    """The questions about the address, one at a time. All of them are for a worker."""

    def __init__(
        self,
        blog: Blog,
        threads: Threads,
        git_retry: GitRetry,
        *,
        ask: Callable[[Screen[Any]], Awaitable[Any]],
        show_progress: Callable[[str], object],
        trying: Callable[[], AbstractContextManager[CancelToken]],
    ) -> None:
        """Ask by the means of a screen.

        Args:
            blog: whose address it is.
            threads: where it is tried.
            git_retry: asks for a password that it needs.
            ask: opens a dialog, and gives what it was closed with.
            show_progress: shows that an address is tried; called with no words when that ended.
            trying: is entered for each trial, and gives what ends it.
        """
        self._remote = blog.publication.remote
        self._threads = threads
        self._git_retry = git_retry
        self._ask = ask
        self._show_progress = show_progress
        self._trying = trying

    async def find(self) -> bool:
        """Whether there is a place to publish to by now: asked for where there is none, or none is chosen."""
        if await self._threads.git(self._remote.name):
            return True
        names = await self._threads.git(self._remote.names)
        return await self._choose(names) if names else await self._first()

    async def _first(self) -> bool:
        typed, why = "", ""
        while values := await self._ask(first_address(typed, why)):
            typed = values["address"]
            why = await self._kept([(None, typed)])
            if not why:
                return True
        return False

    async def _choose(self, names: Sequence[str]) -> bool:
        values = await self._ask(which_remote(names))
        if values is None:
            return False
        choose = partial(self._remote.choose, values["remote"])
        await self._git_retry.run(lambda: self._threads.git(choose))
        return True

    async def change(self) -> Sequence[str] | None:
        """Show the addresses and let them be changed; those there are then, None when they are as they were.

        Where there is none yet, or none is chosen, that is asked first.
        """
        addresses = await self._threads.git(self._remote.addresses)
        if not addresses:
            return await self._shown() if await self.find() else None
        typed: Mapping[int, str] = {}
        why = ""
        while values := await self._ask(other_addresses(addresses, typed, why)):
            typed = {int(place): text for place, text in values.items()}
            changes = changed(addresses, typed)
            if not changes:
                return None
            why = await self._kept(changes)
            if not why:
                return await self._shown()
        return None

    async def after(self, error: BlogwifiError, kept: str = "") -> bool:
        """Offer another address after ``error``; whether there is one now. ``kept`` tells what is safe."""
        if await self._ask(address_fails(error, await self._shown(), kept)) != "change":
            return False
        return await self.change() is not None

    async def _shown(self) -> Sequence[str]:
        return [shown(each) for each in await self._threads.git(self._remote.addresses)]

    async def _kept(self, changes: Sequence[tuple[RemoteAddress | None, str]]) -> str:
        """Try and keep; why not, empty when all are kept."""
        self._show_progress(_("trying the address… Esc stops"))
        keep = self._remote.set_addresses
        try:
            with self._trying() as cancel:
                await self._git_retry.run(lambda: self._threads.network(keep, changes, cancel=cancel))
        except Cancelled:
            return _("Stopped: the address was not kept.")
        except Offline as error:
            if error.reason not in _OF_ADDRESS:
                return str(explain(error))
            return f"{explain(error).what} {_('Correct the address here, or check the connection.')}"
        except BlogwifiError as error:
            return str(explain(error))
        finally:
            self._show_progress("")
        return ""
