"""Undo by steps a person would name, from the opening of a post to its closing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from textual.document._edit import Edit
from textual.document._history import EditHistory

STEPS = 100_000
"""More than anybody makes between opening a post and leaving it."""
PAUSE = 2.0
"""Seconds without a key that end a step."""
LONGEST_STEP = 100
"""Characters typed without a pause that make a step."""
SHORTEST_STEP = 20
"""Characters after which a step ends with the word."""


class StepHistory(EditHistory):
    """Textual's undo history without its limit of 50 steps, and with several edits as one step on request."""

    def __init__(self) -> None:
        super().__init__(
            max_checkpoints=STEPS, checkpoint_timer=PAUSE, checkpoint_max_characters=LONGEST_STEP
        )
        self._group: list[Edit] | None = None

    def record(self, edit: Edit) -> None:
        """Add an edit to the step under way, or begin another."""
        if self._group is None:
            super().record(edit)
            if edit.text.isspace() and self._character_count >= SHORTEST_STEP:
                self.checkpoint()
            return
        if not self._group:
            self._undo_stack.append(self._group)
            self._redo_stack.clear()
        self._group.append(edit)

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """The edits made meanwhile are taken back together."""
        if self._group is not None:
            yield
            return
        self._group = []
        try:
            yield
        finally:
            self._group = None
            self.checkpoint()
