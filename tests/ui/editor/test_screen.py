"""Writing: a new post, saving and committing, leaving, fields, layouts, another editor."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from blogwifi_tui.ui.widgets.preview import Preview
from tests.conftest import Git
from tests.ui.list.test_post_actions import last_commit
from tests.ui.person import Person, at_the_program

HOTEL = "posts/2020-03-04-hotel.md"


async def write_new(person: Person, title: str, tags: str = "") -> None:
    await person.press("n")
    await person.write(title)
    await person.press("enter")
    await person.write(tags)
    await person.press("enter")


def new_posts(folder: Path) -> list[Path]:
    """The files of today's posts, whatever day it is."""
    return [
        path for path in (folder / "posts").iterdir() if path.name > "2021-07" and "2095" not in path.name
    ]


async def open_hotel(person: Person) -> None:
    await person.press("down", "down", "enter")


async def test_a_new_post_is_first_committed_when_it_is_first_saved(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await write_new(person, "L’été à Noël : le WiFi d’œuvre", "wifi, Noël")
        assert "new, not saved" in person.line(-2)
        assert new_posts(blog) == []
        await person.write("Un.\n\nDeux.\n")
        await person.press("ctrl+s")
        assert "Commit: Add: L’été à Noël : le WiFi d’œuvre" in person.text()
        assert person.line(-1).split() == ["Enter", "Commit", "Esc", "Later"]
        await person.press("enter")
        sha = git(blog, "rev-parse", "--short=7", "HEAD")
        assert person.message == f"Committed {sha}."
        assert "Add:" not in person.text()  # nothing that looks as if the bar still asked for the message
        assert person.line(-2).endswith(f"commit {sha}")
        await person.press("escape")
        assert person.selected == "L’été à Noël : le WiFi d’œuvre"
    [file] = new_posts(blog)
    assert file.name.endswith("-l-ete-a-noel-le-wifi-d-oeuvre.md")
    text = file.read_text(encoding="utf-8")
    assert "draft: true" in text
    assert text.endswith("Un.\n\nDeux.\n")
    assert last_commit(git, blog) == ("Add: L’été à Noël : le WiFi d’œuvre", [f"A posts/{file.name}"])


async def test_leaving_a_new_post_without_a_word_leaves_nothing(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await write_new(person, "Rien")
        await person.press("escape")
        assert (person.at, len(person.titles)) == ("ListScreen", 5)
    assert git(blog, "status", "--porcelain") == ""


async def test_a_new_post_needs_a_title(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("n", "enter", "enter")
        assert "Type a title first." in person.asked
        await person.press("escape")
        assert person.at == "ListScreen"


async def test_a_no_break_space_is_typed_into_a_title_as_into_a_text(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("n")
        for letter in "Quoi\u202f?":
            person.app.post_message(Key("x", letter))
            await person.idle()
        await person.press("enter", "enter")
        assert person.editor.post.title == "Quoi\u202f?"


async def test_tags_are_completed_from_those_used_before_without_accents(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("n", "down", *"wifi, hot", "right")
        assert person.focused.value == "wifi, hôtel"


async def test_esc_in_the_message_bar_leaves_the_post_saved_and_keeps_the_message(
    blog: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.write("Mot. ")
        await person.press("ctrl+s")
        await person.write(" et plus")
        await person.press("escape")
        assert person.message == "Saved, not committed."
        assert isinstance(person.focused, EditorArea)
        assert (blog / HOTEL).read_text(encoding="utf-8").count("Mot. ") == 1
        assert last_commit(git, blog)[0] == "Premiers articles"
        await person.press("ctrl+s")
        assert "Commit: Edit: Le WiFi de l’hôtel et plus" in person.text()
        await person.press("ctrl+s")
    assert last_commit(git, blog) == ("Edit: Le WiFi de l’hôtel et plus", [f"M {HOTEL}"])


async def test_ctrl_s_twice_commits(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.write("Mot. ")
        await person.press("ctrl+s", "ctrl+s")
        assert person.message.startswith("Committed ")
    assert last_commit(git, blog) == ("Edit: Le WiFi de l’hôtel", [f"M {HOTEL}"])


async def test_what_was_committed_is_no_longer_said_once_more_is_saved(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.write("Un. ")
        await person.press("ctrl+s", "enter")
        assert "commit " in person.line(-2)
        await person.write("Deux. ")
        assert "not saved" in person.line(-2)
        await person.press("ctrl+s", "escape")
        assert person.line(-2).endswith(" saved")


async def test_saving_without_a_change_changes_nothing_and_says_so(blog: Path, git: Git) -> None:
    data = (blog / HOTEL).read_bytes()
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("ctrl+s")
        assert person.message == "Nothing to commit: the post is as in its last commit."
    assert (blog / HOTEL).read_bytes() == data
    assert last_commit(git, blog)[0] == "Premiers articles"


async def test_where_commits_are_not_asked_about_ctrl_s_commits_at_once(blog: Path, git: Git) -> None:
    (blog / "blogwifi.toml").write_text("[commit]\nask = false\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.write("Mot. ")
        await person.press("ctrl+s")
        sha = git(blog, "rev-parse", "--short=7", "HEAD")
        assert person.message == f"Committed {sha}: Edit: Le WiFi de l’hôtel"
    assert last_commit(git, blog) == ("Edit: Le WiFi de l’hôtel", [f"M {HOTEL}"])


async def test_leaving_with_unsaved_text_asks_and_staying_keeps_it(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.write("Mot. ")
        await person.press("escape")
        assert "“Le WiFi de l’hôtel” is not saved." in person.asked
        await person.press("escape")
        assert person.editor.area.text.startswith("Mot. ")


@pytest.mark.parametrize(("answer", "saved"), [("enter", True), ("ctrl+d", False)])
async def test_leaving_saves_or_gives_up_as_answered(blog: Path, answer: str, saved: bool) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.write("Mot. ")
        await person.press("escape", answer)
        assert person.at == "ListScreen"
        assert ("± edited" in person.line(3)) is saved
    assert ("Mot. " in (blog / HOTEL).read_text(encoding="utf-8")) is saved


async def test_ctrl_s_is_the_same_where_leaving_is_asked_about(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.write("Mot. ")
        await person.press("escape", "ctrl+s")
        assert "Commit: Edit: Le WiFi de l’hôtel" in person.text()
        await person.press("enter")
        assert person.at == "EditorScreen"
        assert isinstance(person.focused, EditorArea)
    assert last_commit(git, blog) == ("Edit: Le WiFi de l’hôtel", [f"M {HOTEL}"])


async def test_ctrl_q_in_the_editor_asks_before_anything_is_lost(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.write("Mot. ")
        await person.press("ctrl+q")
        assert "is not saved." in person.asked
        await person.press("ctrl+q")
        assert person.app.is_running
        await person.press("escape")
        await person.press("ctrl+s", "escape")
        await person.pilot.press("ctrl+q")
        assert not person.app.is_running


async def test_keys_that_arrive_at_once_are_all_in_what_is_saved(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.burst("down", "down", "enter")
        await person.burst(*"Tout d'un coup ", "ctrl+s")
        await person.burst("enter")
        assert person.message.startswith("Committed ")
    assert "Tout d'un coup Texte" in (blog / HOTEL).read_text(encoding="utf-8")


async def test_a_title_typed_before_its_dialog_is_there_is_not_lost(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.burst("n", *"duplicate", "enter", *"wifi", "enter")
        assert (person.at, person.editor.post.title, person.editor.post.tags) == (
            "EditorScreen",
            "duplicate",
            ("wifi",),
        )


async def test_the_preview_shows_what_is_written(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.write("Voici **gras**. ")
        right = "\n".join(line[60:] for line in person.text().split("\n"))
        assert "Voici gras." in right


async def test_f4_goes_through_beside_alone_and_off(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        area, preview = person.editor.query_one(EditorArea), person.editor.query_one(Preview)
        shown = []
        for _layout in range(3):
            shown.append((area.size.width > 0, preview.size.width > 0, person.focused is area))
            await person.press("f4")
        assert shown == [(True, True, True), (False, True, False), (True, False, True)]


async def test_on_a_narrow_screen_each_f4_changes_what_is_shown(blog: Path) -> None:
    async with at_the_program(blog, size=(80, 24)) as person:
        await open_hotel(person)
        preview = person.editor.query_one(Preview)
        shown = []
        for _layout in range(4):
            shown.append(preview.size.width > 0)
            await person.press("f4")
        assert shown == [False, True, False, True]


async def test_the_fields_form_changes_the_lines_of_what_was_changed_and_no_other(
    blog: Path, git: Git
) -> None:
    (blog / HOTEL).write_text(
        '---\ntitle: "Le WiFi de l’hôtel"   # le nôtre\nlayout:   post\ntags: [wifi,  hôtel]\n---\n\nEt.\n',
        encoding="utf-8",
    )
    git(blog, "commit", "--quiet", "-am", "Main")
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("hotel")
        await person.press("enter", "enter", "f6")
        assert person.at == "FieldsDialog"
        await person.write(" (suite)")
        await person.press("ctrl+s")
        assert person.line(0).startswith(" Le WiFi de l’hôtel (suite)")
        assert "not saved" in person.line(-2)
        await person.press("ctrl+s", "enter")
    changed = [line for line in git(blog, "show", "--format=", "-U0").split("\n") if line[:1] in "+-"]
    assert changed[2:] == [
        '-title: "Le WiFi de l’hôtel"   # le nôtre',
        '+title: "Le WiFi de l’hôtel (suite)"   # le nôtre',
    ]


async def test_the_fields_form_works_with_keys_and_with_the_mouse(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("f6", "down")
        assert person.focused.value == "2020-03-04 09:30 +01:00"
        await person.press("enter", "enter", "enter", "space", "enter")
        assert person.focused.id == "field-description"
        await person.click("#field-draft")
        await person.press("space")
        await person.click("#answer-accept")
        assert "✎ draft" in person.line(0)


async def test_the_fields_form_refuses_what_is_no_date(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("f6", "down", "ctrl+u")
        await person.write("demain")
        await person.press("ctrl+s")
        assert "Write the date as 2026-05-12 09:30." in person.asked
        await person.press("escape", "ctrl+d")
        assert person.line(-2).endswith(" saved")


async def test_a_broken_header_is_edited_as_text_with_what_is_wrong_said(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await person.press("end", "enter")
        assert person.message.startswith("Line 3: the front matter is not well formed")
        await person.press("f6")
        assert "front matter cannot be read" in person.message
        assert person.editor.area.text.startswith("---\ntitle: [Cassé\n")
        person.editor.area.goto(1, len("title: [Cassé"))
        await person.write("]")
        await person.press("ctrl+s", "enter", "escape")
        assert "✗ unreadable" not in person.text()
    assert last_commit(git, blog)[1] == ["M posts/2006-05-06-casse.md"]
    assert (
        (blog / "posts" / "2006-05-06-casse.md")
        .read_text(encoding="utf-8")
        .startswith("---\ntitle: [Cassé]\n")
    )


async def test_a_header_typed_by_hand_is_saved_once_however_often_one_saves(blog: Path) -> None:
    file = blog / "posts" / "2010-01-01-nu.md"
    file.write_text("Texte nu.\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("texte nu")
        await person.press("enter", "enter")
        await person.write("---\ntitle: Vêtu\n---\n")
        await person.press("ctrl+s", "escape")
        await person.write("Et encore. ")
        await person.press("ctrl+s", "escape")
    assert file.read_text(encoding="utf-8") == "---\ntitle: Vêtu\n---\nEt encore. Texte nu.\n"


async def test_line_ends_and_marks_of_old_files_stay_as_they_are(blog: Path) -> None:
    file = blog / HOTEL
    file.write_bytes("\ufeff---\r\ntitle: Le WiFi de l’hôtel\r\n---\r\n\r\nUn\u2028deux\r\ntrois".encode())
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("hotel")
        await person.press("enter", "enter")
        await person.write("X")
        await person.press("ctrl+s", "escape")
    assert file.read_bytes() == (
        "\ufeff---\r\ntitle: Le WiFi de l’hôtel\r\n---\r\n\r\nXUn\u2028deux\r\ntrois".encode()
    )


async def test_a_file_that_is_not_utf_8_is_shown_and_cannot_be_changed(blog: Path) -> None:
    file = blog / HOTEL
    file.write_bytes("---\ntitle: Été\n---\nDéjà vu\n".encode("cp1252"))
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("hotel")
        await person.press("enter", "enter")
        assert "not UTF-8" in person.message
        assert "Déjà vu" in person.text()
        await person.press("x")
        await person.press("escape")
        assert person.at == "ListScreen"
    assert file.read_bytes() == "---\ntitle: Été\n---\nDéjà vu\n".encode("cp1252")
