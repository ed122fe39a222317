"""What the words of the fields form mean for a post."""

from __future__ import annotations

import datetime as dt

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.ui.screens.dialogs import ListSuggester, split_list
from blogwifi_tui.ui.screens.fields import apply_fields, check_fields, values_of

ZONE = dt.timezone(dt.timedelta(hours=2))
HEADER = """\
---
title: 'Un'
date: 2020-03-04T09:30:15+01:00
tags: ["a, b", c]
# à nous
layout: post
---
Texte
"""


def changed(post: Post, **values: str) -> list[tuple[str, str]]:
    """The lines that differ once the form says so: before and after."""
    after = apply_fields(post, values_of(post, ZONE) | values, ZONE)
    lines = zip(post.data.decode().split("\n"), after.data.decode().split("\n"), strict=False)
    return [(before, after) for before, after in lines if before != after]


@pytest.fixture
def post() -> Post:
    return Post.from_bytes("posts/a.md", HEADER.encode())


def test_a_form_closed_as_it_was_opened_changes_nothing_even_what_it_cannot_show_well(post: Post) -> None:
    assert changed(post) == []


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("title", "Deux", ("title: 'Un'", "title: 'Deux'")),
        ("date", "2021-01-02 10:00", ("date: 2020-03-04T09:30:15+01:00", "date: 2021-01-02T10:00:00+01:00")),
        ("tags", "c, d", ('tags: ["a, b", c]', 'tags: ["c", "d"]')),
    ],
)
def test_a_field_changes_its_own_line(post: Post, field: str, value: str, line: tuple[str, str]) -> None:
    assert changed(post, **{field: value}) == [line]


def test_a_day_without_a_time_is_shown_as_a_day_and_stays_one_unless_a_time_is_given() -> None:
    post = Post.from_bytes("posts/a.md", b"---\ntitle: Un\ndate: 2020-03-04\n---\n")
    assert values_of(post, ZONE)["date"] == "2020-03-04"
    assert changed(post, date="2020-03-05") == [("date: 2020-03-04", "date: 2020-03-05")]
    assert "10:30" in changed(post, date="2020-03-05 10:30")[0][1]


@pytest.mark.parametrize(
    ("values", "dated", "wrong"),
    [
        ({"title": "Un", "date": ""}, False, None),
        ({"title": "Un", "date": "2020-03-04"}, True, None),
        ({"title": "Un", "date": ""}, True, "Write the date as 2026-05-12 09:30."),
        ({"title": "Un", "date": "31/02/2020"}, False, "Write the date as 2026-05-12 09:30."),
        ({"title": "", "date": ""}, False, "Type a title first."),
    ],
)
def test_what_is_wrong_is_said(values: dict[str, str], dated: bool, wrong: str | None) -> None:
    assert check_fields(values, dated=dated) == wrong


def test_a_list_is_split_at_commas_each_item_once() -> None:
    assert split_list(" wifi , hôtel,,wifi,") == ("wifi", "hôtel")


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("wi", "WiFi"),
        ("hot", "hôtel"),
        ("wifi, HO", "wifi, hôtel"),
        ("hôtel", None),
        ("x", None),
        ("", None),
        ("wifi, ", None),
    ],
)
async def test_the_last_item_is_completed_without_regard_to_accents_and_case(
    typed: str, completed: str | None
) -> None:
    assert await ListSuggester(["WiFi", "hôtel"]).get_suggestion(typed) == completed
