"""The posts of a blog, looked over for links to one whose file gets another name."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content.index.entry import read_plain
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_files import stem_of
from blogwifi_tui.errors import CannotEdit, NotText
from blogwifi_tui.site.address import host_of, path_of

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.links.rewrite import Move
    from blogwifi_tui.core.addresses import Addresses

SAMPLE = 20
"""Posts with aliases that show how this blog writes them."""


class Follower(NamedTuple):
    """A post with a link to one that moves."""

    path: str
    """Of its file now."""
    before: Post
    after: Post
    """With the link to where the other will be."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The other posts, seen from one that moves."""

    followers: tuple[Follower, ...]
    links: int
    left: tuple[str, ...]
    """Those that cannot be written."""
    users: tuple[str, ...]
    """Some that have aliases."""


class LinkSurveyor:
    """Looks over the posts of one blog."""

    def __init__(self, root: Path, addresses: Addresses, zone: dt.tzinfo) -> None:
        """``addresses`` are those of the blog's posts, ``zone`` is the blog's."""
        self._root = root
        self._addresses = addresses
        self._zone = zone

    def move(self, entries: Sequence[Entry], post: Post, after: Post) -> Move:
        """The move of ``post`` to where ``after`` is; ``entries`` are all posts."""
        from blogwifi_tui.content.links.rewrite import Move

        stem = stem_of(post.path)
        alone = not any(stem_of(entry.path) == stem for entry in entries if entry.path != post.path)
        pattern, date = self._addresses.pattern, post.moment(self._zone)
        old, new = self._addresses.of_post(post), self._addresses.of_post(after)
        words, names = self._names(entries, post, after)
        if not old or not new:
            return Move(post, after.path, date, pattern, alone, words=words, names=names)
        known = {entry.path: entry for entry in entries}

        def page_of(origin: str) -> str:
            page = self._addresses.of(known[origin]) if origin in known else None
            return page.path if page else ""

        base = path_of(self._addresses.sites.of(post.path).address).rstrip("/")
        whole = host_of(old.address) or pattern
        pages = (old.path, new.path, base, page_of)
        return Move(post, after.path, date, whole, alone, *pages, words=words, names=names)

    def _names(
        self, entries: Sequence[Entry], post: Post, after: Post
    ) -> tuple[frozenset[str], dict[str, str]]:
        """The words that call a post by a name of its own, with what they are to write instead of each.

        That is the name which wins over all others. A name that leads to another post is none of its own.
        """
        words = self._addresses.sites.of(post.path).generator.words
        if not words:
            return words, {}
        mine = [_nfc(name) for name in self.called(post.path, post.title)]
        [new, *_] = self.called(after.path, after.title) or [""]
        for entry in entries:
            if entry.path != post.path:
                theirs = [_nfc(name) for name in self.called(entry.path, entry.title)]
                mine = ["" if name in theirs[: rank + 1] else name for rank, name in enumerate(mine)]
        return words, {name: new for name in mine if name and new}

    def called(self, path: str, title: str) -> tuple[str, ...]:
        """What words of the generator call the post of this path and title that is no path of its file."""
        site = self._addresses.sites.of(path)
        return site.generator.called(site, path, title)

    def mentioning(self, entries: Sequence[Entry], gone: Mapping[str, str]) -> tuple[str, ...]:
        """The posts in which a name of another stands that is in ``gone``, by path and title.

        The file of that one may not be there any more.
        """
        called = ((path, (stem_of(path), *self.called(path, title))) for path, title in gone.items())
        names = [
            (path, name.encode(errors="surrogatepass")) for path, each in called for name in each if name
        ]
        return tuple(
            entry.path
            for entry in entries
            if (data := read_plain(self._root, entry.path))
            and any(name in data for path, name in names if path != entry.path)
        )

    def survey(self, entries: Sequence[Entry], move: Move, known: Mapping[str, Post] | None = None) -> Survey:
        """Which of ``entries`` link to the post that moves.

        ``known`` are posts that are not as their files are, by the paths of these.
        """
        followers: list[Follower] = []
        left: list[str] = []
        users: list[str] = []
        links = 0
        known = known or {}
        for entry in entries:
            if entry.path == move.old.path:
                continue
            post = known.get(entry.path)
            data = post.data if post else read_plain(self._root, entry.path)
            if len(users) < SAMPLE and entry.address and entry.address.aliases:
                users.append(entry.path)
            if not move.may_be_in(data):
                continue
            post = post or Post(entry.path, data, self._addresses.sites)
            if relinked := move.relinked(post, origin=entry.path):
                try:
                    followers.append(Follower(entry.path, post, post.with_body(relinked.body)))
                    links += relinked.links
                except (NotText, CannotEdit):
                    left.append(entry.path)
        return Survey(tuple(followers), links, tuple(left), tuple(users))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
