"""Learns the addresses of posts from the pages of their site, and keeps them in ``blogwifi.toml``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from urllib.parse import unquote

from blogwifi_tui.content import files
from blogwifi_tui.content.folding import searchable
from blogwifi_tui.content.post_files import name_of, stem_of
from blogwifi_tui.core.addresses import WITHOUT_PAGE, Addresses
from blogwifi_tui.core.settings_text import with_setting
from blogwifi_tui.core.site_pages import Listed, SitePage
from blogwifi_tui.errors import FileMissing, NothingLearned
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.paths import SETTINGS_NAME
from blogwifi_tui.site.address import host_of, page_key, path_of
from blogwifi_tui.site.address_shape import FEWEST, shape_of

if TYPE_CHECKING:
    import datetime as dt

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.bulk_edit import BulkEditor
    from blogwifi_tui.vcs.commit import Commit

AGREE: Final = 0.8
"""The part of the posts found on the site that must have addresses of one form."""
_BRACES: Final = frozenset("{}")


class Learned(NamedTuple):
    """What the pages of a site show."""

    pattern: str
    """For ``public_address``."""
    fitting: int
    """Posts whose page has exactly the address that the pattern gives."""
    found: int
    """Posts that have a page on the site."""
    title: str = ""
    """Of the site, where it was found."""


class _Blog(Protocol):
    """What learning needs of the blog."""

    root: Path

    @property
    def addresses(self) -> Addresses: ...
    @property
    def bulk(self) -> BulkEditor: ...
    def now(self) -> dt.datetime: ...


class SiteLearner:
    """Infers addresses for one blog."""

    def __init__(self, blog: _Blog) -> None:
        self._root = blog.root
        self._addresses = blog.addresses
        self._bulk = blog.bulk
        self._now = blog.now

    def learn(self, entries: Sequence[Entry], site: Listed) -> Learned:
        """The address that fits most posts that have a page among those of the site.

        Raises:
            NothingLearned: fewer than three agree, or too few of those that were found.
        """
        now = self._now()
        shown = [each for each in entries if each.state(now) not in WITHOUT_PAGE and not each.is_section]
        pages = _Pages(site.pages)
        found = {each.path: candidates for each in shown if (candidates := pages.of(each, self._made(each)))}
        counts: Counter[str] = Counter()
        for entry in shown:
            counts.update(set(self._patterns(entry, found.get(entry.path, ()))))
        # Of two that fit as many posts, the one that lets the generator make the path knows more.
        pattern = max(counts, key=lambda each: (counts[each], "{path}" in each, each), default="")
        fitting = counts[pattern]
        if fitting < FEWEST or fitting < AGREE * len(found):
            raise NothingLearned(len(site.pages), len(found), fitting)
        return Learned(pattern, fitting, max(len(found), fitting), site.title)

    def _patterns(self, entry: Entry, candidates: Sequence[SitePage]) -> list[str]:
        """Every ``public_address`` that gives one of these pages for the post."""
        made = self._made(entry)
        patterns = []
        for page in candidates:
            host, path = host_of(page.address), unquote(path_of(page.address)) or "/"
            if made != "/" and page_key(path).endswith(made):
                patterns.append(f"{host}{page_key(path).removesuffix(made)}/{{path}}")
            if not _BRACES & set(path) and (shape := shape_of(path, entry)):
                patterns.append(f"{host}{shape}")
        return patterns

    def _made(self, entry: Entry) -> str:
        """The path that the generator makes; ``/`` where it is not known."""
        return page_key(path_of(self._addresses.made(entry)))

    def keep(self, learned: Learned, *, title: str = "") -> Commit | None:
        """Write it into ``blogwifi.toml``, in one commit; None when it says so already.

        ``title``: the title of the blog to be kept too; empty: none.

        Raises:
            SettingRefused: the file cannot be changed without touching other bytes.
            FileError, GitError: the file is as before.
        """
        try:
            before = files.read(self._root, SETTINGS_NAME)
        except FileMissing:
            before = None
        after = with_settings(
            before or b"",
            {"public_address": learned.pattern, "address_learned": True}
            | ({"title": title} if title else {}),
        )
        if after == before:
            return None
        message = _("Keep the address of the posts, as the site shows it")
        return self._bulk.replace_file(SETTINGS_NAME, before, after, message)


def with_settings(data: bytes, values: dict[str, object]) -> bytes:
    """A ``blogwifi.toml`` with these values under ``[blog]``, and no other byte changed.

    Raises:
        SettingRefused: that cannot be done.
    """
    for key, value in values.items():
        data = with_setting(data, ("blog", key), value, name=SETTINGS_NAME)
    return data


class _Pages:
    """The pages of a site, by what a post may have in common with its own."""

    def __init__(self, pages: Sequence[SitePage]) -> None:
        self._by_name: defaultdict[str, list[SitePage]] = defaultdict(list)
        self._by_title: defaultdict[str, list[SitePage]] = defaultdict(list)
        for page in pages:
            self._by_name[_last_name(page_key(path_of(page.address)))].append(page)
            if page.title:
                self._by_title[searchable(page.title)].append(page)

    def of(self, entry: Entry, made: str) -> list[SitePage]:
        """Those that may be the page of a post: by its slug, its names, or its title alone.

        ``made`` is the path that its generator makes, which may name it as no file does.
        """
        own = entry.address.slug if entry.address else ""
        names = dict.fromkeys(filter(None, (own, stem_of(entry.path), name_of(entry.path), _last_name(made))))
        found = [page for name in names for page in self._by_name.get(name, ())]
        titled = self._by_title.get(searchable(entry.title), [])
        return found or (titled if len(titled) == 1 else [])


def _last_name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".html").removesuffix(".htm")
