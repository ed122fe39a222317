"""A text's own line ends survive an editor that knows only one."""

from __future__ import annotations

import pytest

from blogwifi_tui.content.line_ends import LineEnds

ODD = "a\r\nb\x0cc\u2028d\x85e\rf\x1cg\n"


def test_an_editor_sees_lines_with_one_kind_of_end() -> None:
    assert LineEnds(ODD).view == "a\nb\nc\nd\ne\nf\ng\n"


@pytest.mark.parametrize(
    "text", ["", "a", "a\n", "\n", "\n\n", "a\r\nb\r\n", "a\rb", "a\r\r\nb", "\x0c", ODD, ODD + "h"]
)
def test_unchanged_text_is_the_same_text(text: str) -> None:
    ends = LineEnds(text)
    assert ends.restore(ends.view.split("\n")) == text


def test_a_changed_line_keeps_its_end() -> None:
    assert LineEnds(ODD).restore(["a", "b", "C", "d", "e", "f", "g", ""]) == ODD.replace("c", "C")


def test_a_new_line_gets_the_end_that_most_lines_have() -> None:
    assert LineEnds("a\r\nb\r\nc\n").restore(["a", "new", "b", "c", ""]) == "a\r\nnew\r\nb\r\nc\n"
    assert LineEnds("a\x0cb\x0cc").restore(["a", "b", "new", "c"]) == "a\x0cb\x0cnew\nc"


def test_a_line_taken_away_takes_its_end_with_it() -> None:
    assert LineEnds(ODD).restore(["a", "b", "d", "e", "f", "g", ""]) == ODD.replace("c\u2028", "")


def test_text_added_after_a_last_line_without_end_is_on_its_own_line() -> None:
    assert LineEnds("a\r\nb").restore(["a", "b", "c"]) == "a\r\nb\r\nc"


def test_the_last_line_end_can_be_taken_away_and_given_back() -> None:
    assert LineEnds("a\r\nb\r\n").restore(["a", "b"]) == "a\r\nb"
    assert LineEnds("a\r\nb").restore(["a", "b", ""]) == "a\r\nb\r\n"


def test_lines_moved_about_keep_the_ends_they_can() -> None:
    assert LineEnds("a\r\nb\nc\x0cd\n").restore(["c", "a", "b", "d", ""]) == "c\na\r\nb\nd\n"


def test_line_ends_brought_together_by_an_edit_do_not_become_one() -> None:
    assert LineEnds("a\rb\n").restore(["a", "", ""]) == "a\n\n"
