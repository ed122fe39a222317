"""The partner of a bracket."""

from __future__ import annotations

import pytest

from blogwifi_tui.ui.editor.area.brackets import REACH, partner

LINES = ["f(a[0], (b)", "c) « d »", "(x"]


@pytest.mark.parametrize(
    ("one", "other"), [((0, 1), (1, 1)), ((0, 3), (0, 5)), ((0, 8), (0, 10)), ((1, 3), (1, 7))]
)
def test_brackets_find_each_other(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert partner(LINES, one) == other
    assert partner(LINES, other) == one


@pytest.mark.parametrize("place", [(0, 0), (0, 11), (2, 0)])
def test_what_has_no_partner_has_none(place: tuple[int, int]) -> None:
    assert partner(LINES, place) is None


def test_a_partner_far_away_is_not_looked_for() -> None:
    assert partner(["(", *["x"] * (REACH - 2), ")"], (0, 0)) == (REACH - 1, 0)
    assert partner(["(", *["x"] * (REACH - 1), ")"], (0, 0)) is None
