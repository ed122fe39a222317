"""Where readers find what a publication sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.core.publish import LEAVING, UNSEEN
from blogwifi_tui.errors import FileError, NoAddress, NoPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.publish import PublishPlan


class PublishedPage(NamedTuple):
    """The page of a post, which nobody has looked at yet."""

    title: str
    address: str


def published_page(blog: Blog, plan: PublishPlan, posts: Sequence[str]) -> PublishedPage | None:
    """The page of the one post among ``posts``, which were sent, that readers find by it.

    None where there are none or several, and where its address is not known.
    """
    shown = [path for path in posts if path not in plan.former and _is_shown(plan, path)]
    if len(shown) != 1:
        return None
    try:
        entry = blog.addresses.entry(blog.read(shown[0]))
        return PublishedPage(entry.title, blog.addresses.page(entry).address)
    except (FileError, NoAddress, NoPage):
        return None


def _is_shown(plan: PublishPlan, path: str) -> bool:
    change = plan.changes.get(path)
    return change is not None and change not in LEAVING | UNSEEN
