"""The words of a page as its readers see them, and what the page says of itself.

It reads HTML the way browsers do, as far as words need it, in time that grows with the page and no faster;
nothing of a page is run or fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from blogwifi_tui.content.entities import decoded
from blogwifi_tui.core.live.words import Words, joined, words_of

_NAME: Final = re.compile(r"[A-Za-z][^\s/>]*+")
_ATTRIBUTE: Final = re.compile(
    r"[\s/]*+(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*+)"
    r"(?>(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'>][^\s>]*+)|(?=>)))?))"
)
# fmt: off
_INLINE: Final = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))
"""Elements that part no words."""
_UNREAD: Final = frozenset((
    "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "style", "svg", "template",
    "textarea", "xmp",
))
# fmt: on
"""Elements whose inside is no text of the page."""
_HEADINGS: Final = frozenset(("title", "h1"))
_NAMES_IT: Final = frozenset(("og:title", "twitter:title"))
_DATES_IT: Final = frozenset(
    (
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dcterms.date",
        "dcterms.created",
        "dc.date.issued",
    )
)
_DATED: Final = re.compile(r"\"datePublished\"\s*+:\s*+\"(\d{4}-\d\d-\d\d)", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_AROUND: Final = re.compile(r"\s*[|·•»«]\s*|\s+[–—:~/-]+\s+|:\s")
"""What stands between the title of a page and the name of its site."""
_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_LOOKED_AT: Final = 2048
_CHARSETS: Final = frozenset(
    [f"iso8859-{number}" for number in range(2, 17)]
    + [f"cp125{number}" for number in range(9)]
    + [
        "big5",
        "cp866",
        "cp874",
        "cp932",
        "cp949",
        "euc_jp",
        "euc_kr",
        "gb18030",
        "gbk",
        "iso2022_jp",
        "koi8-r",
    ]
    + ["koi8-u", "mac-roman", "shift_jis", "utf-16", "utf-16-be", "utf-16-le"]
)
_NO_UTF_8: Final = ("iso2022", "utf-16")
"""Encodings in which texts look as if they were UTF-8."""


@dataclass(frozen=True)
class PageText:
    """What a page says."""

    text: str
    """What readers see, a line for each of its blocks; see :func:`.words.words_of`."""
    names: tuple[str, ...] = ()
    """What it calls itself: its title, its first heading, its name for social networks."""
    canonical: str = ""
    """The address it gives as its own; may be relative, empty when it gives none."""
    leads_to: str = ""
    """Where it sends browsers on."""
    days: frozenset[str] = field(default_factory=frozenset)
    """The days (ISO 8601) on which it says that it was published."""
    asks_password: bool = False

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return Words(words_of(self.text))

    @cached_property
    def has_words(self) -> bool:
        """Whether there are any."""
        return bool(words_of(self.text[:100_000]))

    def is_called(self, title: str) -> bool:
        """Whether a page calls itself ``title``, as words, with or without the name of its site."""
        return bool(title) and any(title in _titles(name) for name in self.names)


def _titles(name: str) -> Iterator[str]:
    """What the title may be in ``name``, in which the name of the site may stand before or after it."""
    parts = _AROUND.split(name[:1000])[:8]
    marks = [joined(words_of(part)) for part in parts]
    for first in range(len(marks)):
        for last in range(first + 1, len(marks) + 1):
            yield joined(filter(None, marks[first:last]))


def title_in(title: str, name: str) -> bool:
    """Whether a page whose title is ``name`` would count as called ``title``, as words."""
    return title in _titles(name)


def decode(data: bytes, declared: str = "") -> str:
    """The text of a page, whose server says that it is written in ``declared``.

    What is UTF-8 is read so, whatever is said of it: servers are often set up wrong.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    found = _CHARSET.search(data[:_LOOKED_AT])
    said = _codec(declared) or _codec(found[1].decode("ascii") if found else "")
    if not said.startswith(_NO_UTF_8):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    return data.decode(said or "cp1252", "replace")


def _codec(name: str) -> str:
    """The codec of an encoding that pages are written in; empty for another, and for UTF-8."""
    try:
        codec = codecs.lookup(name).name if name.isascii() else ""
    except (LookupError, ValueError):  # ValueError: a NUL in it
        return ""
    codec = "cp1252" if codec in {"ascii", "iso8859-1"} else codec
    return codec if codec in _CHARSETS else ""


def read_page(html: str) -> PageText:
    """What a page says."""
    return _Reader(html).read()


