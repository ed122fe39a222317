"""What the remote has of posts, and which of them a step would take off the site at the next publication.

All is told as of the last fetch; nothing here goes over the network.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC
from typing import TYPE_CHECKING

from blogwifi_tui.content.index.entry import Entry, entry_of
from blogwifi_tui.content.state import NOT_SHOWN, ON_SITE, State
from blogwifi_tui.core.moves import PostEdit
from blogwifi_tui.errors import NotInHistory, RemoteUnrelated

if TYPE_CHECKING:
    import datetime as dt

    from blogwifi_tui.content.post import Post
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.commit_details import ChangedFile
    from blogwifi_tui.vcs.outgoing import Outgoing


class RemotePosts:
    """The posts of one blog as the remote has them."""

    def __init__(
        self,
        repository: BlogRepository,
        post: Callable[[str, bytes], Post],
        holds: Callable[[str], bool],
        now: Callable[[], dt.datetime],
    ) -> None:
        """``post`` makes one of a path and bytes; ``holds`` tells whether a path is that of a post."""
        self._repository = repository
        self._post = post
        self._holds = holds
        self._now = now

    def read(self, outgoing: Outgoing, path: str) -> Post | None:
        """The post at ``path`` as the remote has it, under the name it has there; None where it has none."""
        name = outgoing.name_on_remote(path)
        try:
            return self._post(name, self._repository.text_at(outgoing.tip or "", name))
        except NotInHistory:
            return None

    def read_all(self, outgoing: Outgoing, paths: Iterable[str]) -> Iterator[tuple[str, Post]]:
        """Those of ``paths`` of which the remote has a post, each with that, under the name it has there."""
        if outgoing.tip is not None:
            yield from self._read(outgoing.tip, {path: outgoing.name_on_remote(path) for path in paths})

    def states(self, outgoing: Outgoing, paths: Iterable[str]) -> dict[str, State]:
        """What those of ``paths`` that the remote has are to readers now."""
        now = self._now()
        return {path: post.state(now) for path, post in self.read_all(outgoing, paths)}

    def states_at(self, revision: str, paths: Iterable[str], moment: dt.datetime) -> dict[str, State]:
        """What those of ``paths`` that the commit ``revision`` has are to readers at ``moment``."""
        there = self._read(revision, {path: path for path in paths})
        return {path: post.state(moment) for path, post in there}

    def posts_at(self, revision: str, paths: Iterable[str]) -> dict[str, Post]:
        """Those of ``paths`` that the commit ``revision`` has."""
        return dict(self._read(revision, {path: path for path in paths}))

    def committed(self, paths: Collection[str]) -> dict[str, Entry]:
        """What a list would show of those of ``paths`` that the last commit has."""
        zone = self._now().tzinfo or UTC
        return {
            path: entry_of(post, zone) for path, post in self._read("HEAD", {path: path for path in paths})
        }

    def _read(self, revision: str, names: Mapping[str, str]) -> Iterator[tuple[str, Post]]:
        """Read posts at ``revision``, where each is called what ``names`` says."""
        called: dict[str, list[str]] = {}
        for path, name in names.items():
            called.setdefault(name, []).append(path)
        for name, data in self._repository.raw_texts(revision, list(called)):
            for path in called[name]:
                yield path, self._post(name, data)

    def leaving(self, edits: Iterable[PostEdit]) -> dict[str, str]:
        """The posts that readers have, and that would leave the site with the next publication after a step.

        Args:
            edits: what the step does to each post: as it is now, and as it will be (None: deleted).

        Returns:
            Their titles, by their present paths.
        """
        now = self._now()
        going = {
            before.path: before for before, after in edits if after is None or after.state(now) in NOT_SHOWN
        }
        if not going:
            return {}
        try:
            outgoing = self._repository.outgoing()
        except RemoteUnrelated:  # nothing can be published there: no step takes anything off
            return {}
        if outgoing.tip is None:
            return {}
        names = {path: outgoing.name_on_remote(path) for path in going}
        held = self._repository.on_remote(outgoing.tip, names.values())
        edited = self._repository.edited(sorted(going))
        there = {path: post for path, post in going.items() if names[path] in held}
        there |= self.read_all(
            outgoing, [path for path in there if path in outgoing.changed or path in edited]
        )
        return {path: going[path].title for path, post in there.items() if post.state(now) in ON_SITE}

    def leaving_by_undo(self, files: Iterable[ChangedFile]) -> dict[str, str]:
        """The same of undoing a commit, by which each of its ``files`` gets back what it held before."""
        now, back = self._now(), 0
        edits: list[PostEdit] = []
        removed: list[PostEdit] = []
        for file in files:
            path = self._repository.blog_path(file.path)
            if not self._holds(path):
                continue
            before = None if file.before is None else self._post(path, file.before)
            if file.after is not None:
                edit = PostEdit(self._post(path, file.after), before)
                (edits if before else removed).append(edit)
            elif before and before.state(now) not in NOT_SHOWN:
                back += 1
        # What takes away as many posts as it brings back gave them other names.
        return self.leaving(edits if back >= len(removed) else [*edits, *removed])
