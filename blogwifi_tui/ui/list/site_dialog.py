"""What was found of the site, told to the person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from textual.app import App

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.ui.workers import Threads


async def why_empty(threads: Threads, blog: Blog, entries: Sequence[Entry]) -> str:
    """Why the list is empty, where more is known than that no post was written; in one line, to be shown."""
    from blogwifi_tui.i18n.site_messages import no_posts_words

    return visible(no_posts_words(await threads.disk(blog.listing.report, entries)))


async def show_site(threads: Threads, app: App[None], blog: Blog, entries: Sequence[Entry]) -> None:
    """Say which generator makes the site, where its posts are, and what is left out of the list."""
    from blogwifi_tui.i18n.site_messages import site_lines
    from blogwifi_tui.ui.widgets.dialogs import Choice, Question

    report = await threads.disk(blog.listing.report, entries)
    close = [Choice("close", _("Close"), "escape")]
    await app.push_screen_wait(Question(_("The site"), "\n".join(site_lines(report)), close))
