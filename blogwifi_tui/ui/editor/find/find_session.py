"""A search under way: what is looked for in a text, where it is, and which match is the current one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from textual.document._document import Location, Selection

from blogwifi_tui.ui.editor.area.match_marks import Match
from blogwifi_tui.ui.editor.find.find_pattern import BadPattern, FindPattern, TooSlow


class SearchedText(Protocol):
    """What a search asks of the text it goes through: the editor's area, or a plain object."""

    version: int
    """Another number after each change."""

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the text."""

    @property
    def selection(self) -> Selection:
        """What is selected; empty at the caret."""

    def move_cursor(self, location: Location) -> None:
        """Put the caret there, nothing selected."""

    def select(self, selection: Selection) -> None:
        """Select, in the middle of the screen where it was out of sight."""

    def show_matches(self, matches: Sequence[Match], current: int = -1) -> None:
        """Mark matches, one of them apart."""

    def replace_match(self, match: Match, text: str) -> None:
        """Replace one match as one step for undo, the caret after it."""

    def replace_matches(self, matches: Sequence[Match], texts: Sequence[str]) -> None:
        """Replace each match (in order) by its text, all as one step for undo."""


class FindSession:
    """Moves the selection of a text from match to match, and replaces them."""

    def __init__(self, text: SearchedText) -> None:
        self.text = text
        self.pattern = FindPattern("")
        self.matches: Sequence[Match] = ()
        self.current = -1
        """Which of the matches is selected; -1 for none."""
        self.problem: BadPattern | TooSlow | None = None
        """Why nothing can be looked for."""
        self._version = -1
        """The version of the text that was searched."""

    def look(self, pattern: FindPattern, start: Location) -> None:
        """Look for something else, and select the first of it from ``start`` on."""
        self.pattern = pattern
        self.again()
        if not self._select(self._from(start)):
            self.text.move_cursor(start)

    def again(self) -> None:
        """Look once more: the text may be another one."""
        self.problem, self._version = None, self.text.version
        try:
            self.matches = self.pattern.find(self.text.lines)
        except (BadPattern, TooSlow) as problem:
            self.matches, self.problem = (), problem
        start, end = sorted(self.text.selection)
        at = self._from(start)
        is_selected = at < len(self.matches) and _place(self.matches[at]) == (start, end)
        self.current = at if is_selected else -1
        self.text.show_matches(self.matches, self.current)

    def step(self, direction: int) -> bool:
        """Select the next match (1) or the one before (-1), from the end to the beginning and back."""
        self._refresh()
        start, end = sorted(self.text.selection)
        count = len(self.matches)
        if not count:
            return False
        if direction > 0 and self.current >= 0 and start == end:  # an empty match is found from its own end
            return self._select((self.current + 1) % count)
        if direction > 0:
            return self._select(self._from(end if self.current >= 0 else start))
        return self._select((self._from(start) - 1) % count)

    def replace(self, template: str) -> bool:
        """Replace the selected match and go to the next; only go there when none is selected."""
        self._refresh()
        if self.current < 0:
            return self.step(1)
        match = self.matches[self.current]
        if not self._replace([match], template):
            return False
        self.again()
        row, column = max(self.text.selection)
        # What an empty match finds, as ``$`` does, it finds once more behind what was put there.
        self._select(self._from((row, column + (match.start == match.end))))
        return True

    def replace_all(self, template: str) -> int:
        """Replace every match as one step for undo; how many there were."""
        self._refresh()
        matches = self.matches
        done = len(matches) if self._replace(matches, template) else 0
        self.again()
        return done

    def clear(self) -> None:
        """Mark nothing more."""
        self.matches, self.current, self._version = (), -1, -1
        self.text.show_matches(())

    def _refresh(self) -> None:
        """Look once more if the text is not the one that was searched."""
        if self._version != self.text.version:
            self.again()

    def _replace(self, matches: Sequence[Match], template: str) -> bool:
        """Replace; False, with the reason in :attr:`problem`, when the template cannot be filled in."""
        try:
            texts = self.pattern.replaced(self.text.lines, matches, template)
        except (BadPattern, TooSlow) as problem:
            self.problem = problem
            return False
        if len(matches) == 1:
            self.text.replace_match(matches[0], texts[0])
        else:
            self.text.replace_matches(matches, texts)
        return True

    def _from(self, location: Location) -> int:
        """The first match that begins at ``location`` or later, else the first of all."""
        at = bisect_left(self.matches, (*location, 0))
        return at if at < len(self.matches) else 0

    def _select(self, number: int) -> bool:
        """Select a match; False when there is none of that number."""
        if not 0 <= number < len(self.matches):
            self.current = -1
            self.text.show_matches(self.matches)
            return False
        self.current = number
        self.text.select(Selection(*_place(self.matches[number])))
        self.text.show_matches(self.matches, number)
        return True


def _place(match: Match) -> tuple[Location, Location]:
    return (match.line, match.start), (match.line, match.end)
