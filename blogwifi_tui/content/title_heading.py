"""Another title, where the page of a post shows it: in the header, else in the heading that stands for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.content.post_files import is_other_text
from blogwifi_tui.markdown.scan import find_heading
from blogwifi_tui.sanitize import one_line

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post

_BEGINS_ELSE: Final = re.compile(r"[-+*>#|`~=_<:\[!]|\d{1,9}[.)]")
"""What a line may begin with that is no heading though it is underlined."""


def retitled(post: Post, title: str, *, order: Sequence[str] = (), form: Format = Format.YAML) -> Post:
    """``post`` with another title, written where it has one.

    That is the first heading of its text where the header has no key for it and the heading is one of the
    first level, as MkDocs, VitePress and Docusaurus take it: that line alone changes. Else, and where the
    title would read as something else there, it is the header, as :meth:`.Post.with_title` writes it.

    Raises:
        CannotEdit, NotText: it cannot be written without touching other bytes.
    """
    if _is_titled_by_heading(post) and (body := _with_heading(post.body, title)) is not None:
        return post.with_body(body)
    return post.with_title(title, order=order, form=form)


def _is_titled_by_heading(post: Post) -> bool:
    """Whether nothing but a heading of Markdown can be the title of a post."""
    named = {key.lower() for key in post.fields}
    elsewhere = is_other_text(post.path) or post.rules.described_beside(post.path)
    return post.is_text and not post.problem and not elsewhere and named.isdisjoint(known_fields.TITLE)


def _with_heading(body: str, title: str) -> str | None:
    """``body`` with another title as its first heading; None where it would not be that."""
    found, title = find_heading(body), one_line(title)
    if found is None or not found.is_title or not title:
        return None
    line = max(body.rfind("\n", 0, found.start), body.rfind("\r", 0, found.start)) + 1
    if "#" not in body[line : found.start] and _BEGINS_ELSE.match(title):
        return None
    text = found.text.strip()
    start = body.index(text, found.start)
    after = f"{body[:start]}{title}{body[start + len(text) :]}"
    made = find_heading(after)
    return after if made and made.is_title and one_line(made.text) == title else None
