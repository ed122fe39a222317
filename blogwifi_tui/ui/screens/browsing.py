"""The list of posts beside the rendered post under the cursor: what is shown, searched and sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.reactive import var

from blogwifi_tui.content.index import Entry
from blogwifi_tui.errors import FileMissing, GitError, Offline, TimedOut
from blogwifi_tui.locale.messages import _
from blogwifi_tui.ui.commands import Where
from blogwifi_tui.ui.desk import Desk
from blogwifi_tui.ui.links import linked
from blogwifi_tui.ui.screens.base import CommandScreen
from blogwifi_tui.ui.shelf import Shelf
from blogwifi_tui.ui.shown import heading_of
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.lines import MessageLine, TwoEnds
from blogwifi_tui.ui.widgets.post_list import PostList
from blogwifi_tui.ui.widgets.preview import Preview
from blogwifi_tui.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from blogwifi_tui.vcs.progress import CancelToken

POLL = 2.0
"""Seconds between two looks at what other programs may have changed."""
WIDE = 100
"""Columns from which list and preview stand side by side."""


class BrowsingScreen(CommandScreen):
    """Find a post and see it rendered."""

    boxes: ClassVar[tuple[Where, ...]] = (Where.SEARCH,)

    shelf: var[Shelf] = var(Shelf, init=False)

    top = getters.query_one("#top", TwoEnds)
    posts = getters.query_one(PostList)
    preview = getters.query_one(Preview)
    search = getters.query_one(SearchBox)

    def __init__(self, desk: Desk, known: Sequence[Entry]) -> None:
        super().__init__(desk)
        self._progress = ""
        self._fetching: CancelToken | None = None
        self._pulse: object = None
        self._refused = self._begun = False
        self._awaited: str | None = None
        """The path to select as soon as it is listed: a post just written, renamed or copied."""
        self.set_reactive(BrowsingScreen.shelf, Shelf(tuple(known), now=desk.blog.now()))

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
            "search": self.search.open,
            "search_keep": self.keep_search,
            "search_clear": self.clear_search,
            "search_down": self.posts.focus,
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
        self.watch_shelf()
        self.posts.focus()
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Start what the first sight of the list does not wait for."""
        self._begun = True
        self.search.prepare()
        self.look()
        self.set_interval(POLL, self.poll)
        self.fetch()
        if minutes := self.blog.settings.publish.fetch_minutes:
            self.set_interval(60 * minutes, self.fetch)

    def on_resize(self, event: Resize) -> None:
        """Below :data:`WIDE` columns the list stands alone and the preview opens over it."""
        self.set_class(event.size.width < WIDE, "-narrow")

    def on_screen_resume(self) -> None:
        """Back from the editor: look again."""
        if self._begun:
            self.look()

    # State goes down

    def watch_shelf(self) -> None:
        """Show the posts, their number and the state of publication."""
        keep = self.posts.selected
        if self.shelf.entry(self._awaited):
            keep, self._awaited = self._awaited, None
        rows = self.shelf.rows()
        self.posts.set_rows(rows, keep=keep, lines=2 if self.shelf.answer else 1)
        self.top.strong = self.blog.title
        self.top.left = (self.shelf.count_words(len(rows)), self.shelf.order_words())
        self.top.right = (self._progress,) if self._progress else self.shelf.publication_words()
        self.posts.empty = self.shelf.nothing_words()

    def show_progress(self, words: str) -> None:
        """How far a publication is takes the place of the state of publication."""
        self._progress = words
        self.watch_shelf()

    @work(exclusive=True, group="look", exit_on_error=False)
    async def look(self) -> None:
        """Read the files and ask git, and show what differs."""
        entries = await self.jobs.disk(self.blog.posts)
        self.shelf = replace(self.shelf, entries=entries, now=self.blog.now())
        self.show_post()
        self.learn()
        self.ask()
        if not self.blog.has_repository:
            return
        try:
            # The pulse first: a change that comes between the two is then seen by the next poll.
            self._pulse = await self.jobs.git(self.blog.pulse)
            status = await self.jobs.git(self.blog.status)
        except GitError as error:
            # Posts can be read all the same; what stops git is said once, and again only when asked to look.
            if self.shelf.status or not self._refused:
                self.say_error(error)
            self._refused = True
            self.shelf = replace(self.shelf, status=None)
        else:
            self._refused = False
            self.shelf = replace(self.shelf, status=status)

    @on(PostList.Highlighted)
    @work(exclusive=True, group="preview", exit_on_error=False)
    async def show_post(self) -> None:
        """Render the post under the cursor."""
        path = self.posts.selected
        if path is None:
            self.preview.clear()
            return
        try:
            post = await self.jobs.disk(self.blog.read, path)
        except FileMissing:
            self.preview.clear()
            return
        self.preview.show(post.body, heading=heading_of(post, self.shelf.now), key=path)

    @on(Preview.LinkActivated)
    @work(exclusive=True, group="open", exit_on_error=False)
    async def follow_link(self, event: Preview.LinkActivated) -> None:
        """Go to the post a link leads to, or show the picture, or an address before it is opened."""
        origin = self.posts.selected or ""
        entry = linked(event.href, origin, self.shelf.entries)
        if entry is None:
            from blogwifi_tui.ui.showing import show_target

            await show_target(self, origin, event.href)
        else:
            self.clear_search()
            self._awaited = entry.path
            self.watch_shelf()

    # Search and order

    @on(SearchBox.Changed)
    def _search(self, event: SearchBox.Changed) -> None:
        self.shelf = replace(self.shelf, search=event.text, answer=None)
        self.ask()

    @work(exclusive=True, group="ask", exit_on_error=False)
    async def ask(self) -> None:
        """Ask the bodies too, when the search has words."""
        shelf = self.shelf
        if not shelf.search:
            return
        from blogwifi_tui.content.query import Query

        if Query.parse(shelf.search).words:
            from blogwifi_tui.ui.answer import Answer

            answer = await self.jobs.search(
                Answer.to, shelf.search, self.blog.finder, shelf.entries, shelf.sync_of, shelf.now
            )
            self.shelf = replace(self.shelf, answer=answer)

    @work(exclusive=True, group="learn", exit_on_error=False)
    async def learn(self) -> None:
        """Bring the index of words in line; ask again what could not be answered well without it."""
        await self.jobs.learning(self.blog.finder.update, self.shelf.entries, stop=lambda: self.jobs.stopped)
        if self.shelf.answer and not self.shelf.answer.found.complete:
            self.ask()

    @on(SearchBox.Kept)
    def keep_search(self) -> None:
        """Go to the posts found; the box stays as long as it holds something."""
        self.posts.focus()
        self.search.display = bool(self.search.text)

    def clear_search(self) -> None:
        """Show every post again."""
        self.search.close()
        self.posts.focus()

    @work(exclusive=True, group="open", exit_on_error=False)
    async def choose_filter(self) -> None:
        """Choose a state, a tag or a year to search for."""
        from blogwifi_tui.ui.choices import choices
        from blogwifi_tui.ui.screens.filter import FilterChooser

        query = await self.app.push_screen_wait(FilterChooser(choices(self.shelf)))
        if query is not None:
            self.search.show(query)
            self.keep_search()

    def key_down(self) -> None:
        """From the search box to the list."""
        if self.keyboard is Where.SEARCH:
            self.posts.focus()

    def key_escape(self) -> None:
        """Close what is open, the nearest first: a publication, the preview, the search."""
        if self.publisher.busy:
            self.publisher.cancel()
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
        self.shelf = self.shelf.sorted_next()

    def refresh_all(self) -> None:
        """Look at the files, and ask the remote."""
        self._refused = False
        self.look()
        self.fetch(quiet=False)

    @work(exclusive=True, group="poll", exit_on_error=False)
    async def poll(self) -> None:
        """Look again when another program changed the posts or the repository."""
        if not self.is_current or self.publisher.busy:
            return
        entries = await self.jobs.disk(self.blog.posts)
        pulse = await self.jobs.git(self.blog.pulse) if self.shelf.status else self._pulse
        if entries != self.shelf.entries or pulse != self._pulse:
            self.look()

    def stop_fetching(self) -> None:
        """End a quiet look at the remote: it may wait long for a silent one, and nobody asked for it."""
        if self._fetching:
            self._fetching.cancel()

    def on_unmount(self) -> None:
        """Leave no git behind."""
        self.stop_fetching()

    @work(exclusive=True, group="fetch", exit_on_error=False)
    async def fetch(self, *, quiet: bool = True) -> None:
        """Learn what the remote has; unasked, nothing is said louder than «offline»."""
        if not self.blog.has_repository or self.publisher.busy:
            return
        from blogwifi_tui.vcs.progress import CancelToken

        self._fetching = CancelToken()
        try:
            await self.jobs.network(self.blog.fetch, cancel=self._fetching)
        except GitError as error:
            if not quiet:
                raise
            self.shelf = replace(self.shelf, offline=isinstance(error, Offline | TimedOut))
        else:
            self.shelf = replace(self.shelf, offline=False)
            self.look()
