"""When each post was first and last changed by a commit, kept between runs beside the cache of posts.

Reading a long history takes seconds, so it is read once: the file names the commit it was read up to, and
each later start reads only what came since. Like the cache of posts it may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.content.index.cache import Cache
from blogwifi_tui.vcs.file_dates import FileDates, file_dates, joined

if TYPE_CHECKING:
    from blogwifi_tui.site.detect import PostFolders
    from blogwifi_tui.vcs.progress import CancelToken
    from blogwifi_tui.vcs.repository import Repository


@dataclass(frozen=True, slots=True)
class _Kept:
    head: str = ""
    """The commit up to which the history was read."""
    dates: Mapping[str, FileDates] = field(default_factory=dict)
    """By path, relative to the blog."""


class PostDates:
    """The dates of one blog. Not thread-safe: one call at a time."""

    def __init__(self, repository: Repository, prefix: str, layout: PostFolders, beside: Path) -> None:
        """``prefix`` is where the blog lies in its repository: empty, or a path that ends with a slash.

        The file takes the name of ``beside``, the cache of posts, with another suffix.
        """
        self._repository = repository
        self._prefix = prefix
        self._layout = layout
        scope = "\n".join((str(repository.root), prefix, *layout.folders))
        self._cache = Cache(beside.with_suffix(".dates"), scope.encode(errors="replace").decode(), _Kept)
        self._kept: _Kept | None = None

    def read(self, *, cancel: CancelToken | None = None) -> Mapping[str, FileDates]:
        """The dates of the posts that commits hold, by path; posts of former times are among them.

        Raises:
            Cancelled: ``cancel`` was; what was known is kept.
            GitError: the history cannot be read.
        """
        kept = self._kept or next(iter(self._cache.load()), _Kept())
        head = self._repository.refs.head() or ""
        if head != kept.head:
            kept = _Kept(head, self._up_to(head, kept, cancel) if head else {})
            self._cache.save((kept,))
        self._kept = kept
        return kept.dates

    def _up_to(self, head: str, kept: _Kept, cancel: CancelToken | None) -> Mapping[str, FileDates]:
        # A history that was rewritten, or another branch, does not hold the commit we know.
        goes_on = bool(kept.head) and self._repository.contains(kept.head, within=head)
        since = kept.head if goes_on else None
        new = file_dates(self._repository, head, since, self._is_kept, cancel=cancel)
        if self._prefix:
            new = {path.removeprefix(self._prefix): dates for path, dates in new.items()}
        return joined(kept.dates, new) if goes_on else new

    def _is_kept(self, path: str) -> bool:
        """Whether a path of the repository is that of a post whose dates are kept."""
        inside = path.removeprefix(self._prefix)
        if not (path.startswith(self._prefix) and self._layout.holds(inside)):
            return False
        try:
            path.encode()
        except (
            UnicodeEncodeError
        ):  # no UTF-8: it would not fit in the cache, and its file's time has to serve
            return False
        return True
