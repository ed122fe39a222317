"""The public address of a post."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.blog import Blog


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


def public_page(blog: Blog, path: str) -> str:
    """The address of the page of the post at ``path``; empty when the settings give the blog no address."""
    post, pattern = blog.read(path), blog.settings.blog.public_address
    return public_address(pattern, post, post.moment(blog.zone) or blog.now()) if pattern else ""
