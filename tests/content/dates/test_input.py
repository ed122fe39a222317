"""Dates as a form shows them, takes them and moves them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.content.dates.input import (
    _FIRST,
    _LAST,
    date_for_typing,
    post_date_for_typing,
    read_typed_date,
    stepped_date,
    with_typed_date,
)
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.content.post import Post

PARIS = ZoneInfo("Europe/Paris")


def post(*header: str, path: str = "posts/a.md") -> Post:
    return Post(path, "\n".join(["---", "title: Un", *header, "---", ""]).encode())


def dated(before: Post, text: str) -> str:
    """The date line of ``before`` once ``text`` is typed."""
    typed = read_typed_date(text)
    assert typed
    after = with_typed_date(before, typed, PARIS, order=(), form=Format.YAML)
    return after.header_text.splitlines()[1]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2020-03-04T09:30:00+01:00", "2020-03-04 09:30 +01:00"),
        ("2020-03-04T09:30:15+01:00", "2020-03-04 09:30:15 +01:00"),
        ("2020-03-04T09:30:00Z", "2020-03-04 09:30 +00:00"),
        ("2020-03-04 09:30", "2020-03-04 09:30"),
        ("2020-03-04 00:00:00", "2020-03-04 00:00"),
        ("2020-03-04", "2020-03-04"),
        ("4 mars 2020 à 9 h 30", "2020-03-04 09:30"),
    ],
)
def test_a_date_is_shown_as_precise_as_it_is_written(written: str, shown: str) -> None:
    assert post_date_for_typing(post(f"date: {written}")) == shown


def test_a_date_in_the_name_of_the_file_is_a_day_and_none_is_nothing() -> None:
    assert post_date_for_typing(post(path="posts/2020-03-04-a.md")) == "2020-03-04"
    assert post_date_for_typing(post()) == ""


@pytest.mark.parametrize(
    "text", ["", "demain", "2020-02-30", "2020-03", "2020", "2020-03-04 25:00", "1583307000"]
)
def test_what_names_no_day_is_no_date(text: str) -> None:
    assert read_typed_date(text) is None


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ("2020-03-04T09:30:15+01:00", "2021-01-02 10:00 +01:00", "2021-01-02T10:00:00+01:00"),
        ("2020-03-04T09:30:15+01:00", "2021-01-02 10:00:15", "2021-01-02T10:00:15+01:00"),
        ("2020-03-04T09:30:00+01:00", "2020-03-04 09:30 -05:00", "2020-03-04T09:30:00-05:00"),
        ("2020-03-04 09:30", "2020-03-05 09:30", "2020-03-05 09:30"),
        ("2020-03-04 09:30", "2020-03-05 09:30 +02:00", "2020-03-05T09:30:00+02:00"),
        ("2020-03-04", "2020-03-05", "2020-03-05"),
        ("2020-03-04", "2020-03-05 10:30", "2020-03-05T10:30:00"),
        ("2020-03-04", "5 mars 2020", "2020-03-05"),
        ("4 mars 2020", "2020-04-05", "5 avril 2020"),
        ("2020-03-04 09:30:00 +0100", "2020-03-05 09:30 +02:00", "2020-03-05 09:30:00 +0200"),
        ("'2020/03/04'", "2020-03-05", "'2020/03/05'"),
    ],
)
def test_a_typed_date_takes_the_spelling_of_the_one_it_replaces(before: str, typed: str, after: str) -> None:
    assert dated(post(f"date: {before}"), typed) == f"date: {after}"


def test_a_post_without_a_date_gets_one_with_the_offset_of_the_blog_or_a_day() -> None:
    assert dated(post(), "2020-07-04 10:00") == "date: 2020-07-04T10:00:00+02:00"
    assert dated(post(), "2020-07-04") == "date: 2020-07-04"


@pytest.mark.parametrize(
    ("text", "caret", "by", "moved"),
    [
        ("2020-03-04 09:30 +01:00", 2, 1, "2021-03-04 09:30 +01:00"),
        ("2020-01-31 09:30", 6, 1, "2020-02-29 09:30"),
        ("2020-02-29 09:30", 0, -1, "2019-02-28 09:30"),
        ("2020-02-29", 10, 1, "2020-03-01"),
        ("2020-03-04 23:30", 13, 1, "2020-03-05 00:30"),
        ("2020-03-04 00:00", 16, -1, "2020-03-03 23:59"),
        ("2020-03-04 09:30 +01:00", 23, 1, "2020-03-04 09:30 +02:00"),
        ("12 mai 2026", 5, 1, "12 juin 2026"),
        ("demain", 3, 1, "demain"),
        ("9998-12-31", 10, 1, "9998-12-31"),
    ],
)
def test_the_part_at_the_caret_moves_and_carries_over(text: str, caret: int, by: int, moved: str) -> None:
    assert stepped_date(text, caret, by, PARIS)[0] == moved


def test_the_offset_of_the_blog_follows_the_summer_and_another_does_not() -> None:
    assert stepped_date("2020-03-28 09:30 +01:00", 10, 1, PARIS)[0] == "2020-03-29 09:30 +02:00"
    assert stepped_date("2020-03-28 09:30 -04:00", 10, 1, PARIS)[0] == "2020-03-29 09:30 -04:00"


@given(
    st.datetimes(min_value=_FIRST, max_value=_LAST),
    st.integers(0, 19),
    st.sampled_from([1, -1]),
)
def test_a_step_leaves_the_caret_on_the_part_it_moved(moment: object, caret: int, by: int) -> None:
    text = date_for_typing(moment.replace(microsecond=0))  # type: ignore[attr-defined]
    once, place = stepped_date(text, caret, by, PARIS)
    assert read_typed_date(once)
    again, same_place = stepped_date(once, place, by, PARIS)
    assert (same_place, read_typed_date(again) is not None) == (place, True)
