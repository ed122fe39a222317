"""Rewrites the links to a post whose file gets another name, or goes to another folder.

A link is followed when it certainly leads to the post: by the path of its file, or by its public address.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from typing import NamedTuple
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from blogwifi_tui.content.front_matter.known_fields import WHOLE_ADDRESS
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_files import is_post, stem_of
from blogwifi_tui.content.slugs import slugify
from blogwifi_tui.markdown.scan import Link, LinkForm, find_links, unescaped

_ROOTED = re.compile(r"\{(?:filename|attach)\}|\|(?:filename|attach)\||@(?=/)|~/")
_OUT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|$")
_INDEX = re.compile(r"/index\.html?$|(?<!/)/++$")
_SIMPLE = re.compile(r"[A-Za-z0-9_-]+")
"""A name that is written in one way only."""
_BY_FILE = (LinkForm.LINK, LinkForm.IMAGE, LinkForm.DEFINITION)
"""The forms of link whose address may be a path from the post."""
_BARE = frozenset(("ref", "relref"))
"""The words of generators that find a file by its name without the extension."""
_PAGE = re.compile(r"\.(?:html?|php)$", re.IGNORECASE)


class Relinked(NamedTuple):
    """The body of a post with its links changed."""

    body: str
    links: int


class _Named(NamedTuple):
    """What a link calls the post."""

    name: str
    is_file: bool
    """Whether the link leads to the file, and not to its page."""


@dataclass(frozen=True)
class Move:
    """A post whose file, or whose bundle's folder, gets another name, in the same folder or in another."""

    old: Post
    new: str
    """The new path."""
    date: datetime | None
    """As the blog reads it."""
    pattern: str
    """The settings' ``public_address``; may be empty."""
    alone: bool
    """Whether no other post has its slug, so that an address which ends with that can only mean this one."""
    page: str = ""
    """The path of its page on the site, where that is known; then no other is taken for it."""
    new_page: str = ""
    """The path of its page after the move."""
    base: str = ""
    """The folder of the site on its host, with its slash before, as in ``/blog``; may be empty."""
    page_of: Callable[[str], str] = lambda _origin: ""
    """The path of the page of the post at a path, from which its relative links go; empty when not known."""
    words: frozenset[str] = frozenset()
    """Those of the generator that call a post by a name which is no path; one of an address has a colon."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What these call the post, and what they are to call it."""

    @property
    def moves_page(self) -> bool:
        """Whether the public address changes too: where it is not known, unless the header gives it."""
        if self.page:
            return self.page != self.new_page
        return self.old.texts.keys().isdisjoint(("slug", *WHOLE_ADDRESS))

    @property
    def changes_page(self) -> bool:
        """Whether its page is known to move, whatever becomes of the file."""
        return self.page != self.new_page

    def may_be_in(self, data: bytes) -> bool:
        """Whether these bytes hold the old name, its signs escaped or not; it may be by chance."""
        return any(_may_be_in(name, data) for name in self._names)

    @cached_property
    def _names(self) -> set[str]:
        """What a link to the post ends with: looked for in every post of the blog."""
        return {_nfc(stem_of(self.old.path)), _last(self.page), *self.names} - {""}

    @property
    def _folders(self) -> tuple[str, str]:
        """The old folder of a bundle and the new one; empty texts for another post."""
        (old, name), (new, other) = posixpath.split(_nfc(self.old.path)), posixpath.split(self.new)
        return (old, new) if old != _nfc(new) and name == other else ("", "")

    def relinked(self, post: Post, *, origin: str = "") -> Relinked | None:
        """``post`` after the move; None when nothing in it leads to the post that moves."""
        found = _readdressed(post.body, partial(self._address, origin or post.path))
        return found if found.links else None

    def carried(self, post: Post, place: Callable[[str], str | None]) -> Post:
        """``post``, which is the one that moves, with its relative links leading where they led.

        ``place`` tells where the file at a path of the blog is after the move; None for what is no file, or
        what its links follow anyway.
        """
        here, there = (posixpath.dirname(path) for path in (self.old.path, self.new))
        if here == there:
            return post

        def address(link: Link, written: str) -> str | None:
            path = re.split(r"[?#]", written, maxsplit=1)[0]
            if link.form not in _BY_FILE or path.startswith("/") or _ROOTED.match(path) or _OUT.match(path):
                return None
            target = posixpath.normpath(posixpath.join(here, unquote(unescaped(path))))
            goal = None if target.startswith("..") else place(target)
            if goal is None:
                return None
            new = posixpath.relpath(goal, there or ".")
            same = new == posixpath.relpath(target, here or ".")
            return None if same else quote(new) + written[len(path) :]

        found = _readdressed(post.body, address)
        return post.with_body(found.body) if found.links else post

    def _address(self, origin: str, link: Link, written: str) -> str | None:
        """The address to write instead of ``written``; None to leave it."""
        if link.form is LinkForm.EMBEDDED or "&#" in written or "{{" in written or "{%" in written:
            return None
        if word := next((each for each in self.words if each.endswith(":") and written.startswith(each)), ""):
            named = self._called(word, written.removeprefix(word))
            return named and word + named
        if link.form is LinkForm.GENERATOR and self.words:
            return self._called(link.word, written)
        path = re.split(r"[?#]", written, maxsplit=1)[0]
        rest, prefix = written[len(path) :], ""
        if found := self._site(path) or _ROOTED.match(path):
            prefix, path = found[0], path[found.end() :]
        elif _OUT.match(path):
            return None
        by_file = link.form is LinkForm.GENERATOR
        rooted = bool(prefix) or path.startswith("/") or by_file
        followed = None if by_file else self._by_page(origin, path)
        if followed := followed or self._by_folder(origin, path, rooted=rooted, by_file=by_file):
            return f"{prefix}{followed}{rest}"
        ending = _INDEX.search(path)
        end = ending[0] if ending else ""
        before, slash, last = path[: len(path) - len(end)].rpartition("/")
        bare = link.word in _BARE and (bool(_steps(before)) or self._is_meant(origin))
        new = self._named(origin, _clean(before), _clean(last), rooted=rooted, bare=bare)
        if new is None:
            return None
        if new.is_file and (folder := self._folder(origin, _clean(before), rooted=rooted)) is not None:
            before, slash = quote(folder), "/" if folder else ""
        return f"{prefix}{before}{slash}{quote(new.name)}{end}{rest}"

    def _called(self, word: str, written: str) -> str | None:
        """The name to write instead of ``written`` behind a word; None to leave it."""
        name, sign, rest = written.partition("#")
        new = self.names.get(_nfc(name)) if word in self.words else None
        return None if new is None or new == name else f"{new}{sign}{rest}"

    def _folder(self, origin: str, written: str, *, rooted: bool) -> str | None:
        """What to write instead of the folder of the file; None: what is written stays."""
        old, new = (posixpath.dirname(_nfc(path)) for path in (self.old.path, self.new))
        if old == new or (rooted and not _steps(written)):
            return None
        if not rooted:
            here = posixpath.dirname(self.new if origin == self.old.path else _nfc(origin))
            folder = posixpath.relpath(new or ".", here or ".")
            return "" if folder == "." else folder
        common = old[: len(old) - len("/".join(_steps(written)))]
        folder = new.removeprefix(common) if new.startswith(common) else new
        return f"/{folder}" if written.startswith("/") else folder

    def _by_page(self, origin: str, path: str) -> str | None:
        """The path to the page after the move, or into its folder; None: ``path`` does not lead there."""
        if not self.page or not self.moves_page:
            return None
        there = _clean(path) if path.startswith("/") else _joined(self.page_of(origin), _clean(path))
        old, new = _key(self.page), _key(self.new_page)
        if not there or not any(_leads(there, each) for each in (old, old.removeprefix(self.base))):
            return None
        parts, others = old.split("/"), new.split("/")
        differing = [number for number, part in enumerate(parts) if others[number : number + 1] != [part]]
        if len(parts) == len(others) and len(differing) == 1:
            return _swapped(path, parts[differing[0]], others[differing[0]])
        if not path.startswith("/") or _key(there) not in (old, old.removeprefix(self.base)):
            return None
        page = self.new_page if _key(there) == old else self.new_page.removeprefix(self.base)
        return page if path.endswith("/") else page.rstrip("/")

    def _by_folder(self, origin: str, path: str, *, rooted: bool, by_file: bool) -> str | None:
        """The path into the folder of the bundle after the move; None where ``path`` does not lead there.

        ``by_file``: it is one of files, and never that of a page.
        """
        old, new = self._folders
        is_page_s = self.page and not by_file and path.startswith("/") and not is_post(f"posts{path}")
        if not old or is_page_s:
            return None
        name = posixpath.basename(old)
        parts = path.split("/")
        for number, part in enumerate(parts):
            if _clean(part) != name:
                continue
            before = "/".join(parts[:number])
            if self._is_file(origin, _clean(before), name, rooted=rooted, whole=old):
                parts[number] = quote(posixpath.basename(new))
                return "/".join(parts)
        return None

    def _site(self, path: str) -> re.Match[str] | None:
        host = urlsplit(self.pattern).netloc
        return re.match(rf"https?://{re.escape(host)}(?=/)", path, re.IGNORECASE) if host else None

    def _is_meant(self, origin: str) -> bool:
        """Whether a post that names this one's file and no folder means it: the nearest one wins."""
        return self.alone or posixpath.dirname(origin) == posixpath.dirname(self.old.path)

    def _named(self, origin: str, folder: str, name: str, *, rooted: bool, bare: bool) -> _Named | None:
        """What to call the post instead of ``name``, in the words of that link.

        ``bare``: the link may name the file without its extension, whatever the page is called.
        """
        old, new = posixpath.basename(_nfc(self.old.path)), posixpath.basename(self.new)
        stems = {_bare(old): _bare(new)}
        if name == old or (name in stems and name != stem_of(old)):
            if self._is_file(origin, folder, old, rooted=rooted):
                return _Named(new if name == old else stems[name], is_file=True)
        elif bare and name in stems and self._is_file(origin, folder, old, rooted=rooted):
            return _Named(stems[name], is_file=True)
        elif self.page or not self.moves_page:
            return None
        page = _PAGE.search(name)
        ending = page[0] if page else ""
        stems[stem_of(old)] = stem_of(new)
        stem = name.removesuffix(ending)
        if stem not in stems or not self.moves_page or not self._is_page(folder):
            return None
        return _Named(stems[stem] + ending, is_file=False)

    def _is_file(self, origin: str, folder: str, name: str, *, rooted: bool, whole: str = "") -> bool:
        """Whether a path in a link is that of the file, or of ``whole``."""
        whole = whole or _nfc(self.old.path)
        if not rooted:
            return posixpath.normpath(posixpath.join(posixpath.dirname(_nfc(origin)), folder, name)) == whole
        return f"/{whole}".endswith("/" + "/".join([*_steps(folder), name]))

    def _is_page(self, folder: str) -> bool:
        """Whether what stands before the slug can stand before it in this post's public address."""
        constant = re.sub(r"\{\w+\}", "/", urlsplit(self.pattern).path)
        known = {*_steps(posixpath.dirname(self.old.path)), *_steps(constant), "posts", "post", "blog"}
        known |= {slugify(name) for name in self.old.categories}
        if self.date:
            known |= {f"{self.date:%Y}", f"{self.date:%m}", f"{self.date:%d}"}
            known |= {str(self.date.month), str(self.date.day)}
        return self.alone and all(step in known for step in _steps(folder))


