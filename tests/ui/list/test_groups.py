"""Headings between posts of one year or one month."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.settings.model import Group
from blogwifi_tui.settings.paths import config_file
from blogwifi_tui.ui.list.groups import headings
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.list.state import Order
from tests.ui.list.test_state import SHELF, entry
from tests.ui.person import Person, at_the_program


def told(group: Group, order: Order = Order.DATE) -> list[str] | None:
    undated = msgspec.structs.replace(entry("u.md", "Sans date"), date=None)
    list_state = replace(SHELF, entries=(undated, *SHELF.entries), order=order)
    shown = list_state.shown()
    heading = headings(list_state, shown, group)
    return heading and [heading(index) for index in range(len(shown))]


def test_posts_are_grouped_by_year_or_by_month() -> None:
    assert told("year") == ["No date", "2095", "2022", "2021", "2020"]
    assert told("month") == ["No date", "January 2095", "January 2022", "January 2021", "January 2020"]


def test_french_months_stand_by_themselves() -> None:
    set_language("fr")
    assert (told("month") or [])[:2] == ["Sans date", "Janvier 2095"]


def test_the_order_by_last_change_is_grouped_by_that_date() -> None:
    assert told("year", Order.MODIFIED) == ["1970"] * 5


@pytest.mark.parametrize("order", [Order.TITLE, Order.STATE])
def test_there_are_no_headings_where_no_date_is_sorted_by(order: Order) -> None:
    assert told("year", order) is None
    assert told("none") is None


@pytest.fixture
def grouped() -> None:
    """The person wants headings by year."""
    config_file().parent.mkdir(parents=True)
    config_file().write_text('[ui]\ngroup = "year"\n', encoding="utf-8")


def column(person: Person) -> list[str]:
    """The first words of each line of the list."""
    posts = person.app.screen.query_one(PostList)
    lines = [posts.render_line(y).text for y in range(posts.size.height)]
    return [line[:12].strip() for line in lines if line.strip()]


@pytest.mark.usefixtures("grouped")
async def test_headings_stand_in_the_list_and_the_cursor_skips_them(blog: Path) -> None:
    async with at_the_program(blog) as person:
        assert column(person)[:4] == ["2095", "▌ ◷ schedule", "2021", "✎ draft"]
        assert "5 posts" in person.line(0)
        await person.press("down")
        assert person.selected == "Un brouillon"
        await person.click(PostList, offset=(4, 2))
        assert person.selected == "Un brouillon"
        await person.press("s")
        assert "2021" not in column(person)
        await person.press("s", "s", "s")
        assert (column(person)[2], person.selected) == ("2021", "Un brouillon")


@pytest.mark.usefixtures("grouped")
async def test_ranked_posts_have_no_headings_and_filtered_ones_have(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("tag:wifi")
        assert column(person)[0] == "2021"
        await person.press("escape", "slash")
        await person.write("texte")
        assert len(person.titles) == 5
        assert "2021" not in column(person)
