"""How long scheduled posts wait still: said in their rows and in the heading, and following the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.ui.list.screen import ListScreen
from tests.ui.person import Person, at_the_program

MOMENT = dt.datetime(2095, 1, 1, tzinfo=dt.UTC)


class Clock:
    """Tells the time that it was set to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Blog, "now", lambda _self: self.now)
        self.before(days=3, hours=4, minutes=30)

    def before(self, **left: int) -> None:
        """So long before the date of the letter."""
        self.now = MOMENT - dt.timedelta(**left)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, machine_zone: Callable[[str], None]) -> Clock:
    machine_zone("UTC")
    return Clock(monkeypatch)


async def look(person: Person) -> None:
    """The files are looked at again, as every other second."""
    assert isinstance(person.app.screen_stack[0], ListScreen)
    person.app.screen_stack[0].refresher._countdown.look()
    await person.idle()


def first_row(person: Person) -> str:
    return next(line for line in person.text().split("\n") if "scheduled" in line and "Lettre" in line)


def heading(person: Person) -> str:
    """What stands beside the list, in one line."""
    beside = (line.split("│")[1] for line in person.text().split("\n") if "│" in line)
    return " ".join(" ".join(beside).split())


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_scheduled_row_says_how_long_it_waits(
    blog: Path, clock: Clock, size: tuple[int, int]
) -> None:
    async with at_the_program(blog, size) as person:
        assert "in 3 days 4 h" in first_row(person)
        assert "Lettre à 2095" in first_row(person)


async def test_the_heading_says_it_after_the_state(blog: Path, clock: Clock) -> None:
    async with at_the_program(blog, (120, 40)) as person:
        assert "scheduled · in 3 days 4 h · 1 January 2095" in heading(person)


async def test_in_french_it_is_as_short(blog: Path, clock: Clock, french: None) -> None:
    async with at_the_program(blog, (120, 40)) as person:
        assert "programmé · dans 3 j 4 h · 1er janvier 2095" in heading(person)


async def test_the_words_follow_the_clock_in_the_row_and_in_the_heading(blog: Path, clock: Clock) -> None:
    async with at_the_program(blog, (140, 40)) as person:
        clock.before(hours=1, minutes=2)
        await look(person)
        assert person.text().count("in 1 h 2 min") == 2
        clock.before(hours=1, minutes=1)
        await look(person)
        assert person.text().count("in 1 h 1 min") == 2


async def test_when_its_moment_comes_the_post_is_scheduled_no_more(blog: Path, clock: Clock) -> None:
    async with at_the_program(blog, (140, 40)) as person:
        clock.before(seconds=1)
        await look(person)
        assert "in 1 min" in first_row(person)
        clock.before()
        await look(person)
        assert "scheduled" not in person.text()


async def test_nothing_is_shown_anew_while_the_words_are_still_right(
    blog: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await look(person)
        shown = []
        monkeypatch.setattr(ListScreen, "watch_list_state", lambda self: shown.append(self.list_state.now))
        written = []
        driver = person.app._driver
        assert driver is not None
        monkeypatch.setattr(driver, "write", written.append)
        for minutes in range(30):
            clock.before(days=3, hours=4, minutes=minutes)
            await look(person)
        assert (shown, written) == ([], [])
        clock.before(days=3, hours=3, minutes=59)
        await look(person)
        assert shown == [clock.now]


async def test_under_another_screen_the_list_stays_as_it_is(blog: Path, clock: Clock) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await look(person)
        await person.press("?")
        clock.before(hours=1)
        await look(person)
        below = person.app.screen_stack[0]
        assert isinstance(below, ListScreen)
        assert below.list_state.now != clock.now
        await person.press("escape")
        assert "in 1 h" in first_row(person)
