"""What a publication did, told on the screen that asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.core.due import DuePosts
from blogwifi_tui.core.live.last_publication import LastPublication
from blogwifi_tui.core.published_page import published_page
from blogwifi_tui.core.server_words import fault_in
from blogwifi_tui.errors import GitError
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.live_messages import sent_words
from blogwifi_tui.i18n.result_messages import awaited, due, moved, page_of, published
from blogwifi_tui.ui.publish.server_lines import with_server_lines

if TYPE_CHECKING:
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.publish import PublishPlan
    from blogwifi_tui.ui.publish.screens import PublishingScreen
    from blogwifi_tui.ui.workers import Threads
    from blogwifi_tui.vcs.sync import Outcome

PADDING = 2
"""Columns that the message line leaves free at its ends."""


class Published(NamedTuple):
    """A publication that went through."""

    outcome: Outcome
    plan: PublishPlan
    moved: Mapping[str, str]
    """Where each file was that its commits took elsewhere, and where it is."""
    came_in: str
    """What came from the other side, in words."""


async def tell_outcome(screen: PublishingScreen, blog: Blog, threads: Threads, done: Published) -> None:
    """Say what was published, and below that what the server said, the end of it where it is long."""
    outcome, plan = done.outcome, done.plan
    posts = list(filter(blog.holds, outcome.paths))
    later = await threads.disk(blog.publication.awaited, posts)
    page = await threads.disk(published_page, blog, plan, posts)
    fault, unnoted, record = fault_in(outcome.words), "", None
    try:
        record = await threads.git(LastPublication(blog).note, outcome, ask=blog.settings.publish.verify)
    except GitError as error:  # it is published all the same, and only not asked whether it is online
        unnoted = str(explain(error))
    told = (
        published(outcome, posts, plan, fault=fault),
        sent_words(record) if record else unnoted,
        page_of(page),
        done.came_in,
        awaited(later, blog.now()),
        due(await threads.git(DuePosts(blog).tell, outcome)),
        moved(done.moved.values()),
    )
    words = with_server_lines(
        " ".join(filter(None, told)),
        outcome.remote,
        outcome.words,
        width=screen.app.size.width - PADDING,
        key=screen.keys.shown("server_words", "server_words_here"),
    )
    screen.say(words, kind="warning" if outcome.missed or fault or unnoted else "good")
