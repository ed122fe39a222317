"""Where the posts of a blog are on its site, and how one post names another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from blogwifi_tui.content.index.entry import entry_of
from blogwifi_tui.content.state import State
from blogwifi_tui.errors import NoAddress, NoPage
from blogwifi_tui.site.address import (
    address_key,
    host_of,
    page_key,
    path_of,
    public_address,
)
from blogwifi_tui.site.paths import between
from blogwifi_tui.site.tree import Tree

if TYPE_CHECKING:
    from pathlib import Path

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.site_links import SiteLinks
    from blogwifi_tui.settings.model import BlogSettings
    from blogwifi_tui.site.sites import Sites

LINK_SAMPLE = 100
"""How many of the newest posts show how this blog links its posts: not all of them do."""
WITHOUT_PAGE = frozenset((State.DRAFT, State.HIDDEN, State.SCHEDULED, State.EXPIRED, State.UNREADABLE))
"""What has no page on the site."""


class AddressSource(StrEnum):
    """How the address of a page is known."""

    GENERATOR = "generator"
    """By the settings and the rules of the generator."""
    SETTING = "setting"
    """By the ``public_address`` that the person has given."""
    LEARNED = "learned"
    """By a ``public_address`` that the pages of the site showed: a guess that held for most of them."""


class PageAddress(NamedTuple):
    """The address of a post's page."""

    address: str
    """With its host; a path from ``/`` where the host is not known."""
    source: AddressSource

    @property
    def is_whole(self) -> bool:
        """Whether the host is known too, so that a browser can open it."""
        return not self.address.startswith("/")

    @property
    def path(self) -> str:
        """From ``/``, the folder of the site included."""
        return path_of(self.address)


