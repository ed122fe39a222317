"""History, restore and undo, the way a person uses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.ui.history.diff_view import DiffView
from tests.conftest import Git
from tests.ui.person import at_the_program

HOTEL = "posts/2020-03-04-hotel.md"
TEXT = "Texte de 2020-03-04-hotel.md."


@pytest.fixture
def edited(blog: Path) -> Path:
    """The blog, with a second version of one post, committed by the program."""
    opened = Blog.open(blog)
    post = opened.read(HOTEL)
    opened.save(post.with_body("\nTexte nouveau de 2020-03-04-hotel.md.\n"), post)
    opened.commit_post(HOTEL)
    return blog


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_history_shows_what_a_commit_changed_by_words(edited: Path, size: tuple[int, int]) -> None:
    async with at_the_program(edited, size) as person:
        await person.press("down", "down", "h")
        assert person.app.screen.query_one(DiffView).display is False
        await person.press("enter")
        assert "± Texte nouveau de 2020-03-04-hotel.md." in person.text()
        await person.press("down")
        assert f"+ {TEXT}" in person.text()
        assert "+ title: Le WiFi de l’hôtel" in person.text()
        await person.press("enter")
        assert f"+ {TEXT}" not in person.text()
        assert TEXT in person.text()


async def test_what_changed_in_a_long_post_is_shown_too(blog: Path) -> None:
    opened = Blog.open(blog)
    post = opened.read(HOTEL)
    opened.save(post.with_body("\nUn mot.\n" + "\nUne phrase de plus, et encore une.\n" * 2_000), post)
    opened.commit_post(HOTEL)
    async with at_the_program(blog) as person:
        await person.press("down", "down", "h", "enter")
        assert "+ Un mot." in person.text()
        await person.press("down")
        assert f"+ {TEXT}" in person.text()
        assert "Un mot." not in person.text()


async def test_a_post_is_restored_from_its_history_and_that_can_be_undone(edited: Path, git: Git) -> None:
    async with at_the_program(edited) as person:
        await person.press("down", "down", "h", "down", "R")
        assert person.message.startswith("Restored as on ")
        assert "Restore: Le WiFi de l’hôtel" in person.line(1)
        assert TEXT in (edited / HOTEL).read_text(encoding="utf-8")
        await person.press("R")
        assert person.message == "The post has this text already."
        await person.press("escape", "u")
        assert person.message == "Undone: “Restore: Le WiFi de l’hôtel”."
    assert "Texte nouveau" in (edited / HOTEL).read_text(encoding="utf-8")
    assert git(edited, "log", "-1", "--format=%s") == "Undo: Restore: Le WiFi de l’hôtel"


async def test_a_version_with_another_title_is_named_before_it_is_restored(edited: Path, git: Git) -> None:
    opened = Blog.open(edited)
    post = opened.read(HOTEL)
    opened.save(post.with_field("title", "À l’hôtel", order=()), post)
    opened.commit_post(HOTEL)
    head = git(edited, "rev-parse", "HEAD")
    async with at_the_program(edited) as person:
        await person.press("down", "down", "h", "down", "R")
        assert f"That version is called “Le WiFi de l’hôtel” ({HOTEL})" in person.asked
        await person.press("n")
        assert git(edited, "rev-parse", "HEAD") == head
        await person.press("R", "r")
        assert person.message.startswith("Restored as on ")
    assert Blog.open(edited).read(HOTEL).title == "Le WiFi de l’hôtel"


async def test_restoring_keeps_words_that_were_in_no_commit(edited: Path, git: Git) -> None:
    (edited / HOTEL).write_text(
        "---\ntitle: Le WiFi de l’hôtel\n---\n\nPas encore gardé.\n", encoding="utf-8"
    )
    async with at_the_program(edited) as person:
        await person.press("down", "down", "h", "end", "R")
        assert person.message.startswith("Restored as on ")
    assert "Pas encore gardé." in git(edited, "show", f"HEAD~1:{HOTEL}")


async def test_undo_takes_back_a_deleted_post(blog: Path) -> None:
    async with at_the_program(blog) as person:
        before = person.titles
        await person.press("down", "down", "delete", "ctrl+d")
        assert len(person.titles) == len(before) - 1
        await person.press("u")
        assert person.titles == before
        await person.press("u")
        assert person.message.startswith("There is no change made here to undo.")


async def test_undoing_what_is_published_says_so_first(edited: Path, git: Git) -> None:
    Blog.open(edited).publication.send()
    head = git(edited, "rev-parse", "HEAD")
    async with at_the_program(edited) as person:
        await person.press("u")
        assert "It is published." in person.text()
        await person.press("n")
        assert git(edited, "rev-parse", "HEAD") == head
        await person.press("u", "u")
        assert person.message == "Undone: “Edit: Le WiFi de l’hôtel”."
    assert git(edited, "rev-parse", "HEAD~1") == head


async def test_what_changed_since_is_not_undone_and_that_is_said(edited: Path, git: Git) -> None:
    (edited / HOTEL).write_text("Par un autre programme.\n", encoding="utf-8")
    head = git(edited, "rev-parse", "HEAD")
    async with at_the_program(edited) as person:
        await person.press("u")
        assert "cannot be undone" in person.message
    assert git(edited, "rev-parse", "HEAD") == head


async def test_a_long_history_is_counted_truly_and_reached_to_its_end(edited: Path, git: Git) -> None:
    tip = git(edited, "rev-parse", "HEAD")
    entry = (
        "commit refs/heads/main\ncommitter M <m@e> {when} +0000\ndata 1\nm\n{parent}M 100644 inline {path}\n"
    )
    stream = "".join(
        entry.format(when=1_800_000_000 + number, parent="" if number else f"from {tip}\n", path=HOTEL)
        + f"data 3\n{number:03d}\n"
        for number in range(230)
    )
    git(edited, "fast-import", "--quiet", stdin=stream)
    (edited / HOTEL).write_text("229", encoding="utf-8")
    async with at_the_program(edited) as person:
        await person.press("slash")
        await person.write("2020-03-04")
        await person.press("enter", "h")
        assert "232 commits" in person.line(0)
        await person.press("end")
        assert TEXT in person.text()
