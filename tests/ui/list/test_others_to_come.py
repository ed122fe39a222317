"""What is done while only the first posts are on the screen holds for all, also for those still to come."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.settings.paths import cache_file
from blogwifi_tui.ui.list import refresh
from blogwifi_tui.ui.list.first_look import load_others
from blogwifi_tui.ui.list.owner import Owner
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.list.screen import ListScreen
from blogwifi_tui.ui.workers import Work
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

COUNT, FIRST = 150, 100
RARE = (149, 30, 20, 10)
"""The posts with a tag that few have; the first screen holds one of them."""
OLDEST = "Titre 000"


@pytest.fixture
def large(tmp_path: Path, git: Git) -> Path:
    """A blog of 150 posts, all of which an earlier run of the program has read; the oldest tells of bees."""
    root = tmp_path / "blog"
    folder = root / "posts"
    folder.mkdir(parents=True)
    (root / "blogwifi.toml").touch()
    for number in range(COUNT):
        tags = "tags: [rare]\n" if number in RARE else ""
        date = f"2020-01-01T{number // 60:02}:{number % 60:02}:00Z"
        body = "Des abeilles.\n" if number == 0 else "Rien.\n"
        text = f"---\ntitle: Titre {number:03}\ndate: {date}\n{tags}---\n\n{body}"
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    git(root, "init", "--quiet", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Tout")
    blog = Blog.open(root)
    blog.listing.keep_first(blog.posts())
    return root


class Others:
    """The posts that come when they are told to."""

    def __init__(self) -> None:
        self.may_come = asyncio.Event()

    async def load(self, screen: Owner) -> None:
        await self.may_come.wait()
        await load_others(screen)

    async def come(self, person: Person) -> None:
        assert len(list_of(person).list_state.entries) == FIRST
        self.may_come.set()
        await person.idle()
        assert len(list_of(person).list_state.entries) == COUNT


@pytest.fixture
def others(large: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Others]:
    """Those that the list would load of itself; what asks for all posts has them loaded without."""
    found = Others()
    monkeypatch.setattr(refresh, "load_others", found.load)
    yield found
    found.may_come.set()


def list_of(person: Person) -> ListScreen:
    screen = person.app.screen_stack[0]
    assert isinstance(screen, ListScreen)
    return screen


def marked(person: Person) -> set[str]:
    return {Path(path).stem for path in person.app.screen_stack[0].query_one(PostList).marked}


async def filter_by(person: Person, query: str) -> None:
    list_of(person).search.show(query)
    await person.idle()
    list_of(person).searcher.keep()
    await person.idle()


# Search and counts


async def test_a_text_is_searched_in_all_posts(large: Path, others: Others) -> None:
    async with at_the_program(large) as person:
        await filter_by(person, "abeilles")
        assert person.titles == [OLDEST]
        assert "1 of 150 posts" in person.line(0)


async def test_how_many_match_is_told_once_all_posts_are_there(large: Path, others: Others) -> None:
    async with at_the_program(large) as person:
        await filter_by(person, "tag:rare")
        assert person.titles == ["Titre 149"]
        assert " of " not in person.line(0)
        await others.come(person)
        assert len(person.titles) == len(RARE)
        assert "4 of 150 posts" in person.line(0)


async def test_a_filter_that_none_of_the_first_matches_is_not_said_to_match_nothing(
    large: Path, others: Others
) -> None:
    async with at_the_program(large) as person:
        await filter_by(person, "tag:rare -149")
        assert "No post matches" not in person.text()


async def test_the_filters_count_all_posts(large: Path, others: Others) -> None:
    async with at_the_program(large) as person:
        await person.press("f")
        rows = [line.split() for line in person.text().split("\n")]
        assert any(str(COUNT) in words and "posts" in words for words in rows)
        assert any(str(len(RARE)) in words and "rare" in words for words in rows)


async def test_the_report_of_the_site_counts_all_posts(large: Path, others: Others) -> None:
    async with at_the_program(large) as person:
        await person.press("i")
        assert str(COUNT) in person.asked


@pytest.fixture
def late_tag(large: Path) -> str:
    """A tag that none of the first posts has."""
    late = large / "posts" / "1.md"
    text = late.read_text(encoding="utf-8").replace("date:", "tags: [tardif]\ndate:")
    late.write_text(text, encoding="utf-8")
    blog = Blog.open(large)
    blog.listing.keep_first(blog.posts())
    return "tardif"


async def test_tags_are_completed_by_those_of_all_posts(large: Path, late_tag: str, others: Others) -> None:
    async with at_the_program(large) as person:
        await person.press("/", *"tag:tar")
        assert late_tag in person.line(-2)


@pytest.mark.parametrize("keys", ["n T tab", "a"])
async def test_the_forms_offer_the_tags_of_all_posts(
    large: Path, late_tag: str, others: Others, keys: str
) -> None:
    async with at_the_program(large) as person:
        await person.press(*keys.split(), *"tar")
        assert late_tag in person.text()


async def test_a_link_leads_to_a_post_still_to_come(large: Path, others: Others) -> None:
    async with at_the_program(large) as person:
        screen = list_of(person)
        screen.start(Work.OPEN, partial(screen.post_actions.follow_link, "0.md"))
        await person.idle()
        assert person.selected == OLDEST


# Rows that stay


async def test_the_first_rows_and_their_marks_stay_where_nothing_is_known_of_the_others(
    large: Path, others: Others, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache_file(large).unlink()
    seen: list[int] = []
    show = ListScreen.watch_list_state

    def watched(self: ListScreen) -> None:
        show(self)
        seen.append(len(self.list_state.shown()))

    monkeypatch.setattr(ListScreen, "watch_list_state", watched)
    async with at_the_program(large) as person:
        await person.press("x")
        await others.come(person)
        assert marked(person) == {"149"}
    assert set(seen) == {FIRST, COUNT}


async def test_all_posts_are_searched_where_nothing_is_known_of_the_others(
    large: Path, others: Others
) -> None:
    cache_file(large).unlink()
    async with at_the_program(large) as person:
        await filter_by(person, "abeilles")
        assert person.titles == [OLDEST]


async def test_git_tells_of_the_first_rows_before_the_others_are_read(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache_file(large).unlink()
    told: list[int] = []
    show = refresh.Refresher._show_standings

    def watched(self: refresh.Refresher, *standings: object) -> None:
        told.append(len(self._screen.list_state.entries))
        show(self, *standings)  # type: ignore[arg-type]

    monkeypatch.setattr(refresh.Refresher, "_show_standings", watched)
    async with at_the_program(large):
        assert (told[0], told[-1]) == (FIRST, COUNT)


# Marks


async def test_all_that_are_marked_on_the_first_screen_are_all(large: Path, others: Others) -> None:
    async with at_the_program(large) as person:
        await person.press("X", "x")
        assert len(marked(person)) == FIRST - 1
        await others.come(person)
        assert len(marked(person)) == COUNT - 1
        await person.press("escape", "ctrl+r")
        assert not marked(person)


async def test_all_that_a_filter_shows_are_marked_and_no_others_when_it_is_gone(
    large: Path, others: Others
) -> None:
    async with at_the_program(large) as person:
        await filter_by(person, "tag:rare")
        await person.press("X", "escape")
        assert marked(person) == {"149"}
        await others.come(person)
        assert marked(person) == set(map(str, RARE))


async def test_all_are_marked_whatever_is_filtered_when_the_others_come(large: Path, others: Others) -> None:
    async with at_the_program(large) as person:
        await person.press("X")
        await filter_by(person, "tag:rare")
        await others.come(person)
        assert len(marked(person)) == COUNT


async def test_marks_that_are_taken_from_all_a_filter_shows_come_back_for_none_of_them(
    large: Path, others: Others
) -> None:
    async with at_the_program(large) as person:
        await person.press("X")
        await filter_by(person, "tag:rare")
        await person.press("X", "escape")
        await others.come(person)
        assert marked(person) == {str(number) for number in range(COUNT)} - set(map(str, RARE))


async def test_who_took_all_marks_away_and_marked_one_post_has_one_marked(
    large: Path, others: Others
) -> None:
    async with at_the_program(large) as person:
        await person.press("X", "escape", "x")
        await others.come(person)
        assert marked(person) == {"149"}


async def test_what_is_done_to_all_that_are_marked_is_done_to_those_too_that_were_still_to_come(
    large: Path, others: Others
) -> None:
    async with at_the_program(large) as person:
        await person.press("X", "delete")
        assert str(COUNT) in person.asked
        await person.press("escape")
        assert len(marked(person)) == COUNT


# The last row


@pytest.mark.usefixtures("others")
async def test_who_goes_to_the_last_row_goes_to_the_last_of_all_posts(large: Path) -> None:
    async with at_the_program(large) as person:
        assert len(list_of(person).list_state.entries) == FIRST
        await person.press("end", "up")
        assert person.selected == "Titre 001"
        await person.press("end", "enter")
        assert person.editor.area.text == "Des abeilles.\n"


async def test_a_post_that_came_since_the_last_run_is_at_the_top_of_a_list_nobody_touched(
    large: Path,
) -> None:
    newest = large / "posts" / "newest.md"
    newest.write_text("---\ntitle: Le tout dernier\ndate: 2021-01-01\n---\n", encoding="utf-8")
    async with at_the_program(large) as person:
        await person.idle()
        assert person.selected == "Le tout dernier"


async def test_posts_that_come_later_leave_the_cursor_on_its_post(large: Path) -> None:
    async with at_the_program(large) as person:
        await person.press("end")
        older = large / "posts" / "older.md"
        older.write_text("---\ntitle: Plus ancien\ndate: 2000-01-01\n---\n", encoding="utf-8")
        list_of(person).refresher.look()
        await person.idle()
        assert person.titles[-1] == "Plus ancien"
        assert person.selected == OLDEST
