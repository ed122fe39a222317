"""What the editor shows at one moment."""

from __future__ import annotations

from dataclasses import replace

from textual.document._document import Document, Selection

from blogwifi_tui.ui.editor.area.fenced_code import FencedCode
from blogwifi_tui.ui.editor.area.line_states import LineStates
from blogwifi_tui.ui.editor.area.match_marks import Match, MatchMarks
from blogwifi_tui.ui.editor.area.visible_rows import VisibleRows
from blogwifi_tui.ui.editor.area.wrap_map import WrapMap

TEXT = "un mot\n\nune ligne plus longue\nfin"


def _rows(text: str = TEXT, asked: list[str] | None = None) -> VisibleRows:
    document = Document(text)
    return VisibleRows(
        lines=document.lines,
        wrapping=WrapMap(document, 12),
        states=LineStates(document.lines),
        code=FencedCode([].append if asked is None else asked.append),
        top=0,
        height=6,
        selection=Selection.cursor((0, 0)),
        caret=True,
        bracket=None,
        found=MatchMarks(),
        band=range(1),
        first_number=1,
        tab_size=4,
        no_break=False,
    )


def _shown(rows: VisibleRows, first: int = 0, end: int = 6) -> list[str | None]:
    return [row and row.piece.text for row in rows.rows(first, end)]


def test_rows_are_lines_split_at_words_then_nothing() -> None:
    assert _shown(_rows()) == ["un mot", "", "une ligne ", "plus longue", "fin", None]


def test_any_part_shows_what_the_whole_shows_there() -> None:
    whole = _rows().rows(0, 6)
    for top in range(3):
        scrolled = replace(_rows(), top=top)
        for first in range(6 - top):
            assert scrolled.rows(first, 6 - top) == whole[first + top :]


def test_only_the_first_row_of_a_line_has_its_number() -> None:
    rows = _rows().rows(0, 5)
    assert [row.number for row in rows if row] == [1, 2, 3, 0, 4]
    assert [row.current for row in rows if row] == [True, False, False, False, False]


def test_a_selection_goes_on_from_row_to_row_and_takes_in_the_ends_of_lines() -> None:
    rows = replace(_rows(), selection=Selection((2, 4), (3, 1)), caret=False).rows(2, 5)
    assert [row.marks for row in rows if row] == [
        ((4, 10, "selection"),),
        ((0, 12, "selection"),),
        ((0, 1, "selection"),),
    ]


def test_matches_are_marked_in_their_lines_one_of_them_apart() -> None:
    marks = MatchMarks([Match(0, 0, 2), Match(2, 0, 2), Match(2, 4, 6)], current=2)
    assert list(marks.spans(1)) == []
    assert list(marks.spans(2)) == [(0, 2, "match"), (4, 6, "match-current")]
    rows = replace(_rows(), found=marks, caret=False).rows(0, 3)
    assert rows[0] is not None
    assert rows[0].marks == ((0, 2, "match"),)


def test_a_language_is_asked_for_once_and_colours_its_code_when_it_is_there() -> None:
    asked: list[str] = []
    rows = _rows("```python\ndef f():\n    pass\n```", asked)
    plain = rows.rows(0, 4)
    assert rows.rows(0, 4) == plain
    assert asked == ["python"]
    rows.code.colours.prepare("python")
    coloured = rows.rows(0, 4)
    assert [one == other for one, other in zip(plain, coloured, strict=True)] == [True, False, False, True]
