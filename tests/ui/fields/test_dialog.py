"""The fields form on the screen: keys, mouse, what it says, and that what is filled in is always seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input

from blogwifi_tui.content.dates.input import read_typed_date
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.fields.field_row import FieldRow
from blogwifi_tui.ui.fields.multiline_input import MultilineInput
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

HOTEL = "posts/2020-03-04-hotel.md"
MANY = """\
---
title: Le WiFi de l’hôtel
date: 2020-03-04T09:30:00+01:00
tags: [wifi, hôtel]
layout: post
author: Marc
weight: 10
a_key_that_is_much_longer_than_most: x
series: [un, deux]
comments: true
---

Texte.
"""
SIZES = [(120, 40), (80, 24), (60, 20)]


async def open_fields(person: Person) -> None:
    """The form of the post about the hotel."""
    await person.press("slash")
    await person.write("hotel")
    await person.press("enter", "enter", "f6")
    assert person.at == "FieldsDialog"


def row(person: Person, name: str) -> FieldRow:
    return next(row for row in person.app.screen.query(FieldRow) if row.field == name)


def changed_lines(git: Git, blog: Path) -> list[str]:
    diff = git(blog, "diff", "-U0", "--no-color").split("\n")
    return [line for line in diff if line[:1] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES)
async def test_a_whole_date_is_seen_with_the_caret_behind_it_and_the_answers_stand_apart(
    blog: Path, size: tuple[int, int], language: str
) -> None:
    date = "2020-03-04T09:30:15+01:00"
    (blog / HOTEL).write_text(MANY.replace("2020-03-04T09:30:00+01:00", date), encoding="utf-8")
    set_language(language)
    async with at_the_program(blog, size) as person:
        await open_fields(person)
        await person.press("down", "end")
        assert " 2020-03-04 09:30:15 +01:00 " in person.text()
        lines = [line.strip(" │") for line in person.text().split("\n")]
        answers = next(number for number, line in enumerate(lines) if "(Ctrl+S)" in line)
        assert ["Ctrl+N" in lines[answers - 3] or "Ctrl+N" in lines[answers - 2], lines[answers - 1]] == [
            True,
            "",
        ]


async def test_keys_move_the_part_of_the_date_at_the_caret(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_fields(person)
        await person.press("down")
        assert person.focused.value == "2020-03-04 09:30 +01:00"
        await person.press("ctrl+up", "shift+up")
        assert person.focused.value == "2020-03-06 09:30 +01:00"
        await person.press("right", "right", "ctrl+down")
        assert person.focused.value == "2020-03-06 08:30 +01:00"
        assert "Friday 6 March 2020, 08:30" in person.text()


async def test_a_draft_without_a_date_shows_none_and_is_as_it_was_when_nothing_is_typed(
    blog: Path, git: Git
) -> None:
    text = "---\ntitle: Le WiFi de l’hôtel\ndraft: true\n---\n\nTexte.\n"
    (blog / HOTEL).rename(blog / "posts" / "hotel.md")
    (blog / "posts" / "hotel.md").write_text(text, encoding="utf-8")
    git(blog, "add", "--all", ".")
    git(blog, "commit", "--quiet", "-m", "Sans date")
    async with at_the_program(blog) as person:
        await open_fields(person)
        shown = next(line for line in person.text().splitlines() if "Date" in line)
        assert not any(sign.isdigit() for sign in shown), shown
        assert "Dated when it is published." in person.text()
        await person.press("ctrl+s", "ctrl+s")
    assert (blog / "posts" / "hotel.md").read_text(encoding="utf-8") == text
    assert git(blog, "status", "--porcelain") == ""


async def test_ctrl_n_and_the_button_give_this_moment_with_the_offset_of_the_blog(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_fields(person)
        for way in ("key", "button"):
            row(person, "date").fill("2020-01-01")
            await (person.press("down", "ctrl+n") if way == "key" else person.click("#now"))
            typed, now = read_typed_date(row(person, "date").value), person.app.screen._now()
            assert typed
            assert abs((typed.moment - now).total_seconds()) < 3600
            await person.press("up")


async def test_this_moment_is_a_day_for_a_post_that_has_a_day(blog: Path) -> None:
    (blog / HOTEL).write_text("---\ntitle: Le WiFi de l’hôtel\ndate: 2020-03-04\n---\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await open_fields(person)
        await person.press("down", "ctrl+n")
        assert person.focused.value == f"{person.app.screen._now():%Y-%m-%d}"


async def test_tab_takes_what_is_proposed_and_else_goes_on(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_fields(person)
        await person.press("down", "down")
        await person.write(", EGL")
        await person.press("tab")
        assert person.focused.value == "wifi, hôtel, église"
        await person.press("tab")
        assert person.focused.id == "field-categories"
        await person.write("rec")
        await person.press("right")
        assert person.focused.value == "Récits"


async def test_another_spelling_of_a_tag_is_named_below_it(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_fields(person)
        await person.press("down", "down")
        await person.write(", Wi-Fi")
        assert "“Wi-Fi” is there already, as “wifi”." in person.text()


async def test_escape_leaves_a_form_that_was_only_looked_at_and_asks_for_one_that_was_filled_in(
    blog: Path,
) -> None:
    async with at_the_program(blog) as person:
        await open_fields(person)
        await person.press("escape")
        assert person.at == "EditorScreen"
        await person.press("f6")
        await person.write(" (suite)")
        await person.press("escape")
        assert person.asked.startswith("Keep what you changed?\nTitle")
        await person.press("escape")
        assert row(person, "title").value == "Le WiFi de l’hôtel (suite)"
        await person.press("escape", "ctrl+s")
        assert person.line(0).startswith(" Le WiFi de l’hôtel (suite)")
        await person.press("f6")
        await person.write("…")
        await person.click("#answer-cancel")
        await person.press("ctrl+d")
        assert person.line(0).startswith(" Le WiFi de l’hôtel (suite) ")


async def test_ctrl_z_gives_a_field_back_what_it_held(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_fields(person)
        await person.write("…")
        await person.press("ctrl+z", "escape")
        assert person.at == "EditorScreen"


async def test_what_is_wrong_is_said_while_typing_and_keeps_the_form_open(blog: Path) -> None:
    async with at_the_program(blog, (60, 20)) as person:
        await open_fields(person)
        await person.press("ctrl+u")
        assert "✗ Type a title first." in person.text()
        await person.press("up", "ctrl+s")
        assert (person.at, person.focused.id) == ("FieldsDialog", "field-title")
        await person.write("Un")
        assert "✗" not in person.text()
        await person.press("ctrl+s")
        assert person.line(0).startswith(" Un ")


async def test_a_line_that_cannot_be_changed_alone_is_named_and_the_rest_of_the_form_stays(
    blog: Path,
) -> None:
    header = "title: Le WiFi de l’hôtel\nbase: &b x\nother: *b\n"
    (blog / HOTEL).write_text(f"---\n{header}---\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await open_fields(person)
        await person.write(" (suite)")
        box = row(person, "key base").box
        box.focus()
        await person.write("y")
        assert "✗ This cannot be changed without touching other lines." in person.text()
        await person.press("ctrl+s")
        assert (person.at, person.focused) == ("FieldsDialog", box)
        await person.press("ctrl+z", "ctrl+s", "ctrl+s", "escape")
    text = (blog / HOTEL).read_text(encoding="utf-8")
    assert text == f"---\n{header}---\n".replace("l’hôtel", "l’hôtel (suite)")


async def test_a_description_is_seen_whole_and_stays_one_line_in_the_file(blog: Path, git: Git) -> None:
    said = "Deux bornes par couloir, l’une à gauche, l’autre à droite, et aucune derrière la porte coupe-feu."
    async with at_the_program(blog, (80, 24)) as person:
        await open_fields(person)
        await person.press("down", "down", "down", "down", "down")
        await person.write(said.replace(", l’une", ",\nl’une"))
        assert "Deux bornes par couloir" in person.text()
        assert "coupe-feu." in person.text()
        assert f"{len(said)} characters" in person.text()
        box = person.focused
        await person.press("up", "up")
        assert person.focused is box
        await person.press("up")
        assert person.focused.id == "field-draft"
        await person.press("down", "enter")
        assert person.focused.id == "answer-accept"
        await person.press("ctrl+s", "ctrl+s", "escape")
    assert changed_lines(git, blog) == [f"+description: {said}"]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "bom"])
async def test_a_key_that_the_form_only_knows_as_text_changes_its_own_line(
    blog: Path, git: Git, end: str, mark: str
) -> None:
    (blog / HOTEL).write_bytes((mark + MANY.replace("\n", end)).encode())
    git(blog, "commit", "--quiet", "-am", "Main")
    async with at_the_program(blog) as person:
        await open_fields(person)
        row(person, "key weight").box.focus()
        await person.press("backspace", "2", "ctrl+s")
        assert "not saved" in person.line(-2)
        await person.press("ctrl+s", "escape")
    assert [line.rstrip("\r") for line in changed_lines(git, blog)] == ["-weight: 10", "+weight: 12"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_field_with_the_focus_and_what_is_said_below_it_are_always_seen(
    blog: Path, size: tuple[int, int], language: str
) -> None:
    (blog / HOTEL).write_text(MANY, encoding="utf-8")
    async with at_the_program(blog, size) as person:
        set_language(language)
        await open_fields(person)
        boxes = [row for row in person.app.screen.query(FieldRow) if row.box.can_focus]
        assert len({row.box.region.x for row in boxes}) == 1
        rows = person.app.screen.query_one(".fields--rows")
        for row in boxes:
            assert row.box is person.focused
            assert rows.region.contains_region(row.region), row.field
            if isinstance(row.box, Input | MultilineInput):
                row.fill("mot " * 60 if row.field == "description" else "")
                await person.idle()
                assert rows.region.contains_region(row.region), row.field
            await person.press("ctrl+z", "down")


async def test_what_is_typed_in_the_form_is_in_a_copy_that_stays_when_it_is_given_up(
    blog: Path,
) -> None:
    async with at_the_program(blog) as person:
        await open_fields(person)
        await person.write(" (suite)")
        journal = person.editor.services.journal
        journal.flush()
        (copy,) = recovery_dir().glob("*.recovery")
        assert "title: Le WiFi de l’hôtel (suite)\n" in json.loads(copy.read_bytes())["text"]
        await person.press("escape", "ctrl+d")
        journal.flush()
        assert [*recovery_dir().glob("*.recovery")] == [copy]
        assert person.line(-2).endswith(" saved")


async def test_the_file_of_a_post_is_shown_and_renamed_in_the_list(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_fields(person)
        assert HOTEL in person.text()
        assert "In the list, r renames." in person.text()


async def test_the_file_of_a_new_post_follows_its_title_and_takes_any_name(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("end", "n")
        await person.write("Un esai")
        await person.press("enter", "enter")
        await person.write("Texte.")
        await person.press("f6", "ctrl+u")
        await person.write("Un essai")
        day = f"{person.app.screen._now():%Y-%m-%d}"
        assert row(person, "file").value == f"posts/{day}-un-essai.md"
        row(person, "file").fill("posts/essai.md")
        await person.press("ctrl+s")
        await person.idle()
        person.app.screen.services.journal.flush()
        assert len(list(recovery_dir().glob("*.recovery"))) == 1
        await person.press("ctrl+s", "enter", "escape")
        assert person.titles.count("Un essai") == 1
        assert person.selected == "Un essai"
    assert (blog / "posts" / "essai.md").read_text(encoding="utf-8").endswith("Texte.\n")
    assert not list(blog.glob("posts/*esai.md"))


async def test_a_file_that_is_not_utf_8_is_not_filled_in(blog: Path) -> None:
    (blog / HOTEL).write_bytes("---\ntitle: hotel été\n---\n".encode("latin-1"))
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("hotel")
        await person.press("enter", "enter", "f6")
        assert person.at == "EditorScreen"
        assert person.message.startswith("This file is not UTF-8 text")


FRENCH = """\
---
title: Le plan à 2,4\u00a0GHz\u202f!
date: 2020-03-04T09:30:00+01:00
tags: ["2,4\u00a0GHz", wifi]
categories: [Réseaux\u00a0sans fil]
description: "Un mot\u00a0; deux mots\u202f? À 5\u2007GHz."
series: "Tome\u00a01"
---

Texte.
"""


async def test_no_break_spaces_of_fields_that_are_not_touched_stay(blog: Path, git: Git) -> None:
    (blog / HOTEL).write_text(FRENCH, encoding="utf-8")
    git(blog, "commit", "--quiet", "-am", "Avec insécables")
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("plan")
        await person.press("enter", "enter", "f6", "escape")
        assert person.at == "EditorScreen"
        await person.press("f6")
        tags = row(person, "tags").query_one(Input)
        tags.focus()
        await person.press("end")
        await person.write(", essai")
        await person.press("ctrl+s", "ctrl+s", "escape")
    assert changed_lines(git, blog) == [
        '-tags: ["2,4\u00a0GHz", wifi]',
        '+tags: ["2,4\u00a0GHz", wifi, "essai"]',
    ]
