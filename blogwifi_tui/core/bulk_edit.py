"""Several posts changed in one commit: planned first, then applied as a whole or not at all.

What these posts hold that no commit has yet gets a commit of its own first, so that undoing the change gives
back exactly what was there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING

from blogwifi_tui.content import files, slugs
from blogwifi_tui.content.dates.format import moment_like
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_changes import drafted, given, is_kept_off, made_live, with_changes
from blogwifi_tui.content.post_files import name_of
from blogwifi_tui.content.tags import TagKind, bearers, retagged, tagged
from blogwifi_tui.core.bundles import Bundles, clear_folders
from blogwifi_tui.core.moves import Mover, PostEdit
from blogwifi_tui.core.once_public import OncePublic
from blogwifi_tui.core.transaction import FileChange, Transaction
from blogwifi_tui.errors import ContentError, FileError, HookMended, KeptOff
from blogwifi_tui.i18n.commit_messages import Change, proposed, proposed_for
from blogwifi_tui.site.conventions import Conventions, section_of

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.link_survey import LinkSurveyor
    from blogwifi_tui.settings.model import Messages
    from blogwifi_tui.site.sites import Sites
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.commit import Commit


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """What one change of several posts would do, for a person to agree to; nothing is written yet."""

    change: Change
    edits: tuple[PostEdit, ...]
    refused: tuple[ContentError | FileError, ...] = ()
    """Why, for each post that cannot be part of it."""
    about: str = ""
    """What the commit says besides its posts."""
    beside: tuple[str, ...] = ()
    """The files that go with posts that are deleted: what lies in their bundles."""
    again: frozenset[str] = frozenset()
    """Of drafts that are published, the paths of those that readers had before, whose date is kept."""

    @property
    def moved(self) -> tuple[tuple[str, str], ...]:
        """Where the files are that go elsewhere, and where they go."""
        return tuple(
            (before.path, after.path) for before, after in self.edits if after and before.path != after.path
        )

    @property
    def paths(self) -> list[str]:
        """The posts that are part of it."""
        return [edit.before.path for edit in self.edits]

    @property
    def changing(self) -> list[Post]:
        """The posts that it changes, as they are now."""
        return [edit.before for edit in _changing(self.edits)]

    @property
    def unchanged(self) -> frozenset[str]:
        """The paths of the posts that are part of it and stay as they are."""
        return frozenset(self.paths) - {post.path for post in self.changing}

    def without(self, paths: Collection[str]) -> BulkEdit:
        """The same change of the other posts."""
        return replace(self, edits=tuple(edit for edit in self.edits if edit.before.path not in paths))

    def keeping(self, paths: Collection[str]) -> BulkEdit:
        """The same, but that the posts at ``paths`` are committed as they are."""
        edits = (
            edit._replace(after=edit.before) if edit.before.path in paths else edit for edit in self.edits
        )
        return replace(self, edits=tuple(edits))

    def require_all(self) -> BulkEdit:
        """Itself, when every post can be part of it.

        Raises:
            ContentError, FileError: the first that cannot.
        """
        if self.refused:
            raise self.refused[0]
        return self


class _Ways:
    """How each section of a blog writes its posts, worked out once for all posts of one step."""

    def __init__(
        self,
        conventions: Callable[[Iterable[Entry], str], Conventions],
        posts: Callable[[], Sequence[Entry]],
        entries: Sequence[Entry],
    ) -> None:
        self._conventions = conventions
        self._posts = posts
        self._entries = entries
        self._known: dict[str, Conventions] = {}

    def of(self, path: str) -> Conventions:
        """How the section of a path does."""
        section = section_of(path)
        if section not in self._known:
            self._entries = self._entries or self._posts()
            self._known[section] = self._conventions(self._entries, path)
        return self._known[section]


class BulkEditor:
    """Changes several posts of one blog.

    A method named after a change reads the posts and gives a :class:`BulkEdit`; :meth:`apply` makes it.
    """

    def __init__(
        self,
        root: Path,
        repository: BlogRepository,
        transaction: Transaction,
        messages: Messages,
        *,
        sites: Sites,
        post: Callable[[str, bytes], Post],
        now: Callable[[], dt.datetime],
        conventions: Callable[[Iterable[Entry], str], Conventions],
        surveyor: LinkSurveyor,
        posts: Callable[[], Sequence[Entry]],
    ) -> None:
        """Made by a blog.

        Args:
            root: of the blog.
            repository: of the blog.
            transaction: changes files and commits them as one step.
            messages: the blog's wording of commit messages.
            sites: what makes pages of its posts.
            post: makes a post of a path and bytes.
            now: the moment drafts are dated with.
            conventions: how the blog writes the posts of the section of one, by all its posts (none: as they
                are now) and the path of that one.
            surveyor: finds the links to a post whose file goes elsewhere.
            posts: all its posts.
        """
        self._root = root
        self._repository = repository
        self._transaction = transaction
        self._messages = messages
        self.bundles = Bundles(root, sites, repository)
        """What lies in the folders of posts."""
        self._post = post
        self.once_public = OncePublic(repository, post)
        """What readers had before."""
        self._now = now
        self._conventions = conventions
        self._posts = posts
        self._mover = Mover(root, posts, surveyor, self.bundles, repository.check_place)

    def drafts(self, paths: Sequence[str], *, draft: bool) -> BulkEdit:
        """Mark posts as drafts, or as ready; those that are so already are left out."""
        now, ways = self._now(), self._ways()
        find = self.once_public.finder(paths, now)

        def ready(post: Post) -> Post:
            dated = self._dating(post, now, ways)[0]
            return drafted(post, False, self.once_public.moment(post, dated, find))

        edits, refused = self._plan(paths, lambda post: self._as_draft(post, ways) if draft else ready(post))
        return BulkEdit(Change.DRAFT if draft else Change.READY, _changing(edits), refused)

    def _as_draft(self, post: Post, ways: _Ways) -> Post:
        """A post as a draft, by this blog's own mark where the post has none; see :func:`.drafted`."""
        if known_fields.draft_key(post.texts) is not None:
            return drafted(post, True, self._now())
        ours = ways.of(post.path)
        return drafted(post, True, self._now(), key=ours.draft_key, order=ours.keys)

    def _ways(self, entries: Sequence[Entry] = ()) -> _Ways:
        return _Ways(self._conventions, self._posts, entries)

    def _dating(self, post: Post, now: dt.datetime, ways: _Ways) -> tuple[dt.datetime, bool]:
        """``now`` as it is spelled where a draft without a date goes, and whether names alone hold dates."""
        if post.problem or known_fields.dated(post.texts):
            return now, False
        path = post.path
        with suppress(ContentError):
            path = drafted(post, False, now).path
        ours = ways.of(path)
        return moment_like(now, ours.date_like), ours.in_names

    def fields(self, path: str, changes: Mapping[str, object], unset: Sequence[str]) -> BulkEdit:
        """Change just these front matter keys of one post; see :func:`.with_changes`."""

        def changed(post: Post) -> Post:
            now, ways = self._now(), self._ways()
            if changes.get("draft") is False:
                now = self.once_public.moment(post, self._dating(post, now, ways)[0])
            if set(changes) <= set(post.fields):
                return with_changes(post, changes, unset, now)
            ours = ways.of(post.path)
            return with_changes(post, changes, unset, now, order=ours.keys, draft_key=ours.draft_key)

        return BulkEdit(Change.EDIT, *self._plan([path], changed))

    def text(self, path: str, text: str) -> BulkEdit:
        """Give one post another text below its header, or header and all; see :func:`.given`."""
        return BulkEdit(Change.EDIT, *self._plan([path], lambda post: given(post, text)))

    def move(self, path: str, target: str) -> BulkEdit:
        """Let the file of a post go to ``target``, or to a name like it that no file has."""
        edits, refused = self._plan([path], lambda post: replace(post, path=target))
        off = any(is_kept_off(after, self._now().tzinfo or UTC) for _, after in edits if after)
        return BulkEdit(Change.DRAFT if off else Change.READY, edits, refused).require_all()

    def publish_drafts(self, paths: Sequence[str], *, keep_dates: bool = False) -> BulkEdit:
        """Turn drafts into posts of this moment; the others are committed as they are, where edited.

        So is one that no mark of its own keeps off the site: there is nothing here that publishes it. A draft
        that readers had before keeps its date; so does, with ``keep_dates``, one whose date lies ahead.
        """
        now, again, ways = self._now(), set[str](), self._ways()
        find = self.once_public.finder(paths, now)

        def live(post: Post) -> Post:
            if post.problem or not is_kept_off(post, now.tzinfo or UTC):
                return post
            try:
                if before := find(post.path):
                    again.add(post.path)
                    return before.made_public_again(post, now)
                if keep_dates and (own := post.moment(now.tzinfo or UTC)) and own > now:
                    return drafted(post, False, now)
                moment, in_name = self._dating(post, now, ways)
                return made_live(post, moment, in_name=in_name)
            except KeptOff:
                return post

        edits, refused = self._plan(paths, live)
        return BulkEdit(Change.PUBLISH, edits, refused, again=frozenset(again))

    def removal(self, paths: Sequence[str]) -> BulkEdit:
        """Remove posts, each with its bundle when no other post is in it.

        Raises:
            InnerRepository: one of them is kept by another repository, and would be gone for good here.
        """
        self._repository.check_place(paths)
        edits, refused = self._plan(paths, lambda _post: None)
        beside = self.bundles.left_alone([edit.before.path for edit in edits])
        return BulkEdit(Change.DELETE, edits, refused, beside=beside)

    def tags(self, paths: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> BulkEdit:
        """Add tags and take others away, whatever their spelling; posts this does not change are left out."""
        edits, refused = self._plan(paths, lambda post: tagged(post, add, remove))
        return BulkEdit(Change.TAGS, _changing(edits), refused)

    def retag(
        self, entries: Sequence[Entry], kind: TagKind, spellings: Collection[str], new: str
    ) -> BulkEdit:
        """Write ``new`` for each of ``spellings`` in all posts of ``entries`` that have one."""
        paths = (entry.path for entry in bearers(self._root, entries, kind, spellings))
        edits, refused = self._plan(paths, lambda post: retagged(post, kind, spellings, new))
        changing = _changing(edits)
        old = ", ".join(sorted(set(spellings) - {new}))
        return BulkEdit(Change.TAGS, changing, refused, about=f"{old} → {new}")

    def followers(self, bulk_edit: BulkEdit) -> tuple[str, ...]:
        """The other posts that change along, for their links to files that go elsewhere."""
        return self._mover.followed(_changing(bulk_edit.edits))[1].followers if bulk_edit.moved else ()

    def apply(self, bulk_edit: BulkEdit) -> Commit | None:
        """Make the change; None when there was nothing to commit.

        Raises:
            FileChanged: another program changed one of the posts since they were looked at.
            FileError, GitError: the files are as before.
        """
        if not bulk_edit.edits:
            return None
        with self._transaction.watch.step():
            return self._apply(bulk_edit)

    def _apply(self, bulk_edit: BulkEdit) -> Commit | None:
        kept = self.kept(bulk_edit.paths)
        before = self._commit_edits(bulk_edit, kept)
        edits = _changing(bulk_edit.edits)
        if not edits:
            return before
        if before and before.mended:
            raise HookMended("", mended=before.mended)  # what was planned was planned for other texts
        message = self._message(bulk_edit.change, edits, bulk_edit.about)
        if bulk_edit.change is Change.DELETE:
            return self._remove(edits, bulk_edit.beside, message)
        edits, along = self._mover.followed(edits)
        for path in sorted(self._repository.edited(along.followers)) if along.followers else ():
            self._keep_edits(path)
        changes = [*along.changes, *(change for edit in edits for change in edit.changes)]
        commit = self._transaction.apply(changes, message)
        clear_folders(self._root, [change.path for change in changes if change.after is None])
        return replace(commit, moved=bulk_edit.moved)

    def _remove(self, edits: Sequence[PostEdit], beside: Sequence[str], message: str) -> Commit | None:
        """Remove posts and what lies in their bundles; what is not kept of those is committed before."""
        posts = [edit.before for edit in edits]
        going = {post.path for post in posts}
        present = [path for path in beside if os.path.lexists(self._root / path)]
        if present and self.kept(sorted(going)) and (loose := self.bundles.loose(present)):
            self._transaction.commit(sorted(loose), self._message(Change.EDIT, edits))
        others = [FileChange(path, files.read(self._root, path), None) for path in present]
        kept = self.kept([*sorted(going), *present])
        made = self._transaction.remove(posts, message, kept=kept, beside=others)
        clear_folders(self._root, [*going, *present])
        return made

    def copy(
        self, path: str, compose: Callable[[Post, Sequence[Entry]], Post], entries: Sequence[Entry]
    ) -> tuple[str, Commit]:
        """Copy a post and its bundle as a draft of now, in one commit; the copy's path, and that commit.

        Args:
            path: of the post.
            compose: makes the copy, with a title and a name of its own.
            entries: all posts of the blog.
        """
        composed = compose(self._post(path, files.read(self._root, path)), entries)
        target, beside = self.bundles.copy(path, name_of(composed.path))
        copy = self._as_draft(replace(composed, path=target or composed.path), self._ways(entries))
        copy = replace(copy, path=slugs.unused(copy.path, {entry.path for entry in entries}))
        created = [FileChange(copy.path, None, copy.data), *beside]
        made = self._transaction.apply(created, self._message(Change.DUPLICATE, [PostEdit(copy, copy)]))
        return copy.path, made

    def replace_file(self, path: str, before: bytes | None, after: bytes | None, message: str) -> Commit:
        """Give a file that is no post other bytes, or take it away (None), in one commit.

        What it holds uncommitted has a commit of its own.
        """
        if before is not None and self._repository.edited([path]):
            edit = proposed(Change.EDIT, title=path, path=path, own=self._messages)
            self._transaction.commit([path], edit)
        return self._transaction.apply([FileChange(path, before, after)], message)

    def kept(self, paths: Sequence[str]) -> set[str]:
        """Those of ``paths`` that git keeps, in the last commit or staged."""
        return self._repository.tracked(paths)

    def _commit_edits(self, bulk_edit: BulkEdit, kept: set[str]) -> Commit | None:
        """Commit what no commit holds yet, but no post that git never kept and that is to be deleted."""
        loose = self._repository.edited(bulk_edit.paths)
        if bulk_edit.change is Change.DELETE:
            loose &= kept
        edits = tuple(edit for edit in bulk_edit.edits if edit.before.path in loose)
        if not edits:
            return None
        change = Change.EDIT if loose & kept else Change.NEW
        same = [FileChange(edit.before.path, edit.before.data, edit.before.data) for edit in edits]
        return self._transaction.apply(same, self._message(change, edits))

    def _keep_edits(self, path: str) -> None:
        """Commit what a post that is to follow another holds and no commit has yet."""
        post = self._post(path, files.read(self._root, path))
        self._transaction.replace(post, post, self._message(Change.EDIT, [PostEdit(post, post)]))

    def _message(self, change: Change, edits: Sequence[PostEdit], about: str = "") -> str:
        posts = [(edit.before.path, edit.before.title) for edit in edits]
        return proposed_for(change, posts, about=about, own=self._messages)

    def _plan(
        self, paths: Iterable[str], change: Callable[[Post], Post | None]
    ) -> tuple[tuple[PostEdit, ...], tuple[ContentError | FileError, ...]]:
        edits, refused = [], []
        for path in paths:
            try:
                before = self._post(path, files.read(self._root, path))
                edits.append(PostEdit(before, change(before)))
            except (ContentError, FileError) as error:
                refused.append(error)
        return self._mover.named(edits), tuple(refused)


def _changing(edits: Sequence[PostEdit]) -> tuple[PostEdit, ...]:
    return tuple(
        edit for edit in edits if edit.after is None or edit.moves or edit.after.data != edit.before.data
    )
