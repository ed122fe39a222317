"""The order by last change goes by what git says, and what git says is learned beside the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.post_dates import PostDates
from blogwifi_tui.errors import GitFailed
from tests.conftest import Git
from tests.ui.person import at_the_program

HOTEL, EGLISE = "Le WiFi de l’hôtel", "Réseaux d’église"


def commit(folder: Path, git: Git, name: str, when: str) -> None:
    file = folder / "posts" / name
    file.write_text(file.read_text(encoding="utf-8") + "\nUn mot de plus.\n", encoding="utf-8")
    git(folder, "commit", "--quiet", "-m", "Un mot", "--date", when, "--", f"posts/{name}")


async def test_posts_are_sorted_and_dated_by_their_last_commit(blog: Path, git: Git) -> None:
    commit(blog, git, "2014-02-03-eglise.md", "2095-03-04T12:00:00Z")
    commit(blog, git, "2020-03-04-hotel.md", "2096-03-04T12:00:00Z")
    async with at_the_program(blog, size=(300, 40)) as person:
        await person.press("s", "s", "home")
        assert person.titles[:2] == [HOTEL, EGLISE]
        assert "2096-03-04" in person.line(1)
        assert "· last changed 4 March 2096, " in person.text()
        assert "· in git" in person.text()
        await person.press("s")
        assert "last changed" not in person.text()


async def test_a_commit_made_here_moves_the_post_to_the_top(blog: Path, git: Git) -> None:
    git(blog, "commit", "--quiet", "--amend", "--no-edit", "--date", "2001-03-04T12:00:00Z")
    async with at_the_program(blog) as person:
        await person.press("s", "s")
        assert person.titles[3] == EGLISE
        await person.press("end", "up", "t")
        assert (person.titles[0], person.selected) == (EGLISE, EGLISE)


async def test_a_post_that_is_not_committed_counts_as_changed_now(blog: Path, git: Git) -> None:
    commit(blog, git, "2014-02-03-eglise.md", "2001-03-04T12:00:00Z")
    file = blog / "posts" / "2020-03-04-hotel.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nPas encore.\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("s", "s")
        assert person.titles[0] == HOTEL


async def test_a_history_that_cannot_be_read_is_said_once_and_files_tell(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fails(self: PostDates, **_options: object) -> None:
        asked.append(self)
        raise GitFailed("log", 128, "bad object")

    monkeypatch.setattr(PostDates, "read", fails)
    async with at_the_program(blog) as person:
        assert "bad object" in person.message
        await person.press("s", "s", "ctrl+r")
        assert len(person.titles) == 5
        assert len(asked) == 1


async def test_the_second_start_reads_no_history(blog: Path, git_log: Path) -> None:
    for _start in range(2):
        async with at_the_program(blog):
            pass
    assert git_log.read_text(encoding="utf-8").count("--name-only\x1f-z\x1f--root") == 1
    assert len(Blog.open(blog).history.dates()) == 5
