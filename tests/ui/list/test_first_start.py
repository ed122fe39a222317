"""A first start on a large blog: no cache yet, and rows that appear as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from blogwifi_tui.content.index.index import Entry
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.list.refresh import Refresher
from blogwifi_tui.ui.list.view import ListView
from tests.ui.person import Person, at_the_program

POSTS = 250


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Many posts, whose names are in the order of their dates but for one: the newest has the oldest name."""
    folder = tmp_path / "blog"
    (folder / "posts").mkdir(parents=True)
    (folder / "blogwifi.toml").touch()
    for number in range(POSTS):
        header = f"title: Titre {number}\ndate: {2000 + number // 12}-{number % 12 + 1:02}-01"
        (folder / "posts" / f"{number:04}.md").write_text(f"---\n{header}\n---\n", encoding="utf-8")
    (folder / "posts" / "0000.md").write_text(
        "---\ntitle: Dernier\ndate: 2025-01-01\n---\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, int]]:
    """What is seen each time posts came in: the top line, the first title, how many rows."""
    seen = []
    show = Refresher._read_so_far

    def watched(self: Refresher, entries: Sequence[Entry], expected: int) -> None:
        show(self, entries, expected)
        rows = self._screen.posts._rows
        seen.append((self._screen.top.left[0], rows[0].title, len(rows)))

    monkeypatch.setattr(Refresher, "_read_so_far", watched)
    return seen


def rows_of(person: Person) -> PostList:
    return person.app.screen.query_one(PostList)


async def test_the_newest_names_are_listed_before_the_others_are_read(
    large: Path, seen: list[tuple[str, str, int]]
) -> None:
    async with at_the_program(large) as person:
        assert seen == [("100 of 250 posts read", "Titre 249", 100)]
        assert len(person.titles) == POSTS
        assert "250 posts" in person.line(0)


async def test_who_is_at_the_top_stays_at_the_top(large: Path, seen: list[tuple[str, str, int]]) -> None:
    async with at_the_program(large) as person:
        assert seen[0][1] == "Titre 249"
        assert person.selected == person.titles[0] == "Dernier"


async def test_a_post_chosen_while_others_come_in_stays_chosen_and_in_its_place(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = Refresher._read_so_far

    def chosen(self: Refresher, entries: Sequence[Entry], expected: int) -> None:
        show(self, entries, expected)
        self._screen.posts.cursor = 60

    monkeypatch.setattr(Refresher, "_read_so_far", chosen)
    async with at_the_program(large) as person:
        assert person.selected == "Titre 189"
        posts = rows_of(person)
        assert posts.cursor == 61
        assert posts._lines.start(61) - posts.scroll_offset.y == posts.size.height - 1


async def test_a_later_start_shows_all_at_once_and_only_tells_how_far_it_is(
    large: Path, seen: list[tuple[str, str, int]]
) -> None:
    async with at_the_program(large):
        pass
    seen.clear()
    for number in range(1, POSTS):
        file = large / "posts" / f"{number:04}.md"
        file.write_text(file.read_text(encoding="utf-8").replace("Titre", "Autre"), encoding="utf-8")
    async with at_the_program(large) as person:
        assert seen == [("100 of 250 posts read", "Dernier", POSTS)]
        assert person.titles[1] == "Autre 249"


async def test_until_posts_have_been_read_the_list_does_not_say_there_are_none(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    show = ListView.show_posts

    def watched(self: ListView, **how: bool) -> None:
        show(self, **how)
        said.append(self._screen.posts.empty)

    monkeypatch.setattr(ListView, "show_posts", watched)
    async with at_the_program(blog):
        pass
    assert said[0] == "Reading the posts…"
