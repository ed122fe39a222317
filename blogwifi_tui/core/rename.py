"""A post gets another title and file name; links to it follow, and its old address still leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from blogwifi_tui.content import files, slugs
from blogwifi_tui.content.links.rewrite import Move
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.slugs import folded
from blogwifi_tui.content.state import State
from blogwifi_tui.core.link_survey import LinkSurveyor
from blogwifi_tui.core.transaction import FileChange, Transaction
from blogwifi_tui.errors import CannotEdit
from blogwifi_tui.i18n.commit_messages import Change, proposed
from blogwifi_tui.settings.model import Settings
from blogwifi_tui.site.address import entry_of, public_address
from blogwifi_tui.site.aliases import address_shape, alias_key, with_former

if TYPE_CHECKING:
    import datetime as dt

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.site.conventions import Conventions
    from blogwifi_tui.site.sites import Sites
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.commit import Commit


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a renaming did."""

    path: str
    """Where the post is now."""
    links: int = 0
    """How many links to it were changed, in other posts and in itself."""
    former: str = ""
    """The address it had, which leads to it through its aliases; empty when none was added."""
    committed: tuple[str, ...] = ()
    """Posts with a link to it whose own changes were committed first, each by itself."""
    left: tuple[str, ...] = ()
    """Posts that still name it as before, because they cannot be written."""
    mended: tuple[str, ...] = ()
    """Those that a hook changed before it let the commit pass."""


class _Blog(Protocol):
    """What a renaming needs of the blog."""

    root: Path
    settings: Settings
    sites: Sites

    @property
    def surveyor(self) -> LinkSurveyor: ...
    @property
    def zone(self) -> dt.tzinfo: ...
    def now(self) -> dt.datetime: ...
    def posts(self) -> Sequence[Entry]: ...
    def conventions(self) -> Conventions: ...
    def commit_post(self, path: str) -> Commit: ...


class Renamer:
    """Gives posts of one blog other names."""

    def __init__(self, blog: _Blog, repository: BlogRepository, transaction: Transaction) -> None:
        self._root = blog.root
        self._messages = blog.settings.commit.messages
        self._repository = repository
        self._transaction = transaction
        self._posts = blog.posts
        self._conventions = blog.conventions
        self._commit_post = blog.commit_post
        self._zone = blog.zone
        self._rules = blog.sites
        self._now = blog.now
        self._surveyor = blog.surveyor

    def linking(self, path: str) -> tuple[str, ...]:
        """The posts that link to the one at ``path``, by their paths."""
        post, entries = self._read(path), self._posts()
        move = self._surveyor.move(entries, post, f"{path.rpartition('/')[0]}/x.md")
        survey = self._surveyor.survey(entries, move)
        return tuple(sorted([*(each.path for each in survey.followers), *survey.left]))

    def rename(self, path: str, title: str) -> Renamed:
        """Give a post another title and the file name that goes with it, in one commit.

        What the post itself or those that link to it hold uncommitted is committed first, each by itself.
        """
        before, entries = self._read(path), self._posts()
        target = slugs.unused(slugs.renamed(path, title), {entry.path for entry in entries} - {path})
        after = replace(before.with_title(title), path=target)
        message = self._message(Change.RENAME, after)
        if self._repository.tracked([path]):
            self._transaction.replace(before, before, self._message(Change.EDIT, before))
            before = self._read(path)  # a hook may have mended it
            after = replace(before.with_title(title), path=target)
        if folded(path) == folded(target) and files.is_one_file(self._root, path, target):
            # A disk that does not tell letter case apart: the file keeps the name it has.
            target, after = path, replace(after, path=path)
        if target == path:
            made = self._transaction.replace(before, after, message)
            return Renamed(path, mended=made.mended if made else ())
        move = self._surveyor.move(entries, before, target)
        survey = self._surveyor.survey(entries, move)
        after, former = self._with_former(move, after, survey.users)
        own = move.relinked(after, origin=path)
        after = after.with_body(own.body) if own else after
        following = [each.path for each in survey.followers]
        edited = self._repository.edited(following) if following else ()
        committed = tuple(each for each in following if each in edited)
        for each in committed:
            self._commit_post(each)
        changes = [FileChange(path, old.data, new.data) for path, old, new in survey.followers]
        moved = [FileChange(target, None, after.data), FileChange(path, before.data, None)]
        made = self._transaction.apply([*moved, *changes], message)
        links = survey.links + (own.links if own else 0)
        return Renamed(target, links, former, committed, survey.left, made.mended)

    def _read(self, path: str) -> Post:
        return Post(path, files.read(self._root, path), self._rules)

    def _message(self, change: Change, post: Post) -> str:
        return proposed(change, title=post.title, path=post.path, own=self._messages)

    def _date(self, post: Post) -> dt.datetime | None:
        return post.moment(self._zone)

    def _with_former(self, move: Move, post: Post, users: Sequence[str]) -> tuple[Post, str]:
        """``post`` with its old address among its aliases, where the blog has such; that address, if any."""
        if move.old.state(self._now()) is not State.PUBLISHED or not move.moves_page:
            return post, ""
        samples = [self._read(path) for path in users] + ([move.old] if move.old.aliases else [])
        shape = move.pattern or address_shape([(each, self._date(each)) for each in samples])
        if not samples or not shape:
            return post, ""
        old, new = (self._path_on_site(shape, each) for each in (move.old, post))
        if old == new:
            return post, ""
        with suppress(CannotEdit):
            return with_former(post, alias_key(samples), old, new, self._conventions().keys), old
        return post, ""

    def _path_on_site(self, shape: str, post: Post) -> str:
        return urlsplit(public_address(shape, entry_of(post, self._zone), self._now())).path
