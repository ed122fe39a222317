"""The list of posts beside the rendered post under the cursor: what is shown, searched and sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize

from blogwifi_tui.content.index.index import Entry
from blogwifi_tui.errors import FileError, FileMissing
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.commands.registry import Where
from blogwifi_tui.ui.list.groups import headings
from blogwifi_tui.ui.list.post_list import PostList, PostRow
from blogwifi_tui.ui.list.refresh import LookingScreen
from blogwifi_tui.ui.list.search_box import SearchBox
from blogwifi_tui.ui.list.state import sync_words
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.link_targets import linked
from blogwifi_tui.ui.widgets.post_facts import change_facts, closed_heading, heading_of
from blogwifi_tui.ui.widgets.preview import Preview
from blogwifi_tui.ui.widgets.status_line import MessageLine, TwoEnds
from blogwifi_tui.ui.workers import Work, worker
from blogwifi_tui.vcs.status import Sync

if TYPE_CHECKING:
    from blogwifi_tui.ui.list.search_results import SearchResults

WIDE = 100
"""Columns from which list and preview stand side by side."""


class BrowsingScreen(LookingScreen):
    """Find a post and see it rendered."""

    boxes: ClassVar[tuple[Where, ...]] = (Where.SEARCH,)

    top = getters.query_one("#top", TwoEnds)
    posts = getters.query_one(PostList)
    preview = getters.query_one(Preview)
    search = getters.query_one(SearchBox)

    def __init__(self, services: Services, known: Sequence[Entry]) -> None:
        super().__init__(services, known)
        self._progress = ""
        self._awaited: str | None = None
        """The path to select as soon as it is listed: a post just written, renamed or copied."""

    def compose(self) -> ComposeResult:
        """Top line, list and preview, search box, message, keys."""
        yield TwoEnds(id="top")
        with Horizontal(id="body"):
            yield PostList()
            yield Preview()
        yield SearchBox(placeholder=_("words, tag:wifi, state:draft, year:2014…"))
        yield MessageLine()
        yield KeyBar()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What the commands of looking about do."""
        return {
            "search": self.open_search,
            "search_keep": self.keep_search,
            "search_clear": self.clear_search,
            "search_down": self.posts.focus,
            "search_complete": self.search.complete,
            "filter": self.choose_filter,
            "preview": self.toggle_preview,
            "sort": self.sort,
            "refresh": self.refresh_all,
        }

    @property
    def keyboard(self) -> Where:
        """The search box while it has the focus."""
        return Where.SEARCH if self.search.has_focus_within else self.where

    def on_mount(self) -> None:
        """Show what was known at once, and look only when that is on the terminal."""
        if self.blog.has_repository:
            # What git says comes later: where it says the usual word of all, columns stay where they are.
            self.posts.make_room(PostRow("", "", sync_words(Sync.ONLINE), "", ""))
        self.watch_list_state()
        self.posts.focus()
        self.watch(self.posts, "scroll_y", self._scrolled, init=False)
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Also make what a search is typed in."""
        self.search.prepare()
        super().begin()

    def on_resize(self, event: Resize) -> None:
        """Below :data:`WIDE` columns the list stands alone and the preview opens over it."""
        self.set_class(event.size.width < WIDE, "-narrow")

    # State goes down

    def watch_list_state(self) -> None:
        """Show what there is now."""
        self.show_posts()

    def show_posts(self, *, anew: bool = False, best: bool = False) -> None:
        """Show the posts, their number and the state of publication.

        Args:
            anew: something else is searched for, so when the selected post is not found, select the first.
            best: select the first in any case.
        """
        # As long as posts come in for the first time, who is at the top stays at the top.
        keep = None if self.first_time and self.posts.cursor == 0 else self.posts.selected
        if self.list_state.entry(self._awaited):
            keep, self._awaited = self._awaited, None
        shown = self.list_state.shown()
        rows = self.list_state.rows(shown)
        if rows and (best or (anew and keep not in rows.paths)):
            keep = rows.paths[0]
        heading = headings(self.list_state, shown, self.blog.settings.ui.group)
        self.posts.set_rows(rows, keep=keep, heading=heading, lines=2 if self.list_state.has_lines else 1)
        self.top.strong = self.blog.title
        self.top.left = (self._count_words(len(rows)), self.list_state.order_words())
        self.top.right = (self._progress,) if self._progress else self.list_state.publication_words()
        self.posts.empty = self.list_state.nothing_words() if self.has_looked else _("Reading the posts…")

    def _count_words(self, shown: int) -> str:
        read, expected = self.reading or (0, 0)
        if not read:
            return self.list_state.count_words(shown)
        return _("{read} of {n} posts read").format(read=number(read), n=number(expected))

    def show_progress(self, words: str) -> None:
        """How far a publication is takes the place of the state of publication."""
        self._progress = words
        self.watch_list_state()

    def looked(self) -> None:
        """Show the post again, and ask the bodies again."""
        self.show_post()
        self.ask()

    def learned(self) -> None:
        """Ask again what could not be answered well without the index of words."""
        if self.list_state.answer and not self.list_state.answer.found.complete:
            self.ask()

    @on(PostList.Highlighted)
    @worker(Work.PREVIEW)
    async def show_post(self) -> None:
        """Render the post under the cursor."""
        path = self.posts.selected
        if path is None:
            self.preview.clear()
            return
        try:
            post = await self.threads.disk(self.blog.read, path)
        except FileMissing:
            self.preview.clear()
            return
        except FileError as error:
            # Said where the post would be, not by the funnel: that looks again, and would meet it again.
            self.preview.show("", heading=closed_heading(path, error), key=path)
            return
        heading = heading_of(post, self.list_state.now, *change_facts(self.list_state, path))
        self.preview.show(post.body, heading=heading, key=path)

    @on(Preview.LinkActivated)
    @worker(Work.OPEN)
    async def follow_link(self, event: Preview.LinkActivated) -> None:
        """Go to the post a link leads to, or show the picture, or an address before it is opened."""
        origin = self.posts.selected or ""
        entry = linked(event.href, origin, self.list_state.entries)
        if entry is None:
            from blogwifi_tui.ui.widgets.open_link import show_target

            await show_target(self, self.preview, origin, event.href)
        else:
            self.clear_search()
            self._awaited = entry.path
            self.watch_list_state()

    # Search and order

    def open_search(self) -> None:
        """Write in the search box, which completes what is in the posts now."""
        self.search.open()
        self.teach_search()

    @worker(Work.VOCABULARY)
    async def teach_search(self) -> None:
        """Tell the search box the tags and years there are."""
        from blogwifi_tui.ui.list.filters import vocabulary

        self.search.know(*await self.threads.search(vocabulary, self.list_state))

    @on(SearchBox.Changed)
    def _search(self, event: SearchBox.Changed) -> None:
        from blogwifi_tui.content.search.query import Query

        self.set_reactive(LookingScreen.list_state, replace(self.list_state, search=event.text, answer=None))
        self.show_posts(anew=True, best=bool(Query.parse(event.text).words))
        self.ask()

    @worker(Work.SEARCH)
    async def ask(self) -> None:
        """Ask the bodies too, when the search has words; who has not moved yet sees the best first."""
        list_state = self.list_state
        if not list_state.search:
            return
        from blogwifi_tui.content.search.query import Query

        query = Query.parse(list_state.search)
        if query.words or query.unwanted:
            from blogwifi_tui.ui.list.search_results import SearchResults

            answer = await self.threads.search(
                SearchResults.to,
                list_state.search,
                self.blog.search,
                list_state.entries,
                list_state.sync_of,
                list_state.now,
            )
            best = self.list_state.answer is None and self.posts.cursor == 0 and answer.ranked
            self.set_reactive(LookingScreen.list_state, replace(self.list_state, answer=answer))
            self.show_posts(best=best)
            self._scrolled()

    def _scrolled(self) -> None:
        answer = self.list_state.answer
        if answer and (unread := answer.unread(self.posts.in_sight)):
            self.look_for_lines(answer, unread)

    @worker(Work.EXCERPTS)
    async def look_for_lines(self, answer: SearchResults, paths: Sequence[str]) -> None:
        """Look for the lines that answer in posts that came in sight."""
        fuller = await self.threads.search(answer.with_lines, paths, self.blog.search)
        if self.list_state.answer is answer:
            self.list_state = replace(self.list_state, answer=fuller)

    @on(SearchBox.Kept)
    def keep_search(self) -> None:
        """Go to the posts found; the box stays as long as it holds something."""
        self.posts.focus()
        self.search.display = bool(self.search.text)

    def clear_search(self) -> None:
        """Show every post again."""
        self.search.close()
        self.posts.focus()

    @worker(Work.OPEN)
    async def choose_filter(self) -> None:
        """Choose a state, a tag or a year to search for."""
        from blogwifi_tui.ui.list.filter_dialog import FilterDialog
        from blogwifi_tui.ui.list.filters import choices

        groups = await self.threads.search(choices, self.list_state)
        query = await self.app.push_screen_wait(FilterDialog(groups))
        if query is not None:
            self.search.show(query)
            self.keep_search()

    def key_down(self) -> None:
        """From the search box to the list."""
        if self.keyboard is Where.SEARCH:
            self.posts.focus()

    def key_escape(self) -> None:
        """Close what is open, the nearest first: a publication, a slow commit, the preview, the search."""
        if self.publisher.busy:
            self.publisher.cancel()
        elif self.stop_commit():
            pass
        elif self.has_class("-preview"):
            self.toggle_preview()
        elif self.search.display:
            self.clear_search()

    def toggle_preview(self) -> None:
        """Show the rendered post over the list, or the list again; the keys go to what is shown."""
        self.toggle_class("-preview")
        (self.preview if self.has_class("-preview") else self.posts).focus()

    def sort(self) -> None:
        """Take the next order."""
        self.list_state = self.list_state.sorted_next()
        self.show_post()
