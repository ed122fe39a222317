"""Widths, splits and pictures of characters."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.editor.area.glyphs import ODD_ONE, breaks, cells, drawn
from blogwifi_tui.ui.editor.area.words import character_end, character_start

LETTERS = st.text(st.sampled_from("ab éœ日語\u0301\u200d👩\ufe0f❤’\t\u00a0-#x"), max_size=40)


def test_characters_measured_at_a_glance_are_one_cell_wide() -> None:
    for code in range(0x20, 0x3000):
        if not ODD_ONE.match(chr(code)):
            assert get_character_cell_size(chr(code)) == 1, hex(code)


@given(LETTERS)
def test_cells_are_those_rich_will_draw(text: str) -> None:
    shown = drawn(text).replace("\t", "")
    before = cells(shown, 4)
    assert len(before) == len(shown) + 1
    assert list(before) == sorted(before)
    assert before[-1] == cell_len(shown)


@given(st.text(max_size=60))
def test_what_is_drawn_is_as_long_as_the_text_and_safe(text: str) -> None:
    line = text.replace("\n", "")
    shown = drawn(line)
    assert len(shown) == len(line)
    assert visible(shown.replace("\t", "")) == shown.replace("\t", "")


@given(LETTERS)
def test_going_right_and_left_visits_the_same_characters(text: str) -> None:
    there, back = [0], [len(text)]
    while there[-1] < len(text):
        there.append(character_end(text, there[-1]))
    while back[-1] > 0:
        back.append(character_start(text, back[-1]))
    assert there == back[::-1]


@pytest.mark.parametrize(
    "characters",
    [
        "e\u0301 a\u0300",
        "🇫🇷 🇩🇪",
        "👨‍👩‍👧 👍🏽",
        "1️⃣ ❤️",
        "\u1100\u1161\u11a8",
        "स्ते",
        "🏴\U000e0067\U000e007f",
    ],
)
def test_a_character_is_what_a_reader_takes_for_one(characters: str) -> None:
    for character in characters.split():
        assert character_end(f"x{character}é", 1) == 1 + len(character)
        assert character_start(f"x{character}", 1 + len(character)) == 1


def test_a_no_break_space_holds_its_words_together() -> None:
    assert breaks("dix mots «\u00a0cœur\u00a0» fin", 15, 4) == [9]
    assert breaks("dix mots « cœur » fin", 15, 4) == [11]


@given(LETTERS, st.integers(2, 12))
@example("aa\ufe0f\u200d \u0301a", 2)
def test_no_row_is_wider_than_the_screen_nor_splits_a_letter_from_its_accent(text: str, width: int) -> None:
    shown = drawn(text)
    before = cells(shown, 4)
    splits = breaks(shown, width, 4)
    bounds = [0, *splits, len(shown)]
    for start, end in pairwise(bounds):
        assert before[end] - before[start] <= max(width, 4)
    assert all(before[at] < before[at + 1] or before[at] != before[at - 1] for at in splits)
