"""The search box completes what it knows, and shows the line that answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blogwifi_tui.ui.list import search_results
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.list.search_box import SearchBox
from tests.ui.person import Person, at_the_program

HOTEL, EGLISE = "Le WiFi de l’hôtel", "Réseaux d’église"


def typed(person: Person) -> str:
    return person.app.screen.query_one(SearchBox).text


async def test_tab_completes_a_key_then_a_tag_and_the_posts_follow(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("ta")
        assert person.line(-2).split()[-2:] == ["Tab", "tag:"]
        await person.press("tab")
        assert (typed(person), person.line(-2).split()[3:6]) == ("tag:", ["wifi", "·", "église"])
        await person.write("hot")
        await person.press("tab")
        assert typed(person) == "tag:hôtel "
        assert person.titles == [HOTEL]
        await person.write("state:")
        await person.press("tab")
        assert typed(person) == "tag:hôtel state:draft "


async def test_the_arrow_completes_at_the_end_and_moves_elsewhere(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("year:20")
        await person.press("left", "right")
        assert typed(person) == "year:20"
        await person.press("right")
        assert typed(person) == "year:2095 "
        assert person.titles == ["Lettre à 2095"]


async def test_what_cannot_be_asked_is_told_as_on_the_command_line(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        for typed_key in "year:20":
            await person.write(typed_key)
            assert not person.message
        await person.write("x")
        assert person.message == "“year:20x” names no year. Write it as 2026, 2024-2026 or 2024-."
        await person.press("backspace")
        assert not person.message
        await person.press("escape", "slash")
        await person.write("state:bogus")
        assert "no post can be so. It can be one of these: draft, scheduled" in person.message
        await person.press("escape", "slash")
        await person.write("before:x")
        assert not person.message
        await person.press("enter")
        assert "names no date" in person.message
        await person.press("escape")
        assert not person.message


async def test_a_word_in_the_middle_is_completed_where_it_stands(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("tag:r texte")
        await person.press(*["left"] * 6, "tab")
        assert typed(person) == "tag:Récits texte"
        assert person.titles == [EGLISE]


async def test_tab_goes_on_where_there_is_nothing_to_complete(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("wifi")
        await person.press("tab")
        assert not person.app.screen.query_one(SearchBox).has_focus_within


@pytest.mark.usefixtures("french")
async def test_keys_and_states_are_completed_in_french(blog: Path) -> None:
    (blog / "blogwifi.toml").write_text('[blog]\nlanguage = "fr"\n', encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("eta")
        await person.press("tab", "tab")
        assert typed(person) == "état:brouillon "
        assert person.titles == ["Un brouillon"]


async def test_on_a_narrow_screen_as_many_completions_are_told_as_fit(blog: Path) -> None:
    async with at_the_program(blog, size=(60, 20)) as person:
        await person.press("slash")
        await person.write("tag:")
        assert person.line(-2).startswith(" / tag:")
        assert person.line(-2).endswith("Tab wifi · église · hôtel")


async def test_the_line_that_answers_is_shown_and_enter_opens_the_editor_there(blog: Path) -> None:
    file = blog / "posts" / "2014-02-03-eglise.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\nRien.\n\nUn vitrail, et derrière le réseau.\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("vitrail")
        assert "1 of 5 posts" in person.line(0)
        assert "Un vitrail, et derrière le réseau." in person.line(2)
        await person.press("enter", "enter")
        assert person.at == "EditorScreen"
        area = person.editor.area
        assert area.document.get_line(area.cursor_location[0]).startswith("Un vitrail")


async def test_a_post_found_by_its_title_or_its_tags_shows_its_tags_below_and_no_empty_line(
    blog: Path,
) -> None:
    text = "---\ntitle: Phare {}\ndate: 2010-01-01\n{}---\n\nRien.\n"
    (blog / "posts" / "un.md").write_text(text.format("un", "tags: [mer, îles]\n"), encoding="utf-8")
    (blog / "posts" / "deux.md").write_text(text.format("deux", ""), encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("phare un")
        assert re.split("[▏│┃]", person.line(2))[0].strip(" ▌") == "mer · îles"
        assert "mer · îles" not in person.line(1)
        await person.press(*["backspace"] * 2)
        await person.write("deux")
        assert re.split("[▏│┃]", person.line(2))[0].strip(" ▌") == "posts/deux.md"


async def test_lines_that_answer_are_looked_for_in_every_post_that_comes_in_sight(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_results, "SHOWN", 12)
    for number in range(30):
        text = f"---\ntitle: Post {number}\ndate: 2010-01-{number + 1:02}\n---\n\nUn phare, le {number}.\n"
        (blog / "posts" / f"2010-{number:02}.md").write_text(text, encoding="utf-8")
    async with at_the_program(blog, size=(80, 24)) as person:
        await person.press("slash")
        await person.write("phare")
        assert "Un phare, le 29." in person.text()
        await person.press("enter", "end")
        assert "Un phare, le 0." in person.text()
        posts = person.app.screen.query_one(PostList)
        assert (posts.cursor, person.selected) == (29, "Post 0")


async def test_a_search_for_words_selects_the_best_post_and_keeps_the_one_chosen_then(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("end", "slash")
        await person.write("wifi")
        assert person.titles == [HOTEL, "Un brouillon"]
        assert person.selected == HOTEL
        await person.press("down", "down", "ctrl+r")
        assert person.selected == "Un brouillon"


async def test_a_filter_keeps_the_selected_post_or_selects_the_first(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "slash")
        await person.write("tag:wifi")
        assert (person.titles, person.selected) == (["Un brouillon", HOTEL], HOTEL)
        await person.press("escape", "end", "slash")
        await person.write("tag:wifi")
        assert person.selected == "Un brouillon"


async def test_words_that_are_not_wanted_are_looked_for_in_bodies_too(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("-eglise.md")
        assert person.titles == ["Lettre à 2095", "Un brouillon", HOTEL, "[Cassé"]
        assert "by date" in person.line(0)
        assert person.line(2).strip().startswith("✎ draft")
