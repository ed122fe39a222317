"""What takes long to open: it is told how far it is, Esc stops it, and keys typed blindly answer nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from blogwifi_tui.errors import Cancelled
from blogwifi_tui.ui.opening import Opening
from blogwifi_tui.ui.widgets.status_line import MessageLine
from tests.conftest import Git
from tests.ui.every_screen import EVERY
from tests.ui.person import CALM, Person, WatchedThreads, _key, at_the_program

PROMPT = replace(CALM, moment=0.05)
"""What takes longer than this is spoken of."""


async def until(holds: Callable[[], bool]) -> None:
    """Let the program go on until something holds."""
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.005)


@asynccontextmanager
async def slow_sheet(blog: Path) -> AsyncIterator[Person]:
    """Two posts are marked, ``t`` was pressed, and git has not come to it yet."""
    async with at_the_program(blog, timings=PROMPT) as person:
        threads = person.app._services.threads
        assert isinstance(threads, WatchedThreads)
        await person.press("x", "x")
        with threads.git_at_work():
            person.app.post_message(_key("t"))
            await until(lambda: "Esc stops" in person.message)
            yield person


async def test_what_takes_long_to_open_is_spoken_of_with_counts(blog: Path) -> None:
    async with slow_sheet(blog) as person:
        assert person.message == "0 of 2 posts read; Esc stops."


async def test_what_was_spoken_of_is_not_seen_under_what_was_opened(blog: Path) -> None:
    async with at_the_program(blog, timings=PROMPT) as person:
        threads = person.app._services.threads
        assert isinstance(threads, WatchedThreads)
        await person.press("x", "x")
        with threads.git_at_work():
            person.app.post_message(_key("t"))
            await until(lambda: "Esc stops" in person.message)
        await until(lambda: person.at == "Question")
        under = person.app.screen_stack[0].query_one(MessageLine)
        await until(lambda: not under.display)


@pytest.mark.parametrize("key", ["t", "r", "enter"])
async def test_keys_typed_before_the_sheet_was_seen_answer_nothing(blog: Path, git: Git, key: str) -> None:
    before = git(blog, "rev-parse", "HEAD")
    async with at_the_program(blog, timings=PROMPT) as person:
        threads = person.app._services.threads
        assert isinstance(threads, WatchedThreads)
        await person.press("x", "x")
        with threads.git_at_work():
            person.app.post_message(_key("t"))
            await until(lambda: "Esc stops" in person.message)
            person.app.post_message(_key(key))
            await asyncio.sleep(0)
        await person.idle()
        assert person.at == "Question"
        seen = person.app.screen.first_sight
        await until(lambda: monotonic() > seen._since)
        assert git(blog, "rev-parse", "HEAD") == before
        await person.press("t")
        assert person.at == "ListScreen"
    assert git(blog, "rev-parse", "HEAD") != before


async def test_who_knows_the_sheet_may_type_its_answer_along_with_its_key(blog: Path, git: Git) -> None:
    before = git(blog, "rev-parse", "HEAD")
    async with at_the_program(blog, timings=CALM) as person:
        await person.press("x", "x")
        await person.burst("t", "t")
        assert person.at == "ListScreen"
    assert git(blog, "rev-parse", "HEAD") != before


async def test_esc_stops_the_reading_and_takes_along_what_was_typed_for_the_sheet(
    blog: Path, git: Git
) -> None:
    async with at_the_program(blog, timings=PROMPT) as person:
        threads = person.app._services.threads
        assert isinstance(threads, WatchedThreads)
        await person.press("x", "x")
        with threads.git_at_work():
            person.app.post_message(_key("t"))
            await until(lambda: "Esc stops" in person.message)
            for key in ("d", "escape"):
                person.app.post_message(_key(key))
            await until(lambda: not person.app._typed)
        await person.idle()
        assert person.at == "ListScreen"
        assert len(person.app.screen.query_one("PostList").marked) == 2
        await person.press("escape")
        assert not person.app.screen.query_one("PostList").marked


async def test_keys_wait_for_what_a_click_opens_too(blog: Path) -> None:
    async with at_the_program(blog, (160, 30), timings=PROMPT) as person:
        threads = person.app._services.threads
        assert isinstance(threads, WatchedThreads)
        bar = person.line(-1)
        with threads.git_at_work():
            await person.pilot.click("KeyBar", offset=(bar.index("Del "), 0))
            await until(lambda: person.app.screen.on_its_way.is_under_way)
            person.app.post_message(_key("j"))
            await until(lambda: person.app.strokes == 1)
            await asyncio.sleep(0)
        await person.idle()
        assert (person.at, person.selected) == ("Question", "Lettre à 2095")


async def test_a_question_that_comes_by_itself_is_not_answered_by_what_is_being_typed(
    blog: Path, git: Git
) -> None:
    way = next(way for way in EVERY if way.name == "conflict")
    async with way.opened(blog, git, (80, 24)) as person:
        conflict = person.app.screen
        conflict.first_sight._since = monotonic() + 1e6
        before = person.text()
        await person.press("m", "T", "enter")
        assert person.text() == before
        await person.press("escape")
        assert person.at == "ListScreen"


def test_posts_are_counted_as_they_are_taken_and_none_is_after_a_stop() -> None:
    opening = Opening(_Still(), 1.0)
    with opening.begin():
        taken = iter(opening.counted(["a", "b", "c"]))
        assert (next(taken), next(taken), opening.steps) == ("a", "b", 2)
        assert opening.stop()
        with pytest.raises(Cancelled):
            next(taken)
    assert not opening.stop()


class _Still:
    """A screen on which nothing happens."""

    is_active = True

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Hear nothing."""

    def set_interval(self, interval: float, callback: Callable[[], object]) -> _Still:
        """Never."""
        return self

    def stop(self) -> None:
        """Not that it ran."""


async def test_esc_stops_a_publication_while_the_posts_are_looked_over(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    git(blog, "commit", "--quiet", "--allow-empty", "-m", "Rien")
    there = git(bare_remote, "rev-parse", "main")
    async with at_the_program(blog, timings=PROMPT) as person:
        threads = person.app._services.threads
        assert isinstance(threads, WatchedThreads)
        with threads.git_at_work():
            person.app.post_message(_key("p"))
            await until(lambda: person.message == "One moment…")
            person.app.post_message(_key("escape"))
            await until(lambda: person.message == "Stopping…")
        await person.idle()
        assert person.at == "ListScreen"
        assert person.message == "Stopped: nothing was published."
    assert git(bare_remote, "rev-parse", "main") == there
