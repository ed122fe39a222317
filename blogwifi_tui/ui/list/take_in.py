"""Takes in what the other machine published: on request, and before a post is opened that it changed."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from blogwifi_tui.errors import FileMissing, GitError
from blogwifi_tui.i18n.dates import date_time
from blogwifi_tui.i18n.quotes import filled
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import one_line, visible
from blogwifi_tui.ui.widgets.status_line import shortened
from blogwifi_tui.ui.workers import Work

if TYPE_CHECKING:
    from blogwifi_tui.core.other_side import Origin
    from blogwifi_tui.ui.list.owner import Owner
    from blogwifi_tui.ui.list.post_actions import PostActions
    from blogwifi_tui.ui.list.refresh import Refresher
    from blogwifi_tui.ui.services import Services
    from blogwifi_tui.ui.widgets.dialogs import Question


LONGEST = 72
"""Columns that a name or the message of a commit takes in the question."""


class TakeIn:
    """Takes in what the other side has, and says so of a post before one types in it."""

    def __init__(
        self, services: Services, screen: Owner, refresher: Refresher, post_actions: PostActions
    ) -> None:
        self._blog = services.blog
        self._threads = services.threads
        self._publisher = services.publisher
        self._screen = screen
        self._refresher = refresher
        self._post_actions = post_actions

    def start(self) -> object:
        """Take in what there is."""
        return self._screen.start(Work.PUBLISH, self._take_in)

    async def _take_in(self) -> None:
        """Take in what there is, and say what came."""
        if words := await self._taken_in():
            self._screen.say(words, kind="good")

    async def _taken_in(self) -> str:
        """Take in what there is, and give what came, in words; empty when it did not go well."""
        self._refresher.stop_fetching()
        words = await self._publisher.take_in(self._screen)
        self._refresher.look()
        return words

    async def is_to_open(self, path: str) -> bool:
        """Whether to open the post at ``path`` now: asked where the other side changed it.

        When that is to be taken in first, the post is opened afterwards, and not by the one who asks here.
        """
        status = self._screen.list_state.status
        if status is None or path not in status.incoming:
            return True
        with self._screen.opening():
            try:
                origin = await self._threads.git(self._blog.other_side.origin, path)
            except GitError:
                return True  # nobody can tell; a publication will
            if origin is None:
                return True
            entry = self._screen.list_state.entry(path)
            title = entry.title if entry else path
            answer = await self._screen.ask(self._question(title, origin, status.upstream or ""))
        if answer == "take_in":
            self._screen.start(Work.PUBLISH, partial(self._take_in_and_open, path))
        return answer == "open"

    async def _take_in_and_open(self, path: str) -> None:
        """Take in what the other side has, and open the post, unless it was deleted there.

        What came is said in the editor: on the list it would be read only afterwards, as if it came then.
        """
        strokes, editor = self._screen.strokes, None
        if not (words := await self._taken_in()):
            return
        if self._screen.strokes == strokes:
            with suppress(FileMissing), self._screen.opening():
                editor = await self._post_actions.edit(path)
        (editor or self._screen).say(words, kind="good")

    def _question(self, title: str, origin: Origin, remote: str) -> Question:
        from blogwifi_tui.ui.widgets.dialogs import Choice, Question

        moment = date_time(origin.commit.when.astimezone(self._blog.zone))
        words = _("Changed on {remote} on {moment}: {subject}.")
        if not origin.is_me:
            words = _("Changed on {remote} by {author} on {moment}: {subject}.")
        told = words.format(
            remote=visible(remote),
            author=shortened(visible(one_line(origin.commit.author)), LONGEST),
            moment=moment,
            subject=shortened(visible(one_line(origin.commit.subject)), LONGEST),
        )
        after = _("What is written here before that is taken in has to be joined with it later.")
        choices = [
            Choice("take_in", _("Take in and open"), "g", everywhere=True),
            Choice("open", _("Open all the same"), "o"),
            Choice("", _("Not now"), "n"),
        ]
        heading = filled(_("The other side has a newer version of “{title}”."), title=visible(title))
        return Question(heading, f"{told}\n{after}", choices)
