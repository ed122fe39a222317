"""A post gets another title and file name; links to it follow, and its old address still leads to it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from blogwifi_tui.content import files, slugs
from blogwifi_tui.content.index.entry import entry_of
from blogwifi_tui.content.links.rewrite import Move
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.slugs import folded
from blogwifi_tui.content.state import ON_SITE
from blogwifi_tui.content.title_heading import retitled
from blogwifi_tui.core.bundles import Bundles, clear_folders
from blogwifi_tui.core.link_survey import LinkSurveyor
from blogwifi_tui.core.moves import PostEdit
from blogwifi_tui.core.transaction import FileChange, Transaction
from blogwifi_tui.errors import CannotEdit
from blogwifi_tui.i18n.commit_messages import Change, proposed
from blogwifi_tui.settings.model import Settings
from blogwifi_tui.site.address import public_address
from blogwifi_tui.site.aliases import alias_key, alias_shape, with_former

if TYPE_CHECKING:
    import datetime as dt

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.other_side import OtherSide
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
    lost: str = ""
    """The address at which readers have it, and that leads nowhere now; empty for none that is known."""
    committed: tuple[str, ...] = ()
    """Posts with a link to it whose own changes were committed first, each by itself."""
    left: tuple[str, ...] = ()
    """Posts that still name it as before, because they cannot be written."""
    mended: tuple[str, ...] = ()
    """Those that a hook changed before it let the commit pass."""
    commit: str | None = None
    """The commit that did it; None where there was nothing to do."""


class _Blog(Protocol):
    """What a renaming needs of the blog."""

    root: Path
    settings: Settings

    @property
    def sites(self) -> Sites: ...
    @property
    def other_side(self) -> OtherSide: ...
    @property
    def surveyor(self) -> LinkSurveyor: ...
    @property
    def zone(self) -> dt.tzinfo: ...
    def now(self) -> dt.datetime: ...
    def posts(self) -> Sequence[Entry]: ...
    def conventions(self, entries: Iterable[Entry]) -> Conventions: ...
    def commit_post(self, path: str) -> Commit: ...


class Renamer:
    """Gives posts of one blog other names."""

    def __init__(
        self, blog: _Blog, repository: BlogRepository, transaction: Transaction, bundles: Bundles
    ) -> None:
        self._root = blog.root
        self._messages = blog.settings.commit.messages
        self._bundles = bundles
        self._repository = repository
        self._transaction = transaction
        self._posts = blog.posts
        self._conventions = blog.conventions
        self._commit_post = blog.commit_post
        self._zone = blog.zone
        self._rules = blog.sites
        self._now = blog.now
        self._remote_posts = blog.other_side.posts
        self._surveyor = blog.surveyor

    def linking(self, path: str) -> tuple[str, ...]:
        """The posts that link to the one at ``path``, by their paths."""
        post, entries = self._read(path), self._posts()
        folder, _, name = path.rpartition("/")
        bundle = self._bundles.of(path)
        other = f"{posixpath.dirname(folder)}/x/{name}" if bundle else f"{folder}/x.md"
        move = self._surveyor.move(entries, post, replace(post, path=other))
        survey = self._surveyor.survey(entries, move)
        return tuple(sorted([*(each.path for each in survey.followers), *survey.left]))

    def rename(self, path: str, title: str) -> Renamed:
        """Give a post another title and the file name that goes with it, in one commit.

        Of a bundle the folder gets the name, with all that lies in it. What the post itself or those that
        link to it hold uncommitted is committed first, each by itself.
        """
        bundle = self._bundles.of(path)
        before, entries = self._read(path), self._posts()
        target = slugs.renamed(path, title, bundle=bundle is not None and bundle.is_around(path))
        target = slugs.unused(target, {entry.path for entry in entries} - {path})
        after = replace(retitled(before, title), path=target)
        message = self._message(Change.RENAME, after)
        if self._repository.tracked([path]):
            loose = sorted(self._bundles.loose([*bundle.files, *bundle.posts]) - {path}) if bundle else []
            if loose:
                self._transaction.commit(loose, self._message(Change.EDIT, before))
            self._transaction.replace(before, before, self._message(Change.EDIT, before))
            before = self._read(path)  # a hook may have mended it
            after = replace(retitled(before, title), path=target)
        if folded(path) == folded(target) and files.is_one_file(self._root, path, target):
            # A disk that does not tell letter case apart: the file keeps the name it has.
            target, after = path, replace(after, path=path)
        move = self._surveyor.move(entries, before, after)
        by_title = bool(move.names) and before.title != after.title
        if target == path and not move.changes_page and not by_title:
            made = self._transaction.replace(before, after, message)
            return Renamed(path, mended=made.mended if made else (), commit=made.sha if made else None)
        survey = self._surveyor.survey(entries, move)
        after, former = self._with_former(move, after, survey.users, entries)
        lost = "" if former else self._lost(move)
        own = move.relinked(after, origin=path)
        after = after.with_body(own.body) if own else after
        committed = self._commit_first([each.path for each in survey.followers])
        changes = [FileChange(at, old.data, new.data) for at, old, new in survey.followers]
        beside = self._bundles.moves(bundle, path, target) if bundle and target != path else ()
        made = self._transaction.apply([*PostEdit(before, after).changes, *chain(*beside), *changes], message)
        if bundle:
            clear_folders(self._root, (path, *bundle.posts, *bundle.files))
        links = survey.links + (own.links if own else 0)
        return Renamed(target, links, former, lost, committed, survey.left, made.mended, made.sha)

    def _lost(self, move: Move) -> str:
        """The address that the site is known to give the post, and that readers lose by the move."""
        if not move.page or not move.moves_page:
            return ""
        return move.page if self._remote_posts.leaving([PostEdit(move.old, None)]) else ""

    def _commit_first(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Commit what these posts hold uncommitted, each by itself; which they were."""
        edited = self._repository.edited(paths) if paths else ()
        committed = tuple(each for each in paths if each in edited)
        for each in committed:
            self._commit_post(each)
        return committed

    def _read(self, path: str) -> Post:
        return Post(path, files.read(self._root, path), self._rules)

    def _message(self, change: Change, post: Post) -> str:
        return proposed(change, title=post.title, path=post.path, own=self._messages)

    def _with_former(
        self, move: Move, post: Post, users: Sequence[str], entries: Sequence[Entry]
    ) -> tuple[Post, str]:
        """``post`` with its old address among its aliases, where those lead somewhere; that address, if any.

        They do where the generator knows such a key, and are taken to where posts of the blog have one.
        """
        if move.old.state(self._now()) not in ON_SITE or not move.moves_page:
            return post, ""
        samples = [self._read(path) for path in users] + ([move.old] if move.old.aliases else [])
        site = self._rules.of(post.path)
        honoured = site.generator.alias_key(site)
        if not samples and not honoured:
            return post, ""
        if move.page:
            old, new = (page.removeprefix(move.base) for page in (move.page, move.new_page))
        elif shape := alias_shape([(each, each.moment(self._zone)) for each in samples]):
            old, new = (self._path_on_site(shape, each) for each in (move.old, post))
        else:
            return post, ""
        if old == new:
            return post, ""
        with suppress(CannotEdit):
            key = honoured or alias_key(samples)
            return with_former(post, key, old, new, self._conventions(entries).keys), old
        return post, ""

    def _path_on_site(self, shape: str, post: Post) -> str:
        return urlsplit(public_address(shape, entry_of(post, self._zone), self._now())).path
