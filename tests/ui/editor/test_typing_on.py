"""A question that comes while somebody writes: what is typed on is text, and answers nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blogwifi_tui.settings.paths import recovery_dir
from tests.ui.person import Person, at_the_program

HOTEL = "posts/2020-03-04-hotel.md"


async def open_hotel(person: Person, text: str = "Une heure. ") -> None:
    await person.press("down", "down", "enter")
    await person.write(text)


def kept() -> list[str]:
    """What the recovery copies hold."""
    return [json.loads(file.read_bytes())["text"] for file in recovery_dir().glob("*.recovery")]


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "later"])
async def test_letters_typed_after_a_stray_escape_go_on_in_the_text(blog: Path, at_once: bool) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        keys = ["escape", *"la", "space", *"suite", "enter", *"nsy"]
        if at_once:
            await person.burst(*keys)
        else:
            await person.press(*keys)
        assert person.at == "EditorScreen"
        assert person.editor.area.text.startswith("Une heure. la suite\nnsyTexte")


@pytest.mark.parametrize("key", ["enter", "ctrl+d", "ctrl+s", "delete", "tab", "ctrl+q"])
async def test_a_key_typed_ahead_is_no_answer(blog: Path, key: str) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.burst("escape", key)
        assert person.app.is_running
        assert person.editor.area.text.startswith("Une heure.")


async def test_a_paste_goes_on_in_the_text(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("escape")
        await person.write("collé ")
        assert person.editor.area.text.startswith("Une heure. collé Texte")


@pytest.mark.parametrize(
    ("key", "text"), [("ctrl+z", "Texte"), ("backspace", "Une heure.Texte"), ("delete", "Une heure. exte")]
)
async def test_a_key_that_means_nothing_to_the_question_goes_on_in_the_text(
    blog: Path, key: str, text: str
) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("escape", key)
        assert person.at == "EditorScreen"
        assert person.editor.area.text.startswith(text)


async def test_no_button_that_gives_up_takes_enter(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("escape", "right", "enter")
        assert person.editor.area.text.startswith("Une heure. ")


async def test_what_is_left_without_saving_is_offered_at_the_next_start_until_it_is_thrown_away(
    blog: Path,
) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("escape", "ctrl+d")
        assert person.at == "ListScreen"
        assert ["Une heure. Texte" in text for text in kept()] == [True]
        await person.press("enter")
        assert "“Le WiFi de l’hôtel” was not saved." in person.asked
        await person.press("escape")
    async with at_the_program(blog) as person:
        assert "+Une heure. Texte" in person.asked
        await person.press("t")
        assert person.editor.area.text.startswith("Une heure. ")
        await person.press("escape", "ctrl+d")
    async with at_the_program(blog) as person:
        assert "+Une heure. Texte" in person.asked
        await person.press("x", "ctrl+x")
        assert person.at == "ListScreen"
    assert kept() == []


async def test_text_written_anew_does_not_take_the_place_of_what_was_left(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("escape", "ctrl+d", "enter", "l", "escape")
        await person.press("down", "enter")
        await person.write("Autre chose. ")
        person.editor.keep_copy()
        person.editor.services.journal.flush()
        assert sorted("Autre" in text for text in kept()) == [False, True]


async def test_mine_stays_as_a_copy_where_theirs_is_shown(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        file = blog / HOTEL
        file.write_text(file.read_text(encoding="utf-8").replace("Texte", "Ailleurs"), encoding="utf-8")
        await person.press("ctrl+s")
        assert "Another program changed this post." in person.asked
        await person.press("t")
        assert person.editor.area.text.startswith("Une heure. tTexte")
        await person.press("ctrl+s", "ctrl+d")
        assert person.editor.area.text.startswith("Ailleurs")
        assert ["Une heure. tTexte" in text for text in kept()] == [True]


async def test_letters_typed_on_at_the_question_over_the_fields_go_to_the_field(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter", "f6")
        await person.write(" (suite)")
        await person.burst("escape", *"lkn")
        await person.press("ctrl+s")
        assert person.line(0).startswith(" Le WiFi de l’hôtel (suite)lkn")


async def test_fields_that_are_given_up_stay_as_a_copy(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter", "f6")
        await person.write(" (perdu)")
        await person.press("escape", "ctrl+d")
        assert person.line(0).startswith(" Le WiFi de l’hôtel ")
        assert ["hôtel (perdu)" in text for text in kept()] == [True]
        await person.press("f6", "escape", "escape")
        assert len(kept()) == 1


async def test_a_form_gives_up_what_was_typed_only_when_it_has_said_so(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("n")
        await person.write("Le phare")
        await person.burst("escape", "escape")
        assert "Esc once more gives up what you typed here." in person.asked
        await person.press("s")
        assert "Esc once more" not in person.asked
        await person.press("escape", "escape")
        assert person.at == "ListScreen"
        await person.press("n", "escape")
        assert person.at == "ListScreen"