class Addresses:
    """The public addresses of one blog's posts. None is looked up: nothing is read and nothing is asked."""

    def __init__(
        self,
        root: Path,
        sites: Sites,
        settings: BlogSettings,
        read: Callable[[str], Post],
        now: Callable[[], dt.datetime],
    ) -> None:
        """Made by a blog.

        Args:
            root: its folder.
            sites: what makes pages of its posts.
            settings: its own; their ``public_address`` wins over what the generator would say.
            read: gives the post at a path, or raises FileError.
            now: this moment, in the blog's zone.
        """
        self._root = root
        self.sites = sites
        self.pattern = settings.public_address or ""
        """The settings' ``public_address``; empty when it is not set."""
        self._source = AddressSource.LEARNED if settings.address_learned else AddressSource.SETTING
        self._read = read
        self._now = now
        self._made: dict[str, tuple[Entry, str, str]] = {}
        """By path, the entry and the fingerprint of the sites that an address was made of."""

    def made(self, entry: Entry) -> str:
        """The address as the generator makes it; see :meth:`Sites.address`. Kept, as a check asks thrice."""
        known = self._made.get(entry.path)
        if known is None or known[0] != entry or known[1] != self.sites.fingerprint:
            known = self._made[entry.path] = (entry, self.sites.fingerprint, self.sites.address(entry))
        return known[2]

    def of(self, entry: Entry) -> PageAddress | None:
        """The address that the page of a post has, or would have if it were shown; None when not known."""
        made = self.made(entry)
        if not self.pattern:
            return PageAddress(made, AddressSource.GENERATOR) if made else None
        if made and entry.address and entry.address.whole and "{path}" not in self.pattern:
            # No pattern can tell what the header gives.
            return PageAddress(host_of(self.pattern) + path_of(made), self._source)
        filled = public_address(self.pattern, entry, self._now(), path_of(made))
        return PageAddress(filled, self._source) if filled else None

    def page(self, entry: Entry) -> PageAddress:
        """The whole address of the page that readers see.

        Raises:
            NoAddress: it is not known, or its host is not.
            NoPage: readers see none.
        """
        if (state := entry.state(self._now())) in WITHOUT_PAGE:
            reason = entry.visibility.reason
            raise NoPage(entry.path, state.value if reason or state is not State.HIDDEN else "", reason)
        page = self.of(entry)
        if page is None or not page.is_whole:
            raise NoAddress(entry.path, page.address if page else "")
        return page

    def of_post(self, post: Post) -> PageAddress | None:
        """The same of a post that may be on no disk."""
        return self.of(self.entry(post))

    def entry(self, post: Post) -> Entry:
        """What the list would know of a post that may be on no disk."""
        return entry_of(post, self._now().tzinfo or dt.UTC)

    def key(self, entry: Entry, among: Container[str] | None = None) -> tuple[str, ...] | None:
        """Two posts with the same key have one address; None for a post of which it cannot be told.

        None too for one whose address is told by its slug alone, when that is not ``among`` those wanted.
        """
        if made := path_of(self.made(entry)):
            site = self.sites.of(entry.path)
            return (site.folder, page_key(made))
        return None if entry.is_section else address_key(entry, self.pattern, among)

    def is_built(self, entry: Entry) -> bool:
        """Whether the generator makes a page of it, or will without another word from the writer."""
        state = entry.state(self._now())
        if state is State.DRAFT:
            return self.sites.of(entry.path).generator.builds_drafts
        return state not in (State.HIDDEN, State.EXPIRED, State.UNREADABLE)

    def links(self, entries: Iterable[Entry]) -> SiteLinks:
        """Where the links of the posts lead on the site; ``entries``: all posts."""
        from blogwifi_tui.core.site_links import SiteLinks

        def address_of(entry: Entry) -> str:
            page = self.of(entry)
            return page.address if page else ""

        def is_shown(entry: Entry) -> bool:
            return entry.state(now) not in WITHOUT_PAGE

        now = self._now()
        return SiteLinks(self._root, self.sites, entries, address_of, is_shown)

    def dated_pattern(self, entries: Iterable[Entry]) -> str:
        """What the addresses of nearly all posts look like, where the year is in them; else empty."""
        from blogwifi_tui.site.address_shape import usual_shape

        made = [(path_of(self.made(entry)), entry) for entry in entries if not entry.is_section]
        known = [
            (page, entry) for page, entry in made if page and not (entry.address and entry.address.whole)
        ]
        shape, number = usual_shape(known)
        return f"https://example.org{shape}" if "{year}" in shape and number > len(known) * 0.9 else ""

    def link(self, entries: Iterable[Entry], origin: str, target: Entry) -> str:
        """How ``origin`` names ``target``, the way this blog links; ``entries``: all posts, newest first.

        Raises:
            NoAddress: only an address would do there, and it is not known.
        """
        from blogwifi_tui.site import link_style

        site, entries = self.sites.of(target.path), list(entries)
        resolves = site.generator.resolves_links(Tree(self._root), site)
        newest = islice((entry.path for entry in entries if entry.problem is None), LINK_SAMPLE)
        useless = {"file"} if resolves is False else set[str]()
        bodies = [self._read(path).body for path in newest]
        style = link_style.usual_style(bodies, without=useless)
        page = self.of(target)
        path = page.path if page else self._as_linked(bodies, entries, target)
        written = link_style.written(site, style, link_style.Ends(origin, target.path, path), resolves)
        if resolves is False and not path and written == between(origin, target.path):
            raise NoAddress(target.path, "")
        return written

    def _as_linked(self, bodies: Iterable[str], entries: Iterable[Entry], target: Entry) -> str:
        """The path of a page as links show it that lead to posts beside it; empty when none does."""
        from blogwifi_tui.site.address_shape import linked_shape
        from blogwifi_tui.site.conventions import section_of

        folder = section_of(target.path)
        beside = [entry for entry in entries if section_of(entry.path) == folder]
        shape = linked_shape(bodies, beside, host_of(self.sites.of(target.path).address))
        return quote(public_address(shape, target, self._now())) if shape else ""
