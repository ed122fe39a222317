"""The list of posts beside the rendered post under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial
from typing import ClassVar, TypeVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.reactive import var
from textual.screen import Screen

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.help_rows import HelpRow
from blogwifi_tui.ui.commands.registry import Need, Where, bindings_of
from blogwifi_tui.ui.list.bulk import BulkActions
from blogwifi_tui.ui.list.first_look import all_posts
from blogwifi_tui.ui.list.legend import legend
from blogwifi_tui.ui.list.live_watch import LiveWatch
from blogwifi_tui.ui.list.panes import ListPanes
from blogwifi_tui.ui.list.post_actions import PostActions
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.list.recovery import RecoveryOffers
from blogwifi_tui.ui.list.refresh import Refresher
from blogwifi_tui.ui.list.search_box import SearchBox
from blogwifi_tui.ui.list.searcher import Searcher
from blogwifi_tui.ui.list.state import PostListState
from blogwifi_tui.ui.list.take_in import TakeIn
from blogwifi_tui.ui.list.view import ListView, first_state
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.widgets.divider import Divider
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.preview import Preview
from blogwifi_tui.ui.widgets.status_line import MessageLine, TwoEnds
from blogwifi_tui.ui.workers import Work, run, worker

T = TypeVar("T")


class ListScreen(CommandScreen):
    """Shows the posts, and hands what a person does with them to the object that does it."""

    where: ClassVar[Where] = Where.MAIN
    boxes: ClassVar[tuple[Where, ...]] = (Where.SEARCH, Where.MARKED, Where.PREVIEW)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Where.MAIN)

    list_state: var[PostListState] = var(PostListState, init=False)
    top = getters.query_one("#top", TwoEnds)
    posts = getters.query_one(PostList)
    preview = getters.query_one(Preview)
    search = getters.query_one(SearchBox)

    def __init__(self, services: Services, known: Sequence[Entry] | None, at: str | None = None) -> None:
        """Until the posts have been read, show those last ``known``; select the one ``at`` a path."""
        super().__init__(services)
        self.set_reactive(ListScreen.list_state, first_state(services, known, at))
        self.view = ListView(services, self, at)
        self.panes = ListPanes(self, services.memory, self.view.remember)
        self.searcher = Searcher(services, self)
        self.post_actions = PostActions(services, self, self.view, self.searcher)
        self.follow = self.post_actions.follow
        self.bulk_actions = BulkActions(services, self)
        self.recovery = RecoveryOffers(services, self, self.post_actions)
        self.refresher = Refresher(services, self, posts_read=self.posts_read)
        self.taking_in = TakeIn(services, self, self.refresher, self.post_actions)
        self.live = LiveWatch(services, self)
        self._has_begun = False

    def compose(self) -> ComposeResult:
        """Top line, list and preview, search box, message, keys."""
        yield TwoEnds(id="top", left_yields=True)
        with Horizontal(id="body"):
            yield PostList()
            yield Divider()
            yield Preview()
        yield SearchBox()
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what was known at once, and read the posts only when that is on the terminal."""
        self.panes.fit(self.app.size.width)  # before the first drawing, which would give words no room
        self.view.begin()
        self.posts.complete = partial(all_posts, self)
        self.posts.focus()
        self.watch(self.preview, "has_focus", self.panes.show_focus)
        self.watch(self.posts, "scroll_y", self.searcher.find_excerpts, init=False)
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Start what the first sight of the list does not wait for; first what keys wait for."""
        self._has_begun = True
        self.recovery.begin()
        self.search.prepare()
        self.refresher.begin(self.set_interval)
        self.live.begin()

    def on_screen_resume(self) -> None:
        """Back from another screen: read the posts again, and offer what could not be offered under it."""
        if self._has_begun:
            self.refresher.look()
        self.recovery.resume()
        self.live.resume()

    def on_unmount(self) -> None:
        """Leave no git behind, and ask no page any more."""
        self.refresher.stop()
        self.live.stop()

    def on_resize(self, event: Resize) -> None:
        """Fit list and preview to the width."""
        self.panes.fit(event.size.width)
        self.show_keys()

    # Commands

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each command does; some act on the marked posts when there are any."""
        marked = bool(self.posts.marked)
        return {
            **self.searcher.actions(),
            **self.post_actions.actions(),
            **self.bulk_actions.actions(marked=marked),
            **self.view.actions(),
            "edit": self.edit,
            "publish": partial(self.publish, None if marked else self.posts.selected, marked=marked),
            "take_in": self.taking_in.start,
            "mark": self.posts.action_toggle_mark,
            **self.panes.actions(),
            "unmark": self.key_escape,
            "text_back": self.key_escape,
            "address": self.refresher.change_address,
            "refresh": self.refresher.refresh_all,
            "help": self.show_help,
            "quit": self.quit,
            "suspend": self.suspend,
        }

    def held(self) -> set[Need]:
        """What the command table may count on now."""
        entry, marked = self.list_state.listed(self.posts.selected), bool(self.posts.marked)
        gone = self.list_state.deleted_post(self.posts.selected)
        readable = entry is not None and entry.problem is None
        held = {
            Need.FILE: True,
            Need.POST: entry is not None,
            Need.READABLE: readable,
            Need.CHANGEABLE: readable or marked,
            Need.CHOSEN: entry is not None or marked,
            Need.REPOSITORY: self.blog.has_repository,
            Need.IDLE: not self.publisher.busy,
            Need.LIST_BESIDE: self.panes.beside,
        }
        return {need for need, holds in held.items() if holds} | {Need.DELETED if gone else Need.LIVING}

    @property
    def keyboard(self) -> Where:
        """The search box or the preview while it has the focus; the list with marks has its own keys too."""
        if self.search.has_focus_within:
            return Where.SEARCH
        return Where.MARKED if self.posts.marked and self.focused is self.posts else super().keyboard

    @on(PostList.Opened)
    @worker(Work.OPEN)
    async def edit(self) -> None:
        """Open the editor on the post under the cursor, or on what an earlier run could not save of it."""
        path = self.posts.selected
        if path and not await self.recovery.offer_for(path) and await self.taking_in.is_to_open(path):
            await self.post_actions.edit(path)

    @worker(Work.PUBLISH)
    async def publish(self, path: str | None, *, marked: bool) -> None:
        """Publish; drafts go along, the one at ``path`` or the ``marked`` ones, if the person says so."""
        self.refresher.stop_fetching()
        bulk_edit = await self.bulk_actions.publish_drafts() if marked else None
        if await self.publisher.publish(self, path, bulk_edit) and marked:
            self.posts.marked = frozenset()
        self.refresher.look_after_publication()

    def legend(self) -> Sequence[HelpRow]:
        """What the signs of the rows mean."""
        return tuple(legend())

    def key_down(self) -> None:
        """From the search box to the list."""
        if self.keyboard is Where.SEARCH:
            self.posts.focus()

    def key_escape(self) -> None:
        """Close the nearest: a publication, a slow commit, the preview, the search, the marks."""
        if self.publisher.busy:
            self.publisher.cancel()
        elif self.stop_commit() or self.panes.leave_preview():
            pass
        elif self.search.display:
            self.searcher.clear()
        else:
            self.view.unmark_all()

    # What happens

    def watch_list_state(self) -> None:
        """Show what there is now."""
        self.view.show_posts()
        self.show_keys()

    def posts_read(self) -> None:
        """Render the post under the cursor again, and search the texts again."""
        self.view.show_preview()
        self.searcher.search_texts()

    @on(PostList.Highlighted)
    def _highlighted(self) -> None:
        self.view.show_preview()
        self.show_keys()

    @on(PostList.MarksChanged)
    def _marks_changed(self) -> None:
        self.view.show_marks()
        self.show_keys()

    @on(SearchBox.Changed)
    def _search(self, event: SearchBox.Changed) -> None:
        self.searcher.change(event.text)

    @on(SearchBox.Kept)
    def _keep_search(self) -> None:
        self.searcher.keep()

    @on(Divider.Dragged)
    def _divider_dragged(self, event: Divider.Dragged) -> None:
        self.panes.drag_divider(event.x)

    @on(Preview.LinkActivated)
    def _follow_link(self, event: Preview.LinkActivated) -> None:
        self.start(Work.OPEN, partial(self.post_actions.follow_link, event.href))

    def show_progress(self, words: str) -> None:
        """Show how far a publication is in the place of the state of publication."""
        self.view.show_progress(words)
        self.show_keys()

    def show_failure(self, error: BlogwifiError) -> None:
        """Say what could not be done, and show what is true now."""
        self.say_error(error)
        self.refresher.look()

    # What the objects of the list ask of it: see Owner

    def start(self, work: Work, job: Callable[[], Coroutine[None, None, object]]) -> object:
        """Run ``job`` as work of this kind; its errors come to :meth:`show_failure`."""
        return run(self, work, job)

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Open a dialog, and give what it was closed with."""
        return await self.app.push_screen_wait(dialog)

    def show(self, list_state: PostListState, *, anew: bool = False, best: bool = False) -> None:
        """Set and show a state; see :meth:`ListView.show_posts`."""
        self.set_reactive(ListScreen.list_state, list_state)
        self.view.show_posts(anew=anew, best=best)

    def say_done(self, text: str, *, at: str | None = None) -> None:
        """Say what was done, read the posts again, and select the one at ``at``."""
        self.view.select_when_listed(at)
        self.say(text, kind="good")
        self.refresher.look()
