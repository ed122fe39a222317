"""Finds out, poll by poll, whether another program changed posts: cheaply, however many there are."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.ui.list.owner import Owner
    from blogwifi_tui.ui.services import Services

WALK_SHARE = 100
"""A walk over all posts is followed by a pause so many times as long: one percent of a processor."""
LONGEST_PAUSE = 10.0
"""Seconds; a longer pause is made only after a walk that would take more than :data:`MOST_SHARE`."""
MOST_SHARE = 20
"""In any case the pause is so many times as long as the walk: five percent of a processor.

Measured: 10,000 posts in one folder are walked over in 0.05 s, so every 5 s; 100,000 in 0.47 s, so every
10 s, which is 4.5 %; 100,000 in a folder each in 2.7 s, so every 54 s.
"""


def pause_after(walk: float) -> float:
    """For how many seconds no walk is made after one that took so long, unless a change is told."""
    return min(WALK_SHARE * walk, max(LONGEST_PAUSE, MOST_SHARE * walk))


class FileWatch:
    """Reads all posts when a quick look tells of a change, and now and then in any case."""

    def __init__(self, services: Services, screen: Owner) -> None:
        self._blog = services.blog
        self._threads = services.threads
        self._screen = screen
        self.next_walk = 0.0
        """When all posts are read again in any case, on the monotonic clock."""

    async def posts(self) -> tuple[Entry, ...] | None:
        """The posts as the files are now; None where nothing tells of a change and it is not time to read."""
        list_state = self._screen.list_state
        # Most programs save by a new file in the place of the old one, which its folder tells of; the post
        # that is looked at tells itself. What is written into another file as it is waits for the walk.
        look, shown = self._blog.listing.quick_look, list_state.entry(self._screen.posts.selected)
        differs = await self._threads.disk(look.differs, list_state.entries, shown)
        if not differs and time.monotonic() < self.next_walk:
            return None
        entries, took = await self._threads.listing(self._posts_and_time)
        self.next_walk = time.monotonic() + pause_after(took)
        return entries

    def _posts_and_time(self) -> tuple[tuple[Entry, ...], float]:
        """The posts, and how long the processor was at work to read them, in seconds."""
        start = time.thread_time()
        return self._blog.posts(), time.thread_time() - start
