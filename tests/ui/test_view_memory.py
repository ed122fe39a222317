"""Theme, order and headings are found again as they were left; the blog knows nothing of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from blogwifi_tui.settings.paths import config_file, list_view_file, state_dir
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.themes import DARK
from blogwifi_tui.ui.view_memory import ListLook, ViewMemory
from tests.conftest import Git
from tests.ui.person import Person, at_the_program


def headings(person: Person) -> list[str]:
    """The lines of the list that are no posts."""
    posts = person.app.screen.query_one(PostList)
    lines = [posts.render_line(y).text.strip() for y in range(posts.size.height)]
    return [line for line in lines if line and " " not in line]


def own_settings(text: str) -> None:
    """The person's own file."""
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(text, encoding="utf-8")


async def test_a_theme_chosen_in_the_palette_is_there_again_in_every_blog(blog: Path, tmp_path: Path) -> None:
    other = shutil.copytree(blog, tmp_path / "autre")
    async with at_the_program(blog) as person:
        await person.palette("Theme")
        await person.write("nord")
        await person.pilot.pause()
        await person.idle()
        await person.press("enter")
        assert person.app.theme == "nord"
    async with at_the_program(Path(other)) as person:
        assert person.app.theme == "nord"


async def test_a_chosen_theme_wins_until_the_settings_name_another_one(blog: Path) -> None:
    own_settings('[ui]\ntheme = "blogwifi-light"\n')
    async with at_the_program(blog) as person:
        person.app.theme = "nord"
        await person.idle()
    async with at_the_program(blog) as person:
        assert person.app.theme == "nord"
    own_settings('[ui]\ntheme = "dracula"\n')
    async with at_the_program(blog) as person:
        assert person.app.theme == "dracula"
        person.app.theme = "nord"
        await person.idle()
        person.app.theme = "dracula"
        await person.idle()
    own_settings('[ui]\ntheme = "blogwifi-light"\n')
    async with at_the_program(blog) as person:
        assert person.app.theme == "blogwifi-light"


async def test_order_and_headings_are_remembered_for_each_blog_and_never_in_it(
    blog: Path, tmp_path: Path, git: Git
) -> None:
    other = shutil.copytree(blog, tmp_path / "autre")
    async with at_the_program(blog) as person:
        await person.press("s", "s", "y")
        assert person.message == "Grouped by year."
        assert "by last change" in person.line(0)
    async with at_the_program(blog) as person:
        assert "by last change" in person.line(0)
        assert headings(person) != []
    async with at_the_program(Path(other)) as person:
        assert "by date" in person.line(0)
        assert headings(person) == []
    assert git(blog, "status", "--porcelain") == ""


async def test_y_goes_through_years_months_and_no_headings(blog: Path) -> None:
    async with at_the_program(blog) as person:
        assert headings(person) == []
        await person.press("y")
        assert headings(person)[:3] == ["2095", "2021", "2020"]
        await person.press("y")
        assert person.message == "Grouped by month."
        await person.press("y")
        assert (person.message, headings(person)) == ("Without headings.", [])
        await person.press("s", "y")
        assert person.message == (
            "Grouped by year. The headings are shown while posts are sorted by date or by last change."
        )


async def test_headings_chosen_on_the_list_win_until_the_settings_say_something_else(blog: Path) -> None:
    own_settings('[ui]\ngroup = "year"\n')
    async with at_the_program(blog) as person:
        await person.press("y", "y")
        assert headings(person) == []
    async with at_the_program(blog) as person:
        assert headings(person) == []
    own_settings('[ui]\ngroup = "month"\n')
    async with at_the_program(blog) as person:
        assert "January 2095" in person.text()


async def test_what_is_looked_at_and_left_as_it_is_writes_nothing(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "s", "s", "s", "s", "y", "y", "y")
    before = list_view_file(blog).stat().st_mtime_ns
    async with at_the_program(blog) as person:
        await person.press("down", "space")
    assert list_view_file(blog).stat().st_mtime_ns == before
    assert not (state_dir() / "theme.json").exists()


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        "null",
        '{"order": "x", "group": "x", "theme": "x"}',
        '{"order": 3, "theme": 3}',
        "[" * 9999,
    ],
)
async def test_damaged_files_count_for_none(blog: Path, damaged: str) -> None:
    for file in (list_view_file(blog), state_dir() / "theme.json"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(damaged)
    async with at_the_program(blog) as person:
        assert person.app.theme == DARK.name
        assert "by date" in person.line(0)
        assert headings(person) == []


def test_a_width_out_of_bounds_is_brought_inside(blog: Path) -> None:
    list_view_file(blog).parent.mkdir(parents=True)
    list_view_file(blog).write_text('{"share": 99, "order": "title", "new": 1}')
    memory = ViewMemory(blog)
    memory.load()
    assert memory.list_look == ListLook(share=80, order="title")


async def test_who_leaves_before_it_was_written_finds_it_again_all_the_same(blog: Path) -> None:
    async with at_the_program(blog) as person:
        memory = person.app._services.memory
        memory.list_look = memory.list_look.with_share(33)  # as a key does right before the one that leaves
    memory = ViewMemory(blog)
    memory.load()
    assert memory.list_look.share == 33
