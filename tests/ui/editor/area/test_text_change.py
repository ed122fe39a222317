"""From one text to another by replacing whole lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.document._document import Document

from blogwifi_tui.ui.editor.area.match_marks import Match
from blogwifi_tui.ui.editor.area.text_change import TextChange, difference, replace_matches

LINES = st.lists(st.sampled_from(["", "a", "b", "c"]), min_size=1, max_size=6)


@given(LINES, LINES)
def test_the_difference_put_into_a_document_makes_the_other_text(old: list[str], new: list[str]) -> None:
    change = difference(old, new)
    document = Document("\n".join(old))
    if change is None:
        assert old == new
    else:
        text, start, end = change.replacement(old)
        document.replace_range(start, end, text)
    assert document.text == "\n".join(new)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("abc", "axc", TextChange(1, 2, ["x"])),
        ("abc", "abcd", TextChange(3, 3, ["d"])),
        ("aab", "ab", TextChange(1, 2, [])),
        ("abc", "abc", None),
    ],
)
def test_the_difference_is_no_longer_than_what_differs(old: str, new: str, change: TextChange | None) -> None:
    assert difference(list(old), list(new)) == change


@pytest.mark.parametrize(
    ("caret", "moved"),
    [
        ((0, 2), (0, 2)),  # above the change
        ((1, 2), (3, 2)),  # its line is still there, elsewhere
        ((2, 1), (2, 1)),  # its line is gone
        ((3, 4), (4, 4)),  # below the change
    ],
)
def test_a_caret_stays_on_its_words(caret: tuple[int, int], moved: tuple[int, int]) -> None:
    old = ["un", "deux", "trois", "quatre"]
    change = difference(old, ["un", "x", "y", "deux", "quatre"])
    assert change is not None
    assert change.moved(caret, old) == moved


def test_a_caret_after_replaced_matches_of_its_line_stays_on_its_words() -> None:
    lines = ["un", "un deux un", "fin"]
    matches = [Match(0, 0, 2), Match(1, 0, 2), Match(1, 8, 10)]
    change, caret = replace_matches(lines, matches, ["trois", "trois", ""], (1, 5))
    assert change == TextChange(0, 2, ["trois", "trois deux "])
    assert caret == (1, 8)
