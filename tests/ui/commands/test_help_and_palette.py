"""Help, history, palette, key bar and dialogs: they tell the truth, and fit the screen there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette

from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.ui.commands.registry import (
    GROUPS,
    Where,
    commands_of,
    key_name,
    keys_of,
    keys_words,
)
from blogwifi_tui.ui.palette import Palette
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

SIZES = [(120, 40), (80, 24), (60, 20)]
HOTEL = "posts/2020-03-04-hotel.md"


def boxes(person: Person) -> tuple[int, int]:
    """How many buttons the open dialog has, and how many of them are seen whole."""
    screen = person.app.screen
    buttons = list(screen.query("Button"))
    whole = [button for button in buttons if screen.find_widget(button).visible_region.size == button.size]
    return len(buttons), len([button for button in whole if button.size.width and button.size.height])


async def test_the_help_tells_every_command_and_the_keys_to_move(blog: Path) -> None:
    async with at_the_program(blog, (120, 120)) as person:
        await person.press("question_mark")
        seen = person.text()
        for command in commands_of(Where.MAIN):
            assert command.shown_help[:30] in seen
            assert key_name(keys_of(command, {})[0]) in seen
        assert "↑, ↓, k, j" in seen
        assert "PgUp, PgDn" in seen
        await person.press("?")
        assert person.at == "ListScreen"
        await person.press("enter", "f1")
        assert "Ctrl+Z" in person.text()
        await person.press("f1")
        assert person.at == "EditorScreen"


async def test_the_help_can_be_read_to_its_end_on_a_small_screen(blog: Path) -> None:
    async with at_the_program(blog, (60, 20)) as person:
        await person.press("f1")
        assert "the mouse." not in person.text()
        await person.press("end")
        assert "the mouse." in person.text()


async def test_history_lines_up_when_who_and_what(blog: Path, git: Git) -> None:
    (blog / HOTEL).write_text("---\ntitle: Le WiFi de l’hôtel\n---\nAutre.\n", encoding="utf-8")
    git(blog, "commit", "--quiet", "-am", "Récrit tout", "--author=Léa <l@e>")
    async with at_the_program(blog) as person:
        await person.press("down", "down", "h")
        newest, oldest = person.line(1), person.line(2)
        assert "  Léa           +1 −4  " in newest
        assert newest.index("Récrit tout") == oldest.index("Premiers articles")
        assert person.line(0).startswith(" Le WiFi de l’hôtel · 2 commits")
        assert "Autre." in person.text()
        await person.press("down")
        assert "Texte de 2020-03-04-hotel.md." in person.text()
        await person.press("question_mark", "escape", "escape")
        assert person.at == "ListScreen"


async def test_history_follows_a_post_through_its_renames(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "r")
        await person.write(" (suite)")
        await person.press("enter", "h")
        assert "Rename: Le WiFi de l’hôtel (suite)" in person.line(1)
        assert "Premiers articles" in person.line(2)


async def test_a_post_without_a_commit_has_no_history_and_that_is_said(blog: Path) -> None:
    (blog / "posts" / "2096-01-01-neuf.md").write_text("---\ntitle: Neuf\n---\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("h")
        assert person.message == "No commit holds this post yet."


@pytest.mark.parametrize("where", [Where.MAIN, Where.EDITOR])
async def test_the_palette_lists_the_commands_of_the_table_with_their_keys(blog: Path, where: Where) -> None:
    async with at_the_program(blog) as person:
        await person.press(*["enter"] * (where is Where.EDITOR))
        listed = {
            command.title: command.help for command in person.app.get_system_commands(person.app.screen)
        }
        for command in commands_of(where):
            keys = keys_words(keys_of(command, {}))
            assert listed.pop(f"{command.shown_title} ({keys})") == command.shown_help
        assert list(listed) == ["Documentation", "Theme"]


async def test_a_command_chosen_in_the_palette_runs(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.palette("Sort")
        assert "by title" in person.line(0)
        await person.palette("Rename")
        assert person.at == "Form"
        await person.press("escape")
        await person.palette("Edit")
        assert person.at == "EditorScreen"
        await person.palette("Fields")
        assert person.at == "FieldsDialog"


async def test_the_palette_speaks_the_person_s_language(blog: Path) -> None:
    async with at_the_program(blog, (120, 80)) as person:
        set_language("fr")
        await person.press("ctrl+p")
        assert isinstance(person.app.screen, CommandPalette)
        assert "Chercher une commande…" in person.text()
        assert "Modifier (Entrée, e)" in person.text()


async def test_the_palette_says_in_the_person_s_language_that_nothing_matches(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Palette, "_NO_MATCHES_COUNTDOWN", 0.01)
    async with at_the_program(blog) as person:
        set_language("fr")
        await person.press("ctrl+p")
        await person.write("zzzz")
        for _look in range(200):
            if "Rien ne correspond." in person.text():
                break
            await person.idle()
        assert "Rien ne correspond." in person.text()
        assert "No matches found" not in person.text()


async def test_ctrl_c_in_the_list_tells_how_to_leave(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("ctrl+c")
        assert (person.at, person.message) == ("ListScreen", "Ctrl+Q leaves BlogWiFi.")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_dialog_fits_with_its_buttons(
    blog: Path, git: Git, size: tuple[int, int], language: str
) -> None:
    for number in range(12):
        name = f"posts/2096-01-{number + 1:02}-modifie.md"
        (blog / name).write_text(f"---\ntitle: Modifié {number}\n---\n", encoding="utf-8")
    async with at_the_program(blog, size) as person:
        set_language(language)
        for keys in (["n"], ["r"], ["delete"], ["p"], ["enter", "f6"]):
            await person.press(*keys)
            number, seen = boxes(person)
            assert (number, seen) == (max(number, 2), number), keys
            width, height = size
            assert person.text().count("╭") == person.text().count("╰") == 1
            assert person.app.screen.query_one(".dialog").region.right <= width
            assert person.app.screen.query_one(".dialog").region.bottom <= height
            await person.press("escape")
        assert person.app.is_running


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_key_bar_holds_whole_words_and_the_help(
    blog: Path, size: tuple[int, int], language: str
) -> None:
    async with at_the_program(blog, size) as person:
        set_language(language)
        for keys in ([], ["enter"]):
            await person.press(*keys)
            person.app.screen.show_keys()
            await person.idle()
            bar = person.line(-1)
            assert ("Aide" if language == "fr" else "Help") in bar
            assert len(bar) <= size[0]
            assert "…" not in bar


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_key_bar_holds_what_cannot_be_guessed(
    blog: Path, size: tuple[int, int], language: str
) -> None:
    space, leave, fields = ("Espace", "q Quitter", "F6") if language == "fr" else ("Space", "q Quit", "F6")
    async with at_the_program(blog, size) as person:
        set_language(language)
        for keys, held in (
            ([], (space, leave, "?")),
            (["x"], (leave, "?")),
            (["escape", "enter"], (fields,)),
        ):
            await person.press(*keys)
            person.app.screen.show_keys()
            await person.idle()
            assert [key for key in held if key not in person.line(-1)] == []


async def test_a_long_question_scrolls_by_keys(blog: Path) -> None:
    for number in range(30):
        (blog / "posts" / f"2096-01-{number + 1:02}.md").write_text(
            "---\ntitle: Neuf\n---\n", encoding="utf-8"
        )
    async with at_the_program(blog, (60, 16)) as person:
        await person.press("p")
        assert "and 24 more" not in person.text()
        await person.press("pagedown")
        assert "and 24 more" in person.text()


async def test_the_answers_are_reached_with_arrows_and_the_mouse(blog: Path) -> None:
    async with at_the_program(blog) as person:
        first, *others = person.titles
        await person.press("down", "p")
        assert person.asked
        await person.press("right", "enter")  # Not now
        assert person.titles == [first, *others]
        assert not person.message
        await person.press("up", "delete", "right", "enter")  # what deletes waits for a key of its own
        assert person.titles == [first, *others]
        await person.press("delete")
        await person.click("#answer-delete")
        assert person.titles == others


async def test_the_program_speaks_french(blog: Path) -> None:
    (blog / "blogwifi.toml").write_text('[blog]\nlanguage = "fr"\n', encoding="utf-8")
    set_language("fr")
    async with at_the_program(blog) as person:
        assert "5 articles · 1 brouillon · 1 programmé · 1 illisible · par date" in person.line(0)
        assert person.line(0).endswith("à jour avec origin/main")
        assert "✎ brouillon  01/06/2021  Un brouillon " in person.line(2)
        await person.press("down", "p")
        assert person.asked.startswith(
            "Publier\n1 nouvel article.\n\n«\u00a0Un brouillon\u00a0» est un brouillon."
        )
        await person.press("p")
        assert person.message == "Publié\u00a0: 1 nouvel article."
        await person.press("delete", "ctrl+d")
        assert person.message == "Supprimé\u00a0: «\u00a0Un brouillon\u00a0»."
        await person.press("slash")
        await person.write("état:programmé")
        assert person.titles == ["Lettre à 2095"]


async def test_the_palette_finds_a_name_without_its_accents(blog: Path) -> None:
    (blog / "blogwifi.toml").write_text('[blog]\nlanguage = "fr"\n', encoding="utf-8")
    set_language("fr")
    async with at_the_program(blog) as person:
        for typed in ("theme", "thème", "THÉME"):
            await person.palette(typed)
            assert person.at == "Palette"
            assert "blogwifi-light" in person.text()
            await person.press("escape")


async def test_a_person_s_own_keys_work_and_are_shown(blog: Path, home: Path) -> None:
    config = home / "config" / "blogwifi"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('[ui.keys]\nsort = "f7"\n', encoding="utf-8")
    async with at_the_program(blog) as person:
        assert "F7 Sort" in person.line(-1)
        await person.press("f7")
        assert "by title" in person.line(0)
        await person.press("s")
        assert "by title" in person.line(0)


async def test_a_chosen_theme_is_used(blog: Path, home: Path) -> None:
    config = home / "config" / "blogwifi"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('[ui]\ntheme = "blogwifi-light"\n', encoding="utf-8")
    async with at_the_program(blog) as person:
        assert person.app.theme == "blogwifi-light"
        assert not person.app.current_theme.dark


async def test_the_help_is_narrowed_by_words_and_keeps_the_headings_of_what_is_left(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("question_mark")
        assert "✎ draft" in person.text()
        await person.write("DIVIDER")
        assert "Nothing matches." in person.text()
        await person.press("ctrl+u")
        await person.write("tags")
        seen = person.text()
        assert "Give the post tags, or take tags away." in seen
        assert "Write a new post." not in seen
        await person.press("escape")
        assert "Write a new post." in person.text()
        await person.press("escape")
        assert person.at == "ListScreen"


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("en", "quit", "Leave BlogWiFi."),
        ("en", "look again", "Read the files again"),
        ("fr", "actualiser", "Relire les fichiers"),
        ("fr", "retirer du site", "Mettre l’article en brouillon"),
    ],
)
async def test_the_help_finds_a_command_by_the_name_that_bar_and_palette_give_it(
    blog: Path, language: str, typed: str, found: str
) -> None:
    (blog / "blogwifi.toml").write_text(f'[blog]\nlanguage = "{language}"\n', encoding="utf-8")
    set_language(language)
    async with at_the_program(blog) as person:
        await person.press("question_mark")
        await person.write(typed)
        assert found in person.text()


async def test_no_command_is_without_a_group_and_none_is_told_twice() -> None:
    for where, boxes in (
        (Where.MAIN, (Where.SEARCH, Where.MARKED, Where.PREVIEW)),
        (Where.EDITOR, (Where.FIND, Where.MESSAGE)),
    ):
        grouped = [name for _heading, names in GROUPS[where] for name in names]
        assert sorted(grouped) == sorted(each.id for box in (where, *boxes) for each in commands_of(box))


async def test_a_key_taken_from_another_command_is_said_at_the_start_and_works_for_one(
    blog: Path, home: Path
) -> None:
    config = home / "config" / "blogwifi"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('[ui.keys]\nsort = "n"\n', encoding="utf-8")
    async with at_the_program(blog) as person:
        assert person.message == "Your key n for “Sort” was that of “New”, which Ctrl+P finds."
        await person.press("n")
        assert (person.at, "by title" in person.line(0)) == ("ListScreen", True)
        assert "n Sort" in person.line(-1)
        assert "New" not in person.line(-1)
        await person.palette("New")
        assert person.at == "Form"
