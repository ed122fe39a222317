"""A link from one post to another, written the way this blog writes them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from blogwifi_tui.addresses import public_page
from blogwifi_tui.content import linking

if TYPE_CHECKING:
    from blogwifi_tui.blog import Blog
    from blogwifi_tui.content.entry import Entry

SAMPLE = 100
"""How many of the newest posts show how this blog links its posts: not all of them do."""


def address(blog: Blog, entries: Iterable[Entry], origin: str, target: str) -> str:
    """How the post at ``origin`` names the one at ``target``; ``entries`` are the blog's, newest first."""
    newest = islice((entry.path for entry in entries if entry.problem is None), SAMPLE)
    kind = linking.habit(blog.read(path).body for path in newest)
    return linking.address(kind, linking.Ends(origin, target, public_page(blog, target)))
