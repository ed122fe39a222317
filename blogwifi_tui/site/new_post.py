"""Composes a new post that is named and written as the others of the blog are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from blogwifi_tui.content import slugs
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit
from blogwifi_tui.site.conventions import Conventions


def compose(
    title: str, tags: Sequence[str], now: datetime, conventions: Conventions, taken: Collection[str]
) -> Post:
    """A draft with this title and these tags, dated ``now`` (aware), at a path that is not in ``taken``.

    Nothing is written to the disk.
    """
    path = slugs.unused(file_name(title, now, conventions), taken)
    if conventions.sample is not None:
        try:
            return _like(conventions.sample, path, title, tags, now, conventions)
        except CannotEdit:
            pass  # a header that cannot be edited cannot be followed either
    return _plain(path, title, tags, now, conventions)


def file_name(title: str, day: date, conventions: Conventions) -> str:
    """The path of a new post, from the blog's root, as the blog names its posts."""
    name = conventions.pattern.format(
        slug=slugs.slugify(title),
        date=f"{day:%Y-%m-%d}",
        year=f"{day:%Y}",
        month=f"{day:%m}",
        day=f"{day:%d}",
    )
    folder = f"{conventions.folder}/" if conventions.folder else ""
    return f"{folder}{name}{conventions.extension}"


def _like(
    sample: Post, path: str, title: str, tags: Sequence[str], now: datetime, conventions: Conventions
) -> Post:
    """The sample's header with other values, which keeps its quotes, lists, dates and line ends."""
    if "#" in sample.header_text and sample.format in (Format.YAML, Format.TOML):
        raise CannotEdit(sample.path, "", "comment")
    post = replace(sample.with_body(""), path=path)
    date = known_fields.dated(post.texts)
    own = {
        "title",
        *(date.path[:1] if date else ()),
        conventions.draft_key,
        *(key.lower() for key, _ in conventions.usual),
    }
    names = known_fields.find(post.texts, known_fields.TAGS)
    own |= {names} if names else {"taxonomies"}
    for key in list(post.fields):
        if key.lower() not in own:
            post = post.without_field(key)
    post = post.with_title(title, order=conventions.keys)
    if date or "{date}" not in conventions.pattern:
        post = post.with_date(now.replace(microsecond=0), order=conventions.keys)
    if tags or known_fields.tags(post.texts):
        post = post.with_tags(tags, order=conventions.keys)
    return _body(post.with_draft(True, order=conventions.keys, key=conventions.draft_key), sample)


def _body(post: Post, sample: Post) -> Post:
    """A blank line after the header, unless the sample has none."""
    end = "\r\n" if sample.header_text.count("\r\n") else "\n"
    return post.with_body(end) if not sample.body or sample.body[0] in "\r\n" else post


def _plain(path: str, title: str, tags: Sequence[str], now: datetime, conventions: Conventions) -> Post:
    key = "Title" if conventions.format is Format.MULTIMARKDOWN else "title"
    post = Post(path, b"\n").with_field(key, title, form=conventions.format)
    post = post.with_date(now.replace(microsecond=0)).with_tags(tags)
    for key, text in conventions.usual:
        post = post.with_field(key, text)
    return post.with_draft(True, key=conventions.draft_key)
