"""Searching in the list: first in the headers of the posts, at once, then in their texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from blogwifi_tui.errors import BadQuery, GitError
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.list.first_look import all_posts
from blogwifi_tui.ui.workers import Work

if TYPE_CHECKING:
    from blogwifi_tui.core.deleted_posts import DeletedPost
    from blogwifi_tui.ui.list.owner import Owner
    from blogwifi_tui.ui.list.search_results import SearchResults
    from blogwifi_tui.ui.list.state import PostListState
    from blogwifi_tui.ui.services import Services


class Searcher:
    """Searches for what is in the search box, and puts there what is chosen elsewhere."""

    def __init__(self, services: Services, screen: Owner) -> None:
        self._blog = services.blog
        self._threads = services.threads
        self._navigation = services.navigation
        self._screen = screen
        self._tells = False
        """Whether the message line says what is wrong with the query."""
        self._search: object = None
        """Stands for the search in the texts that is wanted now; one before it gives up."""
        self._searched: PostListState | None = None
        """What that search looks through, while it lasts."""

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the commands of searching do."""
        return {
            "search": self.open,
            "search_keep": self.keep,
            "search_clear": self.clear,
            "search_down": self._screen.posts.focus,
            "search_complete": self._screen.search.complete,
            "filter": partial(self._screen.start, Work.OPEN, self.choose_filter),
            "tags": partial(self._screen.start, Work.OPEN, self.choose_tags),
        }

    def open(self) -> None:
        """Let the person type in the box, which completes the tags and years there are now."""
        self._screen.search.open()
        self._screen.start(Work.VOCABULARY, self._learn_vocabulary)

    async def _learn_vocabulary(self) -> None:
        from blogwifi_tui.ui.list.filters import vocabulary

        self._screen.search.know(*await self._threads.search(vocabulary, await all_posts(self._screen)))

    def change(self, text: str) -> None:
        """Search for ``text``: in headers now, and in texts on their thread."""
        from blogwifi_tui.content.search.query import Query

        self._search = self._searched = None
        before = self._screen.list_state.shows_deleted
        list_state = replace(self._screen.list_state, search=text, results=None)
        self._screen.show(list_state, anew=True, best=bool(Query.parse(text).words))
        if list_state.shows_deleted and not before:
            self._screen.say(_("Enter looks at a deleted post, R brings it back, Esc shows all posts."))
        self._tell_problem(text, is_ended=False)
        self.search_texts()

    def _tell_problem(self, text: str, *, is_ended: bool) -> None:
        """Say what of the query cannot find what is meant, as the command line does.

        While the query is typed, that is said only of what cannot be the beginning of something right.
        """
        from blogwifi_tui.content.search.query_problems import Trouble, query_problems

        plain = (Trouble.VALUE, Trouble.YEAR, Trouble.KEY, Trouble.LONG)
        begun = text[-1:].strip() and self._screen.search.completes
        for problem in query_problems(text):
            if is_ended or (problem.trouble in plain and not begun):
                sentence = explain(
                    BadQuery(problem.text, problem.trouble.value, tuple(map(_, problem.choices)))
                )
                self._tells = True
                self._screen.say(f"{sentence.what} {sentence.next}", kind="warning")
                return
        if self._tells:
            self._tells = False
            self._screen.say("")

    def search_texts(self) -> None:
        """Search in the texts of the posts, if the query has words; or find the deleted posts it asks for."""
        if self._screen.list_state.shows_deleted:
            self._screen.start(Work.DELETED, self._find_deleted)
        elif not self._is_searched(self._screen.list_state):
            self._screen.start(Work.SEARCH, self._search_texts)

    def _is_searched(self, wanted: PostListState) -> bool:
        """Whether the search under way is the wanted one: the posts were read again, and are the same."""
        now = self._searched
        if now is None or (now.search, now.entries) != (wanted.search, wanted.entries):
            return False
        from blogwifi_tui.content.search.query import Query

        return now.standings is wanted.standings or not Query.parse(wanted.search).asks_for_standing

    async def _find_deleted(self) -> None:
        """Ask git which posts are gone: anew when there are new commits."""
        deleted: tuple[DeletedPost, ...] = ()
        try:
            if self._blog.has_repository:
                deleted = await self._threads.git(self._blog.history.deleted.all)
        except GitError as error:
            # Not raised: the screen looks again after an error, and would ask and fail again.
            self._screen.say_error(error)
        self._screen.show(replace(self._screen.list_state, deleted=deleted))

    async def _search_texts(self) -> None:
        """Search in the texts, and show what is found while it lasts."""
        list_state = self._screen.list_state
        if not list_state.search:
            return
        from blogwifi_tui.content.search.query import Query

        query = Query.parse(list_state.search)
        if query.words or query.unwanted:
            from blogwifi_tui.ui.list.search_results import SearchResults

            list_state = await all_posts(self._screen)
            self._search = this = object()
            self._searched = list_state
            later = self._screen.app.call_later
            try:
                results = await self._threads.search(
                    SearchResults.of,
                    list_state.search,
                    self._blog.search,
                    list_state.entries,
                    list_state.standing,
                    list_state.now,
                    tell=lambda found: later(self._show_found, this, found),
                    stop=lambda: self._search is not this or self._threads.stopped,
                )
            finally:
                if self._search is this:
                    self._searched = None
            self._show_found(this, results)

    def _show_found(self, search: object, results: SearchResults) -> None:
        """Show what a search found so far, or in the end; nothing of one that is not wanted any more.

        Where the same was searched before, posts have changed: what it found stays until more is found.

        Who has not moved the cursor sees the best post, also when a better one comes; else the post under
        the cursor stays there.
        """
        latest = self._screen.list_state
        is_new = latest.results is None or not latest.results.found.complete
        if search is not self._search:
            return
        if results.found.complete:
            self._searched = None
        elif not is_new or (
            latest.results and len(results.found.entries) < len(latest.results.found.entries)
        ):
            return
        best = is_new and self._screen.posts.cursor == 0 and results.ranked
        self._screen.show(replace(latest, results=results), best=best)
        self.find_excerpts()

    def find_excerpts(self) -> None:
        """Find the excerpts of the posts found that came in sight."""
        results = self._screen.list_state.results
        if results and (missing := results.without_excerpt(self._screen.posts.in_sight)):
            self._screen.start(Work.EXCERPTS, partial(self._find_excerpts, results, missing))

    async def _find_excerpts(self, results: SearchResults, paths: Sequence[str]) -> None:
        fuller = await self._threads.search(results.with_excerpts, paths, self._blog.search)
        if self._screen.list_state.results is results:
            self._screen.list_state = replace(self._screen.list_state, results=fuller)

    def keep(self) -> None:
        """Go to the posts found; the box stays as long as it holds something."""
        self._tell_problem(self._screen.search.text, is_ended=True)
        self._screen.posts.focus()
        self._screen.search.display = bool(self._screen.search.text)

    def clear(self) -> None:
        """Show every post again."""
        self._screen.search.close()
        self._screen.posts.focus()

    async def choose_filter(self) -> None:
        """Let the person choose a state, a tag or a year to search for."""
        from blogwifi_tui.ui.list.filter_dialog import FilterDialog
        from blogwifi_tui.ui.list.filters import filter_choices

        state, in_git = await all_posts(self._screen), self._blog.has_repository
        groups = await self._threads.search(filter_choices, state, in_git=in_git)
        query = await self._screen.ask(FilterDialog(groups))
        if query is not None:
            self._show(query)

    async def choose_tags(self) -> None:
        """Open the tags of the blog, and search for what is chosen there."""
        if query := await self._navigation.choose_tags():
            self._show(query)

    def _show(self, query: str) -> None:
        self._screen.search.show(query)
        self.keep()
