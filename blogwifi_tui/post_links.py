"""A link from one post to another, written the way this blog writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.content import linking

if TYPE_CHECKING:
    from blogwifi_tui.blog import Blog

SAMPLE = 100
"""How many of the newest posts show how this blog links its posts: not all of them do."""


def address(blog: Blog, origin: str, target: str) -> str:
    """How the post at ``origin`` names the one at ``target``."""
    newest = [entry.path for entry in blog.posts() if entry.problem is None][:SAMPLE]
    kind = linking.habit(blog.read(path).body for path in newest)
    return linking.address(kind, linking.Ends(origin, target, blog.public_page(target)))
