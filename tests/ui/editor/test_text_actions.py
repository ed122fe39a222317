"""The commands on the text: marks, finding again, headings, the text alone, what is shown of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.content.encodings import OLD
from blogwifi_tui.markdown.headings import Heading, headings
from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from tests.ui.person import Person, at_the_program

TEXT = "# Été\n\nUn mot.\n\n```\n# rien\n```\n\n## Le *WiFi* 7 à `Noël`\n\nUn mot.\n\nFin\n===\n"


async def open_text(person: Person, text: str = TEXT) -> EditorArea:
    """Open a post, and put ``text`` in the place of its own."""
    await person.press("down", "down", "enter", "ctrl+a")
    await person.write(text)
    await person.press("ctrl+home")
    return person.editor.area


def test_headings_are_those_a_reader_would_see() -> None:
    assert headings(TEXT) == [
        Heading(1, "Été", 0),
        Heading(2, "Le WiFi 7 à Noël", 8),
        Heading(1, "Fin", 12),
    ]


async def test_the_outline_is_narrowed_by_typing_and_enter_goes_there(blog: Path) -> None:
    async with at_the_program(blog) as person:
        area = await open_text(person)
        await person.press("f8")
        assert "Type to filter" in person.text()
        await person.press(*"noel", "enter")
        assert (person.at, area.cursor_location) == ("EditorScreen", (8, 0))
        await person.press("f8", "down", "enter")
        assert area.cursor_location == (12, 0)
        await person.press("f8", "up", "escape")
        assert area.cursor_location == (12, 0)


async def test_a_post_without_headings_says_how_to_write_one(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_text(person, "Rien.\n")
        await person.press("f8")
        assert person.message.startswith("This post has no headings yet")


async def test_in_the_outline_enter_on_nothing_stays(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_text(person)
        await person.press("f8", *"zzz", "enter")
        assert person.at == "Picker"


@pytest.mark.parametrize(("key", "made"), [("ctrl+b", "**mot**"), ("ctrl+t", "*mot*"), ("ctrl+k", "[mot]()")])
async def test_marks_go_around_the_word_and_undo_takes_them_back(blog: Path, key: str, made: str) -> None:
    async with at_the_program(blog) as person:
        area = await open_text(person, "mot")
        await person.press(key)
        assert area.text == made
        await person.press("ctrl+z")
        assert area.text == "mot"
        await person.press("ctrl+y")
        assert area.text == made


async def test_f3_goes_on_with_the_bar_closed(blog: Path) -> None:
    async with at_the_program(blog) as person:
        area = await open_text(person)
        await person.press("f3")
        await person.press(*"mot", "escape")
        first = area.cursor_location[0]
        await person.press("f3")
        assert {first, area.cursor_location[0]} == {2, 10}
        await person.press("shift+f3")
        assert area.cursor_location[0] == first


async def test_focus_leaves_the_text_in_the_middle_the_status_line_and_the_keys(blog: Path) -> None:
    async with at_the_program(blog, (160, 40)) as person:
        area = await open_text(person)
        await person.press("f4", "f7")
        assert area.has_focus
        assert (area.region.x, area.region.width) == (38, 84)
        assert "line 1" in person.line(-2)
        assert "F7" in person.line(-1)
        assert not person.editor.preview.display
        await person.press("f7")
        assert area.region.x == 0
        assert "Save" in person.line(-1)


async def test_no_break_spaces_and_line_numbers_are_shown_when_asked(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_text(person, "Quoi\u00a0?\n")
        await person.press("ctrl+n", "ctrl+l")
        assert "1  Quoi␣?" in person.line(1)
        await person.press("ctrl+n", "ctrl+l")
        assert person.line(1).startswith(" Quoi\u00a0?")


async def test_a_latin_1_post_is_kept_as_it_is_until_it_is_made_utf_8(blog: Path) -> None:
    file = blog / "posts" / "2006-01-01-ancien.md"
    file.write_bytes("---\ntitle: Ancien\ndate: 2099-01-01\n---\n\nL'été à l'hôtel.\n".encode("latin-1"))
    before = file.read_bytes()
    async with at_the_program(blog) as person:
        await person.press("ctrl+r", "home", "enter")
        assert person.editor.area.read_only
        for key in ("x", "ctrl+b", "ctrl+g"):
            await person.press("ctrl+l")
            await person.press(key)
            assert "F5 makes it UTF-8" in person.text()
        await person.press("f5")
        assert "Windows-1252  L'été à l'hôtel." in person.text()
        await person.press("enter")
        assert "L'été à l'hôtel." in person.text()
        assert file.read_bytes() == before
        await person.press("ctrl+s", "enter")
    assert file.read_text(encoding="utf-8").endswith("L'été à l'hôtel.\n")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("iso8859-15", "ISO-8859-15"),
        ("mac-roman", "Mac Roman"),
        ("cp850", "DOS 850"),
        ("cp1252", "Windows-1252"),
    ],
)
async def test_the_encoding_in_which_the_words_are_right_is_the_first_that_f5_offers(
    blog: Path, encoding: str, name: str
) -> None:
    text = "---\ntitle: Ancien\ndate: 2099-01-01\n---\n\nL'Œuvre déjà vue, à 5 €.\n"
    if encoding == "cp850":
        text = text.replace("Œ", "OE").replace("€", "£")
    words = text.split("\n")[5]
    file = blog / "posts" / "2006-01-01-ancien.md"
    file.write_bytes(text.encode(encoding))
    async with at_the_program(blog) as person:
        await person.press("ctrl+r", "home", "enter", "f5")
        offered = [line for line in person.text().splitlines() if any(each in line for each in OLD)]
        assert name in offered[0]
        assert words in offered[0]
        await person.press("escape")
        assert person.editor.area.read_only
        await person.press("f5", "enter")
        assert name in person.message
        await person.press("ctrl+s", "enter")
    assert file.read_text(encoding="utf-8") == text


async def test_a_post_saved_as_unicode_by_notepad_is_unreadable_and_f5_keeps_its_words(blog: Path) -> None:
    text = "---\r\ntitle: Ancien\r\ndate: 2099-01-01\r\n---\r\n\r\nDéjà vu à l'été.\r\n"
    file = blog / "posts" / "2006-01-01-ancien.md"
    file.write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    async with at_the_program(blog) as person:
        await person.press("ctrl+r", "end", "enter")
        assert "Déjà vu à l'été." in person.text()
        await person.press("f5")
        assert "UTF-16" in person.message
        await person.press("ctrl+s", "enter")
    assert file.read_bytes() == text.encode()


async def test_the_keys_below_are_those_of_the_find_bar_while_it_is_open(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        assert "Esc Back" in person.line(-1)
        await person.press("ctrl+f")
        assert "Esc Close" in person.line(-1)
        assert "Esc Back" not in person.line(-1)
        await person.press("escape")
        assert (person.at, "Esc Back" in person.line(-1)) == ("EditorScreen", True)
        await person.press("ctrl+f")
        person.app.set_focus(person.editor.area)
        await person.idle()
        assert "Esc Close" in person.line(-1)
        await person.press("escape")
        assert (person.at, "Esc Back" in person.line(-1)) == ("EditorScreen", True)
