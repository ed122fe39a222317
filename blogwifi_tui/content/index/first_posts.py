"""The posts on top of the list, kept apart from the others.

So the first screen of a large blog waits neither for those nor for the sites, whose settings have to be read
before the cache of all posts can be taken for theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from blogwifi_tui.content.files import changed_at
from blogwifi_tui.content.index.cache import Cache
from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.index.index import VERSION

_MOST = 100
"""As many as a tall terminal shows, and more."""


class FirstPosts(Struct, frozen=True):
    """The first posts of a blog, as the last run of the program that read all left them."""

    entries: tuple[Entry, ...]
    """The newest first."""
    whole: int
    """How many entries there are in all."""
    posts: int
    """How many of all are posts, and no pages of sections."""
    title: str
    """Of the outermost site; may be empty."""
    told_by: Mapping[str, int]
    """By path, when the files were changed that tell how posts are read, in nanoseconds; 0: none there."""

    @property
    def are_all(self) -> bool:
        """Whether there are no more."""
        return len(self.entries) == self.whole


class FirstPostsFile:
    """Where the first posts of one blog are kept."""

    def __init__(self, root: Path, beside: Path, settings: str) -> None:
        """The file is named like ``beside``, with another suffix; ``settings``: a text of the blog's own."""
        self._root = root
        scope = f"{root.absolute()}\n{settings}\n{VERSION}".encode(errors="replace").decode()
        self._cache = Cache(beside.with_suffix(".first"), scope, FirstPosts)
        self._kept: FirstPosts | None = None

    def load(self) -> FirstPosts | None:
        """The first posts; None where they are not known, or may be read in another way by now."""
        found = next(iter(self._cache.load()), None)
        if found is None or any(changed_at(self._root, path) != when for path, when in found.told_by.items()):
            return None
        self._kept = found
        return found

    def keep(self, entries: Sequence[Entry], title: str, told_by: Mapping[str, int]) -> None:
        """Keep the first of all ``entries``, unless they are kept already."""
        posts = sum(not entry.is_section for entry in entries)
        first = FirstPosts(tuple(entries[:_MOST]), len(entries), posts, title, told_by)
        if first != self._kept:
            self._kept = first
            self._cache.save((first,))
