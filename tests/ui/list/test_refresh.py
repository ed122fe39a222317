"""The list kept in step: rows that appear as they are read on a first start, git, the remote, other hands."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from blogwifi_tui.content.index.index import Entry
from blogwifi_tui.core.standing import Standings
from blogwifi_tui.errors import FileFailed, GitError, GitFailed, Offline
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.list.refresh import Refresher
from blogwifi_tui.ui.list.state import PostListState
from blogwifi_tui.ui.list.view import ListView
from blogwifi_tui.ui.workers import Work
from tests.conftest import Git
from tests.ui.list.stand_in import StandInScreen, StraightThreads, services
from tests.ui.list.test_state import NOW, POSTS
from tests.ui.person import CALM, Person, at_the_program
from tests.ui.test_opening import until

MANY = 250


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Many posts, whose names are in the order of their dates but for one: the newest has the oldest name."""
    folder = tmp_path / "blog"
    (folder / "posts").mkdir(parents=True)
    (folder / "blogwifi.toml").touch()
    for number in range(MANY):
        header = f"title: Titre {number}\ndate: {2000 + number // 12}-{number % 12 + 1:02}-01"
        (folder / "posts" / f"{number:04}.md").write_text(f"---\n{header}\n---\n", encoding="utf-8")
    (folder / "posts" / "0000.md").write_text(
        "---\ntitle: Dernier\ndate: 2025-01-01\n---\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, int]]:
    """What is seen each time posts came in: the top line, the first title, how many rows."""
    seen = []
    show = Refresher._read_so_far

    def watched(self: Refresher, entries: Sequence[Entry], expected: int) -> None:
        show(self, entries, expected)
        rows = self._screen.posts._rows
        seen.append((self._screen.top.left[0], rows[0].title, len(rows)))

    monkeypatch.setattr(Refresher, "_read_so_far", watched)
    return seen


def rows_of(person: Person) -> PostList:
    return person.app.screen.query_one(PostList)


async def test_the_newest_names_are_listed_before_the_others_are_read(
    large: Path, seen: list[tuple[str, str, int]]
) -> None:
    async with at_the_program(large) as person:
        assert seen == [("100 of 250 posts read", "Titre 249", 100)]
        assert len(person.titles) == MANY
        assert "250 posts" in person.line(0)


async def test_who_is_at_the_top_stays_at_the_top(large: Path, seen: list[tuple[str, str, int]]) -> None:
    async with at_the_program(large) as person:
        assert seen[0][1] == "Titre 249"
        assert person.selected == person.titles[0] == "Dernier"


async def test_a_post_chosen_while_others_come_in_stays_chosen_and_in_its_place(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = Refresher._read_so_far

    def chosen(self: Refresher, entries: Sequence[Entry], expected: int) -> None:
        show(self, entries, expected)
        self._screen.posts.cursor = 60

    monkeypatch.setattr(Refresher, "_read_so_far", chosen)
    async with at_the_program(large) as person:
        assert person.selected == "Titre 189"
        posts = rows_of(person)
        assert posts.cursor == 61
        assert posts._lines.start(61) - posts.scroll_offset.y == posts.size.height - 1


async def test_all_that_are_marked_while_others_come_in_are_all(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = Refresher._read_so_far

    def marked(self: Refresher, entries: Sequence[Entry], expected: int) -> None:
        show(self, entries, expected)
        if not self._screen.list_state.first_time:
            return
        self._screen.app.screen.action_run("mark_all")  # type: ignore[attr-defined]
        self._screen.posts.action_toggle_mark()

    monkeypatch.setattr(Refresher, "_read_so_far", marked)
    async with at_the_program(large) as person:
        assert len(rows_of(person).marked) == MANY - 1
        await person.press("escape", "ctrl+r")
        assert not rows_of(person).marked


async def test_a_later_start_shows_all_at_once_and_only_tells_how_far_it_is(
    large: Path, seen: list[tuple[str, str, int]]
) -> None:
    async with at_the_program(large):
        pass
    seen.clear()
    for number in range(1, MANY):
        file = large / "posts" / f"{number:04}.md"
        file.write_text(file.read_text(encoding="utf-8").replace("Titre", "Autre"), encoding="utf-8")
    async with at_the_program(large) as person:
        assert seen == [("100 of 250 posts read", "Dernier", MANY)]
        assert person.titles[1] == "Autre 249"


async def test_until_posts_have_been_read_the_list_does_not_say_there_are_none(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    show = ListView.show_posts

    def watched(self: ListView, **how: bool) -> None:
        show(self, **how)
        said.append(self._screen.posts.empty)

    monkeypatch.setattr(ListView, "show_posts", watched)
    async with at_the_program(blog):
        pass
    assert said[0] == "Reading the posts…"


async def test_a_first_sight_calls_no_post_published_that_the_remote_does_not_have(
    blog: Path, monkeypatch: pytest.MonkeyPatch, git: Git
) -> None:
    git(blog, "remote", "remove", "origin")
    async with at_the_program(blog):
        pass
    states = set()
    show = ListView.show_posts

    def watched(self: ListView, **how: bool) -> None:
        show(self, **how)
        states.update(row.state for row in self._screen.posts._rows)

    monkeypatch.setattr(ListView, "show_posts", watched)
    async with at_the_program(blog):
        pass
    assert states == {"◷ scheduled", "✎ draft", "", "○ ready", "✗ unreadable"}


async def test_what_git_said_before_is_no_more_said_while_it_is_asked_long() -> None:
    status: Any = SimpleNamespace()
    screen = StandInScreen(PostListState(POSTS[1:], Standings(status)))
    told = Standings(None)

    class SlowGit(StraightThreads):
        async def git(self, call: Any, *given: object) -> Any:
            while call is listing.standings and not screen.list_state.is_asking:
                await asyncio.sleep(0)
            return call(*given)

    listing = SimpleNamespace(standings=lambda: told)
    at_work = refresher(
        screen, blog_that(has_repository=True, pulse=lambda: 1, listing=listing), threads=SlowGit()
    )
    await at_work._read_posts()
    await at_work._ask_git()
    assert (screen.list_state.is_asking, screen.list_state.newly_shown) == (False, frozenset())


def refresher(screen: StandInScreen, blog: Any, **others: Any) -> Refresher:
    return Refresher(services(blog, **others), screen, posts_read=lambda: None)


def blog_that(**does: Any) -> Any:
    """A blog without a repository, but for what is given."""
    given = {"has_repository": False, "posts": lambda *_told: POSTS, "now": lambda: NOW}
    search = SimpleNamespace(update=lambda *_posts, **_stop: None)
    look = SimpleNamespace(differs=lambda *_posts: False)
    listing = SimpleNamespace(keep_first=lambda _posts: None, quick_look=look)
    return SimpleNamespace(search=search, **{"listing": listing, **given, **does})


def failing(error: Exception) -> Any:
    def fail(**_options: object) -> None:
        raise error

    return fail


async def test_reading_the_posts_brings_them_into_the_state_and_the_index_of_words_in_line() -> None:
    screen = StandInScreen(PostListState(has_read=False, first_time=True))
    refresher(screen, blog_that()).look()
    assert await screen.work() == [Work.LOOK, Work.INDEX_WORDS]
    assert screen.list_state == PostListState(POSTS, now=NOW)


async def test_what_keeps_git_from_telling_the_state_is_said_once_and_again_on_request() -> None:
    screen = StandInScreen(PostListState())
    refusal = GitFailed("status", 128, "bad config")
    at_work = refresher(screen, blog_that(has_repository=True, pulse=failing(refusal)))
    for _look in range(2):
        at_work.look()
        await screen.work()
    assert screen.errors == [refusal]
    at_work._refused = False
    at_work.look()
    await screen.work()
    assert screen.errors == [refusal, refusal]


async def test_whatever_git_met_on_a_first_start_the_reading_of_posts_goes_on() -> None:
    refusal = FileFailed("posts", errno.ENOSPC, "write")
    at_work = refresher(
        StandInScreen(PostListState()), blog_that(has_repository=True, pulse=failing(refusal))
    )
    at_work._first_look.shown.set()
    with pytest.raises(FileFailed):
        await at_work._tell_meanwhile()
    assert at_work._first_look.told.is_set()


@pytest.mark.parametrize(("error", "offline"), [(Offline("fetch"), True), (GitFailed("fetch", 1, ""), False)])
async def test_a_fetch_nobody_asked_for_fails_without_a_word(error: GitError, offline: bool) -> None:
    screen = StandInScreen(PostListState())
    publication = SimpleNamespace(fetch=failing(error))
    at_work = refresher(screen, blog_that(has_repository=True, publication=publication))
    at_work.fetch()
    assert await screen.work() == [Work.FETCH]
    assert (screen.said, screen.errors, screen.list_state.offline) == ([], [], offline)
    at_work.fetch(quiet=False)
    with pytest.raises(GitError):
        await screen.work()


async def test_a_poll_looks_again_only_when_something_changed() -> None:
    screen = StandInScreen(PostListState(POSTS))
    posts = [POSTS, POSTS[1:]]
    at_work = refresher(screen, blog_that(posts=lambda *_told: posts.pop(0) if posts else POSTS[1:]))
    at_work.poll()
    assert await screen.work() == [Work.POLL]
    at_work.file_watch.next_walk = 0.0
    at_work.poll()
    assert await screen.work() == [Work.POLL, Work.LOOK, Work.INDEX_WORDS]
    assert screen.list_state.entries == POSTS[1:]


async def test_what_keeps_git_from_answering_a_poll_is_said() -> None:
    status: Any = SimpleNamespace()
    screen = StandInScreen(PostListState(POSTS, Standings(status)))
    refusal = GitFailed("status", 128, "bad config")
    refresher(screen, blog_that(has_repository=True, pulse=failing(refusal))).poll()
    with pytest.raises(GitFailed):
        await screen.work()


async def test_nothing_is_looked_for_while_a_publication_is_under_way() -> None:
    screen = StandInScreen(PostListState(POSTS))
    busy = services(blog_that(posts=lambda *_told: POSTS[1:]), publisher=SimpleNamespace(busy=True))
    Refresher(busy, screen, posts_read=lambda: None).poll()
    assert await screen.work() == [Work.POLL]


async def test_looking_at_the_files_draws_nothing_of_the_editor_that_lies_over_the_list(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    polls: list[object] = []
    poll = Refresher.poll
    monkeypatch.setattr(Refresher, "poll", lambda self: (polls.append(self), poll(self)))
    async with at_the_program(blog, timings=replace(CALM, poll=0.02)) as person:
        await person.press("enter")
        assert person.at == "EditorScreen"
        drawn: list[object] = []
        monkeypatch.setattr(person.app, "_display", lambda _screen, update: drawn.append(update))
        seen = len(polls)
        await until(lambda: len(polls) > seen + 10)
        assert not list(filter(None, drawn))
