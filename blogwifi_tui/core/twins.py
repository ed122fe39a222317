"""Two posts with one address: which were so on the remote already, and must not stop a publication now."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import TYPE_CHECKING

from blogwifi_tui.core.addresses import Addresses
from blogwifi_tui.errors import NotInHistory

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.outgoing import Outgoing


def known_twins(
    addresses: Addresses,
    repository: BlogRepository,
    outgoing: Outgoing,
    going: Collection[str],
    post: Callable[[str, bytes], Post],
) -> Callable[[str, str], bool]:
    """Tells whether a publication makes nothing worse of two posts with one address.

    It does not when the remote has both with one address already, or when the other one does not go there.

    Args:
        addresses: of the blog.
        repository: of the blog.
        outgoing: what is sent.
        going: the paths of the posts that are sent, those that are committed first among them.
        post: makes a post of a path and bytes.
    """

    @cache
    def key(path: str) -> tuple[str, ...] | None:
        name = outgoing.name_on_remote(path)
        try:
            found = addresses.entry(post(name, repository.text_at(outgoing.tip or "", name)))
        except NotInHistory:
            return None
        return addresses.key(found) if addresses.is_built(found) else None

    def are(path: str, other: str) -> bool:
        if outgoing.tip is None:
            return False
        there = key(other)
        return there == key(path) if there else other not in going

    return are
