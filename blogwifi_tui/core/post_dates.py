"""When each post was first and last changed by a commit, kept between runs beside the cache of posts.

Reading a long history takes seconds, so it is read once: the file names the commit it was read up to, and
each later start reads only what came since. Like the cache of posts it may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.content.index.cache import Cache
from blogwifi_tui.vcs.file_dates import FileDates, merge_dates

if TYPE_CHECKING:
    from blogwifi_tui.site.sites import Sites
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.progress import CancelToken


@dataclass(frozen=True, slots=True)
class _Kept:
    head: str = ""
    """The commit up to which the history was read."""
    dates: Mapping[str, FileDates] = field(default_factory=dict)
    """By path, relative to the blog."""


class PostDates:
    """The dates of one blog. Not thread-safe: one call at a time."""

    def __init__(self, repository: BlogRepository, sites: Sites, beside: Path) -> None:
        """The file takes the name of ``beside``, the cache of posts, with another suffix."""
        self._repository = repository
        self._sites = sites
        self._file = beside.with_suffix(".dates")
        self._kept: _Kept | None = None

    @cached_property
    def _cache(self) -> Cache[_Kept]:
        scope = "\n".join((str(self._repository.git.root), self._repository.prefix, *self._sites.folders))
        return Cache(self._file, scope.encode(errors="replace").decode(), _Kept)

    def read(self, *, cancel: CancelToken | None = None) -> Mapping[str, FileDates]:
        """The dates of the posts that commits hold, by path; posts of former times are among them.

        Raises:
            Cancelled: ``cancel`` was; what was known is kept.
            GitError: the history cannot be read.
        """
        kept = self._kept or next(iter(self._cache.load()), _Kept())
        head = self._repository.git.refs.head() or ""
        if head != kept.head:
            kept = _Kept(head, self._up_to(head, kept, cancel) if head else {})
            self._cache.save((kept,))
        self._kept = kept
        return kept.dates

    def _up_to(self, head: str, kept: _Kept, cancel: CancelToken | None) -> Mapping[str, FileDates]:
        # A history that was rewritten, or another branch, does not hold the commit we know.
        goes_on = bool(kept.head) and self._repository.git.contains(kept.head, within=head)
        since = kept.head if goes_on else None
        new = self._repository.file_dates(head, since, self._is_kept, cancel=cancel)
        return merge_dates(kept.dates, new) if goes_on else new

    def _is_kept(self, path: str) -> bool:
        """Whether a path of the blog is that of a post whose dates are kept."""
        if not self._sites.holds(path):
            return False
        try:
            path.encode()
        except (
            UnicodeEncodeError
        ):  # no UTF-8: it would not fit in the cache, and its file's time has to serve
            return False
        return True
