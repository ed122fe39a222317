"""The posts of a blog, found where its generators look for them, and read by their rules."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from threading import RLock
from typing import TYPE_CHECKING

from blogwifi_tui.content import files
from blogwifi_tui.content.index.entry import entry_of
from blogwifi_tui.content.index.first_posts import FirstPosts, FirstPostsFile
from blogwifi_tui.content.index.index import Entry, Index
from blogwifi_tui.core.discovery import find_post, named_paths
from blogwifi_tui.core.standing import StandingReader, Standings
from blogwifi_tui.errors import FileError
from blogwifi_tui.settings import paths

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from blogwifi_tui.content.index.text_facts import TextFacts
    from blogwifi_tui.core.quick_look import QuickLook
    from blogwifi_tui.core.site_report import SiteReport
    from blogwifi_tui.settings.model import BlogSettings
    from blogwifi_tui.site.sites import Sites
    from blogwifi_tui.vcs.blog_repository import BlogRepository


class Listing:
    """The posts of one blog, and what makes a site of them."""

    def __init__(
        self, root: Path, settings: BlogSettings, zone: dt.tzinfo, repository: BlogRepository
    ) -> None:
        """No folder is looked at yet, unless ``settings`` name those of the posts.

        Raises:
            FileRefused: one of them lies outside the blog.
        """
        self._root = root
        self._settings = settings
        self._zone = zone
        self._repository = repository
        self._lock = RLock()
        """Held while something is made that there is to be one of."""
        self._first = FirstPostsFile(root, paths.cache_file(root), f"{settings!r}\n{zone}")
        if settings.posts:
            self._found_sites = self._detect()

    @property
    def sites(self) -> Sites:
        """Which generator makes a site of which posts; the same object, whatever becomes of them."""
        with self._lock:
            return self._found_sites

    @cached_property
    def _found_sites(self) -> Sites:
        return self._detect()

    @property
    def title(self) -> str:
        """Of the outermost site; may be empty."""
        first = None if "_found_sites" in vars(self) else self.first
        return first.title if first else self.sites.sites[0].title

    @property
    def _index(self) -> Index:
        with self._lock:
            return self._made_index

    @cached_property
    def _made_index(self) -> Index:
        return self._new_index()

    def _new_index(self) -> Index:
        cache = paths.cache_file(self._root)
        return Index(self._root, self.sites.folders, zone=self._zone, rules=self.sites, cache=cache)

    @cached_property
    def _standing(self) -> StandingReader:
        return StandingReader(self._repository, self.sites, self._zone, self.sites.holds)

    @cached_property
    def quick_look(self) -> QuickLook:
        """What tells cheaply whether there is something for :meth:`read` to find."""
        from blogwifi_tui.core.quick_look import QuickLook

        return QuickLook(self._root, lambda: self.sites.folders)

    @cached_property
    def first(self) -> FirstPosts | None:
        """The posts on top as last seen, at once, however many there are; None where they are not known.

        Like :meth:`known` they are never trusted over the files.
        """
        return self._first.load()

    def keep_first(self, entries: Sequence[Entry]) -> None:
        """Keep for the next start what :meth:`first` gives; ``entries``: all posts."""
        self._first.keep(entries, self.sites.sites[0].title, self.sites.told_by())

    def known(self) -> tuple[Entry, ...]:
        """The posts as last seen, newest first, at once; never trusted over the files."""
        return self._index.load()

    def read(self, progress: Callable[[Sequence[Entry], int], None] | None = None) -> tuple[Entry, ...]:
        """Every post as the files are now, newest first; ``progress``: see :meth:`Index.scan`."""
        self.renew_sites()
        return self._index.scan(progress)

    def find(self, *names: str) -> list[Entry]:
        """The posts a person means; see :func:`.discovery.find_post`. One named by its path is read alone."""
        self.renew_sites()
        found: list[Entry] = []
        entries: Sequence[Entry] | None = None
        for name in names:
            exact = [entry for path in named_paths(name, self._root) if (entry := self._at(path))]
            if len(exact) != 1:
                entries = self.read() if entries is None else entries
                exact = [find_post(entries, name, self._root)]
            found += exact
        return found

    def _at(self, path: str) -> Entry | None:
        """The post at a path, read alone; None where it is not certain that the list has it."""
        from blogwifi_tui.content.post import Post

        folders = [folder.as_posix() for folder in PurePosixPath(path).parents][:-1]
        if (
            path != posixpath.normpath(path)
            or not self.sites.holds(path)
            or not any(f"{path}/".startswith(f"{each}/".lstrip("/")) for each in self.sites.folders)
            or not all(map(self.sites.enters, folders))
            or any((self._root / each).is_symlink() for each in (path, *folders))
        ):
            return None
        try:
            return entry_of(Post(path, files.read(self._root, path), self.sites), self._zone)
        except FileError:
            return None

    def renew_sites(self) -> None:
        """Find the sites anew where a folder came or was renamed, or the settings of one changed."""
        if self.sites.is_outdated():
            found = self._detect()
            is_same = found.fingerprint == self.sites.fingerprint
            self.sites.become(found)
            if not is_same:
                self._made_index = self._new_index()

    def standings(self) -> Standings:
        """What posts are to readers, and what is still to be done about them, as git says; none is read.

        Raises:
            GitError: git cannot be asked.
        """
        return self._standing.read()

    def texts(self, entries: Iterable[Entry]) -> Mapping[str, TextFacts]:
        """What the texts of these posts tell, by path; quick for those that did not change."""
        from blogwifi_tui.content.index.text_facts import TextReader

        reader = TextReader(self._root, self.sites, paths.cache_file(self._root))
        return reader.read(entries, {entry.path for entry in self._index.load()})

    def report(self, entries: Sequence[Entry]) -> SiteReport:
        """What was found of the sites, and what of the repository is not listed; ``entries``: all posts."""
        from blogwifi_tui.core.site_report import report

        return report(self._root, self.sites, entries, self._zone, self._settings.title)

    def untracked(self) -> tuple[str, ...]:
        """The files that git neither keeps nor ignores; without posts, and what is built or fetched.

        Raises:
            GitError: git cannot be asked.
        """
        from blogwifi_tui.core.site_report import NOT_WRITTEN

        found = self._repository.untracked()
        return tuple(
            path
            for path in found
            if not self.sites.holds(path) and NOT_WRITTEN.isdisjoint(path.split("/")[:-1])
        )

    def _detect(self) -> Sites:
        from blogwifi_tui.site.detect import detect

        said = self._settings
        return detect(self._root, said.posts, generator=said.generator, zone=self._zone)
