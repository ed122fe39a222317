"""The screen of settings: every one of them, what it does, where it comes from, and changed by one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.settings_editor import settings_states
from blogwifi_tui.i18n.settings_messages import SETTINGS, words_of
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.settings.paths import SETTINGS_NAME, config_file, state_dir
from blogwifi_tui.settings.schema import all_settings
from blogwifi_tui.ui.commands.registry import COMMANDS
from blogwifi_tui.ui.settings.effects import AT_ONCE
from blogwifi_tui.ui.settings.rows import rows_of
from blogwifi_tui.ui.themes import DARK
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

SIZES = [(120, 40), (80, 24), (60, 20)]


def own(text: str) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(text, encoding="utf-8")


async def open_setting(person: Person, words: str) -> None:
    """Open the settings, and go to the one that ``words`` name."""
    if person.at != "SettingsScreen":
        await person.press("comma")
    await person.press(*["escape"] if person.app.screen.query_one("Input").value else [])  # type: ignore[attr-defined]
    await person.write(words)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_setting_has_a_name_and_a_sentence_in_both_languages(language: str) -> None:
    set_language("en")
    english = {setting.key: words_of(setting.key) for setting in all_settings()}
    set_language(language)
    for setting in all_settings():
        words = words_of(setting.key)
        assert setting.key in SETTINGS, f"{setting.key} has no words in i18n/settings_messages.py"
        assert words.does.endswith(".")
        assert language == "en" or words.does != english[setting.key].does
        assert setting.default is not None or words.unset, f"{setting.key}: what counts when it is not set"


def test_what_counts_at_once_are_settings_there_are() -> None:
    assert {setting.key for setting in all_settings()} >= AT_ONCE


@pytest.mark.parametrize("size", SIZES)
async def test_each_setting_is_listed_with_its_value_and_said_what_it_does(
    blog: Path, size: tuple[int, int]
) -> None:
    own("[ui]\npairs = true\n")
    async with at_the_program(blog, size) as person:
        await person.press("comma")
        assert person.line(0).startswith(" Settings · ")
        listed = person.text()
        assert "This program, for you" in listed
        await open_setting(person, "pairs")
        assert "Marks in pairs" in person.text()
        assert ("your file" in person.line(3)) == (size[0] >= 80)
        told = " ".join(person.asked.split())
        assert told.startswith("Type the closing mark with the opening one")
        assert "yes · your file · ui.pairs in " in told
        await person.press("escape", "escape")
        assert person.at == "ListScreen"


def test_the_keys_of_every_command_are_settings_too(blog: Path) -> None:
    own('[ui.keys]\nsort = "f7"\n')
    rows = {row.key: row for row in rows_of(settings_states(blog))}
    assert {key for key in rows if key.startswith("ui.keys.")} == {f"ui.keys.{each.id}" for each in COMMANDS}
    assert (rows["ui.keys.sort"].shown, rows["ui.keys.sort"].origin) == ("F7", "your file")
    assert (rows["ui.keys.publish"].shown, rows["ui.keys.publish"].origin) == ("p F9", "default")


async def test_a_choice_is_picked_and_stands_in_the_own_file_and_on_the_list_at_once(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_setting(person, "headings")
        await person.press("enter", "down", "down", "enter")
        assert config_file().read_text() == '[ui]\ngroup = "year"\n'
        assert person.message == "Headings in the list: the year."
        await person.press("escape", "escape")
        assert "2095" in person.line(1)
        await open_setting(person, "headings")
        await person.press("ctrl+d")
        assert config_file().read_text() == "[ui]\n"
        await person.press("ctrl+d")
        assert person.message == "“Headings in the list” has its default already."


async def test_what_was_chosen_elsewhere_is_said_and_yields_to_the_settings(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("y")
        person.app.theme = "nord"
        await person.idle()
        await open_setting(person, "theme")
        assert "nord" in person.line(3)
        assert "remembered" in person.line(3)
        await person.press("ctrl+d")
        assert person.app.theme == DARK.name
        assert "remembered" not in person.line(3)
        await open_setting(person, "headings")
        assert "remembered" in person.line(3)
        await person.press("enter")
        await person.write("dracula")
        await person.press("escape")
    assert (state_dir() / "theme.json").exists()
    async with at_the_program(blog) as person:
        assert person.app.theme == DARK.name


async def test_the_theme_of_the_palette_made_a_setting_goes_with_the_line_of_that(blog: Path) -> None:
    async with at_the_program(blog) as person:
        person.app.theme = "nord"
        await person.idle()
        await open_setting(person, "ui.theme")
        await person.press("enter")
        await person.write("nord")
        await person.press("enter")
    assert config_file().read_text() == '[ui]\ntheme = "nord"\n'
    config_file().unlink()
    async with at_the_program(blog) as person:
        assert person.app.theme == DARK.name


async def test_settings_that_cannot_be_read_are_said_with_their_line(blog: Path) -> None:
    async with at_the_program(blog) as person:
        own("[ui\ngroup = 3\n")
        await person.press("comma")
        assert "config.toml, line 1: this is not TOML." in person.message
        await person.press("enter", "escape")
        assert person.at == "ListScreen"


async def test_a_theme_is_seen_as_soon_as_it_is_picked(blog: Path) -> None:
    own("# à moi\n[ui]\ntheme = 'nord' # la nuit\n")
    async with at_the_program(blog) as person:
        await open_setting(person, "theme")
        await person.press("enter")
        await person.write("blogwifi-light")
        await person.press("enter")
        assert person.app.theme == "blogwifi-light"
    text = config_file().read_text(encoding="utf-8")
    assert text == "# à moi\n[ui]\ntheme = 'blogwifi-light' # la nuit\n"
    async with at_the_program(blog) as person:
        assert person.app.theme == "blogwifi-light"


async def test_keys_are_chosen_by_pressing_them_and_work_and_are_shown_at_once(blog: Path) -> None:
    async with at_the_program(blog, (160, 40)) as person:
        await open_setting(person, "ui.keys.sort")
        await person.press("enter")
        assert "\ns\n" in person.asked
        await person.press("backspace")
        assert "\nDefault: s\n" in person.asked
        await person.press("f7", "f7", "slash")
        assert "\nF7 /\n" in person.asked
        await person.press("backspace", "enter")
        assert config_file().read_text() == '[ui.keys]\nsort = "f7"\n'
        assert person.message == "Sort: F7."
        await person.press("escape", "escape")
        assert "F7 Sort" in person.line(-1)
        await person.press("f7")
        assert "by title" in person.line(0)
        await open_setting(person, "ui.keys.sort")
        await person.press("enter", "backspace", "enter")
        assert config_file().read_text() == "[ui.keys]\n"


async def test_esc_leaves_the_keys_as_they_are_and_every_letter_may_be_one(blog: Path) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await open_setting(person, "ui.keys.sort")
        await person.press("enter", "q", "é", "ctrl+s", "space")
        assert person.focused is not None  # else keys wait for a dialog that is on its way
        assert "\ns q é Ctrl+S Space\n" in person.asked
        await person.press("escape")
        assert person.at == "SettingsScreen"
    assert not config_file().exists()


async def test_a_setting_of_the_blog_is_one_commit_which_u_takes_back(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await open_setting(person, "idle_timeout")
        await person.press("enter", "backspace", "backspace")
        await person.write("3")
        await person.press("enter")
        assert "must be a number from 5 to 3600" in person.asked
        assert git(blog, "status", "--porcelain") == ""
        await person.press("backspace")
        await person.write("90")
        await person.press("enter")
        sha = git(blog, "rev-parse", "--short=7", "HEAD")
        assert person.message == (
            f"Patience with the remote: 90 seconds. In commit {sha}; u on the list undoes it."
            " Counts from the next start on."
        )
        assert git(blog, "log", "-1", "--format=%s") == "Settings: publish.idle_timeout"
        assert "idle_timeout = 90" in (blog / SETTINGS_NAME).read_text(encoding="utf-8")
        await person.press("escape", "escape", "u")
        assert git(blog, "status", "--porcelain") == ""
        assert not (blog / SETTINGS_NAME).exists()


async def test_folders_are_typed_with_commas_and_one_that_leads_out_is_refused(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_setting(person, "blog.posts")
        await person.press("enter")
        await person.write("../ailleurs")
        await person.press("enter")
        assert "blog.posts" in person.asked
        await person.press(*["backspace"] * 20)
        await person.write("posts, notes")
        await person.press("enter")
    assert '["posts", "notes"]' in (blog / SETTINGS_NAME).read_text(encoding="utf-8")


async def test_a_table_of_free_names_says_where_it_is_changed(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_setting(person, "new_post.header")
        await person.press("enter")
        assert person.message == f"This one is changed in the file: {blog / SETTINGS_NAME}"


async def test_a_file_that_was_broken_meanwhile_is_told_and_left(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_setting(person, "pairs")
        own("[ui\n")
        await person.press("enter", "down", "enter")
        assert "config.toml" in person.message
        assert config_file().read_text() == "[ui\n"


async def test_no_setting_answers_is_said_and_enter_says_so(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_setting(person, "zzz")
        assert "No setting matches. Esc shows all of them." in person.text()
        await person.press("enter")
        assert person.message == "No setting is selected."


async def test_text_of_a_file_is_not_read_as_markup_nor_obeyed(blog: Path) -> None:
    (blog / SETTINGS_NAME).write_text('[blog]\ntitle = "[red]x[/] \\u202e"\n', encoding="utf-8")
    async with at_the_program(blog) as person:
        await open_setting(person, "blog.title")
        assert "[red]x[/]" in person.line(3)
        assert "\u202e" not in person.text()


@pytest.mark.usefixtures("french")
async def test_in_french_the_settings_are_found_by_french_words(blog: Path) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await open_setting(person, "fuseau")
        assert "celui de la machine" in person.line(3)
        assert "Échap Retour" in person.line(-1)


async def test_another_language_is_spoken_at_once(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_setting(person, "ui.language")
        await person.press("enter", "down", "enter")
        assert config_file().read_text() == '[ui]\nlanguage = "fr"\n'
        assert person.message == "Langue\u00a0: français."
        assert person.line(0).startswith(" Réglages · ")
        assert "Échap Retour" in person.line(-1)
        await person.press("escape", "escape")
        assert "publié" in person.text()
        assert "published" not in person.text()
        assert "n Nouveau" in person.line(-1)
        await person.press("slash")
        assert "état:brouillon" in person.line(-2)


async def test_what_each_new_post_has_is_changed_name_by_name(blog: Path, git: Git) -> None:
    (blog / SETTINGS_NAME).write_text('[new_post]\nheader = { author = "É", n = 3 }\n', encoding="utf-8")
    git(blog, "add", SETTINGS_NAME)
    git(blog, "commit", "--quiet", "-m", "Réglages")
    async with at_the_program(blog) as person:
        await open_setting(person, "header.author")
        await person.press("enter", "backspace")
        await person.write("Zoé")
        await person.press("enter")
        text = (blog / SETTINGS_NAME).read_text(encoding="utf-8")
        assert text == '[new_post]\nheader = { author = "Zoé", n = 3 }\n'
        await person.press("ctrl+d")
        assert person.message.startswith("Front matter of new posts: author: nothing more.")
    assert (blog / SETTINGS_NAME).read_text(encoding="utf-8") == "[new_post]\nheader = { n = 3 }\n"


async def test_a_wrong_value_lets_the_program_start_says_so_and_is_mended_on_the_settings_screen(
    blog: Path,
) -> None:
    own('[ui]\ngroup = "week"\nthem = "nord"\ntheme = "blogwifi-lihgt"\n')
    async with at_the_program(blog) as person:
        assert "config.toml, line 2: “ui.group” must be one of none, year, month." in person.message
        assert "And 2 more mistakes." in person.message
        assert person.app.theme == DARK.name
        await person.press("comma")
        assert "To mend" in person.text()
        told = " ".join(person.text().split())
        assert "there is no setting called “ui.them”" in told
        assert "Ctrl+D takes this line out of the file." in told
        assert "Ctrl+D Default" in person.line(-1)
        await person.press("ctrl+d")
        assert config_file().read_text() == '[ui]\ngroup = "week"\ntheme = "blogwifi-lihgt"\n'
        await person.write("ui.group")
        assert "“ui.group” must be one of none, year, month." in " ".join(person.text().split())
        await person.press("enter", "down", "enter")
        assert 'group = "year"' in config_file().read_text()
        assert [each.key for each in person.app.screen.blog.mistakes] == ["ui.theme"]


async def test_two_commands_with_one_key_are_told_beside_their_keys(blog: Path) -> None:
    own('[ui.keys]\nnew = "p"\n')
    async with at_the_program(blog) as person:
        await person.press("comma")
        await person.write("ui.keys.publish")
        told = " ".join(person.text().split())
        assert "Your key p for “New” was that of “Publish”, which is left with F9." in told
        assert "Publish ! F9" in told


async def test_the_bar_says_what_enter_does_to_the_setting_under_the_cursor(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("comma")
        assert person.line(-1) == " Enter Change  Ctrl+D Default  Esc Back  F1 Help"
        await person.write("nothing is called so")
        assert person.line(-1) == " Esc Back  F1 Help"
        await person.press("escape")
        assert "Enter Change" in person.line(-1)


async def test_where_no_file_sets_anything_that_is_said(blog: Path) -> None:
    config_file().unlink(missing_ok=True)
    (blog / SETTINGS_NAME).unlink(missing_ok=True)
    async with at_the_program(blog) as person:
        await person.press("comma")
        assert "none given in a file" in person.line(0)
