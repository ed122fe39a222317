"""``KEY=VALUE`` as typed on a command line."""

from __future__ import annotations

import datetime as dt

import pytest

from blogwifi_tui.content.front_matter.flow_value import parse_change
from blogwifi_tui.errors import BadChange


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("draft=false", False),
        ("weight=3", 3),
        ("date=2026-05-12", dt.date(2026, 5, 12)),
        ("title=12:30", "12:30"),
        ("title=no", "no"),
        ('title="a: b"', "a: b"),
        ("title=WiFi : le guide", "WiFi : le guide"),
        ("title=#1", "#1"),
        ("title=", ""),
        ("tags=[no, 12:30, 010]", ["no", "12:30", "010"]),
        ("lang=~", None),
        ("note=- un tiret", "- un tiret"),
    ],
)
def test_a_value_is_read_as_yaml_and_words_stay_words(typed: str, value: object) -> None:
    assert parse_change(typed)[1] == value


@pytest.mark.parametrize("typed", ["draft", "=false", " =x"])
def test_a_change_needs_a_key_and_an_equals_sign(typed: str) -> None:
    with pytest.raises(BadChange):
        parse_change(typed)
