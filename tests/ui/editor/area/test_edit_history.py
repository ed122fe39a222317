"""Undo by steps."""

from __future__ import annotations

from textual.document._document import EditResult
from textual.document._edit import Edit

from blogwifi_tui.ui.editor.area.edit_history import SHORTEST_STEP, StepHistory


def _edit(text: str, replaced: str = "") -> Edit:
    edit = Edit(text, (0, 0), (0, 0), maintain_selection_offset=False)
    edit._edit_result = EditResult((0, len(text)), replaced)
    return edit


def _steps(history: StepHistory) -> list[str]:
    return ["".join(edit.text for edit in step) for step in history.undo_stack]


def test_a_step_ends_with_a_word_once_it_is_long_enough() -> None:
    history = StepHistory()
    for letter in f"un {'x' * SHORTEST_STEP} deux ":
        history.record(_edit(letter))
    assert _steps(history) == [f"un {'x' * SHORTEST_STEP} ", "deux "]


def test_edits_made_as_one_step_are_taken_back_together_and_apart_from_what_follows() -> None:
    history = StepHistory()
    history.record(_edit("a"))
    with history.one_step():
        history.record(_edit("b"))
        with history.one_step():
            history.record(_edit("c\n"))
    history.record(_edit("d"))
    assert _steps(history) == ["a", "bc\n", "d"]


def test_a_step_with_no_edit_in_it_is_none() -> None:
    history = StepHistory()
    with history.one_step():
        pass
    assert _steps(history) == []
