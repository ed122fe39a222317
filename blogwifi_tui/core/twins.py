"""Two posts with one address: which were so on the remote already, and must not stop a publication now."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import TYPE_CHECKING

from blogwifi_tui.core.addresses import Addresses

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post


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
