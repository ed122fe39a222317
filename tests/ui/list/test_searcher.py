"""Searching without a screen: headers first, then texts, and excerpts of what is in sight."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.search.highlight import Excerpt
from blogwifi_tui.content.search.query import Query
from blogwifi_tui.content.search.search import SearchResult
from blogwifi_tui.errors import FileFailed
from blogwifi_tui.ui.list import search_results
from blogwifi_tui.ui.list.searcher import Searcher
from blogwifi_tui.ui.list.state import PostListState
from blogwifi_tui.ui.workers import Work
from tests.ui.list.stand_in import StandInScreen, services
from tests.ui.list.test_state import NOW, POSTS


class Texts:
    """Finds every post, the last first."""

    def find(self, _query: Query, entries: tuple[Entry, ...], **_how: Any) -> SearchResult:
        return SearchResult(entries[::-1], complete=True)

    def excerpt(self, path: str, _query: Query) -> Excerpt:
        return Excerpt(3, f"In {path}", ())


def searching(screen: StandInScreen, texts: Texts | None = None, **others: Any) -> Searcher:
    blog = SimpleNamespace(search=texts or Texts(), has_repository=True)
    return Searcher(services(blog, **others), screen)


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


class SlowTexts(Texts):
    """Finds one post after the other, the last first, and tells of each; ``meanwhile`` happens in between."""

    def __init__(self, meanwhile: Callable[[int], object] = lambda _number: None) -> None:
        self.meanwhile = meanwhile

    def find(self, _query: Query, entries: tuple[Entry, ...], **how: Any) -> SearchResult:
        for number in range(1, len(entries)):
            how["tell"](SearchResult(entries[-number:][::-1], complete=False))
            self.meanwhile(number)
            if how["stop"]():
                return SearchResult((), complete=False)
        return SearchResult(entries[::-1], complete=True)


async def test_posts_are_shown_as_they_are_found_and_the_cursor_stays_on_the_post_it_was_moved_to() -> None:
    shown: list[list[str]] = []

    def meanwhile(number: int) -> None:
        shown.append([entry.path for entry in screen.list_state.shown()])
        screen.posts.cursor = int(number > 1)

    screen = StandInScreen(PostListState(POSTS, now=NOW))
    searching(screen, texts=SlowTexts(meanwhile)).change("abeilles")
    await screen.work()
    assert shown == [["d.md"], ["d.md", "c.md"], ["d.md", "c.md", "b.md"]]
    assert [entry.path for entry in screen.list_state.shown()] == ["d.md", "c.md", "b.md", "a.md"]
    assert screen.shown[1:] == [{"best": True}, {"best": True}, {"best": False}, {"best": False}]
    assert screen.list_state.results
    assert sorted(screen.list_state.results.excerpts) == ["a.md", "b.md", "c.md", "d.md"]


async def test_a_search_gives_up_once_something_else_is_searched_for_and_shows_no_more() -> None:
    def meanwhile(number: int) -> None:
        if number == 2:
            searcher.change("tag:wifi")

    screen = StandInScreen(PostListState(POSTS, now=NOW))
    searcher = searching(screen, texts=SlowTexts(meanwhile))
    searcher.change("abeilles")
    await screen.work()
    assert screen.list_state.search == "tag:wifi"
    assert screen.list_state.results is None
    assert len(screen.shown) == 4


async def test_when_posts_change_what_was_found_stays_until_all_texts_were_searched_again() -> None:
    shown: list[int] = []
    screen = StandInScreen(PostListState(POSTS, now=NOW))
    searcher = searching(
        screen, texts=SlowTexts(lambda _number: shown.append(len(screen.list_state.shown())))
    )
    for _time in range(2):
        if not screen.list_state.search:
            searcher.change("abeilles")
        else:
            searcher.search_texts()
        await screen.work()
    assert shown == [1, 2, 3, 4, 4, 4]


async def test_posts_read_again_and_unchanged_let_the_search_under_way_go_on() -> None:
    started: list[int] = []

    def meanwhile(_number: int) -> None:
        searcher.search_texts()
        started.append(len(screen.started))

    screen = StandInScreen(PostListState(POSTS, now=NOW))
    searcher = searching(screen, texts=SlowTexts(meanwhile))
    searcher.change("abeilles")
    assert await screen.work() == [Work.SEARCH]
    assert started == [0, 0, 0]
    searcher.search_texts()
    assert [work for work, _job in screen.started] == [Work.SEARCH]


async def test_a_search_that_failed_can_be_made_again() -> None:
    def fail(_number: int) -> None:
        raise FileFailed("posts", 5, "read")

    screen = StandInScreen(PostListState(POSTS, now=NOW))
    searcher = searching(screen, texts=SlowTexts(fail))
    searcher.change("abeilles")
    with pytest.raises(FileFailed):
        await screen.work()
    searcher.search_texts()
    assert [work for work, _job in screen.started] == [Work.SEARCH]


async def test_nothing_is_called_absent_while_texts_are_still_searched() -> None:
    words: list[str] = []
    screen = StandInScreen(PostListState(POSTS, now=NOW))
    searcher = searching(
        screen, texts=SlowTexts(lambda _number: words.append(screen.list_state.nothing_words()))
    )
    searcher.change("zzz")
    assert screen.list_state.nothing_words() == "Looking in the texts…"
    await screen.work()
    assert set(words) == {"Looking in the texts…"}
    assert screen.list_state.nothing_words() == "No post matches. Esc shows all of them."
    searcher.change("tag:zzz")
    assert screen.list_state.nothing_words() == "No post matches. Esc shows all of them."


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