class _Reader:
    """Goes through a page once."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._at = 0
        self._text: list[str] = []
        self._names: list[str] = []
        self._days: set[str] = set()
        self._canonical = self._leads_to = ""
        self._asks_password = False
        self._navigation = 0
        self._heading = ""
        """The open element that names the page."""
        self._heading_from = 0

    def read(self) -> PageText:
        html = self._html
        while (mark := html.find("<", self._at)) >= 0:
            self._take(html[self._at : mark])
            self._at = mark + 1
            if not self._markup():
                self._at = len(html)
        self._take(html[self._at :])
        self._end_heading()
        text = "".join(self._text)
        return PageText(
            text,
            tuple(name for name in self._names if name.strip()),
            self._canonical.strip(),
            self._leads_to.strip(),
            frozenset(self._days),
            self._asks_password,
        )

    def _take(self, text: str) -> None:
        if text and not self._navigation:
            self._text.append(decoded(text))

    def _markup(self) -> bool:
        """Read what begins with the ``<`` before here; False when it never ends: then no text follows."""
        html, at = self._html, self._at
        if html.startswith("!--", at):
            return self._skip("-->", at + 1)
        closes = html.startswith("/", at)
        if name := _NAME.match(html, at + closes):
            self._at = name.end()
            attributes = self._attributes()
            if attributes is None:
                return False
            return self._closed(name[0].lower()) if closes else self._opened(name[0].lower(), attributes)
        if html.startswith(("!", "?", "/"), at):
            return self._skip(">", at)
        self._take("<")
        return True

    def _skip(self, end: str, start: int) -> bool:
        found = self._html.find(end, start)
        self._at = found + len(end)
        return found >= 0

    def _attributes(self) -> dict[str, str] | None:
        """The attributes of the tag that is open here, up to its end; None when it has none."""
        found: dict[str, str] = {}
        while part := _ATTRIBUTE.match(self._html, self._at):
            self._at = part.end()
            if part["end"]:
                return found
            value = part["double"] or part["single"] or part["bare"] or ""
            found.setdefault(part["name"].lower(), value)
        return None

    def _opened(self, name: str, attributes: dict[str, str]) -> bool:
        if name in _UNREAD:
            return self._unread(name, attributes)
        if name not in _INLINE:
            self._text.append("\n")
        if name in _HEADINGS:
            self._end_heading()
            self._heading, self._heading_from = name, len(self._text)
        match name:
            case "nav":
                self._navigation += 1
            case "meta":
                self._meta(attributes)
            case "link" if "canonical" in attributes.get("rel", "").lower().split():
                self._canonical = self._canonical or decoded(attributes.get("href", ""))
            case "time" if "publish" in f"{attributes.get('itemprop')} {attributes.get('class')}".lower():
                self._dated(attributes.get("datetime", ""))
            case "input" if attributes.get("type", "").lower() == "password":
                self._asks_password = True
        return True

    def _unread(self, name: str, attributes: dict[str, str]) -> bool:
        """Leave out an element; False when it never ends."""
        if self._html[self._at - 2 : self._at] == "/>" and name in {"svg", "math"}:
            return True
        end = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE).search(self._html, self._at)
        if end is None:
            return False
        if name == "script" and "ld+json" in attributes.get("type", "").lower():
            self._days.update(_DATED.findall(self._html, self._at, end.start()))
        self._at = end.start()
        return True

    def _closed(self, name: str) -> bool:
        if name not in _INLINE | _UNREAD:
            self._text.append("\n")
        if name == "nav":
            self._navigation = max(0, self._navigation - 1)
        if name == self._heading:
            self._end_heading()
        return True

    def _end_heading(self) -> None:
        """Note what the heading that is open says; a title is no text of the page."""
        if self._heading:
            self._names.append("".join(self._text[self._heading_from :]))
            if self._heading == "title":
                del self._text[self._heading_from :]
        self._heading = ""

    def _meta(self, attributes: dict[str, str]) -> None:
        name = (
            attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        ).lower()
        content = decoded(attributes.get("content", ""))
        if name in _NAMES_IT:
            self._names.append(content)
        elif name in _DATES_IT:
            self._dated(content)
        elif attributes.get("http-equiv", "").lower() == "refresh":
            self._leads_to = self._leads_to or content.partition("=")[2].strip("'\" ")

    def _dated(self, text: str) -> None:
        if day := _DAY.match(text.strip()):
            self._days.add(day[0])
