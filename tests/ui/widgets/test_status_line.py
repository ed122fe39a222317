"""Words broken and shortened to the room there is; nothing but letters goes to the terminal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from blogwifi_tui.ui.line_filter import ControlFilter
from blogwifi_tui.ui.widgets.key_bar import KeyHint, fitting
from blogwifi_tui.ui.widgets.prose import wrapped
from blogwifi_tui.ui.widgets.status_line import TwoEnds, shortened

NB = "\u00a0"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("un deux trois", 8, ["un deux", "trois"]),
        (f"dire «{NB}oui{NB}» ici", 11, ["dire", f"«{NB}oui{NB}» ici"]),
        ("  · un titre long\nsuite", 10, ["  · un", "    titre", "    long", "suite"]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("日本語日本語", 5, ["日本", "語日", "本語"]),
        ("", 5, [""]),
    ],
)
def test_sentences_are_broken_at_plain_blanks_only(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width).split("\n") == lines


@example("🏻")
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Mn", "Me", "Zl", "Zp"])))
def test_no_line_is_wider_than_its_room_and_no_word_is_lost(text: str) -> None:
    lines = wrapped(text, 10).split("\n")
    assert max(map(cell_len, lines)) <= 10
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(("width", "cut"), [(5, "Été"), (3, "Été"), (2, "É…"), (1, "…"), (0, "")])
def test_what_is_cut_ends_with_an_ellipsis(width: int, cut: str) -> None:
    assert shortened("Été", width) == cut


def ends(width: int, left: Sequence[str], right: Sequence[str], *, left_yields: bool = False) -> str:
    line = TwoEnds(id="line", left_yields=left_yields)
    line.strong, line.left, line.right = "Carnet", tuple(left), tuple(right)
    return " | ".join(line._fitting(width))


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, "Carnet |  · 12 posts · by date | 1 to publish · ahead"),
        (44, "Carnet |  · 12 posts · by date | 1 to publish"),
        (32, "Carnet |  · 12 posts | 1 to publish"),
        (28, "Ca… |  · 12 posts | 1 to publish"),
        (14, " |  | 1 to publish"),
        (4, " |  | 1 t…"),
    ],
)
def test_a_line_gives_up_its_last_parts_first_and_never_its_news(width: int, shown: str) -> None:
    assert ends(width, ["12 posts", "by date"], ["1 to publish", "ahead"]) == shown


def test_either_end_can_be_the_one_that_yields() -> None:
    assert ends(44, ["12 words", "line 3"], ["not saved", "copy 10:42"], left_yields=True) == (
        "Carnet |  · 12 words | not saved · copy 10:42"
    )


def test_a_name_is_kept_before_counts_and_news_are_cut_beside_it() -> None:
    assert ends(28, ["12 posts", "by date"], ["1 to publish"], left_yields=True) == "Carnet |  | 1 to publish"
    assert ends(16, ["12 posts"], ["1 to publish"], left_yields=True) == "Carnet |  | 1 to pu…"
    assert ends(10, ["12 posts"], ["1 to publish"], left_yields=True) == "Ca… |  | 1 to…"


def test_what_is_safe_is_told_before_how_long_a_text_is() -> None:
    line = TwoEnds(id="line", left_yields=True)
    line.left, line.right = ("12 words", "line 3"), ("not saved", "copy 10:42")
    assert line._fitting(26) == ("", "", "not saved · copy 10:42")


def test_what_the_one_end_loses_makes_room_again_for_the_other() -> None:
    assert ends(
        44, ["12 posts", "2 drafts", "by date"], ["1 to publish", "a long word more"], left_yields=True
    ) == ("Carnet |  · 12 posts · 2 drafts | 1 to publish")


def test_the_key_bar_keeps_what_ranks_first_in_the_order_of_the_table() -> None:
    hints = tuple(KeyHint(key, key, "Word", rank) for key, rank in (("a", 3), ("b", 1), ("c", 2)))
    assert [hint.key for hint in fitting(hints, 60)] == ["a", "b", "c"]
    assert [hint.key for hint in fitting(hints, 18)] == ["b", "c"]
    assert [hint.key for hint in fitting(hints, 3)] == []


def test_no_control_character_passes_the_last_door() -> None:
    segments = [Segment("sûr"), Segment("\x1b[31m\x07\u202e\u200brouge"), Segment("é\u00a0\u202f€")]
    shown = ControlFilter().apply(segments, Color(0, 0, 0))
    assert [segment.text for segment in shown] == ["sûr", "[31mrouge", "é\u00a0\u202f€"]
