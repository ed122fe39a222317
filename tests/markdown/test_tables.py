from __future__ import annotations

from blogwifi_tui.markdown.renderer import Renderer

from .documents import rows

TABLE = "| Norme | Débit | Remarque |\n|---|--:|:-:|\n| WiFi 5 | 310 | saturé |\n| WiFi 6 | 1 720 | **bon** |"


def test_columns_are_as_wide_as_their_words_and_aligned() -> None:
    assert rows(TABLE) == [
        "Norme   Débit  Remarque",
        "──────  ─────  ────────",
        "WiFi 5    310   saturé",
        "WiFi 6  1 720    bon",
    ]


def test_cells_wrap_when_the_table_is_wider_than_the_screen() -> None:
    table = "| Norme | Remarque |\n|---|---|\n| WiFi 5 | Stable mais saturé dès 19 h |\n| WiFi 6 | Bon |"
    assert rows(table, 24) == [
        "Norme   Remarque",
        "──────  ────────────────",
        "WiFi 5  Stable mais",
        "        saturé dès 19 h",
        "╌╌╌╌╌╌  ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌",
        "WiFi 6  Bon",
    ]


def test_a_table_no_width_can_hold_is_stacked_name_by_name() -> None:
    assert rows(TABLE, 18)[:4] == ["Norme   WiFi 5", "Débit   310", "Remarq  saturé", "ue"]


def test_short_rows_are_completed_and_empty_cells_kept() -> None:
    assert rows("| a | b |\n|---|---|\n| 1 |\n| | 2 |") == ["a  b", "─  ─", "1", "   2"]


def test_a_table_of_a_head_alone_is_shown() -> None:
    assert rows("| a | b |\n|---|---|") == ["a  b", "─  ─"]


def test_each_row_knows_its_source_line() -> None:
    assert [line.source for line in Renderer().render(TABLE, 60)] == [0, 0, 2, 3]


def test_escaped_pipes_and_marks_in_cells_are_read() -> None:
    assert rows("| a \\| b | `c` |\n|---|---|\n| [x](y) | *d* |") == ["a | b  c", "─────  ─", "x      d"]
