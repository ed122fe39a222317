"""Where the posts of a blog are on its site, and how one post names another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from blogwifi_tui.site import link_style
from blogwifi_tui.site.address import public_address

if TYPE_CHECKING:
    import datetime as dt

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.site.sites import Sites

LINK_SAMPLE = 100
"""How many of the newest posts show how this blog links its posts: not all of them do."""


class Addresses:
    """The public addresses of one blog's posts."""

    def __init__(
        self, sites: Sites, pattern: str, read: Callable[[str], Post], now: Callable[[], dt.datetime]
    ) -> None:
        """Made by a blog.

        Args:
            sites: what makes pages of its posts.
            pattern: the settings' ``public_address``; empty when it is not set.
            read: gives the post at a path, or raises FileError.
            now: this moment, in the blog's zone.
        """
        self._sites = sites
        self._pattern = pattern
        self._read = read
        self._now = now

    def page(self, path: str) -> str:
        """The address of the page of the post at ``path``; empty when the settings give the blog none."""
        post, now = self._read(path), self._now()
        moment = post.moment(now.tzinfo) if now.tzinfo else None
        return public_address(self._pattern, post, moment or now) if self._pattern else ""

    def link(self, entries: Iterable[Entry], origin: str, target: str) -> str:
        """How ``origin`` names ``target``, the way this blog links; ``entries``: all posts, newest first."""
        newest = islice((entry.path for entry in entries if entry.problem is None), LINK_SAMPLE)
        style = link_style.usual_style(self._read(path).body for path in newest)
        return link_style.address(style, link_style.Ends(origin, target, self.page(target)))
