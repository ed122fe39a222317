from __future__ import annotations

import threading

import pytest

from blogwifi_tui.ui.editor.area.match_marks import Match
from blogwifi_tui.ui.editor.find.find_pattern import MOST, BadPattern, FindPattern, TooSlow

LINES = ["L’Œuvre d’un cœur NAÏF,", "e\u0301te\u0301 été ETE", "Straße, strasse", "un été_fini"]


def _found(text: str, *, lines: list[str] = LINES, **how: bool) -> list[str]:
    return [lines[match.line][match.start : match.end] for match in FindPattern(text, **how).find(lines)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("oeuvre", ["Œuvre"]),
        ("CŒUR", ["cœur"]),
        ("naif", ["NAÏF"]),
        ("ete", ["e\u0301te\u0301", "été", "ETE", "été"]),
        ("t", ["t", "t", "T", "t", "t", "t"]),
        ("l'oeuvre", ["L’Œuvre"]),
        ("strasse", ["Straße", "strasse"]),
        ("zzz", []),
        ("", []),
        ("\u0301", []),
    ],
)
def test_case_accents_and_ligatures_do_not_matter(text: str, found: list[str]) -> None:
    assert _found(text) == found


def test_a_part_of_a_ligature_is_not_found_alone() -> None:
    assert _found("o", lines=["cœur o"]) == ["o"]
    assert _found("s", lines=["ß"]) == []


def test_everything_matters_on_request() -> None:
    assert _found("ete", exact=True) == []
    assert _found("été", exact=True) == ["été", "été"]
    assert _found("été_", exact=True) == ["été_"]


def test_whole_words_on_request() -> None:
    assert _found("ete", words=True) == ["e\u0301te\u0301", "été", "ETE"]
    assert _found("été", words=True, exact=True) == ["été"]


def test_regular_expressions_on_request() -> None:
    assert _found(r"c\w+r", regex=True) == ["cœur"]
    assert _found("^un", regex=True) == ["un"]
    assert _found("x*", regex=True) == []
    assert _found("ETE|straße", regex=True) == ["ETE", "Straße"]
    assert _found("ETE|straße", regex=True, exact=True) == ["ETE"]


def test_what_is_no_expression_says_where() -> None:
    with pytest.raises(BadPattern) as raised:
        FindPattern("ab(c", regex=True).find(LINES)
    assert raised.value.position == 2


@pytest.mark.parametrize("expression", ["(a|aa)+$", "(a|a)*$b", "(?:(?:a|aa)(?:a|aaa))+c"])
def test_an_expression_without_end_is_ended(expression: str) -> None:
    with pytest.raises(TooSlow):
        FindPattern(expression, regex=True).find(["a" * 60 + "b"])
    with pytest.raises(TooSlow):
        FindPattern(expression, regex=True).replaced(["a" * 60 + "b"], [Match(0, 0, 1)], "x")
    assert _found("a", lines=["a"]) == ["a"]


def test_an_expression_without_end_is_ended_outside_the_main_thread_too() -> None:
    ended: list[bool] = []

    def look() -> None:
        with pytest.raises(TooSlow):
            FindPattern("(a|aa)+$", regex=True).find(["a" * 60 + "b"])
        ended.append(True)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert ended


def test_places_are_found_that_have_no_letters() -> None:
    lines = ["un", "", "deux"]
    assert FindPattern("^", regex=True).find(lines) == [Match(0, 0, 0), Match(1, 0, 0), Match(2, 0, 0)]
    assert FindPattern("$", regex=True).find(lines) == [Match(0, 2, 2), Match(1, 0, 0), Match(2, 4, 4)]
    assert FindPattern("^$", regex=True).find(lines) == [Match(1, 0, 0)]
    assert FindPattern("^", regex=True).replaced(lines, [Match(0, 0, 0)], "> ") == ["> "]


def test_outside_the_main_thread_expressions_still_work() -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.extend(_found("c.", regex=True, lines=["ab", "cd"])))
    thread.start()
    thread.join()
    assert found == ["cd"]


def test_matches_without_number_are_counted_up_to_a_limit() -> None:
    assert len(FindPattern("a").find(["a" * (MOST + 10)])) == MOST


def test_a_replacement_fills_in_what_the_expression_caught() -> None:
    lines = ["un deux", "trois"]
    pattern = FindPattern(r"(\w)(\w+)", regex=True)
    assert pattern.replaced(lines, pattern.find(lines), r"\2\1") == ["nu", "euxd", "roist"]
    assert FindPattern("un").replaced(lines, [Match(0, 0, 2)], r"\1") == [r"\1"]
    with pytest.raises(BadPattern):
        pattern.replaced(lines, pattern.find(lines), r"\7")
