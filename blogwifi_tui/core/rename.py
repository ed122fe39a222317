"""A post gets another name, and nothing breaks: links follow, and the old address still leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from blogwifi_tui.content import slugs
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.index.entry import read_plain
from blogwifi_tui.content.links.rewrite import Move
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.renamed_path import renamed
from blogwifi_tui.content.state import State
from blogwifi_tui.core.addresses import public_address
from blogwifi_tui.core.transaction import FileChange, Transaction
from blogwifi_tui.errors import CannotEdit, NotText
from blogwifi_tui.i18n.commit_messages import Change
from blogwifi_tui.site.address import site_names
from blogwifi_tui.site.aliases import address_shape, alias_key, with_former

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.blog import Blog

SAMPLE = 20
"""Posts with aliases that show how this blog writes them."""


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


@dataclass(frozen=True, slots=True)
class _Survey:
    """The other posts, seen from one that moves."""

    followers: tuple[tuple[Post, Post], ...]
    """Those with a link to it, as they are and as they will be."""
    links: int
    left: tuple[str, ...]
    users: tuple[str, ...]
    """Some that have aliases."""


def linking(blog: Blog, path: str) -> tuple[str, ...]:
    """The posts that link to the one at ``path``, by their paths."""
    post = blog.read(path)
    entries = blog.posts()
    survey = _survey(blog, entries, _move(blog, entries, post, f"{path.rpartition('/')[0]}/x.md"))
    return tuple(sorted([*(before.path for before, _ in survey.followers), *survey.left]))


def rename(blog: Blog, step: Transaction, path: str, title: str) -> Renamed:
    """Give a post another title and the file name that goes with it, in one commit; see :meth:`Blog.rename`.

    What the post itself or those that link to it hold uncommitted is committed first, each by itself.
    """
    before, entries = blog.read(path), blog.posts()
    target = slugs.unused(renamed(path, title), {entry.path for entry in entries} - {path})
    after = Post(target, before.with_title(title).to_bytes())
    message = blog.message(Change.RENAME, after)
    if blog.is_kept(path):
        step.replace(before, before, blog.message(Change.EDIT, before))
    if target == path:
        step.replace(before, after, message)
        return Renamed(path)
    move = _move(blog, entries, before, target)
    survey = _survey(blog, entries, move)
    after, former = _with_former(blog, move, after, survey.users)
    own = move.relinked(after, origin=path)
    after = after.with_body(own.body) if own else after
    committed = _settled(blog, [old.path for old, _ in survey.followers])
    changes = [FileChange(old.path, old.to_bytes(), new.to_bytes()) for old, new in survey.followers]
    moved = [FileChange(target, None, after.to_bytes()), FileChange(path, before.to_bytes(), None)]
    step.swap([*moved, *changes], message)
    links = survey.links + (own.links if own else 0)
    return Renamed(target, links, former, committed, survey.left)


def _move(blog: Blog, entries: Sequence[Entry], post: Post, target: str) -> Move:
    stem = known_fields.stem(post.path)
    alone = not any(known_fields.stem(entry.path) == stem for entry in entries if entry.path != post.path)
    pattern = blog.settings.blog.public_address or ""
    return Move(post, target, post.moment(blog.zone), pattern, alone)


def _survey(blog: Blog, entries: Sequence[Entry], move: Move) -> _Survey:
    followers: list[tuple[Post, Post]] = []
    left: list[str] = []
    users: list[str] = []
    links = 0
    for entry in entries:
        if entry.path == move.old.path:
            continue
        data = read_plain(blog.root, entry.path)
        if len(users) < SAMPLE and site_names(entry.path, data).aliases:
            users.append(entry.path)
        if not move.may_be_in(data):
            continue
        post = Post(entry.path, data)
        if relinked := move.relinked(post):
            try:
                followers.append((post, post.with_body(relinked.body)))
                links += relinked.links
            except (NotText, CannotEdit):
                left.append(post.path)
    return _Survey(tuple(followers), links, tuple(left), tuple(users))


def _settled(blog: Blog, paths: Sequence[str]) -> tuple[str, ...]:
    """Commit what these posts hold uncommitted; those of them that did."""
    edited = blog.status().edited if paths else frozenset()
    committed = tuple(path for path in paths if path in edited)
    for path in committed:
        blog.commit_post(path)
    return committed


def _with_former(blog: Blog, move: Move, post: Post, users: Sequence[str]) -> tuple[Post, str]:
    """``post`` with its old address among its aliases, where the blog has such; and that address, if any."""
    if move.old.state(blog.now()) is not State.PUBLISHED or not move.moves_page:
        return post, ""
    samples = [blog.read(path) for path in users] + ([move.old] if move.old.aliases else [])
    shape = move.pattern or address_shape([(each, each.moment(blog.zone)) for each in samples])
    if not samples or not shape:
        return post, ""
    old, new = (_path_of(shape, each, blog) for each in (move.old, post))
    if old == new:
        return post, ""
    with suppress(CannotEdit):
        return with_former(post, alias_key(samples), old, new, blog.habit().keys), old
    return post, ""


def _path_of(shape: str, post: Post, blog: Blog) -> str:
    return urlsplit(public_address(shape, post, post.moment(blog.zone) or blog.now())).path
