"""Two posts with one address: which were so on the remote already, and must not stop a publication now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from blogwifi_tui.core.addresses import Addresses
from blogwifi_tui.site.address import slug_of

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post


def twins_among(
    entries: Iterable[Entry], paths: Collection[str], addresses: Addresses
) -> Callable[[str], Sequence[str]]:
    """Tells of each post at ``paths`` which others of ``entries``, all posts, have its public address."""
    looked = [entry for entry in entries if entry.path in paths and addresses.is_built(entry)]
    keys = {entry.path: key for entry in looked if (key := addresses.key(entry))}
    wanted, slugs = frozenset(keys.values()), frozenset(map(slug_of, looked))
    same: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for entry in entries if wanted else ():
        # A key is much work, and of most posts the slug tells that it is another's.
        key = keys.get(entry.path) or addresses.key(entry, slugs)
        if key in wanted and key and addresses.is_built(entry):
            same[key].append(entry.path)

    def of(path: str) -> Sequence[str]:
        key = keys.get(path)
        return [other for other in same[key] if other != path] if key else ()

    return of


def known_twins(
    addresses: Addresses, going: Collection[str], post_there: Callable[[str], Post | None]
) -> Callable[[str, str], bool]:
    """Tells whether a publication makes nothing worse of two posts with one address.

    It does not when the remote has both with one address already, or when the other one does not go there.

    Args:
        addresses: of the blog.
        going: the paths of the posts that are sent, those that are committed first among them.
        post_there: the post at a path as the remote has it; None where it has none.
    """

    @cache
    def key(path: str) -> tuple[str, ...] | None:
        post = post_there(path)
        found = addresses.entry(post) if post else None
        return addresses.key(found) if found and addresses.is_built(found) else None

    def are(path: str, other: str) -> bool:
        there = key(other)
        return there == key(path) if there else other not in going

    return are
