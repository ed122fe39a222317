"""The commits asked for on one screen: made on git's thread, told when they last, stopped on request."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from blogwifi_tui.i18n.translation import _

if TYPE_CHECKING:
    from textual.timer import Timer

    from blogwifi_tui.ui.git_retry import GitRetry
    from blogwifi_tui.ui.workers import Threads

P = ParamSpec("P")
T = TypeVar("T")


class CommitRunner:
    """Makes commits; asks for what git needs, and says when one lasts."""

    def __init__(
        self,
        git_retry: GitRetry,
        threads: Threads,
        *,
        interrupt: Callable[[], object],
        slow: float,
        say: Callable[[str], object],
        after: Callable[[float, Callable[[], object]], Timer],
    ) -> None:
        """Made by a screen.

        Args:
            git_retry: asks for what git needs.
            threads: where commits are made.
            interrupt: ends the commit git is at work on.
            slow: seconds after which a commit is said to last: a hook may hang.
            say: shows a sentence on the screen.
            after: calls a function in so many seconds.
        """
        self._git_retry = git_retry
        self._threads = threads
        self._interrupt = interrupt
        self._slow = slow
        self._say = say
        self._after = after
        self._count = 0
        self._lasts = False

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call what commits, on git's thread.

        Raises:
            IdentityMissing: git does not know who commits, and the person did not say.
            Untrusted, LockHeld, SigningFailed: the person declined; see :class:`GitRetry`.
            BlogwifiError: whatever else ``function`` raises.
        """
        return await self._git_retry.commit(lambda: self._watch(partial(function, *args, **kwargs)))

    @property
    def under_way(self) -> bool:
        """Whether a commit is being made."""
        return self._count > 0

    def stop(self) -> bool:
        """Stop a commit that was said to last; whether there is one. An ordinary one is over before that."""
        if self._lasts:
            self._interrupt()
        return self._lasts

    async def _watch(self, call: Callable[[], T]) -> T:
        slow = self._after(self._slow, self._tell_slow)
        self._count += 1
        try:
            return await self._threads.git(call)
        finally:
            slow.stop()
            self._count -= 1
            self._lasts = self._lasts and self.under_way

    def _tell_slow(self) -> None:
        self._lasts = True
        self._say(_("git is still at work on the commit; Esc stops it."))
