"""A new post that looks like the blog's others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from blogwifi_tui.content import slugs
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit
from blogwifi_tui.site.conventions import Conventions


def compose(
    title: str, tags: Sequence[str], now: datetime, habit: Conventions, taken: Collection[str]
) -> Post:
    """A draft with this title and these tags, dated ``now`` (aware), at a path that is not in ``taken``.

    Nothing is written to the disk.
    """
    path = slugs.unused(file_name(title, now, habit), taken)
    if habit.sample is not None:
        try:
            return _like(habit.sample, path, title, tags, now, habit)
        except CannotEdit:
            pass  # a header that cannot be edited cannot be followed either
    return _plain(path, title, tags, now, habit)


def file_name(title: str, day: date, habit: Conventions) -> str:
    """The path of a new post, from the blog's root, as the blog names its posts."""
    name = habit.pattern.format(
        slug=slugs.slugify(title),
        date=f"{day:%Y-%m-%d}",
        year=f"{day:%Y}",
        month=f"{day:%m}",
        day=f"{day:%d}",
    )
    return f"{habit.folder}/{name}{habit.extension}" if habit.folder else name + habit.extension


def _like(
    sample: Post, path: str, title: str, tags: Sequence[str], now: datetime, habit: Conventions
) -> Post:
    """The sample's header with other values, which keeps its quotes, lists, dates and line ends."""
    if "#" in sample.header_text and sample.format in (Format.YAML, Format.TOML):
        raise CannotEdit(sample.path, "", "comment")
    post = Post(path, sample.with_body("").data)
    date = known_fields.dated(post.texts)
    own = {
        "title",
        *(date.path[:1] if date else ()),
        habit.draft_key,
        *(key.lower() for key, _ in habit.usual),
    }
    names = known_fields.find(post.texts, known_fields.TAGS)
    own |= {names} if names else {"taxonomies"}
    for key in list(post.fields):
        if key.lower() not in own:
            post = post.without_field(key)
    post = post.with_title(title, order=habit.keys)
    if date or "{date}" not in habit.pattern:
        post = post.with_date(now.replace(microsecond=0), order=habit.keys)
    if tags or known_fields.tags(post.texts):
        post = post.with_tags(tags, order=habit.keys)
    return _body(post.with_draft(True, order=habit.keys, key=habit.draft_key), sample)


def _body(post: Post, sample: Post) -> Post:
    """A blank line after the header, unless the sample has none."""
    end = "\r\n" if sample.header_text.count("\r\n") else "\n"
    return post.with_body(end) if not sample.body or sample.body[0] in "\r\n" else post


def _plain(path: str, title: str, tags: Sequence[str], now: datetime, habit: Conventions) -> Post:
    key = "Title" if habit.format is Format.MULTIMARKDOWN else "title"
    post = Post(path, b"\n").with_field(key, title, form=habit.format)
    post = post.with_date(now.replace(microsecond=0)).with_tags(tags)
    for key, text in habit.usual:
        post = post.with_field(key, text)
    return post.with_draft(True, key=habit.draft_key)
