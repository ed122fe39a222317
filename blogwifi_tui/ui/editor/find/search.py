"""A search under way: what is looked for in an area, where it is, and which match is the current one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from textual.document._document import Location, Selection

from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from blogwifi_tui.ui.editor.find.finder import BadPattern, Match, TooSlow, Wanted


class FindSession:
    """Moves the selection of an area from match to match, and replaces them."""

    def __init__(self, area: EditorArea) -> None:
        self.area = area
        self.wanted = Wanted("")
        self.matches: Sequence[Match] = ()
        self.current = -1
        """Which of the matches is selected; -1 for none."""
        self.problem: BadPattern | TooSlow | None = None
        """Why nothing can be looked for."""
        self._version = -1
        """The version of the text that was searched."""

    def look(self, wanted: Wanted, start: Location) -> None:
        """Look for something else, and select the first of it from ``start`` on."""
        self.wanted = wanted
        self.again()
        if not self._select(self._from(start)):
            self.area.move_cursor(start)

    def again(self) -> None:
        """Look once more: the text may be another one."""
        self.problem, self._version = None, self.area.version
        try:
            self.matches = self.wanted.find(self.area.document.lines)
        except (BadPattern, TooSlow) as problem:
            self.matches, self.problem = (), problem
        start, end = sorted(self.area.selection)
        at = self._from(start)
        self.current = at if 0 <= at < len(self.matches) and self._place(at) == (start, end) else -1
        self.area.show_matches(self.matches, self.current)

    def step(self, direction: int) -> bool:
        """Select the next match (1) or the one before (-1), from the end to the beginning and back."""
        self._refresh()
        start, end = sorted(self.area.selection)
        count = len(self.matches)
        if not count:
            return False
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
        self._select(self._from(max(self.area.selection)))
        return True

    def replace_all(self, template: str) -> int:
        """Replace every match as one step for undo; how many there were."""
        self._refresh()
        matches = list(self.matches)
        done = len(matches) if self._replace(matches, template) else 0
        self.again()
        return done

    def clear(self) -> None:
        """Mark nothing more."""
        self.matches, self.current, self._version = (), -1, -1
        self.area.show_matches(())

    def _refresh(self) -> None:
        """Look once more if the text is not the one that was searched."""
        if self._version != self.area.version:
            self.again()

    def _replace(self, matches: Sequence[Match], template: str) -> bool:
        try:
            texts = self.wanted.replaced(self.area.document.lines, matches, template)
        except (BadPattern, TooSlow) as problem:
            self.problem = problem
            return False
        if len(matches) == 1:
            (start, end), text = self._between(matches[0]), texts[0]
            with self.area.history.one_step():
                self.area.replace(text, start, end, maintain_selection_offset=False)
        else:
            self.area.replace_matches(matches, texts)
        return True

    def _from(self, location: Location) -> int:
        """The first match that begins at ``location`` or later, else the first of all."""
        at = bisect_left(self.matches, (*location, 0))
        return at if at < len(self.matches) else 0

    @staticmethod
    def _between(match: Match) -> tuple[Location, Location]:
        return (match.line, match.start), (match.line, match.end)

    def _place(self, number: int) -> tuple[Location, Location]:
        return self._between(self.matches[number])

    def _select(self, number: int) -> bool:
        """Select a match, in the middle of the area when it is out of sight."""
        if not 0 <= number < len(self.matches):
            self.current = -1
            self.area.show_matches(self.matches)
            return False
        self.current = number
        start, end = self._place(number)
        area = self.area
        top = area.scroll_offset.y
        row = area.wrapped_document.location_to_offset(end).y
        area.selection = Selection(start, end)
        if not top <= row < top + area.scrollable_content_region.height:
            area.scroll_cursor_visible(center=True)
        area.show_matches(self.matches, number)
        return True
