"""Lets what the list says of scheduled posts follow the clock."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from blogwifi_tui.ui.list.owner import Owner
    from blogwifi_tui.ui.list.state import PostListState


class Countdown:
    """Shows the list anew at the moment at which it says something else of a post than before.

    It has no timer of its own, but is asked whenever the files are looked at: a timer stands still while a
    computer sleeps, and would be late for as long as that.
    """

    def __init__(self, screen: Owner, now: Callable[[], dt.datetime]) -> None:
        """``now`` tells the time, in the zone of the blog."""
        self._screen = screen
        self._now = now
        self._shown: PostListState | None = None
        self._next: dt.datetime | None = None
        """When the words of ``_shown`` hold no more; None: they hold for good."""

    def look(self) -> None:
        """Show what is right now, where that is another thing than what is shown."""
        shown = self._screen.list_state
        if not self._screen.is_active:  # coming back, the list looks at the time by itself
            return
        if self._shown is None or shown.now != self._shown.now or shown.entries is not self._shown.entries:
            self._shown, self._next = shown, shown.says_so_until()
        if self._next is not None and self._next <= (now := self._now()):
            self._screen.list_state = replace(shown, now=now)
