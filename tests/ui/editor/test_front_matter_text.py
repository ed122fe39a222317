"""The front matter as text: shown above the text and hidden again, where the form cannot change it alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.terminal import LentTerminal
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

HOTEL = "posts/2020-03-04-hotel.md"
HEADER = """\
---
title: Le WiFi de l’hôtel   # le nôtre
date: 2020-03-04
base: &b x
other: *b
layout:   post
---

"""
POST = f"{HEADER}Texte.\n\nFin.\n"


@pytest.fixture
def post(blog: Path, git: Git) -> Path:
    """A post one of whose fields cannot be changed alone."""
    (blog / HOTEL).write_text(POST, encoding="utf-8")
    git(blog, "commit", "--quiet", "-am", "Main")
    return blog / HOTEL


async def open_post(person: Person) -> None:
    await person.press("slash")
    await person.write("hotel")
    await person.press("enter", "enter")


def right_half(person: Person) -> str:
    return "\n".join(line[60:] for line in person.text().split("\n"))


async def change_base(person: Person) -> None:
    """Type into the field of a value that an anchor names."""
    await person.press("f6")
    row = next(row for row in person.app.screen.query("FieldRow") if row.field == "key base")
    row.box.focus()
    await person.write("y")


async def test_a_field_that_cannot_be_changed_alone_says_why_and_leads_to_its_line_as_text(
    blog: Path, post: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("f6")
        await person.write(" (suite)")
        await person.press("escape", "escape")
        row = next(row for row in person.app.screen.query("FieldRow") if row.field == "key base")
        row.box.focus()
        await person.write("y")
        assert "A YAML anchor, alias or tag ties it to them." in " ".join(person.asked.split())
        assert "Front matter as text (Shift+F6)" in person.text()
        await person.press("shift+f6")
        assert person.at == "EditorScreen"
        assert person.message == "Write “base” here, in the front matter. You had typed: xy"
        area = person.editor.area
        assert area.document.get_line(area.cursor_location[0]) == "base: &b x"
        assert area.has_focus
        await person.press("end")
        await person.write("y")
        await person.press("ctrl+s", "enter")
        assert person.message.startswith("Committed ")
    text = post.read_text(encoding="utf-8")
    assert text == POST.replace("hôtel   #", "hôtel (suite)   #").replace("&b x", "&b xy")


async def test_the_button_of_the_form_leads_there_too_and_without_a_change_to_the_field_with_the_focus(
    blog: Path, post: Path
) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("f6", "down")
        await person.click("#answer-as-text")
        area = person.editor.area
        assert area.document.get_line(area.cursor_location[0]) == "date: 2020-03-04"
        assert person.line(-2).endswith(" saved")
        await person.press("escape")
        assert person.at == "ListScreen"
    assert post.read_text(encoding="utf-8") == POST


async def test_what_no_front_matter_could_hold_is_mended_in_the_form_first(blog: Path, post: Path) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await change_base(person)
        await person.press("up", "up", "up", "up", "up", "up")
        next(row for row in person.app.screen.query("FieldRow") if row.field == "date").fill("demain")
        await person.press("shift+f6")
        assert (person.at, person.focused.id) == ("FieldsDialog", "field-date")
    assert post.read_text(encoding="utf-8") == POST


async def test_one_line_of_the_front_matter_changed_by_hand_changes_these_bytes_alone(
    blog: Path, post: Path, git: Git
) -> None:
    post.write_bytes(POST.replace("\n", "\r\n").encode())
    git(blog, "commit", "--quiet", "-am", "Fins de ligne")
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("shift+f6")
        assert person.editor.area.text == POST
        person.editor.area.goto(5, len("layout:   post"))
        await person.write("s")
        assert "not saved" in person.line(-2)
        await person.press("ctrl+s", "enter")
        assert person.editor.area.text.startswith("---\n")
        await person.press("shift+f6")
        assert person.editor.area.text == "Texte.\n\nFin.\n"
        assert "commit " in person.line(-2)
    assert (
        post.read_bytes() == POST.replace("layout:   post", "layout:   posts").replace("\n", "\r\n").encode()
    )


async def test_the_palette_shows_the_front_matter_and_hides_it_and_the_caret_stays_on_its_words(
    blog: Path, post: Path
) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("down", "down", "right")
        await person.palette("Front matter as text")
        assert person.editor.area.text == POST
        assert person.editor.area.cursor_location == (10, 1)
        assert person.line(-2).endswith(" saved")
        await person.palette("Front matter as text")
        assert person.editor.area.text == "Texte.\n\nFin.\n"
        assert person.editor.area.cursor_location == (2, 1)
        assert person.line(-2).endswith(" saved")


async def test_the_palette_offers_it_in_french(blog: Path, post: Path) -> None:
    async with at_the_program(blog) as person:
        set_language("fr")
        await open_post(person)
        await person.palette("En-tête en texte")
        assert person.editor.area.text == POST


async def test_the_preview_never_shows_the_front_matter(blog: Path, post: Path) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("shift+f6")
        assert "Texte." in right_half(person)
        assert "layout" not in right_half(person)
        person.editor.area.goto(8)
        await person.write("Encore. ")
        assert "Encore. Texte." in right_half(person)
        assert "layout" not in right_half(person)


async def test_a_front_matter_that_cannot_be_read_stays_shown_with_the_reason(blog: Path, post: Path) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("shift+f6")
        person.editor.area.goto(1, len("title: "))
        await person.write("[")
        await person.press("shift+f6")
        assert person.message.startswith("Line ")
        assert person.editor.area.text.startswith("---\ntitle: [Le")
        await person.press("f6")
        assert "front matter cannot be read" in person.message
        await person.press("ctrl+z", "shift+f6")
        assert person.editor.area.text == "Texte.\n\nFin.\n"


async def test_undo_and_redo_show_and_hide_the_front_matter_as_they_pass_it(blog: Path, post: Path) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        area = person.editor.area
        await person.write("Un. ")
        await person.press("shift+f6")
        assert area.text == POST.replace("Texte", "Un. Texte")
        area.goto(5, len("layout:   post"))
        await person.write("s")
        await person.press("ctrl+z", "ctrl+z")
        assert area.text == "Un. Texte.\n\nFin.\n"
        assert not person.editor.opened.buffer.as_text
        assert person.editor.opened.edited().data == POST.replace("Texte", "Un. Texte").encode()
        await person.press("ctrl+z")
        assert area.text == "Texte.\n\nFin.\n"
        assert person.editor.opened.edited().data == POST.encode()
        await person.press("ctrl+y", "ctrl+y", "ctrl+y")
        wanted = POST.replace("Texte", "Un. Texte").replace("layout:   post", "layout:   posts")
        assert area.text == wanted
        await person.press("ctrl+s", "enter")
    assert post.read_text(encoding="utf-8") == wanted


async def test_undo_past_the_showing_keeps_a_field_that_was_changed_meanwhile(blog: Path, post: Path) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("shift+f6", "shift+f6", "f6")
        await person.write(" (suite)")
        await person.press("ctrl+s", "ctrl+z")
        changed = POST.replace("hôtel   #", "hôtel (suite)   #")
        assert person.editor.area.text == changed
        assert person.editor.opened.edited().data == changed.encode()


async def test_undo_of_a_saved_change_of_the_front_matter_keeps_what_is_shown_true(
    blog: Path, post: Path
) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("shift+f6")
        person.editor.area.goto(5, len("layout:   post"))
        await person.write("s")
        await person.press("ctrl+s", "enter", "ctrl+z", "ctrl+z")
        assert person.editor.area.text == "Texte.\n\nFin.\n"
        assert "not saved" in person.line(-2)
        await person.press("ctrl+s", "enter")
    assert post.read_text(encoding="utf-8") == POST


async def test_the_fields_can_be_changed_while_the_front_matter_is_shown(blog: Path, post: Path) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("shift+f6", "f6")
        await person.write(" (suite)")
        await person.press("ctrl+s")
        assert person.editor.area.text == POST.replace("hôtel   #", "hôtel (suite)   #")
        await person.press("ctrl+z")
        assert person.editor.area.text == POST


async def test_the_recovery_copy_holds_the_file_whichever_part_is_shown(blog: Path, post: Path) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("shift+f6")
        person.editor.area.goto(10, 3)
        await person.write(" là")
        person.editor.keep_copy()
        person.editor.services.journal.flush()
        (copy,) = recovery_dir().glob("*.recovery")
        held = json.loads(copy.read_bytes())
        assert held["text"] == POST.replace("Fin.", "Fin là.")
        assert (held["row"], held["column"]) == (2, 6)


async def test_another_program_s_change_is_joined_under_the_front_matter_that_is_shown(
    blog: Path, post: Path
) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("shift+f6")
        person.editor.area.goto(5, len("layout:   post"))
        await person.write("s")
        post.write_text(POST.replace("Fin.", "Fin, là-bas."), encoding="utf-8")
        person.editor.look_outside()
        await person.idle()
        joined = POST.replace("layout:   post", "layout:   posts").replace("Fin.", "Fin, là-bas.")
        assert person.editor.area.text == joined
        await person.press("ctrl+s", "enter")
    assert post.read_text(encoding="utf-8") == joined


async def test_undo_past_another_program_s_broken_front_matter_brings_mine_back_whole(
    blog: Path, post: Path
) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.write("Mon texte. ")
        post.write_text(
            POST.replace("title: Le", "title: [Le").replace("Texte", "Leur texte"), encoding="utf-8"
        )
        await person.press("ctrl+s", "ctrl+d")
        assert person.editor.area.text.startswith("---\ntitle: [Le")
        await person.press("ctrl+z")
        assert person.editor.area.text.startswith("Mon texte. Texte.")
        assert person.editor.opened.edited().data == POST.replace("Texte", "Mon texte. Texte").encode()


async def test_a_post_deleted_outside_is_written_again_once_while_its_front_matter_is_shown(
    blog: Path, post: Path
) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("shift+f6")
        post.unlink()
        await person.press("ctrl+s", "enter")
        person.editor.area.goto(8)
        await person.write("Encore. ")
        await person.press("ctrl+s", "enter")
    assert post.read_text(encoding="utf-8") == POST.replace("Texte.", "Encore. Texte.")


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "text alone"])
async def test_ctrl_g_hands_over_what_is_shown(
    blog: Path, post: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    seen: list[str] = []

    def edit(file: Path, _chosen: str | None, **_further: object) -> None:
        text = file.read_text(encoding="utf-8")
        seen.append(text)
        text = text.replace("layout:   post", "layout:   posts").replace("Fin.", "Fini.")
        file.write_text(text, encoding="utf-8")

    @contextmanager
    def nobody(_app: object) -> Iterator[LentTerminal]:
        yield LentTerminal(-1)

    monkeypatch.setattr("blogwifi_tui.ui.editor.external_editor.edit_file", edit)
    monkeypatch.setattr("blogwifi_tui.ui.editor.external_editor.lent_terminal", nobody)
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press(*["shift+f6"] * whole, "ctrl+g")
        assert seen == [POST if whole else "Texte.\n\nFin.\n"]
        await person.press("ctrl+s", "enter")
    changed = POST.replace("Fin.", "Fini.")
    assert post.read_text(encoding="utf-8") == (
        changed.replace("layout:   post", "layout:   posts") if whole else changed
    )


async def test_a_file_that_is_not_utf_8_is_made_so_first(blog: Path) -> None:
    (blog / HOTEL).write_bytes("---\ntitle: hotel été\n---\n".encode("latin-1"))
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("shift+f6")
        assert person.message.startswith("This file is not UTF-8 text")


async def test_where_the_preview_stands_alone_the_text_comes_back_with_the_front_matter(
    blog: Path, post: Path
) -> None:
    async with at_the_program(blog) as person:
        await open_post(person)
        await person.press("f4", "shift+f6")
        assert person.focused is person.editor.area
        assert "layout:   post" in person.text()


async def test_f6_says_where_to_mend_a_front_matter_that_cannot_be_read(blog: Path) -> None:
    file = blog / "posts" / "2006-01-01-casse.md"
    file.write_text("---\ntitle: [Cassé\ndate: 2099-01-01\n---\n\nTexte.\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("ctrl+r")
        while person.selected != "[Cassé":
            await person.press("down")
        await person.press("enter", "f6")
        assert "title: [Cassé" in person.text()
        assert person.message == "The front matter cannot be read; it stands above the text: mend it there."
