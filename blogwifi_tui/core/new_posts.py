"""New posts: where they may go, what their section asks of them, and a draft written as its others are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from blogwifi_tui.content import files
from blogwifi_tui.content.dates.format import moment_like
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_changes import drafted, with_changes, with_value
from blogwifi_tui.content.post_files import ending_of
from blogwifi_tui.core.bundles import clear_folders
from blogwifi_tui.errors import ContentError, FileError, GitError, NoDraftMark, NotAPostFolder
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.site import archetype, new_post
from blogwifi_tui.site.conventions import (
    Conventions,
    conventions_of,
    in_drafts,
    newest_of,
    next_number,
    own_language_first,
    section_of,
    sections,
)
from blogwifi_tui.site.detect import DEFAULT_FOLDER
from blogwifi_tui.site.habits import nearly_all
from blogwifi_tui.site.tree import Tree

if TYPE_CHECKING:
    from datetime import datetime, tzinfo
    from pathlib import Path

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.settings.model import Settings
    from blogwifi_tui.site.habits import Key
    from blogwifi_tui.site.sites import Sites


_MOST_PLACES = 12
"""Sections that a person may choose from; the others by their name, on the command line."""


class Place(NamedTuple):
    """A section that a new post may go to."""

    folder: str
    asked: tuple[Key, ...]
    """The keys under which its posts say something of their own."""


class _Blog(Protocol):
    """What new posts need of the blog."""

    root: Path
    settings: Settings

    @property
    def sites(self) -> Sites: ...
    @property
    def zone(self) -> tzinfo: ...
    def posts(self) -> Sequence[Entry]: ...
    def read(self, path: str) -> Post: ...
    def is_kept(self, path: str) -> bool: ...
    def now(self) -> datetime: ...


class NewPosts:
    """How posts are begun in one blog. Nothing is written to the disk; a new post may be taken back."""

    def __init__(self, blog: _Blog) -> None:
        self._blog = blog

    def sections(self, entries: Iterable[Entry] = ()) -> tuple[str, ...]:
        """The folders that posts are in; first that of most of the newest, in the site's language."""
        return own_language_first(sections(entries or self._blog.posts()), self._blog.sites)

    def places(self, entries: Iterable[Entry] = ()) -> tuple[Place, ...]:
        """Where a new post may go, at least one; first where most of the newest went."""
        entries = entries or self._blog.posts()
        known = self.sections(entries)[:_MOST_PLACES] or (None,)
        found = (self.conventions(entries, folder) for folder in known)
        return tuple(Place(each.folder, each.asked) for each in found)

    def conventions(
        self, entries: Iterable[Entry] = (), folder: str | None = None, *, path: str = ""
    ) -> Conventions:
        """How the newest posts of a section are named and headed; our own way where there are none.

        The section is ``folder``, else that of the post at ``path``, else the first of :meth:`sections`. One
        without posts is written as that.
        """
        blog, entries = self._blog, entries or self._blog.posts()
        if path and folder is None:
            folder = section_of(path)
        newest = newest_of(entries, folder) if folder is not None else []
        if not newest:
            newest = newest_of(entries, next(iter(self.sections(entries)), ""))
        where = folder if folder is not None else self._first_folder(newest)
        tree = Tree(blog.root)
        begun = archetype.find(tree, blog.sites.of(f"{where}/post.md").folder, where)
        found = conventions_of((blog.read(entry.path) for entry in newest), blog.sites, begun)
        found = replace(found, folder=where, number=next_number(tree.folders(where)))
        return in_drafts(found, where, entries)

    def _first_folder(self, newest: Sequence[Entry]) -> str:
        return section_of(newest[0].path) if newest else (*self._blog.sites.folders, DEFAULT_FOLDER)[0]

    def compose(
        self,
        title: str,
        tags: Sequence[str] = (),
        *,
        folder: str | None = None,
        fields: Mapping[str, object] = MappingProxyType({}),
    ) -> Post:
        """A new draft written as the others of its section are, with a name no post has.

        Args:
            title: of the post.
            tags: of the post.
            folder: of its section; None: as :meth:`conventions` has it.
            fields: other keys of its header, with their values.

        Raises:
            NotAPostFolder: ``folder`` is none of this blog.
            CannotEdit: a key that such a header cannot hold.
        """
        blog, entries = self._blog, self._blog.posts()
        where = None if folder is None else self._folder(folder, entries)
        conventions, wishes = self.conventions(entries, where), blog.settings.new_post
        taken = {entry.path for entry in entries}
        post = new_post.compose(title, tags, blog.now(), conventions, taken)
        if where is not None and not blog.sites.holds(post.path):  # inside a bundle, whose parts are no posts
            raise NotAPostFolder(folder or ".", self.sections(entries))
        for key, value in wishes.header.items():
            post = with_value(post, key, value, blog.zone, order=conventions.keys)
        post = with_changes(
            post, fields, (), blog.now(), order=conventions.keys, draft_key=conventions.draft_key
        )
        return post if wishes.draft or "draft" in fields else post.with_draft(False)

    def take_back(self, post: Post) -> bool:
        """Remove a new post that could not be committed; False when it holds more, or git keeps it."""
        try:
            if self._blog.is_kept(post.path):
                return False
        except GitError:
            pass  # no git keeps it
        try:
            files.delete(self._blog.root, post.path, expected=post.digest)
        except FileError:
            return False
        clear_folders(self._blog.root, [post.path])
        return True

    def no_draft_mark(self, post: Post) -> NoDraftMark | None:
        """Why a new post cannot be a draft; None where it is one, or could be, or that cannot be told."""
        try:
            drafted(post, True, self._blog.now())
        except NoDraftMark as error:
            return error
        except ContentError:  # a header that cannot be changed
            pass
        return None

    def copy(self, post: Post, entries: Sequence[Entry]) -> Post:
        """A copy of ``post`` of today, under a title and a name of its own, without the addresses it has.

        It is in the same markup and language as the post. ``entries`` are all posts of the blog.

        Raises:
            NotAPostFolder: a post named as the others of the section would be none there.
            CannotEdit, NotText: what it must not share cannot be taken away without touching other bytes.
        """
        blog, section = self._blog, section_of(post.path)
        title, now = _("{title} (copy)").format(title=post.title), blog.now()
        conventions = replace(self.conventions(entries, section), extension=ending_of(post.path))
        path = new_post.free_path(title, now, conventions, {entry.path for entry in entries})
        if not blog.sites.holds(path):
            raise NotAPostFolder(section or ".", self.sections(entries))
        newest = newest_of(entries, section)
        slugs = sum(bool(entry.address and entry.address.slug) for entry in newest)
        copy = new_post.copied(post, path=path, title=title, slug=nearly_all(slugs, len(newest)))
        if known_fields.dated(copy.texts) or not conventions.names_days:
            copy = copy.with_date(moment_like(now, conventions.date_like))
        return new_post.dated_later(copy, now)

    def _folder(self, name: str, entries: Iterable[Entry]) -> str:
        """The folder that a person means by ``name``: a path of the blog, or the end of one section's."""
        folder = PurePosixPath(name).as_posix()
        folder = "" if folder == "." else folder
        known = self.sections(entries)
        if folder in known:
            return folder
        ending = [each for each in known if each.endswith(f"/{folder}")]
        if len(ending) == 1:
            return ending[0]
        inside = folder and not folder.startswith("/") and ".." not in folder.split("/")
        if not inside or not self._blog.sites.enters(folder):
            raise NotAPostFolder(name, tuple(each or "." for each in known or self._blog.sites.folders))
        return folder
