"""A copy of a post, as a new draft of today."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from blogwifi_tui.content import slugs
from blogwifi_tui.content.post_files import name_of
from blogwifi_tui.core.step_journal import FileChange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.bulk_edit import BulkEditor
    from blogwifi_tui.core.new_posts import NewPosts


class _Blog(Protocol):
    """What a copy needs of the blog."""

    @property
    def bulk(self) -> BulkEditor: ...
    @property
    def new_posts(self) -> NewPosts: ...
    def posts(self) -> Sequence[Entry]: ...
    def read(self, path: str) -> Post: ...


class Copied(NamedTuple):
    """A copy that is not written yet."""

    post: Post
    changes: list[FileChange]
    """What creates it, and copies of what lies in the bundle of the original."""


def copied(blog: _Blog, path: str) -> Copied:
    """The copy of the post at ``path``.

    Raises:
        FileError: a file cannot be read.
        ContentError: title, date or mark of a draft cannot be written.
    """
    composed = blog.new_posts.copy(blog.read(path))
    target, beside = blog.bulk.bundles.copy(path, name_of(composed.path))
    copy = blog.bulk.as_draft(replace(composed, path=target or composed.path))
    copy = replace(copy, path=slugs.unused(copy.path, {entry.path for entry in blog.posts()}))
    return Copied(copy, [FileChange(copy.path, None, copy.data), *beside])
