"""What a person does to all marked posts in one step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from blogwifi_tui.i18n.result_messages import mended
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.list.first_look import all_posts
from blogwifi_tui.ui.widgets.tags_input import split_list
from blogwifi_tui.ui.workers import Work

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.bulk_edit import BulkEdit
    from blogwifi_tui.ui.list.owner import Owner
    from blogwifi_tui.ui.services import Services


class BulkActions:
    """Each asks first, makes one commit, and takes the marks away; a worker is to run them.

    Until then, what is marked stays so through search, sort and refresh.

    Raises:
        BlogwifiError: by each of them, for the screen to say.
    """

    def __init__(self, services: Services, screen: Owner) -> None:
        self._blog = services.blog
        self._threads = services.threads
        self._screen = screen

    def actions(self, *, marked: bool) -> dict[str, Callable[[], object]]:
        """What the commands on several posts do; some are commands on one post when none is ``marked``."""
        start = self._screen.start
        actions: dict[str, Callable[[], object]] = {
            "tag_posts": partial(start, Work.CHANGE, self.change_tags)
        }
        if marked:
            actions["toggle_draft"] = partial(start, Work.CHANGE, self.toggle_drafts)
            actions["delete"] = partial(start, Work.CHANGE, self.delete)
        return actions

    async def marked(self) -> list[Entry]:
        """The marked posts, newest first, those too that a search hides."""
        entries = (await all_posts(self._screen)).entries  # which may mark those that come
        marked = self._screen.posts.marked
        return [entry for entry in entries if entry.path in marked]

    async def _paths(self) -> list[str]:
        return [entry.path for entry in await self.marked()]

    @property
    def _hidden(self) -> int:
        return len(self._screen.posts.hidden)

    async def toggle_drafts(self) -> None:
        """Ask which way the marked posts go, and make them all drafts or ready."""
        from blogwifi_tui.ui.list.bulk_dialogs import draft_question

        with self._screen.opening() as on_its_way:
            paths = await self._paths()
            counted = on_its_way.counted(paths, rounds=2)
            drafts = await self._threads.git(lambda: self._blog.bulk.drafts(counted, draft=True))
            ready = await self._threads.git(lambda: self._blog.bulk.drafts(counted, draft=False))
            leaving = await self._threads.git(self._blog.other_side.posts.leaving, drafts.edits)
            choice = await self._screen.ask(draft_question(drafts, ready, self._hidden, leaving))
        if choice:
            await self._apply(drafts if choice == "draft" else ready)

    async def delete(self) -> None:
        """Ask, then delete the marked posts."""
        from blogwifi_tui.ui.list.bulk_dialogs import delete_question

        with self._screen.opening() as on_its_way:
            paths = await self._paths()
            counted = on_its_way.counted(paths)
            bulk_edit = await self._threads.git(lambda: self._blog.bulk.removal(counted))
            kept = await self._threads.git(lambda: self._blog.bulk.kept(paths))
            leaving = await self._threads.git(self._blog.other_side.posts.leaving, bulk_edit.edits)
            choice = await self._screen.ask(delete_question(bulk_edit, kept, self._hidden, leaving))
        if choice == "delete":
            await self._apply(bulk_edit)

    async def change_tags(self) -> None:
        """Ask for tags to add and to take away, for the marked posts or the one under the cursor."""
        from blogwifi_tui.ui.list.bulk_dialogs import leave_out_question, tags_form

        with self._screen.opening():
            marked, list_state = await self.marked(), self._screen.list_state
            under = list_state.entry(self._screen.posts.selected)
            entries = marked or ([under] if under else [])
            values = await self._screen.ask(tags_form(entries, list_state.known_tags(), self._hidden))
        if values is None:
            return
        paths = [entry.path for entry in entries]
        add, remove = split_list(values["add"]), split_list(values["remove"])
        with self._screen.opening() as on_its_way:
            counted = on_its_way.counted(paths)
            bulk_edit = await self._threads.git(lambda: self._blog.bulk.tags(counted, add, remove))
            if bulk_edit.refused and not await self._screen.ask(leave_out_question(bulk_edit)):
                return
        if bulk_edit.edits:
            await self._apply(bulk_edit)
        else:
            self._screen.say(_("Nothing to change: the tags are so already."))

    async def publish_drafts(self) -> BulkEdit:
        """What makes the drafts among the marked posts ready; not done yet."""
        with self._screen.opening() as on_its_way:
            paths = on_its_way.counted(await self._paths())
            return await self._threads.git(lambda: self._blog.bulk.publish_drafts(paths))

    async def _apply(self, bulk_edit: BulkEdit) -> None:
        from blogwifi_tui.ui.list.bulk_dialogs import counted, done_words

        self._screen.show_progress(_("changing {several}…").format(several=counted(len(bulk_edit.edits))))
        try:
            with self._screen.long_step.begin():
                commit = await self._screen.commits.run(self._blog.bulk.apply, bulk_edit)
        finally:
            self._screen.show_progress("")
        self._screen.posts.marked = frozenset()
        words = [
            done_words(bulk_edit, self._blog.now(), self._blog.generator),
            mended(commit.mended) if commit and commit.mended else "",
        ]
        here = self._screen.posts.selected or ""
        self._screen.say_done(" ".join(filter(None, words)), at=dict(bulk_edit.moved).get(here))
