"""What the list has run while nothing happens, and while one writes over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.listing import Listing
from tests.ui.every_screen import HOTEL
from tests.ui.person import Person, at_the_program
from tests.ui.test_at_rest import SIZE, Terminal, let_time_pass

POLLS = 3


@pytest.fixture(autouse=True)
def nothing_is_fetched(blog: Path) -> None:
    """By itself: that is done every few minutes, and tells also who writes what came."""
    (blog / "blogwifi.toml").write_text("[publish]\nfetch_minutes = 0\n", encoding="utf-8")


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Listing]:
    """An entry each time all posts are looked at."""
    found = list[Listing]()
    read = Listing.read
    monkeypatch.setattr(Listing, "read", lambda self, *told: (found.append(self), read(self, *told))[1])
    return found


async def poll(person: Person) -> None:
    """Let the list look at the files a few times."""
    for _time in range(POLLS):
        await let_time_pass(person)


def asked(git_log: Path) -> list[str]:
    """The verbs asked of git so far."""
    return [verb for line in git_log.read_text(encoding="utf-8").splitlines() for verb in _verbs(line)]


def _verbs(line: str) -> list[str]:
    return [word for word in line.split("\x1f") if word in {"status", "ls-files", "cat-file", "fetch", "log"}]


async def test_git_is_not_asked_while_the_list_stands_at_rest(
    blog: Path, git_log: Path, readings: list[Listing]
) -> None:
    async with at_the_program(blog) as person:
        before, looked = git_log.read_text(encoding="utf-8"), len(readings)
        await poll(person)
        assert git_log.read_text(encoding="utf-8") == before
        assert len(readings) == looked + POLLS


async def test_git_is_asked_once_when_another_program_saved_a_post(blog: Path, git_log: Path) -> None:
    async with at_the_program(blog) as person:
        before = len(asked(git_log))
        (blog / HOTEL).write_text("---\ntitle: D’ailleurs\ndate: 2020-03-04\n---\n", encoding="utf-8")
        await poll(person)
        assert "D’ailleurs" in person.titles
        assert asked(git_log)[before:].count("status") == 1


async def test_nothing_of_the_list_runs_under_the_editor_and_it_is_looked_at_once_when_one_comes_back(
    blog: Path, git_log: Path, readings: list[Listing]
) -> None:
    async with at_the_program(blog) as person:
        await person.press("enter")
        before, looked = git_log.read_text(encoding="utf-8"), len(readings)
        await person.write("Un mot. ")
        (blog / HOTEL).write_text("---\ntitle: D’ailleurs\ndate: 2020-03-04\n---\n", encoding="utf-8")
        await poll(person)
        assert git_log.read_text(encoding="utf-8") == before
        assert len(readings) == looked
        await person.press("ctrl+z")
        already = len(asked(git_log))
        await person.press("escape")
        assert person.at == "ListScreen"
        assert "D’ailleurs" in person.titles
        assert len(readings) == looked + 1
        assert asked(git_log)[already:].count("status") == 1


async def test_a_post_that_comes_shows_at_once_where_a_walk_over_all_posts_is_due_much_later(
    blog: Path, readings: list[Listing]
) -> None:
    async with at_the_program(blog) as person:
        await let_time_pass(person)
        looked = len(readings)
        await let_time_pass(person, is_walk_due=False)
        assert len(readings) == looked
        (blog / "posts" / "venu.md").write_text("---\ntitle: Venu\ndate: 2020-03-04\n---\n", encoding="utf-8")
        await let_time_pass(person, is_walk_due=False)
        assert "Venu" in person.titles


async def test_looking_again_draws_all_of_the_screen_that_another_program_may_have_written_over(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(monkeypatch)
    async with at_the_program(blog, SIZE) as person:
        terminal.write_over()
        assert not terminal.shows(person)
        await person.press("ctrl+r")
        assert terminal.shows(person)
