"""A text area whose keys cost the same in a short post and in a long one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.document._document import Document, EditResult, Location
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widgets import TextArea

from blogwifi_tui.ui.editor.area.history import History
from blogwifi_tui.ui.editor.area.line_states import LineStates
from blogwifi_tui.ui.editor.area.wrap_map import WrapMap

BRACKET_LINES = 100
"""How far the partner of a bracket is looked for."""
_PARTNERS = {"(": ")", "[": "]", "{": "}", "«": "»"}
_OPENERS = {closing: opening for opening, closing in _PARTNERS.items()}


class QuickArea(TextArea):
    """Textual's text area with its bookkeeping after an edit replaced.

    Textual's own joins, measures and rewrites things as long as the document at each key. Here rows are found
    by bisection, undo is replayed one replacement at a time, and a longer text does not lay out the screen.
    """

    # As in Textual, but a change of size lays out nothing: the scrollbars are told in watch_virtual_size.
    virtual_size: Reactive[Size] = reactive(Size(0, 0), layout=False, repaint=False)

    document: Document
    wrapped_document: WrapMap
    history: History

    def __init__(self, text: str = "", **options: Any) -> None:  # noqa: ANN401 - TextArea's own, untouched
        super().__init__(text, **options)
        self.history = History()
        self.cursor_blink = False

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002 - Textual's signature
        """Show another text, the caret at its start."""
        self.document = Document(text)
        self.wrapped_document = WrapMap(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._states = LineStates(self.document.lines)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()
        self.refresh()

    def edit(self, edit: Edit) -> EditResult:
        """Make a change, and record it for undo."""
        gutter = self.gutter_width
        result = edit.do(self)
        self.history.record(edit)
        self._replaced(edit.top, edit.bottom, result.end_location, gutter)
        edit.after(self)
        self._text_changed()
        return result

    def _undo_batch(self, edits: Sequence[Edit]) -> None:
        """Take back one step."""
        for edit in reversed(edits):
            gutter = self.gutter_width
            done = edit._edit_result
            if done is not None:
                edit.undo(self)
                self._replaced(edit.top, done.end_location, edit.bottom, gutter)
        edits[0].after(self)
        self._text_changed()

    def _redo_batch(self, edits: Sequence[Edit]) -> None:
        """Make one step again."""
        for edit in edits:
            gutter = self.gutter_width
            result = edit.do(self, record_selection=False)
            self._replaced(edit.top, edit.bottom, result.end_location, gutter)
            edit.after(self)
        self._text_changed()

    def _replaced(self, top: Location, old_end: Location, new_end: Location, gutter: int) -> None:
        """Bring rows and states of lines up to date after one replacement; ``gutter`` is its width before."""
        self._states.replaced(top[0], old_end[0], new_end[0])
        if gutter == self.gutter_width:
            self.wrapped_document.wrap_range(top, old_end, new_end)
        else:
            self.wrapped_document.wrap(self.wrap_width, self.indent_width)
            self.refresh()
        self._refresh_size()

    def _text_changed(self) -> None:
        """Hook: the text is another one, by an edit, an undo or a redo."""

    def _rewrap_and_refresh_virtual_size(self) -> None:
        """Wrap everything at the width there is now."""
        self.wrapped_document.wrap(self.wrap_width, self.indent_width)
        self._refresh_size()

    def _on_resize(self) -> None:
        """Wrap again only when the width is another one."""
        if self.wrap_width != self.wrapped_document.width:
            self._rewrap_and_refresh_virtual_size()

    def _refresh_size(self) -> None:
        """Tell the scrollbars how long the text is."""
        wide = 0 if self.soft_wrap else self.wrapped_document.widest + self.gutter_width + 1
        self.virtual_size = Size(wide, self.wrapped_document.height)

    def watch_virtual_size(self, size: Size) -> None:
        """Lay out again only where the widget is as large as its text."""
        if self.is_mounted:
            self._scroll_update(size)
            if self.styles.auto_dimensions:
                self.refresh(layout=True)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """The partner of a bracket, looked for in the lines around it only."""
        if bracket in _PARTNERS:
            return self._partner(bracket, _PARTNERS[bracket], search_from, 1)
        if bracket in _OPENERS:
            return self._partner(bracket, _OPENERS[bracket], search_from, -1)
        return None

    def _partner(self, bracket: str, partner: str, start: Location, step: int) -> Location | None:
        """The bracket that closes (``step`` 1) or opens (-1) the one at ``start``."""
        lines, (row, column), depth = self.document.lines, start, 0
        for number in range(row, row + step * BRACKET_LINES, step):
            if not 0 <= number < len(lines):
                return None
            line = lines[number]
            if number != row:
                column = 0 if step > 0 else len(line) - 1
            if bracket in line or partner in line:
                for at in range(column, len(line) if step > 0 else -1, step):
                    depth += (line[at] == bracket) - (line[at] == partner)
                    if not depth:
                        return number, at
        return None
