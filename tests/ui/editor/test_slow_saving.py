"""Keys while a save waits for git: what was written is known as saved, and what came after it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.widgets.styled_rows import StyledRows
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

HOTEL = "posts/2020-03-04-hotel.md"


async def open_hotel(person: Person, text: str) -> None:
    await person.press("down", "down", "enter")
    await person.write(text)


async def test_a_second_esc_while_leaving_saves_does_not_stop_the_saving(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person, "Mot. ")
        await person.press("escape")
        with person.git_at_work():
            await person.press("enter", "escape")
        await person.idle()
        assert person.at == "ListScreen"
        assert list(recovery_dir().glob("*.recovery")) == []
    assert "Mot. " in (blog / HOTEL).read_text(encoding="utf-8")


async def test_ctrl_q_while_leaving_saves_leaves_the_program_once_it_is_saved(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person, "Mot. ")
        await person.press("escape")
        with person.git_at_work():
            await person.press("enter", "ctrl+q")
            assert person.app.is_running
        await person.pilot.pause()
        assert not person.app.is_running
    assert "Mot. " in (blog / HOTEL).read_text(encoding="utf-8")


async def test_what_is_typed_while_leaving_saves_is_asked_about_again(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person, "Mot. ")
        await person.press("escape")
        with person.git_at_work():
            await person.press("enter")
            await person.write("Et plus. ")
            await person.press("ctrl+s", "escape")
        await person.idle()
        assert "is not saved." in person.asked
        await person.press("enter")
        assert person.at == "ListScreen"
    assert "Mot. Et plus. Texte" in (blog / HOTEL).read_text(encoding="utf-8")


async def test_another_link_followed_while_leaving_saves_opens_its_post_once_it_is_saved(
    blog: Path,
) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person, "Mot. ")
        entries = {entry.path: entry for entry in person.editor.blog.posts()}
        first, second = entries["posts/2014-02-03-eglise.md"], entries["posts/2021-06-01-brouillon.md"]
        person.editor.preview.post_message(StyledRows.LinkActivated(first.path.removeprefix("posts/")))
        await person.idle()
        with person.git_at_work():
            await person.press("enter")
            person.editor.preview.post_message(StyledRows.LinkActivated(second.path.removeprefix("posts/")))
            await person.idle()
        await person.idle()
        assert person.at == "EditorScreen"
        assert person.editor.post.path == second.path
    assert "Mot. " in (blog / HOTEL).read_text(encoding="utf-8")


async def test_a_field_changed_while_a_save_waits_is_kept_and_not_yet_saved(blog: Path) -> None:
    (blog / "blogwifi.toml").write_text("[commit]\nask = false\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await open_hotel(person, "Mot. ")
        with person.git_at_work():
            await person.press("ctrl+s", "f6")
            await person.write(" (suite)")
            await person.press("ctrl+s")
        await person.idle()
        assert "title: Le WiFi de l’hôtel\n" in (blog / HOTEL).read_text(encoding="utf-8")
        assert person.line(0).startswith(" Le WiFi de l’hôtel (suite)")
        assert "not saved" in person.line(-2)
        await person.press("ctrl+s")
        assert person.message.startswith("Committed ")
    text = (blog / HOTEL).read_text(encoding="utf-8")
    assert "title: Le WiFi de l’hôtel (suite)\n" in text
    assert "Mot. Texte" in text


@pytest.mark.parametrize("saved_first", [False, True])
async def test_a_new_post_given_another_title_while_its_first_save_waits_is_one_post(
    blog: Path, saved_first: bool
) -> None:
    (blog / "blogwifi.toml").write_text("[commit]\nask = false\n", encoding="utf-8")
    before = set((blog / "posts").iterdir())
    async with at_the_program(blog) as person:
        await person.press("n")
        await person.write("Le phare")
        await person.press("enter", "enter")
        await person.write("Texte.")
        with person.git_at_work():
            await person.press("ctrl+s", "f6")
            await person.write(" de nuit")
            if not saved_first:
                await person.press("ctrl+s")
        await person.idle()
        if saved_first:
            await person.press("ctrl+s")
        await person.press("ctrl+s")
        assert person.message.startswith("Committed ")
    [file] = set((blog / "posts").iterdir()) - before
    assert "title: Le phare de nuit\n" in file.read_text(encoding="utf-8")


async def test_saving_more_while_a_save_waits_is_refused_in_words_and_saving_the_same_is_not(
    blog: Path,
) -> None:
    (blog / "blogwifi.toml").write_text("[commit]\nask = false\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await open_hotel(person, "Mot. ")
        with person.git_at_work():
            await person.press("ctrl+s", "ctrl+s")
            assert person.message == ""
            await person.write("Et plus. ")
            await person.press("ctrl+s")
            assert person.message.startswith("Your last save, or its commit, is not done yet")
        await person.idle()
        assert "not saved" in person.line(-2)
        await person.press("ctrl+s")
        assert person.message.startswith("Committed ")
    assert "Mot. Et plus. Texte" in (blog / HOTEL).read_text(encoding="utf-8")


async def test_publishing_while_a_save_waits_is_refused_in_words(blog: Path, git: Git) -> None:
    (blog / "blogwifi.toml").write_text("[commit]\nask = false\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await open_hotel(person, "Mot. ")
        with person.git_at_work():
            await person.press("ctrl+s", "f9")
            assert person.message.startswith("Your last save, or its commit, is not done yet")
        await person.idle()
        assert person.message.startswith("Committed ")
        assert person.at == "EditorScreen"
    assert git(blog, "rev-list", "--count", "@{upstream}..HEAD") == "1"


async def test_publishing_over_an_open_message_says_that_the_commit_comes_first(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person, "Mot. ")
        await person.press("ctrl+s", "f9")
        assert person.message.startswith("Your last save, or its commit, is not done yet")
        await person.press("enter")
        assert person.message.startswith("Committed ")


async def test_publishing_from_a_new_post_without_a_word_looks_for_no_file(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("n")
        await person.write("Le phare")
        await person.press("enter", "enter", "f9")
        assert person.message == "Nothing to publish: origin has everything."
        assert person.line(-2).rstrip().endswith("new, not saved · still empty")
        await person.write("Un mot.")
        assert "still empty" not in person.text()
