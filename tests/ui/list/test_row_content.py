"""Which columns fit in the width of the list."""

from __future__ import annotations

from blogwifi_tui.ui.list.row_content import TextWidths, columns_for

WIDEST = TextWidths(state=11, date=11, short_date=8, sync=11)


def test_tags_go_first_then_the_long_date_then_words_and_the_title_stays() -> None:
    seen = [columns_for(width, WIDEST) for width in range(150, 20, -1)]
    kinds = [(bool(c.tags), not c.short, c.sync > 1, c.state > 1, bool(c.date)) for c in seen]
    in_order = list(dict.fromkeys(kinds))
    assert in_order == [
        (True, True, True, True, True),
        (False, True, True, True, True),
        (False, False, True, True, True),
        (False, False, False, True, True),
        (False, False, False, False, True),
        (False, False, False, False, False),
    ]
    assert all(columns.title >= 20 for columns in seen if columns.state)


def test_words_stay_beside_glyphs_at_sixty_columns() -> None:
    columns = columns_for(60, WIDEST)
    assert columns.state == columns.sync == 11
    assert columns.title >= 20
