"""The list of posts with marks: one step over several posts, and the tags of the whole blog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import on

from blogwifi_tui.content.index.index import Entry
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.ui.list.browse import BrowsingScreen
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.workers import Work, worker

if TYPE_CHECKING:
    from blogwifi_tui.core.bulk_edit import BulkEdit


class MarkingScreen(BrowsingScreen):
    """What is marked stays so through search, sort and refresh, until a step is done or Esc is pressed."""

    _counts: tuple[str, ...] = ()
    """The left end of the top line, without the marks."""

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What the commands over several posts do."""
        return {
            **super().actions(),
            "mark": self.posts.action_toggle_mark,
            "mark_all": self.posts.mark_all,
            "tag_posts": self.tag_posts,
            "tags": self.all_tags,
        }

    def show_posts(self, *, anew: bool = False, best: bool = False) -> None:
        """Forget the marks of posts that are gone, and say how many are left."""
        super().show_posts(anew=anew, best=best)
        self._counts = self.top.left
        if self.posts.marked:
            self.posts.marked &= {entry.path for entry in self.list_state.entries}
        self.show_marks()

    @on(PostList.MarksChanged)
    def show_marks(self) -> None:
        """Say how many posts are marked, first: the first words stay where the line is narrow."""
        marked = len(self.posts.marked)
        words = ngettext("{n} marked", "{n} marked", marked).format(n=number(marked))
        self.top.left = (f"◆ {words}", *self._counts) if marked else self._counts

    def key_escape(self) -> None:
        """Clear the marks when nothing nearer is left to close."""
        nearer = self.publisher.busy or self.has_class("-preview") or self.search.display
        if self.posts.marked and not nearer:
            self.posts.marked = frozenset()
        else:
            super().key_escape()

    def marked_entries(self) -> list[Entry]:
        """The marked posts, newest first, hidden ones too."""
        marked = self.posts.marked
        return [entry for entry in self.list_state.entries if entry.path in marked]

    @worker(Work.CHANGE)
    async def toggle_marked(self) -> None:
        """Ask which way the marked posts go, and make them all drafts or ready."""
        from blogwifi_tui.ui.list.bulk_dialogs import draft_question

        paths = [entry.path for entry in self.marked_entries()]
        with self.opening():
            drafts = await self.threads.git(lambda: self.blog.bulk.drafts(paths, draft=True))
            ready = await self.threads.git(lambda: self.blog.bulk.drafts(paths, draft=False))
            question = draft_question(drafts, ready, len(self.posts.hidden))
            choice = await self.app.push_screen_wait(question)
        if choice:
            await self._do(drafts if choice == "draft" else ready)

    @worker(Work.CHANGE)
    async def delete_marked(self) -> None:
        """Ask, then delete the marked posts in one commit."""
        from blogwifi_tui.ui.list.bulk_dialogs import delete_question

        paths = [entry.path for entry in self.marked_entries()]
        with self.opening():
            bulk_edit = await self.threads.git(lambda: self.blog.bulk.removal(paths))
            kept = await self.threads.git(lambda: self.blog.bulk.kept(paths))
            question = delete_question(bulk_edit, kept, len(self.posts.hidden))
            choice = await self.app.push_screen_wait(question)
        if choice == "delete":
            await self._do(bulk_edit)

    @worker(Work.CHANGE)
    async def tag_posts(self) -> None:
        """Ask for tags to add and to take away, for the marked posts or the one under the cursor."""
        from blogwifi_tui.ui.list.bulk_dialogs import leave_out_question, tags_form
        from blogwifi_tui.ui.widgets.tags_input import split_list

        under = self.list_state.entry(self.posts.selected)
        entries = self.marked_entries() or ([under] if under else [])
        form = tags_form(entries, self.list_state.known_tags(), len(self.posts.hidden))
        values = await self.app.push_screen_wait(form)
        if values is None:
            return
        paths = [entry.path for entry in entries]
        add, remove = split_list(values["add"]), split_list(values["remove"])
        with self.opening():
            bulk_edit = await self.threads.git(lambda: self.blog.bulk.tags(paths, add, remove))
            if bulk_edit.refused and not await self.app.push_screen_wait(leave_out_question(bulk_edit)):
                return
        if bulk_edit.edits:
            await self._do(bulk_edit)
        else:
            self.say(_("Nothing to change: the tags are so already."))

    @worker(Work.PUBLISH)
    async def publish_marked(self) -> None:
        """Publish; the drafts among the marked posts go live first, in one commit."""
        self.stop_fetching()
        paths = [entry.path for entry in self.marked_entries()]
        bulk_edit = await self.threads.git(lambda: self.blog.bulk.publish_drafts(paths))
        if await self.publisher.publish(self, None, bulk_edit):
            self.posts.marked = frozenset()
        self.look()

    async def _do(self, bulk_edit: BulkEdit) -> None:
        from blogwifi_tui.ui.list.bulk_dialogs import counted, done_words

        self.show_progress(_("changing {several}…").format(several=counted(len(bulk_edit.edits))))
        try:
            await self.commits.run(lambda: self.blog.bulk.apply(bulk_edit))
        finally:
            self.show_progress("")
        self.posts.marked = frozenset()
        self.say(done_words(bulk_edit), kind="good")
        self.look()

    @worker(Work.OPEN)
    async def all_tags(self) -> None:
        """Open the tags of the blog; what is chosen there filters the list."""
        if query := await self.services.navigation.choose_tags():
            self.search.show(query)
            self.keep_search()
