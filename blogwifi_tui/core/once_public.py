"""Posts that readers had before, by what the remote has had: made public again, they keep their date."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.post_changes import drafted
from blogwifi_tui.content.state import ON_SITE, State
from blogwifi_tui.errors import NotInHistory

if TYPE_CHECKING:
    import datetime as dt

    from blogwifi_tui.content.post import Post
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.log import Revision

_ASKED = 20
"""Posts of which the history is looked through at once; for more, the word is not worth the time."""
_FEW = 1
"""Posts of which each is asked about by itself: the whole history is looked through either way."""
_NEVER_SHOWN = frozenset((State.DRAFT, State.HIDDEN, State.UNREADABLE))
"""What no moment has shown or will show to readers."""
_LOOKED_AT = 200
"""Earlier texts of one post that are read, each by a git of its own."""


class Before(NamedTuple):
    """A post as readers had it."""

    public: Post
    """As they had it last."""
    withdrawn: Post | None
    """What the next commit made of it; None when none did."""

    def made_public_again(self, post: Post, now: dt.datetime) -> Post:
        """The post of today ready to publish. ``now`` is aware, in the blog's zone.

        It has the date that readers saw, with which its address may be made, unless another was written since
        it was withdrawn.

        Raises:
            DraftByFolder, KeptOff: what keeps it off does not stand in the post.
            CannotEdit, NotText: a key cannot be changed without touching other bytes.
        """
        zone = now.tzinfo or UTC
        seen, written = self.public.moment(zone), post.moment(zone)
        untouched = written is None or written == (self.withdrawn or post).moment(zone)
        if seen and seen != written and untouched and known_fields.dated(self.public.texts):
            post = post.with_date(seen.astimezone(zone))
        return drafted(post, False, seen or now)


class OncePublic:
    """Looks for what readers had of the posts of one blog."""

    def __init__(self, repository: BlogRepository, post: Callable[[str, bytes], Post]) -> None:
        """``post`` makes one of a path and bytes."""
        self._repository = repository
        self._post = post

    def find(self, path: str, now: dt.datetime) -> Before | None:
        """The post at ``path`` as readers had it last; None when they never had it."""
        for revision, newer in islice(self._repository.sent_versions(path), _LOOKED_AT):
            public = self._read(revision)
            until = newer.when.astimezone(now.tzinfo) if newer else now
            if public and public.state(until) in ON_SITE:
                return Before(public, self._read(newer) if newer else None)
        return None

    def finder(self, paths: Collection[str], now: dt.datetime) -> Callable[[str], Before | None]:
        """:meth:`find` for posts of ``paths``: one look through the history serves all but the first few."""
        asked = 0
        possible: frozenset[str] | None = None

        def find(path: str) -> Before | None:
            nonlocal asked, possible
            asked += 1
            if asked > _FEW and possible is None:
                possible = self._possible(paths, now)
            return self.find(path, now) if possible is None or path in possible else None

        return find

    def _possible(self, paths: Collection[str], now: dt.datetime) -> frozenset[str]:
        """Those of ``paths`` of which :meth:`find` may tell something.

        Of the others every text that the remote had was that of a draft.
        """
        return frozenset(
            path
            for path, data in self._repository.sent_texts(paths)
            if data is None or self._post(path, data).state(now) not in _NEVER_SHOWN
        )

    def among(self, paths: Collection[str], now: dt.datetime) -> frozenset[str]:
        """Those of ``paths`` that readers had once; none is told of where they are many."""
        few = paths if len(paths) <= _ASKED else ()
        return frozenset(path for path in few if self.find(path, now))

    def moment(
        self, post: Post, now: dt.datetime, find: Callable[[str], Before | None] | None = None
    ) -> dt.datetime:
        """What dates a draft without a date when it is made ready: the date readers saw, else ``now``.

        ``find``: of :meth:`finder`, where this is asked of several posts.
        """
        zone = now.tzinfo or UTC
        find = find or partial(self.find, now=now)
        found = None if post.moment(zone) else find(post.path)
        return (found and found.public.moment(zone)) or now

    def _read(self, revision: Revision) -> Post | None:
        try:
            return self._post(revision.path, self._repository.text_at(revision.sha, revision.path))
        except NotInHistory:  # the commit that deleted it
            return None
