"""Which columns fit in the width of the list, and how a row shares the room beside them."""

from __future__ import annotations

import pytest

from blogwifi_tui.ui.list.row_content import TextWidths, columns_for, room_for_wait, share

WIDEST = TextWidths(state=12, date=10)


def test_the_dates_go_first_then_the_words_of_states_and_the_title_stays() -> None:
    seen = [columns_for(width, WIDEST) for width in range(150, 20, -1)]
    in_order = list(dict.fromkeys((columns.state, columns.date) for columns in seen))
    assert in_order == [(12, 10), (12, 0), (1, 0), (0, 0)]
    assert all(columns.rest >= 20 for columns in seen if columns.state)


def test_state_and_whole_date_stand_beside_the_title_at_sixty_columns() -> None:
    assert columns_for(60, WIDEST) == (12, 10, 31)


def test_a_row_without_more_to_say_gives_its_title_all_the_room() -> None:
    assert share(50, title=70, tags=0, sync=0) == (50, 0, 0)


def test_tags_stand_where_the_whole_title_leaves_room_for_all_of_them() -> None:
    assert share(50, title=30, tags=18, sync=0) == (30, 18, 0)
    assert share(50, title=31, tags=18, sync=0) == (50, 0, 0)
    assert share(150, title=30, tags=90, sync=0) == (150, 0, 0)


def test_what_is_to_be_done_is_said_in_a_word_as_long_as_a_title_can_be_read_beside_it() -> None:
    assert share(50, title=30, tags=12, sync=12) == (36, 0, 12)
    assert share(60, title=30, tags=12, sync=12) == (32, 12, 12)
    assert share(26, title=30, tags=12, sync=12) == (12, 0, 12)
    assert share(25, title=30, tags=12, sync=12) == (22, 0, 1)
    assert share(20, title=4, tags=0, sync=12) == (6, 0, 12)


@pytest.mark.parametrize("rest", range(60))
def test_the_shares_fill_the_room_and_never_more(rest: int) -> None:
    for title in range(0, 60, 7):
        for tags in (0, 5, 20):
            for sync in (0, 1, 12):
                shares = share(rest, title=title, tags=tags, sync=sync)
                used = shares.title + sum(each + 2 for each in shares[1:] if each)
                assert used == rest or (rest < 3 and used >= rest), (title, tags, sync, shares)


def test_how_long_a_post_waits_is_said_as_long_as_a_title_can_be_read_beside_it() -> None:
    assert room_for_wait(51, title=40, sync=12, wait=13) == 13
    assert room_for_wait(35, title=40, sync=0, wait=13) == 13
    assert room_for_wait(34, title=40, sync=0, wait=13) == 0
    assert room_for_wait(31, title=16, sync=0, wait=13) == 13
    assert room_for_wait(31, title=17, sync=0, wait=13) == 0
    assert room_for_wait(43, title=40, sync=12, wait=13) == 0
    assert room_for_wait(51, title=40, sync=0, wait=0) == 0
