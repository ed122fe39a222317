"""The text a file holds, beside the lines that are edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from blogwifi_tui.content.line_ends import LineEnds


class SavedText:
    """What was loaded or last saved: tells whether edited lines differ, gives them their line ends back."""

    def __init__(self, text: str) -> None:
        self._ends = LineEnds(text)
        self._lines = self._view_lines()

    @property
    def view(self) -> str:
        r"""The text with ``\n`` as its only line end, for an editor that knows no other."""
        return self._ends.view

    def _view_lines(self) -> list[str]:
        return self._ends.view.split("\n")

    def take_over(self, text: str, *, saved: bool) -> list[str]:
        """Go on from a text from elsewhere, its lines returned; ``saved``: whether the file holds it."""
        self._ends = LineEnds(text)
        lines = self._view_lines()
        if saved:
            self._lines = lines
        return lines

    def mark_saved(self, lines: Sequence[str]) -> None:
        """The file holds the edited ``lines`` now."""
        self._ends = LineEnds(self.content(lines))
        self._lines = list(lines)

    def content(self, lines: Sequence[str]) -> str:
        """Edited ``lines`` as text, with the line ends they were loaded with."""
        return self._ends.restore(lines)

    def snapshot(self, lines: Sequence[str]) -> Callable[[], str]:
        """The :meth:`content` of this moment, put together when called, on any thread."""
        return partial(self._ends.restore, list(lines))

    def differs(self, lines: Sequence[str], row: int) -> bool:
        """Whether edited ``lines`` are not what was saved; the line of the caret, ``row``, mostly tells."""
        saved = self._lines
        return len(lines) != len(saved) or lines[row] != saved[row] or lines != saved
