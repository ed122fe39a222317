"""The deleted posts in the list: found by a filter, looked at, and brought back by one commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.ui.list.post_list import PostList
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

HOTEL = "posts/2020-03-04-hotel.md"
EGLISE = "posts/2014-02-03-eglise.md"


@pytest.fixture
def thinned(blog: Path, git: Git) -> Path:
    """The blog, with two posts that another program deleted, the church last."""
    for path in (HOTEL, EGLISE):
        git(blog, "rm", "--quiet", path)
        git(blog, "commit", "--quiet", "-m", f"Supprime {path}")
    return blog


async def open_trash(person: Person) -> None:
    await person.press("slash")
    await person.write("state:deleted")
    await person.press("enter")


async def test_the_filter_lists_what_is_gone_the_last_deleted_first(thinned: Path) -> None:
    async with at_the_program(thinned) as person:
        await person.press("f")
        assert "∅ deleted" in person.text()
        await person.press(*["down"] * 4, "enter")
        assert "/ state:deleted" in person.text()
        assert person.titles == ["Réseaux d’église", "Le WiFi de l’hôtel"]
        assert "2 deleted posts · R brings one back" in person.line(0)
        assert "∅ deleted" in person.line(1)
        await person.press("f")
        assert "∅ deleted" in person.text()
        await person.press("escape", "escape")
        assert len(person.titles) == 3


async def test_the_bar_names_what_the_keys_do_to_a_deleted_post(thinned: Path) -> None:
    async with at_the_program(thinned) as person:
        assert "Enter Edit" in person.line(-1)
        await open_trash(person)
        assert "Enter Look at it" in person.line(-1)
        assert "R Bring back" in person.line(-1)
        assert "Edit" not in person.line(-1)


async def test_the_text_of_a_deleted_post_is_shown_beside_it(thinned: Path) -> None:
    async with at_the_program(thinned) as person:
        await open_trash(person)
        assert "Texte de 2014-02-03-eglise.md." in person.text()
        await person.press("down")
        assert "Texte de 2020-03-04-hotel.md." in person.text()


async def test_r_brings_a_deleted_post_back_and_shows_it_among_the_others(thinned: Path, git: Git) -> None:
    async with at_the_program(thinned) as person:
        await open_trash(person)
        await person.press("down", "R")
        assert person.message == "“Le WiFi de l’hôtel” is back; u undoes it."
        assert person.selected == "Le WiFi de l’hôtel"
        assert len(person.titles) == 4
        await person.press("u")
        assert len(person.titles) == 3
    assert git(thinned, "log", "-2", "--format=%s").splitlines() == [
        "Undo: Restore: Le WiFi de l’hôtel",
        "Restore: Le WiFi de l’hôtel",
    ]


async def test_enter_shows_the_commits_of_a_deleted_post_and_r_there_brings_it_back(
    thinned: Path, git: Git
) -> None:
    async with at_the_program(thinned) as person:
        await open_trash(person)
        await person.press("enter")
        assert person.at == "HistoryScreen"
        assert "2 commits" in person.line(0)
        assert "deleted by this commit" in person.text()
        await person.press("R")
        assert person.message.startswith("Restored as on ")
        await person.press("escape")
        assert person.titles == ["Le WiFi de l’hôtel"]
    assert (thinned / EGLISE).exists()
    assert git(thinned, "status", "--porcelain") == ""


@pytest.mark.parametrize("key", ["t", "r", "d", "delete", "o", "a", "x"])
async def test_nothing_else_acts_on_a_deleted_post_which_is_said(thinned: Path, git: Git, key: str) -> None:
    head = git(thinned, "rev-parse", "HEAD")
    async with at_the_program(thinned) as person:
        await open_trash(person)
        await person.press(key)
        assert person.message == "This post is deleted: Enter looks at it, R brings it back."
        assert person.at == "ListScreen"
    assert git(thinned, "rev-parse", "HEAD") == head


async def test_a_click_on_the_gutter_marks_no_deleted_post(thinned: Path) -> None:
    async with at_the_program(thinned) as person:
        await open_trash(person)
        await person.click(PostList, offset=(1, 0))
        assert not person.app.screen.query_one(PostList).marked


async def test_r_says_of_a_post_that_is_there_where_deleted_ones_are(thinned: Path) -> None:
    async with at_the_program(thinned) as person:
        await person.press("R")
        assert person.message == "This post is not deleted: f, then “deleted”, lists those that are."


async def test_the_deleted_posts_are_searched_by_word_tag_and_year(thinned: Path) -> None:
    async with at_the_program(thinned) as person:
        await open_trash(person)
        await person.press("slash", "end")
        await person.write(" tag:wifi")
        assert person.titles == ["Le WiFi de l’hôtel"]
        await person.press("escape", "slash")
        await person.write("état:supprimé eglise")
        assert person.titles == ["Réseaux d’église"]


async def test_a_file_that_another_program_removed_is_told_as_not_committed_and_comes_back(
    blog: Path, git: Git
) -> None:
    (blog / HOTEL).unlink()
    async with at_the_program(blog) as person:
        await open_trash(person)
        assert person.titles == ["Le WiFi de l’hôtel"]
        assert "± edited" in person.line(1)
        assert "deleted, and that is not committed" in person.text()
        await person.press("R")
        assert person.message == "“Le WiFi de l’hôtel” is back, as in its last commit."
    assert git(blog, "status", "--porcelain") == ""


async def test_the_filter_keeps_labels_and_counts_on_one_line_where_it_scrolls(thinned: Path) -> None:
    for year in range(1990, 2030):
        text = f"---\ntitle: N\ndate: {year}-01-01\ntags: [t{year}]\n---\n"
        (thinned / f"posts/{year}.md").write_text(text, encoding="utf-8")
    async with at_the_program(thinned, (80, 24)) as person:
        await person.press("f")
        line = next(line for line in person.text().splitlines() if "All posts" in line)
        assert "43" in line


async def test_where_nothing_was_deleted_that_is_said(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_trash(person)
        assert person.titles == []
        assert "No deleted post is found. Esc shows all posts." in person.text()
        await person.press("enter", "R", "t")
        assert person.message == "No post is selected or marked."


async def test_git_is_asked_what_is_gone_only_when_it_is_to_be_shown(thinned: Path, git_log: Path) -> None:
    async with at_the_program(thinned) as person:
        await person.press("down", "ctrl+r", "f", "escape")
        assert "--diff-filter=D" not in git_log.read_text(encoding="utf-8")
        await open_trash(person)
        await person.press("ctrl+r")
    assert git_log.read_text(encoding="utf-8").count("--diff-filter=D") == 1


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_the_deleted_posts_hold_at_every_size_in_french(
    thinned: Path, size: tuple[int, int], french: None
) -> None:
    async with at_the_program(thinned, size) as person:
        await open_trash(person)
        assert "Réseaux d’église" in person.line(1)
        assert "2 articles supprimés" in person.line(0)
