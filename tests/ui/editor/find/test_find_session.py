"""A search through a text that is no widget."""

from __future__ import annotations

from collections.abc import Sequence

from textual.document._document import Document, Location, Selection

from blogwifi_tui.ui.editor.area.match_marks import Match
from blogwifi_tui.ui.editor.area.text_change import replace_matches
from blogwifi_tui.ui.editor.find.find_pattern import BadPattern, FindPattern
from blogwifi_tui.ui.editor.find.find_session import FindSession


class Text:
    """Lines that can be searched."""

    def __init__(self, text: str) -> None:
        self._document = Document(text)
        self.version = 0
        self.selection = Selection()
        self.marked: tuple[Sequence[Match], int] = ((), -1)

    @property
    def lines(self) -> Sequence[str]:
        return self._document.lines

    @property
    def selected(self) -> str:
        return self._document.get_text_range(*self.selection)

    def move_cursor(self, location: Location) -> None:
        self.selection = Selection.cursor(location)

    def select(self, selection: Selection) -> None:
        self.selection = selection

    def show_matches(self, matches: Sequence[Match], current: int = -1) -> None:
        self.marked = (matches, current)

    def replace_match(self, match: Match, text: str) -> None:
        line, start, end = match
        self.move_cursor(self.write(text, (line, start), (line, end)))

    def replace_matches(self, matches: Sequence[Match], texts: Sequence[str]) -> None:
        if matches:
            change, caret = replace_matches(self.lines, matches, texts, self.selection.end)
            text, start, end = change.replacement(self.lines)
            self.write(text, start, end)
            self.move_cursor(caret)

    def write(self, text: str, start: Location, end: Location) -> Location:
        self.version += 1
        return self._document.replace_range(start, end, text).end_location


def _session(text: str, pattern: str, start: Location = (0, 0), **how: bool) -> tuple[Text, FindSession]:
    searched = Text(text)
    session = FindSession(searched)
    session.look(FindPattern(pattern, **how), start)
    return searched, session


def test_the_first_match_from_the_start_on_is_selected_and_all_are_marked() -> None:
    text, session = _session("été\nun ÉTÉ, un ete", "ete", start=(1, 0))
    assert text.selection == Selection((1, 3), (1, 6))
    assert text.marked == (session.matches, 1)
    assert len(session.matches) == 3


def test_without_a_match_the_caret_goes_back_to_the_start() -> None:
    text, session = _session("été", "été", start=(0, 1))
    session.look(FindPattern("étés"), (0, 1))
    assert text.selection == Selection.cursor((0, 1))
    assert (session.current, text.marked) == (-1, ([], -1))


def test_stepping_goes_round_in_both_directions() -> None:
    _text, session = _session("un un\nun", "un")
    visited = []
    for direction in (1, 1, 1, -1, -1):
        assert session.step(direction)
        visited.append(session.current)
    assert visited == [1, 2, 0, 2, 1]


def test_stepping_without_matches_goes_nowhere() -> None:
    _text, session = _session("un", "deux")
    assert not session.step(1)


def test_a_step_from_where_the_caret_was_put_goes_to_the_next_match_from_there() -> None:
    text, session = _session("un un\nun", "un")
    text.move_cursor((0, 3))
    session.again()
    assert session.current == -1
    session.step(1)
    assert text.selection.start == (0, 3)


def test_a_changed_text_is_searched_before_anything_is_replaced() -> None:
    text, session = _session("un deux un", "un")
    text.write("zéro ", (0, 0), (0, 0))
    assert session.replace_all("x") == 2
    assert list(text.lines) == ["zéro x deux x"]


def test_replacing_one_goes_on_to_the_next_and_not_into_what_was_written() -> None:
    text, session = _session("un un un", "un")
    assert session.replace("un un")
    assert list(text.lines) == ["un un un un"]
    assert text.selection == Selection((0, 6), (0, 8))


def test_replacing_with_nothing_selected_only_goes_to_a_match() -> None:
    text, session = _session("un deux un", "un")
    text.move_cursor((0, 4))
    session.again()
    session.replace("x")
    assert list(text.lines) == ["un deux un"]
    assert text.selected == "un"
    assert text.selection.start == (0, 8)


def test_a_template_that_cannot_be_filled_in_replaces_nothing_and_is_the_problem() -> None:
    text, session = _session("un un", "(u)n", regex=True)
    assert not session.replace(r"\2")
    assert isinstance(session.problem, BadPattern)
    assert list(text.lines) == ["un un"]


def test_what_is_no_expression_finds_nothing_and_is_the_problem() -> None:
    _text, session = _session("un", "(", regex=True)
    assert isinstance(session.problem, BadPattern)
    assert session.matches == ()


def test_after_clearing_nothing_is_marked_and_a_step_searches_again() -> None:
    text, session = _session("un un", "un")
    session.clear()
    assert text.marked == ((), -1)
    assert session.step(1)
    assert text.selected == "un"


def test_places_without_letters_are_gone_through_and_replaced_one_after_the_other() -> None:
    text, session = _session("un\ndeux\n", "$", regex=True)
    for expected in ((1, 4), (2, 0), (0, 2)):
        session.step(1)
        assert text.selection.end == expected
    session.replace(";")
    session.replace(";")
    assert list(text.lines) == ["un;", "deux;", ""]
    assert session.replace_all("!") == 3
    assert list(text.lines) == ["un;!", "deux;!", "!"]
