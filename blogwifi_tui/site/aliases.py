"""Keeps the address that a renamed post had among its ``aliases``, where those lead somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.post import Post
from blogwifi_tui.site.address import date_marks


def alias_key(posts: Iterable[Post]) -> str:
    """The key under which most of these posts keep their former addresses."""
    keys = Counter(key for post in posts for key in post.fields if key.lower() in known_fields.ALIASES)
    return keys.most_common(1)[0][0] if keys else known_fields.ALIASES[0]


def alias_shape(posts: Sequence[tuple[Post, datetime | None]]) -> str | None:
    """What the former addresses of these dated posts look like, as in ``/{year}/{slug}/``; None when unclear.

    An address with other words in it than the post's date and folders tells of an older site, not of this.
    """
    shapes = Counter(
        shape for post, date in posts for alias in post.aliases if (shape := _shape(alias, post, date))
    )
    return shapes.most_common(1)[0][0] if shapes else None


def _shape(alias: str, post: Post, date: datetime | None) -> str | None:
    if ":" in alias or not alias.startswith("/"):
        return None
    *steps, last = alias.strip("/").split("/")
    folders = set(post.path.split("/")[:-1])
    parts = {value: mark for mark, value in date_marks(date).items()}
    if any(step not in folders and step not in parts for step in steps):
        return None
    ending = re.search(r"(?:\.html?)?$", last)
    shown = [parts.get(step, step) for step in steps]
    slash = "/" if alias.endswith("/") else ""
    return "/" + "/".join([*shown, "{slug}" + (ending[0] if ending else "")]) + slash


def with_former(post: Post, key: str, former: str, present: str, order: Sequence[str]) -> Post:
    """``post`` with ``former`` among its aliases, and without the address it has now.

    Raises:
        CannotEdit, NotText: its header cannot be changed without touching other bytes.
    """
    own = next((name for name in post.fields if name.lower() in known_fields.ALIASES), key)
    kept = [alias for alias in post.aliases if alias.strip("/") != present.strip("/")]
    return post.with_field(own, list(dict.fromkeys([*kept, former])), order=order)
