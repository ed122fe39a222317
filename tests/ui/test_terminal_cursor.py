"""The terminal's cursor stands on what is selected on every screen, where a braille display looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.widgets import Button, Input, OptionList, TextArea

from blogwifi_tui.ui.list.post_list import PostList
from tests.conftest import Git
from tests.ui.every_screen import EVERY, HOTEL, Way
from tests.ui.person import Person, at_the_program

LINKS = (
    "---\ntitle: Liens\ndate: 2096-01-01\n---\n\nVoir [là](https://exemple.fr/) et [ici](https://a.fr/).\n"
)


def cursor(person: Person) -> Offset:
    return person.app.cursor_position


def from_cursor(person: Person) -> str:
    """What is on the screen from the cursor to the end of its line."""
    place = cursor(person)
    return person.line(place.y)[place.x :]


@pytest.mark.parametrize("way", EVERY, ids=lambda way: way.name)
async def test_the_cursor_is_on_what_is_selected(blog: Path, git: Git, way: Way) -> None:
    async with way.opened(blog, git, (80, 24)) as person:
        place, focused = cursor(person), person.focused
        assert place in person.app.screen.region
        assert focused is None or place in focused.content_region
        assert focused is not None or from_cursor(person).strip()
        if isinstance(focused, PostList):
            assert not len(focused._rows) or person.selected[:10] in from_cursor(person)
        elif isinstance(focused, OptionList) and focused.highlighted_option:
            assert from_cursor(person).startswith(str(focused.highlighted_option.prompt)[:10])
        elif isinstance(focused, Button):
            assert from_cursor(person).startswith(str(focused.label)[:10])
        elif isinstance(focused, (Input, TextArea)):
            assert place == focused.cursor_screen_offset


async def test_the_cursor_follows_the_selected_post_through_the_list_and_past_its_end(blog: Path) -> None:
    async with at_the_program(blog, (60, 7)) as person:
        lines = [cursor(person).y]
        for _row in range(4):
            await person.press("down")
            assert person.selected[:8] in from_cursor(person)
            lines.append(cursor(person).y)
        assert lines[0] < lines[1]
        await person.press("home")
        assert cursor(person).y == lines[0]


async def test_the_cursor_says_that_there_is_no_post(blog: Path) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await person.press("slash")
        await person.write("introuvable")
        await person.press("down")
        assert "No post matches" in from_cursor(person)


@pytest.mark.parametrize("keys", [("ctrl+p",), ("T",), ("enter", "ctrl+o")], ids="-".join)
async def test_the_cursor_is_in_the_box_while_one_types_and_on_the_row_once_one_moves(
    blog: Path, keys: tuple[str, ...]
) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await person.press(*keys)
        await person.pilot.pause()
        await person.idle()
        box = person.focused
        listed = next(each for each in person.app.screen.query(OptionList) if not each.can_focus)
        assert isinstance(box, Input)
        await person.press("e")
        await person.pilot.pause()
        await person.idle()
        assert cursor(person) == box.cursor_screen_offset
        await person.press("down")
        chosen = listed.highlighted_option
        assert chosen is not None
        assert cursor(person) in listed.region
        shown = person.line(cursor(person).y)
        assert str(chosen.prompt).split("\n")[0].strip()[:12] in shown
        await person.press("t")
        await person.pilot.pause()
        await person.idle()
        assert cursor(person) == box.cursor_screen_offset


async def test_the_cursor_goes_from_answer_to_answer(blog: Path) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await person.press("delete")
        assert from_cursor(person).startswith("Do not delete")
        await person.press("escape", "down", "p")
        await person.press("right")
        assert from_cursor(person).startswith("Not now")


async def test_the_cursor_is_at_the_first_line_that_is_read_and_then_at_the_chosen_link(
    blog: Path, git: Git
) -> None:
    (blog / "posts" / "2096-01-01-liens.md").write_text(LINKS, encoding="utf-8")
    git(blog, "add", "posts")
    git(blog, "commit", "--quiet", "-m", "Liens")
    async with at_the_program(blog, (120, 40)) as person:
        await person.press("tab")
        assert from_cursor(person).startswith("Liens")
        await person.press("right")
        assert from_cursor(person).startswith("là")
        await person.press("right")
        assert from_cursor(person).startswith("ici")


async def test_the_cursor_is_on_the_commit_that_is_looked_at(blog: Path, git: Git) -> None:
    text = "---\ntitle: Le WiFi de l’hôtel\ndate: 2020-03-04\n---\n\nAutre.\n"
    (blog / HOTEL).write_text(text, encoding="utf-8")
    git(blog, "commit", "--quiet", "-am", "Une seconde fois")
    async with at_the_program(blog, (80, 24)) as person:
        await person.press("down", "down", "h")
        assert person.at == "HistoryScreen"
        before = cursor(person).y
        await person.press("down")
        assert cursor(person).y == before + 1