def _readdressed(body: str, address: Callable[[Link, str], str | None]) -> Relinked:
    """``body`` with what ``address`` gives for a link and what is written there; None leaves it as it is."""
    pieces, at, count = [], 0, 0
    for link in find_links(body).links:
        new = address(link, body[link.start : link.end])
        if new is not None:
            pieces += [body[at : link.start], new]
            at, count = link.end, count + 1
    return Relinked("".join([*pieces, body[at:]]), count)


def _may_be_in(name: str, data: bytes) -> bool:
    if _SIMPLE.fullmatch(name):
        return name.encode() in data or name.lower().encode() in data
    text = unquote_to_bytes(data.replace(b"\\", b"")).decode("utf-8", "replace")
    return name.lower() in _nfc(text).lower()


def _key(path: str) -> str:
    """What the paths of one page have in common, its ending apart."""
    return _PAGE.sub("", _INDEX.sub("", _clean(path))) or "/"


def _last(path: str) -> str:
    return _key(path).rpartition("/")[2] if path else ""


def _joined(page: str, path: str) -> str:
    """A relative path as the browser takes it on a page; empty where that is not known."""
    if not page or not path:
        return ""
    found = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return f"{found}/" if path.endswith("/") and found != "/" else found


def _leads(path: str, page: str) -> bool:
    """Whether a path is that of a page, or of something in its folder."""
    return len(page) > 1 and (_key(path) == page or path.startswith(f"{page}/"))


def _swapped(path: str, old: str, new: str) -> str | None:
    """``path`` with its last part that is called ``old`` called ``new``; its ending stays."""
    parts = path.split("/")
    for number in reversed(range(len(parts))):
        written = parts[number]
        page = _PAGE.search(written)
        if _clean(written) == old or (page and _clean(written[: page.start()]) == old):
            parts[number] = quote(new) + (page[0] if page and _clean(written) != old else "")
            return "/".join(parts)
    return None


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _clean(written: str) -> str:
    return _nfc(unquote(unescaped(written)))


def _steps(path: str) -> list[str]:
    return [step for step in path.split("/") if step not in ("", ".", "..")]


def _bare(name: str) -> str:
    """A file's name without what follows its first dot."""
    return name.partition(".")[0]
