"""A link from one post to another, written the way this blog writes them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from blogwifi_tui.core.addresses import public_page
from blogwifi_tui.site import link_style

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.blog import Blog

SAMPLE = 100
"""How many of the newest posts show how this blog links its posts: not all of them do."""


def address(blog: Blog, entries: Iterable[Entry], origin: str, target: str) -> str:
    """How the post at ``origin`` names the one at ``target``; ``entries`` are the blog's, newest first."""
    newest = islice((entry.path for entry in entries if entry.problem is None), SAMPLE)
    kind = link_style.habit(blog.read(path).body for path in newest)
    return link_style.address(kind, link_style.Ends(origin, target, public_page(blog, target)))
