"""Another program at work on the open post: nothing of either hand is lost, and it is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.ui.editor.screen import EditorScreen
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

NAME = "2020-03-04-hotel.md"
OLD = "---\ntitle: L’hôtel\ndate: 2020-03-04\n---\n\nUn.\n\nDeux.\n\nTrois.\n"


@pytest.fixture
def post(blog_folder: Path, git: Git) -> Path:
    """The file of the one post of a blog."""
    for file in (blog_folder / "posts").iterdir():
        file.unlink()
    (blog_folder / "posts" / NAME).write_text(OLD, encoding="utf-8")
    git(blog_folder, "add", "--all", "posts")
    git(blog_folder, "commit", "--quiet", "-m", "Un seul article")
    return blog_folder / "posts" / NAME


async def look(person: Person) -> EditorScreen:
    """What happens every other second."""
    screen = person.app.screen
    assert isinstance(screen, EditorScreen)
    screen.look_outside()
    await person.idle()
    return screen


def change(post: Path, old: str, new: str) -> None:
    """What vim would do, with the same size and the same times at worst."""
    status = post.stat()
    text = post.read_text(encoding="utf-8")
    assert old in text
    post.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(post, ns=(status.st_atime_ns, status.st_mtime_ns))


async def test_a_clean_text_follows_the_file_and_keeps_the_caret(post: Path) -> None:
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter", "down", "down", "right", "right")
        change(post, "Un.", "UN!")
        screen = await look(person)
        assert screen.area.text.startswith("UN!\n\nDeux.")
        assert screen.area.cursor_location == (2, 2)
        assert "Another program changed this post" in person.message
        assert not screen.opened.unsaved


async def test_a_line_put_above_moves_the_caret_with_its_words(post: Path) -> None:
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter", "down", "down", "right")
        change(post, "Un.\n", "Un.\n\nAjout.\n")
        screen = await look(person)
        assert screen.area.cursor_location == (4, 1)


async def test_changes_that_do_not_touch_are_joined_and_saved_only_on_request(post: Path) -> None:
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        await person.write("Ici. ")
        change(post, "Trois.", "Trois, là-bas.")
        screen = await look(person)
        assert screen.area.text == "Ici. Un.\n\nDeux.\n\nTrois, là-bas.\n"
        assert screen.opened.unsaved
        assert "Ici." not in post.read_text(encoding="utf-8")
        await person.press("ctrl+s", "enter")
        assert post.read_text(encoding="utf-8").endswith("Ici. Un.\n\nDeux.\n\nTrois, là-bas.\n")


async def test_a_field_changed_elsewhere_joins_what_is_written_here(post: Path) -> None:
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        await person.write("Ici. ")
        change(post, "title: L’hôtel", "title: L’auberge")
        screen = await look(person)
        assert screen.post.title == "L’auberge"
        assert screen.area.text.startswith("Ici. Un.")


async def test_the_same_words_changed_by_both_are_asked_about_when_saving(post: Path) -> None:
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        await person.write("Ici. ")
        change(post, "Un.", "Un, là-bas.")
        await look(person)
        assert "saving asks what to keep" in person.message
        await person.press("ctrl+s")
        assert "Another program changed this post." in person.asked
        await person.press("ctrl+s")
        assert "Un, là-bas." in post.read_text(encoding="utf-8")
        others = [file.read_text(encoding="utf-8") for file in post.parent.iterdir() if file != post]
        assert len(others) == 1
        assert "Ici. Un." in others[0]


async def test_the_same_is_said_once(post: Path) -> None:
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        await person.write("Ici. ")
        change(post, "Un.", "Un, là-bas.")
        screen = await look(person)
        screen.say("")
        await look(person)
        assert person.message == ""


@pytest.mark.parametrize("typed", ["", "Ici. "])
async def test_a_post_deleted_elsewhere_stays_on_the_screen_and_can_be_written_again(
    post: Path, typed: str
) -> None:
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        if typed:
            await person.write(typed)
        post.rename(post.with_name("autre-nom.md"))
        screen = await look(person)
        assert "deleted or renamed" in person.message
        assert screen.opened.unsaved
        await person.press("ctrl+s")
        assert post.read_text(encoding="utf-8") == OLD.replace("Un.", f"{typed}Un.")


@pytest.mark.parametrize("looks", [True, False])
async def test_a_file_that_was_away_for_a_while_is_saved_as_if_it_had_stayed(post: Path, looks: bool) -> None:
    away = post.with_name("ailleurs")
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        await person.write("Ici. ")
        post.rename(away)
        screen = await look(person)
        assert "deleted or renamed" in person.message
        away.rename(post)
        if looks:
            await look(person)
            assert "there again" in person.message
        await person.press("ctrl+s", "enter")
        assert person.message.startswith("Committed ")
        assert not screen.opened.unsaved
    assert post.read_text(encoding="utf-8") == OLD.replace("Un.", "Ici. Un.")


async def test_a_post_not_touched_here_is_saved_again_once_its_file_is_back(post: Path) -> None:
    away = post.with_name("ailleurs")
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        for _time in range(2):
            post.rename(away)
            screen = await look(person)
            assert "deleted or renamed" in person.message
            assert screen.opened.unsaved
            away.rename(post)
            await look(person)
            assert person.line(-2).endswith(" saved")
        await person.press("escape")
        assert person.at == "ListScreen"


async def test_a_file_that_comes_back_with_other_words_is_joined_with_what_is_written_here(
    post: Path,
) -> None:
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        await person.write("Ici. ")
        post.unlink()
        screen = await look(person)
        post.write_text(OLD.replace("Trois.", "Trois, là-bas."), encoding="utf-8")
        await look(person)
        assert screen.area.text == "Ici. Un.\n\nDeux.\n\nTrois, là-bas.\n"
        await person.press("ctrl+s", "enter")
        assert person.message.startswith("Committed ")


@pytest.mark.parametrize("looks", [True, False])
async def test_a_file_that_comes_back_with_the_same_words_changed_is_asked_about(
    post: Path, looks: bool
) -> None:
    theirs = OLD.replace("Un.", "Un, là-bas.")
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        await person.write("Ici. ")
        post.unlink()
        await look(person)
        post.write_text(theirs, encoding="utf-8")
        if looks:
            await look(person)
        await person.press("ctrl+s")
        assert "Another program changed this post." in person.asked
        await person.press("ctrl+s")
    others = [file.read_text(encoding="utf-8") for file in post.parent.iterdir() if file != post]
    assert (post.read_text(encoding="utf-8"), others) == (theirs, [OLD.replace("Un.", "Ici. Un.")])


async def test_a_new_post_whose_name_was_taken_meanwhile_goes_beside_the_other(post: Path) -> None:
    async with at_the_program(post.parents[1]) as person:
        await person.press("n")
        await person.write("Le phare")
        await person.press("enter", "enter")
        await person.write("Le nôtre.")
        screen = person.app.screen
        assert isinstance(screen, EditorScreen)
        other = post.parents[1] / screen.post.path
        other.write_text("Le leur.\n", encoding="utf-8")
        await person.press("ctrl+s")
        assert "Another program wrote a post of the same name." in person.asked
        await person.press("ctrl+s", "enter")
        assert person.message.startswith("Committed ")
        assert not screen.opened.unsaved
        assert "Le nôtre." in (post.parents[1] / screen.post.path).read_text(encoding="utf-8")
    assert other.read_text(encoding="utf-8") == "Le leur.\n"


@pytest.mark.parametrize("kind", ["fifo", "link", "folder"])
async def test_what_is_no_file_is_neither_waited_for_nor_written_through(
    post: Path, tmp_path: Path, kind: str
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("pas à nous", encoding="utf-8")
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        await person.write("Ici. ")
        post.unlink()
        if kind == "fifo":
            os.mkfifo(post)
        elif kind == "link":
            post.symlink_to(outside)
        else:
            post.mkdir()
        screen = await look(person)
        assert "no plain file" in person.message
        await person.press("ctrl+s")
        assert "no plain file" in person.asked
        await person.press("ctrl+s")
        assert outside.read_text(encoding="utf-8") == "pas à nous"
        written = [f for f in post.parent.iterdir() if f.is_file() and not f.is_symlink()]
        assert [file.read_text(encoding="utf-8") for file in written] == [OLD.replace("Un.", "Ici. Un.")]
        assert not screen.opened.unsaved


async def test_saving_unchanged_text_does_not_hide_what_happened_to_the_file(post: Path, git: Git) -> None:
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        post.unlink()
        await person.press("ctrl+s")
        assert "Another program deleted this post." in person.asked
        await person.press("ctrl+s", "escape")
        assert post.read_text(encoding="utf-8") == OLD
    assert git(post.parents[1], "rev-list", "--count", "HEAD") == "2"


async def test_our_own_saving_is_no_other_hand(post: Path) -> None:
    async with at_the_program(post.parents[1]) as person:
        await person.press("enter")
        await person.write("Ici. ")
        await person.press("ctrl+s")
        await look(person)
        await person.press("enter")
        said = person.message
        screen = await look(person)
        assert person.message == said
        assert Post(NAME, post.read_bytes()).digest == screen.opened.edited().digest
