"""What posts are sorted by, for both front ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.vcs.file_dates import FileDates


def last_changed(entry: Entry, dates: Mapping[str, FileDates], edited: Collection[str]) -> float:
    """When a post was last changed, in seconds since the epoch: by a commit, or in its file since.

    ``dates``: by path, of the commits; ``edited``: the paths of the posts that differ from the last commit.
    """
    found = dates.get(entry.path)
    return entry.mtime_ns / 1e9 if found is None or entry.path in edited else found.changed
