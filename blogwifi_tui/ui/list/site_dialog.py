"""What was found of the site, told to the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.list.first_look import all_posts

if TYPE_CHECKING:
    from blogwifi_tui.ui.list.owner import Owner


async def show_site(screen: Owner) -> None:
    """Say which generator makes the site, where its posts are, and what is left out of the list."""
    from blogwifi_tui.i18n.site_messages import site_lines
    from blogwifi_tui.ui.widgets.dialogs import Choice, Question

    entries = (await all_posts(screen)).entries
    report = await screen.threads.disk(screen.blog.listing.report, entries)
    close = [Choice("close", _("Close"), "escape")]
    await screen.ask(Question(_("The site"), "\n".join(site_lines(report)), close))
