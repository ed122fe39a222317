"""What was found of the site, told to the person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blogwifi_tui.i18n.translation import _

if TYPE_CHECKING:
    from textual.app import App

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.ui.workers import Threads


async def show_site(threads: Threads, app: App[None], blog: Blog, entries: Sequence[Entry]) -> None:
    """Say which generator makes the site, where its posts are, and what is left out of the list."""
    from blogwifi_tui.i18n.site_messages import site_lines
    from blogwifi_tui.ui.widgets.dialogs import Choice, Question

    report = await threads.disk(blog.listing.report, entries)
    close = [Choice("close", _("Close"), "escape")]
    await app.push_screen_wait(Question(_("The site"), "\n".join(site_lines(report)), close))
