"""Changes that a person asks for as one, as «publish this draft», whichever keys of the header they take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from blogwifi_tui.content.front_matter.problems import Refusal
from blogwifi_tui.errors import CannotEdit, DraftByFolder, NotText

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post


def readable(post: Post, key: str) -> Post:
    """``post`` itself.

    Raises:
        NotText: it is not UTF-8.
        CannotEdit: its front matter cannot be read, so ``key`` cannot be changed.
    """
    if not post.is_text:
        raise NotText(post.path)
    if post.problem:
        raise CannotEdit(post.path, key, Refusal.UNREADABLE)
    return post


def drafted(post: Post, draft: bool) -> Post:
    """``post`` as a draft, or ready to publish.

    Raises:
        DraftByFolder: it lies in a folder of drafts, so no field can make it ready.
        CannotEdit, NotText: a key cannot be changed without touching other bytes.
    """
    if readable(post, "draft").draft is draft:
        return post
    after = post.with_draft(draft)
    if after.draft is not draft:
        raise DraftByFolder(post.path)
    return after


def made_live(post: Post, moment: datetime) -> Post:
    """``post`` ready to publish: no draft any more, and dated ``moment`` (aware, in the blog's zone).

    Raises:
        DraftByFolder: it lies in a folder of drafts, so no field can make it ready.
        CannotEdit, NotText: a key cannot be changed without touching other bytes.
    """
    return drafted(post, False).with_date(moment)


def with_changes(
    post: Post,
    changes: Mapping[str, object],
    unset: Sequence[str],
    *,
    order: Sequence[str] = (),
    draft_key: str = "draft",
) -> Post:
    """``post`` with these fields and without those, a new key where ``order`` puts it.

    ``draft`` is said in the post's own words: ``draft``, ``published``, ``Status``...

    Raises:
        CannotEdit, NotText: a key cannot be changed without touching other bytes.
    """
    for key, value in changes.items():
        if key == "draft" and isinstance(value, bool):
            post = post.with_draft(value, order=order, key=draft_key)
        else:
            post = post.with_field(key, value, order=order)
    for key in unset:
        post = post.without_field(key)
    return post
