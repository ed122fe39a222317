"""Searching without a screen: headers first, then texts, and excerpts of what is in sight."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.search.highlight import Excerpt
from blogwifi_tui.content.search.query import Query
from blogwifi_tui.content.search.search import SearchResult
from blogwifi_tui.ui.list import search_results
from blogwifi_tui.ui.list.searcher import Searcher
from blogwifi_tui.ui.list.state import PostListState
from blogwifi_tui.ui.workers import Work
from tests.ui.list.stand_in import StandInScreen, services
from tests.ui.list.test_state import NOW, POSTS


class Texts:
    """Finds every post, the last first."""

    complete = True

    def find(self, _query: Query, entries: tuple[Entry, ...], **_how: object) -> SearchResult:
        return SearchResult(entries[::-1], self.complete)

    def excerpt(self, path: str, _query: Query) -> Excerpt:
        return Excerpt(3, f"In {path}", ())


def searching(screen: StandInScreen, **others: Any) -> Searcher:
    return Searcher(services(SimpleNamespace(search=Texts(), has_repository=True), **others), screen)


async def test_headers_are_searched_at_once_and_texts_after_them_with_the_best_selected() -> None:
    screen = StandInScreen(PostListState(POSTS, now=NOW))
    searching(screen).change("abeilles")
    assert [entry.path for entry in screen.list_state.shown()] == ["c.md"]
    assert await screen.work() == [Work.SEARCH]
    assert [entry.path for entry in screen.list_state.shown()] == ["d.md", "c.md", "b.md", "a.md"]
    assert screen.shown == [{"anew": True, "best": True}, {"best": True}]


async def test_a_filter_without_words_asks_no_text() -> None:
    screen = StandInScreen(PostListState(POSTS, now=NOW))
    searching(screen).change("tag:wifi")
    await screen.work()
    assert screen.list_state.results is None
    assert screen.shown == [{"anew": True, "best": False}]


async def test_the_cursor_stays_where_the_person_moved_it_meanwhile() -> None:
    screen = StandInScreen(PostListState(POSTS, now=NOW))
    searching(screen).change("abeilles")
    screen.posts.cursor = 1
    await screen.work()
    assert screen.shown[-1] == {"best": False}


async def test_posts_that_come_in_sight_get_their_excerpt(monkeypatch: Any) -> None:
    monkeypatch.setattr(search_results, "SHOWN", 1)
    screen = StandInScreen(PostListState(POSTS, now=NOW))
    searcher = searching(screen)
    searcher.change("abeilles")
    screen.posts.in_sight = ["d.md", "c.md"]
    assert await screen.work() == [Work.SEARCH, Work.EXCERPTS]
    assert screen.list_state.results
    assert sorted(screen.list_state.results.excerpts) == ["c.md", "d.md"]
    searcher.find_excerpts()
    assert screen.started == []


async def test_texts_are_searched_again_only_when_the_index_of_words_was_not_whole(monkeypatch: Any) -> None:
    screen = StandInScreen(PostListState(POSTS, now=NOW))
    searcher = searching(screen)
    searcher.change("abeilles")
    await screen.work()
    searcher.search_texts_again()
    assert screen.started == []
    monkeypatch.setattr(Texts, "complete", False)
    searcher.search_texts()
    await screen.work()
    searcher.search_texts_again()
    assert await screen.work() == [Work.SEARCH]


async def test_what_is_chosen_among_the_tags_or_filters_is_searched_and_nothing_when_none_is() -> None:
    async def choose_tags() -> str:
        return chosen.pop()

    chosen = ["tag:wifi", ""]
    searched: list[str] = []
    screen = StandInScreen(PostListState(POSTS, now=NOW), None, "state:draft")
    screen.search.show = searched.append
    searcher = searching(screen, navigation=SimpleNamespace(choose_tags=choose_tags))
    for _time in range(2):
        await searcher.choose_tags()
        await searcher.choose_filter()
    assert searched == ["tag:wifi", "state:draft"]
