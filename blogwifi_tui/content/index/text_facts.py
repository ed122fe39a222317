"""What only the whole text of a post tells, for programs that ask it of all posts; kept between runs.

Counting the words of ten thousand posts takes seconds, which no list waits for: so it is done for the first
who asks, and not when the posts are read for a list. What was found is kept in a file beside the cache of
the posts, by the size, the times and the inode that a post's file had; it may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from blogwifi_tui.content.files import read
from blogwifi_tui.content.front_matter.known_fields import edge_date
from blogwifi_tui.content.index.cache import Cache
from blogwifi_tui.errors import FileError

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post_rules import PostRules

_VERSION = "1"
"""Grows with what is kept, or how it is found."""


class TextFacts(Struct, frozen=True, gc=False, array_like=True):
    """What the text of one post tells."""

    words: int | None = None
    """How many the body has; None where the file cannot be read."""
    edge_date: str | None = None
    """A date at the edge of the calendar, as ISO 8601 has it; see :func:`.known_fields.edge_date`."""


class _Kept(Struct, frozen=True, gc=False, array_like=True):
    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    facts: TextFacts

    def is_of(self, entry: Entry) -> bool:
        """Whether the file is still the one that was read."""
        return (self.size, self.mtime_ns, self.ctime_ns, self.inode) == (
            entry.size, entry.mtime_ns, entry.ctime_ns, entry.inode,
        )  # fmt: skip


class TextReader:
    """Reads the texts of one blog, those alone that changed since an earlier run read them."""

    def __init__(self, root: Path, rules: PostRules, beside: Path) -> None:
        """``rules`` say where a header ends; the file takes the name of ``beside``, with another suffix."""
        self._root = root
        self._rules = rules
        scope = f"{root.absolute()}\n{rules.fingerprint}\n{_VERSION}".encode(errors="replace").decode()
        self._cache = Cache(beside.with_suffix(".texts"), scope, _Kept)

    def read(self, entries: Iterable[Entry], all_paths: Collection[str]) -> Mapping[str, TextFacts]:
        """What the texts of these posts tell, by path; ``all_paths``: what is not in it is forgotten."""
        kept = {each.path: each for each in self._cache.load()}
        found: dict[str, TextFacts] = {}
        new: dict[str, _Kept] = {}
        for entry in entries:
            known = kept.get(entry.path)
            if known is not None and known.is_of(entry):
                found[entry.path] = known.facts
                continue
            facts = found[entry.path] = self._facts(entry.path)
            if entry.ctime_ns and facts.words is not None:  # else a later change may leave the same times
                new[entry.path] = _Kept(
                    entry.path, entry.size, entry.mtime_ns, entry.ctime_ns, entry.inode, facts
                )
        if new:
            self._cache.save([each for path, each in (kept | new).items() if path in all_paths])
        return found

    def _facts(self, path: str) -> TextFacts:
        from blogwifi_tui.content.post import Post

        try:
            post = Post(path, read(self._root, path), self._rules)
        except FileError:  # which a list tells, and survives
            return TextFacts()
        date = edge_date(post.texts)
        return TextFacts(post.words, date.isoformat() if date else None)
