"""On a first start of a large blog the first rows stand at once, and say how they stand before the rest."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from blogwifi_tui.content.index import index
from blogwifi_tui.core.listing import Listing
from blogwifi_tui.core.standing import Standings
from blogwifi_tui.errors import GitFailed
from blogwifi_tui.ui.list.first_look import FirstLook
from blogwifi_tui.ui.list.refresh import Refresher
from tests.conftest import Git
from tests.ui.person import at_the_program

FIRST, MANY = 3, 12


@pytest.fixture
def large(blog: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A blog of some posts, which is large to an index that tells of three at a time."""
    monkeypatch.setattr(index, "_FIRST_BATCH", FIRST)
    for number in range(MANY):
        text = f"---\ntitle: Un {number}\ndate: 2020-01-02\n---\n\nTexte.\n"
        (blog / "posts" / f"2000-01-02-{number}.md").write_text(text, encoding="utf-8")
    git(blog, "add", "posts")
    git(blog, "commit", "--quiet", "-m", "Tout")
    return blog


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many posts were shown each time git told how they stand."""
    numbers: list[int] = []
    plain = Refresher._show_standings

    def show(self: Refresher, standings: Standings) -> None:
        numbers.append(len(self._screen.list_state.entries))
        plain(self, standings)

    monkeypatch.setattr(Refresher, "_show_standings", show)
    return numbers


async def test_git_tells_of_the_first_rows_before_the_other_posts_are_read(
    large: Path, shown: list[int]
) -> None:
    async with at_the_program(large) as person:
        assert len(person.titles) > MANY
        assert shown[0] == FIRST
        assert shown[-1] == len(person.titles)


async def test_the_next_start_shows_all_posts_first(large: Path, shown: list[int]) -> None:
    async with at_the_program(large):
        shown.clear()
    async with at_the_program(large) as person:
        assert shown[0] == len(person.titles)


async def test_the_posts_are_read_where_git_cannot_tell(
    large: Path, shown: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_self: Listing) -> Standings:
        raise GitFailed("status", 128, "bad object")

    monkeypatch.setattr(Listing, "standings", fails)
    async with at_the_program(large) as person:
        assert "bad object" in person.message
        assert len(person.titles) > MANY


async def test_the_history_is_asked_only_once_all_posts_are_read(large: Path, git_log: Path) -> None:
    async with at_the_program(large):
        pass
    asked = git_log.read_text(encoding="utf-8")
    before, _, after = asked.partition("--name-only\x1f-z\x1f--root")
    assert after
    assert before.count("--porcelain=v2") >= 2


def test_the_reading_waits_for_git_and_for_nothing_once_the_program_ends() -> None:
    look = FirstLook()
    reading = threading.Thread(target=look.wait, args=(lambda: False,))
    reading.start()
    assert reading.is_alive()
    look.told.set()
    reading.join()
    FirstLook().wait(lambda: True)
