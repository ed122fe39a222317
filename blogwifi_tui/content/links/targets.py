"""Whether an address in a post leads to something in the blog.

Only what is certain is called broken. Other sites, shortcodes and the internal words of generators are not
ours to judge; neither is a page whose file we would not know: a tag's, an archive's, one the theme brings.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cached_property
from typing import Final
from urllib.parse import unquote, urlsplit

from blogwifi_tui.content.post_files import is_post, stem_of
from blogwifi_tui.content.slugs import folded

ROOTS: Final = ("", "static", "assets", "public", "content", "source", "src", "src/assets", "docs", "site")
"""Folders in which generators look for what an address from the root of the site names."""
FILES: Final = frozenset((
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tif", "tiff",
    "pdf", "odt", "ods", "odp", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "gz", "7z", "epub",
    "mp3", "ogg", "oga", "opus", "wav", "flac", "m4a", "mp4", "webm", "ogv", "mov",
))  # fmt: skip
"""Endings of files that a person puts beside a post; a page has none, or one the generator gives it."""
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[#?@]|$")
_UNKNOWN = frozenset("{}|<>$\\*")
_LONGEST = 1024
"""Characters of a path that is looked for: no page has more in its address."""
_PAGE = re.compile(r"\.html?$", re.IGNORECASE)
_DEEPEST_SITE = 8
"""Folders of its host in which a site may lie, one inside another."""


def target_of(address: str) -> str | None:
    """The path in ``address``, without query and fragment; None when it leads out, or only a generator knows.

    It begins with a slash when it is said from the root of the site.
    """
    if _ELSEWHERE.match(address) or _UNKNOWN & set(address):
        return None
    return unquote(re.split(r"[?#]", address, maxsplit=1)[0]) or None


class LinkTargets:
    """What there is in one blog for an address to lead to."""

    def __init__(
        self,
        names: Callable[[], Container[str]],
        is_there: Callable[[str], bool],
        *,
        folders: Sequence[str] = (),
        pattern: Callable[[], str] = str,
    ) -> None:
        """What is known of the blog; of all its posts, only once an address asks for it.

        Args:
            names: the slugs, file names and last parts of former addresses of all posts, each ``folded``.
            is_there: whether a path from the blog's root is that of a file or folder.
            folders: where posts are.
            pattern: the settings' ``public_address``.
        """
        self._all_names = names
        self._is_there = is_there
        self._roots = tuple(dict.fromkeys((*ROOTS, *folders)))
        self._pattern = pattern

    def is_broken(self, origin: str, address: str) -> bool:
        """Whether ``address``, in the post at ``origin``, certainly leads to nothing."""
        target = target_of(address) if len(address) <= _LONGEST else None
        if target is None:
            return False
        name = target.rstrip("/").rpartition("/")[2]
        ending = name.rpartition(".")[2].lower() if "." in name else ""
        if is_post(f"posts/{name}"):
            return not self._names_post(name) and not any(map(self._there, self._candidates(origin, target)))
        if ending in FILES and not target.endswith("/"):
            return self._lacks_file(origin, target)
        if self._page is None or (found := self._page.fullmatch(target)) is None:
            return False
        slug = found["slug"]
        is_page = re.search(r"[^\W\d_]", slug) and not self._names_post(slug)
        return bool(is_page) and not any(map(self._there, self._candidates(origin, target)))

    @cached_property
    def _names(self) -> Container[str]:
        return self._all_names()

    @cached_property
    def _page(self) -> re.Pattern[str] | None:
        return _page_pattern(self._pattern())

    def _names_post(self, name: str) -> bool:
        return any(folded(each) in self._names for each in (name, stem_of(name)))

    def _lacks_file(self, origin: str, target: str) -> bool:
        if any(map(self._there, self._candidates(origin, target))):
            return False
        steps = [step for step in target.split("/") if step not in ("", ".", "..")]
        if len(steps) == 1:  # alone at the root of the site, it may be the theme's
            return not target.startswith("/")
        # A folder we do not have may be filled by the server, or by a build.
        where = posixpath.dirname(target)
        return any(map(self._there, self._candidates(origin, where)))

    def _candidates(self, origin: str, target: str) -> Iterator[str]:
        """Every path that generators would look at."""
        beside, name = posixpath.split(origin)
        if not target.startswith("/"):
            yield posixpath.join(beside, target)
            yield posixpath.join(beside, stem_of(name), target)  # a page's own folder, as on the site
            yield posixpath.join(beside, posixpath.splitext(name)[0], target)
        steps = [step for step in target.split("/") if step not in ("", ".", "..")]
        for first in range(min(len(steps), _DEEPEST_SITE)):  # the site may lie in a folder of its host
            for root in self._roots:
                yield posixpath.join(root, *steps[first:])

    def _there(self, path: str) -> bool:
        path = posixpath.normpath(path)
        if path.startswith("../") or path in ("..", "."):
            return path != "."  # outside the blog: not ours to judge
        forms = dict.fromkeys((path, unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path)))
        return any(map(self._is_there, forms))


def _page_pattern(pattern: str) -> re.Pattern[str] | None:
    """What the path of a post's page looks like; None where other pages may look the same."""
    path = urlsplit(pattern).path
    if "{year}" not in path or path.count("{slug}") != 1:
        return None
    text = re.escape(path.rstrip("/")).replace(r"\{year\}", r"(?:19|20)\d\d")
    text = text.replace(r"\{month\}", r"\d\d").replace(r"\{day\}", r"\d\d")
    return re.compile(text.replace(r"\{slug\}", r"(?P<slug>[^/]+?)") + "/?")
