"""Blog: what a person does with a blog, for both front ends.

Verbs for single posts are methods of :class:`Blog`; what belongs together stands in a service: ``bulk``
(several posts in one commit), ``history``, ``images``, ``conflicts``, ``publication``, ``search``,
``new_posts``, ``addresses`` (of the pages), ``listing`` (what is listed, and why), ``git`` (what git needs),
``other_side`` (what the other machine published).

Paths taken and returned here are relative to the blog's root, ``/`` separated. Nothing here prints, asks or
draws; everything may touch the disk or git, so a screen calls it from a thread. What reads posts and talks
to git is imported when it is used: a list is shown without.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from blogwifi_tui.content import files, slugs
from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.core import discovery
from blogwifi_tui.core.listing import Listing
from blogwifi_tui.core.settings_mistakes import require_right
from blogwifi_tui.core.step_journal import StepJournal, was_interrupted
from blogwifi_tui.core.step_watch import StepWatch
from blogwifi_tui.core.transaction import Transaction
from blogwifi_tui.errors import FileMissing, SettingsError
from blogwifi_tui.i18n.commit_messages import Change, proposed
from blogwifi_tui.settings import paths
from blogwifi_tui.settings.model import Settings, load
from blogwifi_tui.vcs.blog_repository import BlogRepository

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.content.search.search import Search
    from blogwifi_tui.core.addresses import Addresses
    from blogwifi_tui.core.bulk_edit import BulkEditor
    from blogwifi_tui.core.checks import Finding, Look
    from blogwifi_tui.core.conflicts import ConflictResolver
    from blogwifi_tui.core.git_access import GitAccess
    from blogwifi_tui.core.history import History
    from blogwifi_tui.core.images import Images
    from blogwifi_tui.core.link_survey import LinkSurveyor
    from blogwifi_tui.core.new_posts import NewPosts
    from blogwifi_tui.core.other_side import OtherSide
    from blogwifi_tui.core.publish import Publication
    from blogwifi_tui.core.rename import Renamed, Renamer
    from blogwifi_tui.core.step_recovery import RecoveredStep
    from blogwifi_tui.core.undo import Undo
    from blogwifi_tui.site.conventions import Conventions
    from blogwifi_tui.site.sites import Sites
    from blogwifi_tui.vcs.commit import Commit, Identity
    from blogwifi_tui.vcs.commit_details import CommitDetails
    from blogwifi_tui.vcs.repository import Repository
    from blogwifi_tui.vcs.status import Status


def _opened(root: Path) -> Repository:
    from blogwifi_tui.core.trust import open_guarded

    return open_guarded(root)


def _begin(folder: Path, title: str, identity: Identity | None) -> None:
    from blogwifi_tui.core.init import begin

    begin(folder, title, identity=identity)


class Blog:
    """One blog: a folder of posts in a git repository."""

    def __init__(self, root: Path, settings: Settings, mistakes: Sequence[SettingsError] = ()) -> None:
        """``mistakes``: what is wrong in the files that ``settings`` come from."""
        self.root, self.settings, self.mistakes = root, settings, mistakes
        git = self._repository = BlogRepository(partial(_opened, root), root, lambda: self.sites.folders)
        self.steps = StepWatch(git.interrupt)
        """How far the step under way is, and the means to end it."""
        self._transaction = Transaction(root, self._commit, StepJournal(root, git.head), watch=self.steps)
        self.listing = Listing(root, settings.blog, self.zone, self._repository)

    @classmethod
    def open(cls, path: Path) -> Blog:
        """The blog that holds ``path``.

        Raises:
            NoBlog: no folder upward is a blog or a repository.
            SettingsError: its ``blogwifi.toml`` or the personal settings are no TOML.
        """
        root = discovery.find_root(path)
        return cls(root, *load(root))

    @classmethod
    def init(cls, folder: Path, *, title: str = "", identity: Identity | None = None) -> Blog:
        """Make ``folder`` a blog, and open it; see :func:`blogwifi_tui.core.init.begin`."""
        _begin(folder, title, identity)
        return cls.open(folder)

    @property
    def title(self) -> str:
        """The name shown above the list."""
        return self.settings.blog.title or self.listing.title or self.root.name

    @property
    def sites(self) -> Sites:
        """Which generator makes a site of which posts, and what it makes of them."""
        return self.listing.sites

    @cached_property
    def images(self) -> Images:
        """The pictures of the blog: imported, and found again from a post."""
        from blogwifi_tui.core.images import Images

        return Images(self.root, self.sites, self.read, self._transaction, self.posts, self.now)

    @cached_property
    def zone(self) -> dt.tzinfo:
        """The zone dates without an offset are read in, and new dates are written in."""
        return self.settings.zone()

    def now(self) -> dt.datetime:
        """This moment in the blog's zone, to the second."""
        return dt.datetime.now(self.zone).replace(microsecond=0)

    def known_posts(self) -> tuple[Entry, ...]:
        """The posts as last seen, newest first, at once: for a first screen, never trusted over the files."""
        return self.listing.known()

    def posts(self, progress: Callable[[Sequence[Entry], int], None] | None = None) -> tuple[Entry, ...]:
        """Every post as the files are now, newest first; ``progress``: see :meth:`Index.scan`."""
        return self.listing.read(progress)

    def find(self, name: str) -> Entry:
        """The post a person means by a path, a slug, or a part of one; see :func:`.discovery.find_post`."""
        return self.listing.find(name)[0]

    def check(self, paths: Collection[str]) -> Iterator[Finding]:
        """What to know of the posts at ``paths`` before they are published; see :mod:`.checks`."""
        return self._check(self.posts(), paths)

    def _check(self, entries: Sequence[Entry], paths: Collection[str], *look: Look) -> Iterator[Finding]:
        from blogwifi_tui.core.checks import check_posts

        return check_posts(self.root, entries, paths, self.now(), self.images.telling, self.addresses, *look)

    def generator(self, path: str) -> str:
        """What makes the page of the post at ``path``, as it calls itself."""
        return self.sites.of(path).generator.label

    @cached_property
    def search(self) -> Search:
        """Looks for words in the posts that :meth:`posts` gave."""
        from blogwifi_tui.content.search.search import Search

        return Search(self.root, paths.cache_file(self.root).with_suffix(".search"))

    def post(self, path: str, data: bytes) -> Post:
        """These bytes as a post of this blog, read by the rules of the generator it belongs to."""
        from blogwifi_tui.content.post import Post

        return Post(path, data, self.sites)

    def read(self, path: str) -> Post:
        """The post at ``path``, as its file is now; see :func:`blogwifi_tui.content.files.read`."""
        return self.post(path, files.read(self.root, path))

    @cached_property
    def new_posts(self) -> NewPosts:
        """Where new posts may go, and how they are written there."""
        from blogwifi_tui.core.new_posts import NewPosts

        return NewPosts(self)

    def conventions(self, entries: Iterable[Entry] = (), path: str = "") -> Conventions:
        """How the posts beside the one at ``path`` are named and headed; empty: those where new ones go."""
        return self.new_posts.conventions(entries, path=path)

    def compose(
        self,
        title: str,
        tags: Sequence[str] = (),
        *,
        folder: str | None = None,
        fields: Mapping[str, object] = MappingProxyType({}),
    ) -> Post:
        """A new draft, on the disk only once it is saved; see :meth:`.new_posts.NewPosts.compose`."""
        post = self.new_posts.compose(title, tags, folder=folder, fields=fields)
        self._repository.check_place([post.path])
        return post

    def beside(self, post: Post) -> Post:
        """The same bytes under a name no post has: where a text goes when its file was changed meanwhile."""
        taken = {post.path, *(entry.path for entry in self.posts())}
        return self.post(slugs.unused(post.path, taken), post.data)

    @cached_property
    def addresses(self) -> Addresses:
        """Where the posts are on the site, and how one names another."""
        from blogwifi_tui.core.addresses import Addresses

        return Addresses(self.root, self.sites, self.settings.blog, self.read, self.now)

    def linking(self, path: str) -> tuple[str, ...]:
        """The posts that link to the one at ``path``, by their paths."""
        return self._renamer.linking(path)

    def save(self, post: Post, before: Post | None) -> None:
        """Write ``post`` over ``before``, the post as it was read; None when it is new.

        Raises:
            FileExists: new, and a file of that name came meanwhile.
            FileChanged, FileMissing: another program changed or removed it; nothing was written.
            FileFailed: the system refused; the old file is whole.
        """
        if before is None:
            files.create(self.root, post.path, post.data)
        else:
            files.write(self.root, post.path, post.data, expected=before.digest)

    def proposed_message(self, post: Post) -> str | None:
        """The message proposed for a commit of this post; None when it is as in the last commit."""
        if not self.differs(post.path):
            return None
        return self._message(Change.EDIT if self.is_kept(post.path) else Change.NEW, post)

    def _message(self, change: Change, post: Post) -> str:
        return proposed(change, title=post.title, path=post.path, own=self.settings.commit.messages)

    def commit(self, posts: Sequence[str], message: str) -> Commit:
        """One commit of exactly these paths, and of the pictures they show that git does not keep yet.

        Raises:
            NothingToCommit: they are as in the last commit.
            GitError: see :meth:`blogwifi_tui.vcs.repository.Repository.commit`; the files stay as they are.
        """
        return self._transaction.commit(posts, message)

    def _commit(self, posts: Sequence[str], message: str) -> Commit:
        images = self._repository.untracked(self.images.shown(posts))
        commit = self._repository.commit([*posts, *images], message, self.steps.token)
        self._undo.remember(commit)
        return commit

    def commit_post(self, path: str, message: str | None = None) -> Commit:
        """Commit what the file holds now, by default with the message proposed for what happened to it."""
        change, post = Change.DELETE, self.post(path, b"")
        if os.path.lexists(self.root / path):
            change = Change.EDIT if self.is_kept(path) else Change.NEW
            with suppress(FileMissing):  # a link that leads nowhere yet
                post = self.read(path)
        return self.commit([path], message or self._message(change, post))

    def set(self, path: str, changes: Mapping[str, object], unset: Sequence[str] = ()) -> Commit | None:
        """Change just these front matter keys, and commit; None when the post says so already.

        Raises:
            NoDraftMark, DraftByFolder, KeptOff: a ``draft`` cannot be so; the file is untouched.
            CannotEdit, NotText: a key cannot be changed without touching other bytes; the file is untouched.
        """
        planned = self.bulk.fields(path, changes, unset).require_all()
        ((before, after),) = planned.edits
        if planned.moved or after is None:
            return self.bulk.apply(planned)
        return self._transaction.replace(before, after, self._message(Change.EDIT, after))

    def delete(self, *paths: str) -> Commit | None:
        """Remove posts in one commit; None when git never kept any, and then they are gone for good."""
        return self.bulk.apply(self.bulk.removal(paths).require_all())

    def rename(self, path: str, title: str) -> Renamed:
        """Give the post and its file another title and name; what links to it follows. See :mod:`.rename`."""
        return self._renamer.rename(path, title)

    @cached_property
    def surveyor(self) -> LinkSurveyor:
        """Finds the links to a post whose file gets another name."""
        from blogwifi_tui.core.link_survey import LinkSurveyor

        return LinkSurveyor(self.root, self.addresses, self.zone)

    @cached_property
    def _renamer(self) -> Renamer:
        from blogwifi_tui.core.rename import Renamer

        return Renamer(self, self._repository, self._transaction, self.bulk.bundles)

    def duplicate(self, path: str) -> str:
        """Copy the post and its bundle as a new draft of today, in one commit; the copy's path."""
        return self.bulk.copy(path, self.new_posts.copy, self.posts())[0]

    def last_change(self) -> CommitDetails:
        """The last change made here that is still in this branch and not undone. Raises NothingToUndo."""
        return self._undo.last()

    def undo(self, change: CommitDetails) -> Commit:
        """Give every file of ``change`` what it held before, in one commit; see :meth:`.undo.Undo.undo`."""
        return self._undo.undo(change)

    def recover(self) -> tuple[RecoveredStep, ...]:
        """End the steps that an earlier run began and was killed in; what became of each."""
        if not was_interrupted(self.root):
            return ()
        from blogwifi_tui.core.step_recovery import StepRecovery

        return StepRecovery(self.root, self._repository, self._undo.remember).recover()

    @cached_property
    def _undo(self) -> Undo:
        from blogwifi_tui.core.undo import Undo

        return Undo(self._repository, self.settings.commit.messages, self.steps)

    @cached_property
    def bulk(self) -> BulkEditor:
        """Changes of several posts, each planned before it is applied in one commit."""
        from blogwifi_tui.core.bulk_edit import BulkEditor

        return BulkEditor(
            self.root,
            self._repository,
            self._transaction,
            self.settings.commit.messages,
            sites=self.sites,
            post=self.post,
            now=self.now,
            conventions=self.conventions,
            surveyor=self.surveyor,
            posts=self.posts,
        )

    @cached_property
    def history(self) -> History:
        """The commits that changed a post, its text at one of them, and that text brought back."""
        from blogwifi_tui.core.deleted_posts import DeletedPosts
        from blogwifi_tui.core.history import History
        from blogwifi_tui.core.post_dates import PostDates

        dates = PostDates(self._repository, self.sites, paths.cache_file(self.root))
        messages = self.settings.commit.messages
        deleted = DeletedPosts(self.root, self._repository, self.post, self.holds, self.now)
        return History(self.root, self._repository, self._transaction, messages, dates, self.post, deleted)

    @cached_property
    def conflicts(self) -> ConflictResolver:
        """What both sides changed, after a publication that stopped for it."""
        from blogwifi_tui.core.conflicts import ConflictResolver

        return ConflictResolver(self._repository, self.other_side, self.post, self.posts)

    @cached_property
    def other_side(self) -> OtherSide:
        """What the other machine published, and the taking in of it."""
        from blogwifi_tui.core.other_side import OtherSide

        return OtherSide(self, self._repository)

    @cached_property
    def publication(self) -> Publication:
        """What publishing would do, and the doing of it."""
        from blogwifi_tui.core.publish import Publication
        from blogwifi_tui.core.publish_findings import PublishFindings

        return Publication(
            self._repository,
            self.bulk,
            self.conflicts,
            findings=PublishFindings(
                self._repository, self._check, self.addresses, self.surveyor, self.other_side.posts.read
            ),
            remote_posts=self.other_side.posts,
            posts=self.posts,
            holds=self.holds,
            commit_post=self.commit_post,
            generator=self.generator,
            now=self.now,
            merge_message=self.other_side.message,
            require_settings=lambda: require_right(self.mistakes),
            begins_drafts=self.settings.new_post.draft,
            idle=self.settings.publish.idle_timeout,
        )

    @cached_property
    def git(self) -> GitAccess:
        """What git needs of the person: a name, trust, a terminal, a way past a lock."""
        from blogwifi_tui.core.git_access import GitAccess

        return GitAccess(self._repository)

    # git: where it cannot be used, these raise NotARepository, ForeignOwner, GitMissing or GitTooOld

    @cached_property
    def has_repository(self) -> bool:
        """Whether the blog lies in a git work tree, by its look alone; git may still refuse it."""
        return discovery.repository_around(self.root) is not None

    def status(self) -> Status:
        """What git says of the blog, with paths relative to the blog's root."""
        return self._repository.status()

    def pulse(self) -> object:
        """A value that changes when git's own files do, without starting git."""
        return self._repository.git.pulse()

    def is_kept(self, path: str) -> bool:
        """Whether git keeps this path, in any commit of this branch or staged."""
        return bool(self._repository.tracked([path]))

    def differs(self, path: str) -> bool:
        """Whether the file is not as in the last commit."""
        return bool(self._repository.edited([path]))

    def pending(self) -> Sequence[str]:
        """The posts that differ from the last commit, deleted ones too, in the order of their paths."""
        found = (path for path in self._repository.edited() if self.holds(path))
        return sorted(path for path in found if not files.leads_nowhere(self.root, path))

    def holds(self, path: str) -> bool:
        """Whether a path of this blog is that of a post, by its name."""
        return self.sites.holds(path)
