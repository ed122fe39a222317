"""Rows as strips, and which of them are painted again."""

from __future__ import annotations

from rich.style import Style

from blogwifi_tui.ui.editor.area.row_painter import RowPainter
from blogwifi_tui.ui.editor.area.rows import RowPiece, VisualRow

FIRST = VisualRow(RowPiece("une ligne ", ()), last=False, number=3)
SECOND = VisualRow(RowPiece("a\tb", ((0, 1, "strong"),), (3,)), marks=((2, 3, "caret"),), band=True)


def _painter(styles: dict[str, Style] | None = None) -> RowPainter:
    return RowPainter(lambda: Style(color="white"), lambda name: (styles or {}).get(name, Style()))


def test_rows_are_painted_beside_their_number_over_the_whole_width() -> None:
    painter = _painter()
    strips = [painter.paint(y, row, width=16, gutter=4) for y, row in enumerate([FIRST, SECOND, None])]
    assert [strip.text for strip in strips] == [" 3  une ligne   ", "    a   b       ", " " * 16]


def test_an_unwrapped_line_shows_from_the_cell_it_is_scrolled_to() -> None:
    row = VisualRow(RowPiece("abcdefghijklmnopqrstuvwxyz", ()), number=1)
    assert _painter().paint(0, row, width=16, gutter=4, left=3).text == " 1  defghijklmno"
    assert _painter().paint(0, row, width=16, gutter=4, left=20).text == " 1  uvwxyz      "


def test_each_stretch_has_the_styles_laid_over_it() -> None:
    styles = {
        "editor--strong": Style(bold=True),
        "editor--band": Style(bgcolor="blue"),
        "text-area--cursor": Style(reverse=True),
    }
    segments = list(_painter(styles).paint(0, SECOND, width=8, gutter=0))
    base = Style(color="white", bgcolor="blue")
    assert [(segment.text, segment.style) for segment in segments] == [
        ("a", base + Style(bold=True)),
        ("   ", base),
        ("b", base + Style(reverse=True)),
        (" ", base),
        ("  ", base),
    ]


def test_only_rows_that_are_not_as_they_were_painted_changed() -> None:
    painter, rows = _painter(), [FIRST, SECOND, None]
    assert painter.changed(rows) == [0, 1, 2]
    for y, row in enumerate(rows):
        painter.paint(y, row, width=16, gutter=4)
    assert painter.changed([FIRST, SECOND, None]) == []
    assert painter.changed([FIRST, SECOND._replace(marks=()), FIRST]) == [1, 2]


def test_styles_are_looked_up_again_only_once_they_are_forgotten() -> None:
    styles = {"editor--band": Style(bgcolor="blue")}
    painter = _painter(styles)
    before = painter.paint(0, SECOND, width=16, gutter=4)
    styles["editor--band"] = Style(bgcolor="red")
    assert painter.paint(0, SECOND, width=16, gutter=4) == before
    painter.forget_styles()
    assert painter.paint(0, SECOND, width=16, gutter=4) != before
