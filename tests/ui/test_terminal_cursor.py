"""The terminal's cursor stands on what is selected on every screen, where a braille display looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.widgets import Button, Input, OptionList, TextArea

from blogwifi_tui.ui.list.post_list import PostList
from tests.conftest import Git
from tests.ui.every_screen import HOTEL
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


def is_behind_what_was_typed(person: Person, box: Input) -> bool:
    """Whether the cursor is where the next letter goes."""
    place, typed = cursor(person), box.value[: box.cursor_position]
    line = person.app.screen._compositor.render_strips()[place.y]
    shown = line.crop(box.content_region.x, place.x).text
    return place in box.content_region and typed.endswith(shown) and bool(shown) == bool(typed)


def misplaced(person: Person) -> list[str]:
    """How the cursor is not on what is selected on the screen that is open, nor in what has the keyboard."""
    place, focused = cursor(person), person.focused
    if place not in person.app.screen.region:
        return [f"the cursor is at {place}, off the screen"]
    if focused is not None and place not in focused.content_region:
        listed = [each for each in person.app.screen.query(OptionList) if not each.can_focus]
        if not any(place in each.region for each in listed):
            return [f"the cursor is at {place}, and the keyboard in {focused}"]
    seen, wanted = from_cursor(person), ""
    if isinstance(focused, PostList):
        wanted = person.selected[:10] if len(focused._rows) else ""
    elif isinstance(focused, OptionList) and focused.highlighted_option:
        wanted = str(focused.highlighted_option.prompt)[:10]
    elif isinstance(focused, Button):
        wanted = str(focused.label)[:10]
    elif isinstance(focused, Input):
        if place in focused.content_region and not is_behind_what_was_typed(person, focused):
            return [f"the cursor is at {place}, and not behind what was typed"]
    elif isinstance(focused, TextArea):
        if place != focused.cursor_screen_offset:
            return [f"the cursor is at {place}, and the caret at {focused.cursor_screen_offset}"]
    elif focused is None and not seen.strip():
        return ["the cursor stands before nothing"]
    return [] if wanted in seen else [f"the cursor stands before {seen[:20]!r}, and not {wanted!r}"]


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
        assert is_behind_what_was_typed(person, box)
        await person.press("down")
        chosen = listed.highlighted_option
        assert chosen is not None
        assert cursor(person) in listed.region
        shown = person.line(cursor(person).y)
        assert str(chosen.prompt).split("\n")[0].strip()[:12] in shown
        await person.press("t")
        await person.pilot.pause()
        await person.idle()
        assert is_behind_what_was_typed(person, box)


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


async def test_the_cursor_is_where_the_next_letter_goes_though_the_terminal_got_narrower(blog: Path) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await person.press("n")
        await person.write("Un titre, un peu long pour une boîte dans un terminal étroit")
        box = person.focused
        assert isinstance(box, Input)
        assert is_behind_what_was_typed(person, box)
        await person.resize((50, 20))
        assert is_behind_what_was_typed(person, box)
        await person.press("home")
        assert from_cursor(person).startswith("Un titre")
