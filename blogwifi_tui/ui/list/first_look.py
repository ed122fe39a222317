"""What comes after the first rows: how they stand, then the other posts, which some wait for."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.ui.list.owner import Owner
    from blogwifi_tui.ui.list.state import PostListState

PATIENCE = 10
"""Seconds after which the reading goes on though git has told nothing yet, as on a slow network disk."""
_LOOK = 0.05
"""Seconds between two looks whether the program ends meanwhile."""


async def load_others(screen: Owner) -> None:
    """Show all posts that are known from the last run, where only the first of them are shown.

    Where nothing is known of the others, the first rows stay until all posts have been read.
    """
    if screen.list_state.total_to_load is not None:
        _show_all(screen, await screen.threads.listing(screen.blog.known_posts))


async def all_posts(screen: Owner) -> PostListState:
    """The state of ``screen`` with all posts, for what would else count or search the first of them alone."""
    await load_others(screen)
    if screen.list_state.total_to_load is not None:
        _show_all(screen, await screen.threads.listing(screen.blog.posts))
    return screen.list_state


def _show_all(screen: Owner, entries: tuple[Entry, ...]) -> None:
    """Show these, unless there are none, or all are shown already: somebody else waited for them too."""
    if entries and screen.list_state.total_to_load is not None:
        screen.list_state = replace(screen.list_state, entries=entries, total_to_load=None)


class FirstLook:
    """What the reading of posts and the question to git wait for of each other.

    Side by side, each would take the processor from the other, and the answer of git, which is short work,
    would come with the last of the posts.
    """

    def __init__(self) -> None:
        self.shown = asyncio.Event()
        """Set once the first posts are shown, or none could be read."""
        self.told = threading.Event()
        """Set once git has told how the posts stand, or cannot, or need not."""

    def wait(self, is_over: Callable[[], bool]) -> None:
        """Called on the thread that reads, once it has told of posts; ``is_over``: the program ends."""
        end = time.monotonic() + PATIENCE
        while not self.told.wait(_LOOK) and not is_over() and time.monotonic() < end:
            pass
        self.told.set()
