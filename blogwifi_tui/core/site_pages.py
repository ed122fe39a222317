"""The pages of a site, as its sitemap or its feed names them: read once, when a person asks for it.

Nothing is asked of another host than the one that was named. What comes is bounded in bytes and seconds, and
XML that declares entities is refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit
from xml.parsers import expat

from blogwifi_tui.core.http_get import get
from blogwifi_tui.errors import SiteUnread

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_SECONDS: Final = 20.0
MOST_FILES: Final = 20
"""Sitemaps that a list of them may name."""
_ACCEPTED: Final = {"Accept": "application/xml, */*;q=0.1"}
_DEEPEST: Final = 50
_SITEMAPS: Final = ("sitemap.xml", "sitemap_index.xml", "sitemap-index.xml")
_FEEDS: Final = ("feed.xml", "index.xml", "atom.xml", "rss.xml", "feed/", "feeds/all.atom.xml")


class SitePage(NamedTuple):
    """One page of a site."""

    address: str
    title: str = ""
    """As a feed gives it; a sitemap has none."""


class Listed(NamedTuple):
    """What one sitemap or feed says."""

    pages: tuple[SitePage, ...] = ()
    sitemaps: tuple[str, ...] = ()
    """The addresses of others, in a list of sitemaps."""
    title: str = ""
    """Of the site, in a feed."""


def read_site(address: str, *, title: bool = False) -> Listed:
    """What the site at ``address``, or the sitemap or feed there, says of its pages.

    ``title``: look for a feed too when only that could tell the title.

    Raises:
        SiteUnread: it cannot be reached, leads to another host, is too large or too slow, or has neither.
    """
    reader = _Reader(address)
    found = reader.first([address, *(urljoin(_folder(address), name) for name in (*_SITEMAPS, *_FEEDS))])
    if title and not found.title:
        feeds = (urljoin(_folder(address), name) for name in _FEEDS)
        found = found._replace(title=next((each.title for each in reader.each(feeds) if each.title), ""))
    return found


def read_file(path: Path) -> Listed:
    """What a sitemap or a feed on this machine says; nothing is asked of any host.

    Raises:
        SiteUnread: it cannot be read, is too large, or is neither.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SiteUnread(str(path), "file") from error
    if len(data) > MOST_BYTES:
        raise SiteUnread(str(path), "large")
    found = listed(data)
    if found is None or not found.pages:
        raise SiteUnread(str(path), "neither")
    return found


def listed(data: bytes) -> Listed | None:
    """What a sitemap, a list of sitemaps, RSS or Atom says; None for what is none of these."""
    parser = _Parser()
    try:
        parser.feed(data)
    except (expat.ExpatError, _Refused):
        return None
    found = Listed(tuple(parser.pages), tuple(parser.sitemaps), parser.title)
    return found if found.pages or found.sitemaps else None


def _folder(address: str) -> str:
    """The address of the site: a path without a file's ending is that of a folder."""
    parts = urlsplit(address)
    last = parts.path.rpartition("/")[2]
    path = parts.path if "." in last or parts.path.endswith("/") else f"{parts.path}/"
    return f"{parts.scheme}://{parts.netloc}{path.rpartition('/')[0]}/"


class _Reader:
    """Asks one host, within what bytes and seconds are left."""

    def __init__(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError as error:
            raise SiteUnread(address, "address") from error
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or port == 0:
            raise SiteUnread(address, "address")
        self._address = address
        self._host = parts.netloc.lower()
        self._end = time.monotonic() + MOST_SECONDS
        self._left = MOST_BYTES

    def first(self, addresses: Sequence[str]) -> Listed:
        """The first of these that says something, with what its list of sitemaps names."""
        for found in self.each(addresses):
            pages = list(found.pages)
            for each in self.each(found.sitemaps[:MOST_FILES]):
                pages += each.pages
            if pages:
                return found._replace(pages=tuple(pages), sitemaps=())
        raise SiteUnread(self._address, "neither")

    def each(self, addresses: Sequence[str] | Iterator[str]) -> Iterator[Listed]:
        """What those of these addresses say that are there and on this host."""
        for address in addresses:
            if urlsplit(address).netloc.lower() == self._host:
                data = self._read(address)
                if data and (found := listed(data)):
                    yield found

    def _read(self, address: str) -> bytes | None:
        """The bytes at an address; None when nothing is there."""
        seconds = self._seconds()
        try:
            answer = get(address, seconds, self._left, headers=_ACCEPTED, follows=self._follows)
        except SiteUnread as error:
            named = error.address if error.reason == "elsewhere" else self._address
            raise SiteUnread(named, error.reason, error.detail) from error
        self._left -= len(answer.body)
        if answer.status in (404, 410, 403, 406):
            return None
        if answer.status >= 300:
            raise SiteUnread(self._address, "status", str(answer.status))
        return answer.body

    def _follows(self, address: str, new: str) -> bool:
        """A redirect is followed on the same host alone, and never from https to http."""
        there = urlsplit(new)
        if there.netloc.lower() != self._host or there.scheme not in {"https", urlsplit(address).scheme}:
            raise SiteUnread(address, "elsewhere", new)
        return True

    def _seconds(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise SiteUnread(self._address, "slow")
        return left


class _Refused(Exception):
    """What no sitemap and no feed has."""


class _Parser:
    """Takes the elements of a sitemap or a feed as they come."""

    def __init__(self) -> None:
        self.pages: list[SitePage] = []
        self.sitemaps: list[str] = []
        self.title = ""
        self._open: list[str] = []
        self._text: list[str] = []
        self._address = ""
        self._name = ""
        self._ends: dict[tuple[str, str], Callable[[str], None]] = {
            ("url", "loc"): self._found_address,
            ("item", "link"): self._found_address,
            ("sitemap", "loc"): self.sitemaps.append,
            ("item", "title"): self._found_title,
            ("entry", "title"): self._found_title,
            ("channel", "title"): self._found_name,
            ("feed", "title"): self._found_name,
        }

    def feed(self, data: bytes) -> None:
        """Read it all. Raises ExpatError, _Refused."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.EntityDeclHandler = self._refuse
        parser.Parse(data, True)

    def _refuse(self, *_: object) -> None:
        raise _Refused

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2].lower()
        if name == "link" and self._above == "entry" and attributes.get("rel", "alternate") == "alternate":
            self._found_address(attributes.get("href", ""))
        self._open.append(name)
        if len(self._open) > _DEEPEST:
            raise _Refused
        if name in ("url", "item", "entry"):
            self._address = self._name = ""
        self._text.clear()

    @property
    def _above(self) -> str:
        return self._open[-1] if self._open else ""

    def _end(self, _name: str) -> None:
        name = self._open.pop()
        if took := self._ends.get((self._above, name)):
            took("".join(self._text).strip())
        if name in ("url", "item", "entry") and self._address:
            self.pages.append(SitePage(self._address, self._name))
        self._text.clear()

    def _found_address(self, text: str) -> None:
        self._address = self._address or text

    def _found_title(self, text: str) -> None:
        self._name = self._name or " ".join(text.split())

    def _found_name(self, text: str) -> None:
        self.title = self.title or " ".join(text.split())
