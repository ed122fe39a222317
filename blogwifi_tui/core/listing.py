"""The posts of a blog, found where its generators look for them, and read by their rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from blogwifi_tui.content.index.index import Entry, Index
from blogwifi_tui.core.standing import StandingReader, Standings
from blogwifi_tui.settings import paths
from blogwifi_tui.site.detect import detect

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from blogwifi_tui.core.site_report import SiteReport
    from blogwifi_tui.settings.model import BlogSettings
    from blogwifi_tui.site.sites import Sites
    from blogwifi_tui.vcs.blog_repository import BlogRepository


class Listing:
    """The posts of one blog, and what makes a site of them."""

    def __init__(
        self, root: Path, settings: BlogSettings, zone: dt.tzinfo, repository: BlogRepository
    ) -> None:
        """Look at the folders; no post is read. Raises what :func:`blogwifi_tui.site.detect.detect` does."""
        self._root = root
        self._settings = settings
        self._zone = zone
        self._repository = repository
        self.sites = self._detect()
        """Which generator makes a site of which posts; the same object, whatever becomes of them."""
        self._index = self._new_index()
        self._standing = StandingReader(repository, self.sites, zone, self.sites.holds)

    def known(self) -> tuple[Entry, ...]:
        """The posts as last seen, newest first, at once; never trusted over the files."""
        return self._index.load()

    def read(self, progress: Callable[[Sequence[Entry], int], None] | None = None) -> tuple[Entry, ...]:
        """Every post as the files are now, newest first; ``progress``: see :meth:`Index.scan`."""
        self.renew_sites()
        return self._index.scan(progress)

    def folder_times(self) -> tuple[int | None, ...]:
        """A value that changes when a file comes into a folder of posts, is replaced or leaves; a cheap one.

        What is written into a file as it is, or happens in a folder inside, only :meth:`read` finds.
        """
        return tuple(_changed_at(self._root / folder) for folder in self.sites.folders)

    def renew_sites(self) -> None:
        """Find the sites anew where a folder came or was renamed, or the settings of one changed."""
        if self.sites.is_outdated():
            found = self._detect()
            is_same = found.fingerprint == self.sites.fingerprint
            self.sites.become(found)
            if not is_same:
                self._index = self._new_index()

    def standings(self, entries: Sequence[Entry]) -> Standings:
        """What each of ``entries`` is to readers, and what is still to be done about it, as git says.

        Raises:
            GitError: git cannot be asked.
        """
        return self._standing.read(entries)

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
        said = self._settings
        return detect(self._root, said.posts, generator=said.generator, zone=self._zone)

    def _new_index(self) -> Index:
        folders = self._repository.post_folders = self.sites.folders
        cache = paths.cache_file(self._root)
        return Index(self._root, folders, zone=self._zone, rules=self.sites, cache=cache)


def _changed_at(folder: Path) -> int | None:
    try:
        return folder.stat().st_mtime_ns
    except OSError:  # it is not there, or nobody may look
        return None
