"""Which line of the list shows which post, with and without headings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.ui.list.post_lines import LineMap


def test_lines_with_headings_agree_with_themselves() -> None:
    groups = [0, 0, 1, 1, 1, 2]
    found = LineMap(6, 2, lambda index: str(groups[index]))
    assert len(found) == 15
    for index in range(6):
        place = found.at(found.start(index))
        assert place
        assert (place.row, place.part) == (index, 0)
    assert [line for line in range(15) if (place := found.at(line)) and place.row < 0] == [0, 5, 12]
    assert found.at(15) is None
    assert found.at(-1) is None


def test_a_taller_row_has_one_line_more_and_moves_those_below() -> None:
    found = LineMap(3, taller=[1])
    assert [found.at(line) for line in range(5)] == [(0, 0, ""), (1, 0, ""), (1, 1, ""), (2, 0, ""), None]


@given(
    st.lists(st.integers(1, 5), max_size=12),
    st.integers(1, 2),
    st.integers(1, 12),
    st.sets(st.integers(0, 11)),
)
def test_a_page_moves_by_one_row_at_least_and_by_no_more_than_a_page(
    groups: list[int], height: int, page: int, taller: set[int]
) -> None:
    names = [str(number) for number, count in enumerate(groups) for _ in range(count)]
    for heading in (names.__getitem__, None):
        found = LineMap(len(names), height, heading, taller & set(range(len(names))))
        assert len(found) == (found.start(len(names) - 1) + found.height(len(names) - 1) if names else 0)
        for row in range(len(names)):
            down, up = found.row_from(row, page), found.row_from(row, -page)
            assert down > row > up
            if down != row + 1 and down < len(names):
                assert found.start(down) - found.start(row) <= page
            if up != row - 1 and up >= 0:
                assert found.start(row) - found.start(up) <= page
