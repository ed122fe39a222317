"""A post marked as a draft or as ready, by the step that ``t`` on the list makes."""

from __future__ import annotations

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.vcs.commit import Commit


def set_draft(blog: Blog, path: str, draft: bool) -> Commit | None:
    """Mark the post as draft or as ready, and commit; None when it is so already."""
    return blog.bulk.apply(blog.bulk.drafts([path], draft=draft).require_all())
