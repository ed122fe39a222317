"""The public address of a post."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post


def public_address(pattern: str, post: Post, moment: dt.datetime) -> str:
    """The page of ``post``, dated ``moment``, by the settings' ``public_address``.

    ``{slug}``, ``{year}``, ``{month}`` and ``{day}`` are filled in; without any, ``{slug}/`` follows.
    """
    if "{" not in pattern:
        pattern = pattern.rstrip("/") + "/{slug}/"
    parts = {"slug": post.slug, "year": f"{moment:%Y}", "month": f"{moment:%m}", "day": f"{moment:%d}"}
    for name, value in parts.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern
