"""Text and preview share the screen as the person likes it, and so it stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blogwifi_tui.ui.view_memory import NARROWEST, EditorLayout, EditorView, ViewMemory
from blogwifi_tui.ui.widgets.divider import Divider
from tests.ui.person import Person, at_the_program
from tests.ui.test_at_rest import Terminal


async def open_hotel(person: Person) -> None:
    await person.press("down", "down", "enter")


def remembered() -> EditorView:
    """What the next run will take up."""
    memory = ViewMemory()
    memory.load()
    return memory.view


def widths(person: Person) -> tuple[int, int]:
    return person.editor.area.size.width, person.editor.preview.size.width


@pytest.fixture
def view_file(home: Path) -> Path:
    return home / "state" / "blogwifi" / "view.json"


async def test_keys_move_the_divider_and_the_next_run_remembers(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        before = widths(person)
        await person.press("shift+f5")
        wider = widths(person)
        assert wider[0] > before[0]
        assert wider[1] < before[1]
        assert "+" not in person.editor.area.text
    async with at_the_program(blog) as person:
        await open_hotel(person)
        assert widths(person) == wider
        await person.press("shift+f4")
        assert widths(person) == before


async def test_the_mouse_drags_the_divider(blog: Path, view_file: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        place = person.editor.query_one(Divider).region
        await person.pilot.mouse_down(offset=(place.x, 10))
        await person.pilot.hover(offset=(36, 10))
        await person.pilot.mouse_up(offset=(36, 10))
        await person.idle()
        assert abs(person.editor.query_one(Divider).region.x - 36) <= 1
        await person.pilot.hover(offset=(80, 10))
        await person.idle()
        assert abs(person.editor.query_one(Divider).region.x - 36) <= 1
    assert json.loads(view_file.read_text())["share"] == round(100 * 36 / 119)


async def test_the_divider_leaves_room_for_both(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press(*["shift+f4"] * 20)
        assert person.app._services.memory.view.share == NARROWEST
        assert min(widths(person)) > 10


async def test_a_divider_that_is_not_there_cannot_be_moved_and_that_is_said(blog: Path) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await open_hotel(person)
        await person.press("shift+f4")
        assert person.message.startswith("Text and preview are not side by side")


@pytest.mark.parametrize(
    ("presses", "layout"), [(1, EditorLayout.ALONE), (2, EditorLayout.OFF), (3, EditorLayout.BESIDE)]
)
async def test_the_layout_is_remembered(blog: Path, presses: int, layout: EditorLayout) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press(*["f4"] * presses)
        await person.press("escape", "enter")
        assert person.editor.panes.shown is layout
        assert person.focused is (
            person.editor.preview if layout is EditorLayout.ALONE else person.editor.area
        )
    assert remembered().layout is layout


async def test_the_text_alone_is_remembered(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("f7", "escape", "enter")
        assert not person.editor.preview.display or not person.editor.preview.size.width
        await person.press("f7")
        assert person.editor.preview.size.width
    assert remembered() == EditorView()


async def test_a_new_post_is_there_to_be_written(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("f4", "escape", "n")
        await person.write("Neuf")
        await person.press("enter", "enter", *"mot")
        assert person.editor.area.text == "mot"


async def test_turns_taken_on_a_narrow_screen_say_nothing_of_wide_ones(blog: Path) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await open_hotel(person)
        await person.press("f4")
    assert remembered().layout is EditorLayout.BESIDE


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        "null",
        '{"share": "x"}',
        '{"layout": "x"}',
        '{"share": true}',
        '{"folder": 3}',
        "[" * 9999,
    ],
)
def test_a_damaged_memory_counts_for_none(view_file: Path, damaged: str) -> None:
    view_file.parent.mkdir(parents=True)
    view_file.write_text(damaged)
    assert remembered() == EditorView()


def test_what_another_version_wrote_is_taken_as_far_as_it_is_known(view_file: Path) -> None:
    view_file.parent.mkdir(parents=True)
    view_file.write_text('{"share": 99, "layout": "off", "new": 1}')
    assert remembered() == EditorView(layout=EditorLayout.OFF, share=80)


def test_a_full_disk_or_a_file_in_the_way_stops_nothing(home: Path) -> None:
    (home / "state").write_text("")
    memory = ViewMemory()
    memory.write()
    assert memory.view == EditorView()


async def test_a_narrow_editor_is_drawn_from_the_first_in_the_layout_that_it_keeps(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(monkeypatch)
    async with at_the_program(blog, (80, 24)) as person:
        await person.press("enter")
        assert person.at == "EditorScreen"
        assert terminal.sent
        assert not [frame for frame in terminal.sent if "│" in frame]
