"""Blog: every verb a person has, joined from content and git, for both front ends.

Paths taken and returned here are relative to the blog's root, ``/`` separated. Nothing here prints, asks or
draws; everything may touch the disk or git, so a screen calls it from a thread. What reads posts and talks
to git is imported when it is used: a list is shown without.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from blogwifi_tui.content import files, slugs
from blogwifi_tui.content.index.index import Entry, Index
from blogwifi_tui.content.post_changes import with_changes
from blogwifi_tui.core import discovery, images
from blogwifi_tui.core.init import begin
from blogwifi_tui.core.transaction import Transaction
from blogwifi_tui.i18n.commit_messages import Change, proposed
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings import paths
from blogwifi_tui.settings.model import Settings, load
from blogwifi_tui.site import detect

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.content.search.search import Search
    from blogwifi_tui.core.bulk_edit import BulkEditor
    from blogwifi_tui.core.checks import Finding
    from blogwifi_tui.core.conflicts import ConflictResolver
    from blogwifi_tui.core.post_dates import PostDates
    from blogwifi_tui.core.rename import Renamed
    from blogwifi_tui.core.undo import Undo
    from blogwifi_tui.site.conventions import Conventions
    from blogwifi_tui.vcs.commit import Commit, Identity
    from blogwifi_tui.vcs.log import Revision
    from blogwifi_tui.vcs.progress import CancelToken, Progress
    from blogwifi_tui.vcs.repository import Repository
    from blogwifi_tui.vcs.status import Status
    from blogwifi_tui.vcs.sync import Outcome, Synchronizer


def _post(path: str, data: bytes) -> Post:
    from blogwifi_tui.content.post import Post

    return Post.from_bytes(path, data)


class Blog:
    """One blog: a folder of posts in a git repository."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self.root = root
        self.settings = settings
        self.layout = detect.detect(root, settings.blog.posts or None)
        self._index = Index(root, self.layout.folders, zone=self.zone, cache=paths.cache_file(root))

    @classmethod
    def open(cls, path: Path) -> Blog:
        """The blog that holds ``path``.

        Raises:
            NoBlog: no folder upward is a blog or a repository.
            SettingsError: its ``blogwifi.toml`` or the personal settings hold a mistake.
        """
        root = discovery.find_root(path)
        return cls(root, load(root))

    @classmethod
    def init(cls, folder: Path, *, title: str = "") -> Blog:
        """Make ``folder`` a blog, and open it; see :func:`blogwifi_tui.core.init.begin`."""
        begin(folder, title)
        return cls.open(folder)

    @property
    def title(self) -> str:
        """The name shown above the list."""
        return self.settings.blog.title or self.root.name

    @cached_property
    def zone(self) -> dt.tzinfo:
        """The zone dates without an offset are read in, and new dates are written in."""
        return self.settings.zone()

    def now(self) -> dt.datetime:
        """This moment in the blog's zone, to the second."""
        return dt.datetime.now(self.zone).replace(microsecond=0)

    @cached_property
    def repository(self) -> Repository:
        """The git repository around the blog.

        Raises:
            NotARepository, ForeignOwner, GitMissing, GitTooOld: it cannot be used; posts can still be read.
        """
        from blogwifi_tui.core.trust import open_guarded

        return open_guarded(self.root)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While no screen is drawn: git, ssh and gpg may ask for what they need, on the terminal."""
        quiet = self.repository
        self._use(quiet.in_terminal())
        try:
            yield
        finally:
            self._use(quiet)

    def interrupt(self, *, patience: float | None = None) -> None:
        """End the commit git is at work on; with ``patience``, what it does in so many seconds, for good."""
        if repository := vars(self).get("repository"):
            repository.runner.interrupt() if patience is None else repository.runner.close(patience)

    def _use(self, repository: Repository) -> None:
        for made_with_another in ("_synchronizer", "dates", "settling", "past", "together"):
            vars(self).pop(made_with_another, None)
        vars(self)["repository"] = repository

    # Finding and reading

    def known_posts(self) -> tuple[Entry, ...]:
        """The posts as last seen, newest first, at once: for a first screen, never trusted over the files."""
        return self._index.load()

    def posts(self, progress: Callable[[Sequence[Entry], int], None] | None = None) -> tuple[Entry, ...]:
        """Every post as the files are now, newest first; ``progress``: see :meth:`Index.scan`."""
        return self._index.scan(progress)

    def find(self, name: str) -> Entry:
        """The post a person means by a path (of the blog, or from here), a slug, or a part only one post has.

        Raises:
            PostNotFound, PostAmbiguous: none, or several.
        """
        return discovery.find_post(self.posts(), name, self.root)

    def check(self, paths: Collection[str]) -> Iterator[Finding]:
        """What to know of the posts at ``paths`` before they are published; see :mod:`.checking`."""
        from blogwifi_tui.core.checking import findings

        return findings(self, paths)

    @cached_property
    def finder(self) -> Search:
        """Looks for words in the posts that :meth:`posts` gave."""
        from blogwifi_tui.content.search.search import Search

        return Search(self.root, paths.cache_file(self.root).with_suffix(".search"))

    def read(self, path: str) -> Post:
        """The post at ``path``, as its file is now.

        Raises:
            FileMissing, FileRefused, FileFailed: see :func:`blogwifi_tui.content.files.read`.
        """
        return _post(path, files.read(self.root, path))

    def habit(self, entries: Iterable[Entry] = ()) -> Conventions:
        """How this blog's newest posts are named and headed; our own way where there are none."""
        from blogwifi_tui.site.conventions import SAMPLE, conventions_of

        newest = [entry for entry in entries or self.posts() if entry.problem is None][:SAMPLE]
        return conventions_of((self.read(entry.path) for entry in newest), self.layout)

    def compose(self, title: str, tags: Sequence[str] = ()) -> Post:
        """A new draft by the blog's habit, with a name no post has. It is on disk only once saved."""
        from blogwifi_tui.site import new_post

        entries = self.posts()
        habit, wishes = self.habit(entries), self.settings.new_post
        post = new_post.compose(title, tags, self.now(), habit, {entry.path for entry in entries})
        for key, value in wishes.header.items():
            post = post.with_field(key, value, order=habit.keys)
        return post if wishes.draft else post.with_draft(False)

    def beside(self, post: Post) -> Post:
        """The same bytes under a name no post has: where a text goes when its file was changed meanwhile."""
        taken = {post.path, *(entry.path for entry in self.posts())}
        return _post(slugs.unused(post.path, taken), post.to_bytes())

    # Writing: the file first, then the commit

    def save(self, post: Post, before: Post | None) -> None:
        """Write ``post`` over ``before``, the post as it was read; None when it is new.

        Raises:
            FileExists: new, and a file of that name came meanwhile.
            FileChanged, FileMissing: another program changed or removed it; nothing was written.
            FileFailed: the system refused; the old file is whole.
        """
        if before is None:
            files.create(self.root, post.path, post.to_bytes())
        else:
            files.write(self.root, post.path, post.to_bytes(), expected=before.digest)

    def message(self, change: Change, post: Post) -> str:
        """The commit message proposed for this change of this post."""
        return proposed(change, title=post.title, path=post.path, own=self.settings.commit.messages)

    def commit(self, posts: Sequence[str], message: str) -> Commit:
        """One commit of exactly these paths, and of the pictures they show that git does not keep yet.

        Raises:
            NothingToCommit: they are as in the last commit.
            GitError: see :meth:`blogwifi_tui.vcs.repository.Repository.commit`; the files stay as they are.
        """
        shown = [self._in_repository(path) for path in images.shown(self.root, self.layout, posts)]
        named = [self._in_repository(path) for path in posts]
        commit = self.repository.commit([*named, *self.repository.untracked(shown)], message)
        self.past.remember(commit)
        return commit

    def commit_post(self, path: str, message: str | None = None) -> Commit:
        """Commit what the file holds now, by default with the message proposed for what happened to it."""
        if not (self.root / path).exists():
            return self.commit([path], message or self.message(Change.DELETE, _post(path, b"")))
        change = Change.EDIT if self.is_kept(path) else Change.NEW
        return self.commit([path], message or self.message(change, self.read(path)))

    def set(self, path: str, changes: Mapping[str, object], unset: Sequence[str] = ()) -> Commit | None:
        """Change just these front matter keys, and commit; None when the post says so already.

        Raises:
            CannotEdit, NotText: a key cannot be changed without touching other bytes; the file is untouched.
        """
        before = self.read(path)
        if set(changes) - set(before.fields):
            habit = self.habit()
            after = with_changes(before, changes, unset, order=habit.keys, draft_key=habit.draft_key)
        else:
            after = with_changes(before, changes, unset)
        return self._step.replace(before, after, self.message(Change.EDIT, after))

    def set_draft(self, path: str, draft: bool) -> Commit | None:
        """Mark the post as draft or as ready, and commit; None when it is so already."""
        return self.together.do(self.together.drafts([path], draft=draft).whole())

    def go_live(self, *paths: str) -> Commit | None:
        """Turn drafts into posts of this moment, in one commit: what publishing them needs first."""
        return self.together.do(self.together.live(paths, self.now()).whole())

    def delete(self, *paths: str) -> Commit | None:
        """Remove posts in one commit; None when git never kept any, and then they are gone for good."""
        return self.together.do(self.together.removal(paths).whole())

    @cached_property
    def together(self) -> BulkEditor:
        """Steps over several posts, each to be looked at before it is done."""
        from blogwifi_tui.core.bulk_edit import BulkEditor

        own = self.settings.commit.messages
        return BulkEditor(self.root, self.repository, self._prefix, self._step, own)

    def rename(self, path: str, title: str) -> Renamed:
        """Give the post and its file another name, after its new title, and let what links to it follow.

        One commit; before it, one for each post concerned that holds changes of its own.
        """
        from blogwifi_tui.core.rename import rename

        return rename(self, self._step, path, title)

    def duplicate(self, path: str) -> str:
        """Copy the post as a new draft of today, in one commit; the copy's path."""
        original = self.read(path)
        title = _("{title} (copy)").format(title=original.title)
        copy = _post(self.compose(title).path, original.to_bytes())
        copy = copy.with_title(title).with_draft(True).with_date(self.now())
        self._step.add(copy, self.message(Change.DUPLICATE, copy))
        return copy.path

    @cached_property
    def _step(self) -> Transaction:
        return Transaction(self.root, self.commit)

    # Git: state, publication, history

    def status(self) -> Status:
        """What git says of the blog, with paths relative to the blog's root."""
        folders = [f"{self._prefix}{folder}".rstrip("/") for folder in self.layout.folders]
        return self.repository.status(folders).below(self._prefix)

    @cached_property
    def dates(self) -> PostDates:
        """When commits first and last changed each post."""
        from blogwifi_tui.core.post_dates import PostDates

        return PostDates(self.repository, self._prefix, self.layout, paths.cache_file(self.root))

    def pulse(self) -> object:
        """A value that changes when git's own files do, without starting git."""
        return self.repository.pulse()

    def is_kept(self, path: str) -> bool:
        """Whether git keeps this path, in any commit of this branch or staged."""
        return bool(self.repository.tracked([self._in_repository(path)]))

    def differs(self, path: str) -> bool:
        """Whether the file is not as in the last commit."""
        return self._in_repository(path) in self.repository.status([self._in_repository(path)]).edited

    def pending(self) -> Sequence[str]:
        """The posts that differ from the last commit, deleted ones too, in the order of their paths."""
        return sorted(path for path in self.status().edited if self.holds(path))

    def holds(self, path: str) -> bool:
        """Whether a path of this blog is that of a post, by its name."""
        return self.layout.holds(path)

    def publish(
        self, *, progress: Callable[[Progress], None] = lambda _step: None, cancel: CancelToken | None = None
    ) -> Outcome:
        """Fetch, join the other side's work, push. Only commits travel: what is not committed stays here.

        Raises:
            NoRemote, Offline, AuthenticationFailed, PushRejected, Conflict, ...: what was committed is safe.
        """
        publish = partial(self._synchronizer.publish, progress=progress, cancel=cancel)
        outcome = self.settling.publishing(publish)
        sent = (path for path in outcome.paths if path.startswith(self._prefix))
        return replace(outcome, paths=tuple(path.removeprefix(self._prefix) for path in sent))

    @cached_property
    def settling(self) -> ConflictResolver:
        """What both sides changed, after a publication that stopped for it."""
        from blogwifi_tui.core.conflicts import ConflictResolver

        return ConflictResolver(self.repository, self._prefix, self.settings.commit.messages, self.posts)

    def fetch(self, *, cancel: CancelToken | None = None) -> None:
        """Learn what the remote has, quietly."""
        self._synchronizer.fetch(cancel=cancel)

    @cached_property
    def _synchronizer(self) -> Synchronizer:
        from blogwifi_tui.vcs.sync import Synchronizer

        return Synchronizer(self.repository, idle=self.settings.publish.idle_timeout)

    def remotes(self) -> Sequence[str]:
        """The names of the places this repository can publish to."""
        return self.repository.remotes()

    def add_remote(self, address: str) -> None:
        """Name ``address`` as the place to publish to."""
        self.repository.add_remote("origin", address)

    def history(self, path: str, limit: int = 200) -> Sequence[Revision]:
        """The commits that changed this post, newest first, through renames."""
        from blogwifi_tui.vcs.log import log

        return log(self.repository, self._in_repository(path), limit)

    def read_at(self, revision: Revision) -> Post:
        """The post as a commit left it, under the name it had then."""
        return _post(revision.path, self.repository.text_at(revision.sha, revision.path))

    @cached_property
    def past(self) -> Undo:
        """What can be brought back: a post as it was, the last change made here undone."""
        from blogwifi_tui.core.undo import Undo

        return Undo(self.root, self.repository, self._step, self.settings.commit.messages, self.history)

    def identity(self) -> Identity | None:
        """Who commits here, or None when git does not know."""
        return self.repository.identity()

    def set_identity(self, name: str, email: str) -> None:
        """Tell this repository, and no other, who commits."""
        self.repository.set_identity(name, email)

    @cached_property
    def has_repository(self) -> bool:
        """Whether the blog lies in a git work tree, by its look alone; git may still refuse it."""
        return any((folder / ".git").exists() for folder in (self.root, *self.root.parents))

    @cached_property
    def _prefix(self) -> str:
        """Where the blog lies in its repository: empty, or a path that ends with a slash."""
        inside = self.root.relative_to(self.repository.root).as_posix()
        return "" if inside == "." else f"{inside}/"

    def _in_repository(self, path: str) -> str:
        return (PurePosixPath(self._prefix) / path).as_posix()
