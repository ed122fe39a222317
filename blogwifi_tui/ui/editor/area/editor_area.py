"""The text of a post, where nine tenths of the time is spent.

Textual's TextArea joins, measures and rewrites things as long as the document at each key, and paints its
whole widget. Here rows are found by bisection, undo is replayed one replacement at a time, a longer text does
not lay out the screen, and only rows that changed are painted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import Document, EditResult, Location, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widgets import TextArea

from blogwifi_tui.ui.editor.area import brackets, text_change
from blogwifi_tui.ui.editor.area.edit_history import StepHistory
from blogwifi_tui.ui.editor.area.fenced_code import FencedCode
from blogwifi_tui.ui.editor.area.line_states import LineStates
from blogwifi_tui.ui.editor.area.match_marks import Match, MatchMarks
from blogwifi_tui.ui.editor.area.paragraphs import paragraph
from blogwifi_tui.ui.editor.area.row_painter import COMPONENTS, RowPainter
from blogwifi_tui.ui.editor.area.saved_text import SavedText
from blogwifi_tui.ui.editor.area.text_change import TextChange
from blogwifi_tui.ui.editor.area.typing_rules import Typed, TypingRules
from blogwifi_tui.ui.editor.area.visible_rows import VisibleRows
from blogwifi_tui.ui.editor.area.words import (
    character_end,
    character_start,
    edge_after,
    edge_before,
    next_word_end,
    piece_at,
)
from blogwifi_tui.ui.editor.area.wrap_map import WrapMap
from blogwifi_tui.ui.terminal_input import writes
from blogwifi_tui.ui.workers import Work, worker

_LEFT_TO_SCREENS = {"f6", "f7", "ctrl+k", "home,ctrl+a", "ctrl+z,super+z", "ctrl+y,super+y"}
"""Textual's keys that mean something else in an editor of posts, or that get another meaning below."""

_OWN = (
    ("home", "cursor_line_start"),
    ("ctrl+a", "select_all"),
    ("ctrl+home", "cursor_text_start"),
    ("ctrl+end", "cursor_text_end"),
    ("ctrl+shift+home", "cursor_text_start(True)"),
    ("ctrl+shift+end", "cursor_text_end(True)"),
    ("shift+pageup", "select_page(-1)"),
    ("shift+pagedown", "select_page(1)"),
)
_TABS = {"tab", "shift+tab"}
_ERASING = {"enter", "tab", "backspace", "delete"}


def _bindings() -> list[BindingType]:
    """Textual's, without those above and with what it lacks."""
    theirs = [binding for binding in TextArea.BINDINGS if isinstance(binding, Binding)]
    kept = [binding for binding in theirs if binding.key not in _LEFT_TO_SCREENS]
    return [*kept, *(Binding(key, action, show=False) for key, action in _OWN)]


@dataclass
class _Coalescing(Message):
    """Only the last of several in a row is handled."""

    area: EditorArea

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, type(self))

    @property
    def control(self) -> EditorArea:
        """The area."""
        return self.area


# Longer than the other widgets: it is the one place that answers the many questions Textual asks of its
# TextArea, each in a few lines. What can be decided without Textual is decided by the objects it owns.
class EditorArea(TextArea, inherit_bindings=False):
    """Markdown as it is typed: lists that go on by themselves, links made by pasting, undo across reloads.

    It leaves to screens the keys of the commands of an editor: save, leave, find, fields, publish.
    """

    DEFAULT_CSS: ClassVar[str] = Path(__file__).with_name("editor_area.tcss").read_text("utf-8")
    BINDINGS: ClassVar[list[BindingType]] = _bindings()
    COMPONENT_CLASSES = COMPONENTS

    dirty: Reactive[bool] = reactive(False, repaint=False)
    """Whether the text differs from what was loaded or last marked as saved."""

    revision: Reactive[int] = reactive(0, repaint=False)
    """The :attr:`version` that is shown."""

    show_no_break: Reactive[bool] = reactive(False)
    """Whether no-break spaces are drawn as signs."""

    # As in Textual, but moving the caret does not repaint the whole widget, and a change of size lays out
    # nothing: the scrollbars are told in watch_virtual_size.
    selection: Reactive[Selection] = reactive(Selection(), init=False, always_update=True, repaint=False)
    virtual_size: Reactive[Size] = reactive(Size(0, 0), layout=False, repaint=False)

    document: Document
    wrapped_document: WrapMap
    history: StepHistory

    class Edited(_Coalescing):
        """The text changed."""

    @dataclass
    class CaretMoved(_Coalescing):
        """The caret or the selection moved."""

        line: int
        """0-based."""
        column: int
        """0-based, in characters."""

    class Refused(Message):
        """Something was typed into a text that may not change."""

    def __init__(self, text: str = "", *, with_pairs: bool = False, **options: Any) -> None:  # noqa: ANN401
        """``with_pairs``: marks that come in pairs are written in pairs; ``options`` are TextArea's."""
        self._with_pairs = with_pairs
        self.version = 0
        """Another number after each change, at once."""
        self._saved = SavedText(text)
        self._code = FencedCode(self._load_colours)
        self._painter = RowPainter(lambda: self.rich_style, self.get_component_rich_style)
        self._found = MatchMarks()
        self._band: range | None = None
        """The lines of the paragraph of the caret, once looked for."""
        self._repaint_due = False
        """Whether some rows may show something else than was painted."""
        self._told_selection: Selection | None = None
        super().__init__(self._saved.view, **options)
        self.history = StepHistory()
        self.cursor_blink = False

    # Text in, text out

    def load(self, text: str) -> None:
        """Show another post: its caret at the start, its history empty."""
        self._saved = SavedText(text)
        self.history.clear()
        self.show_matches(())
        self._set_document(self._saved.view, None)
        self._text_changed()

    def reload(self, text: str, *, saved: bool = True) -> None:
        """Take over what another program made of the same post, as one step that undo takes back.

        ``saved``: whether its file holds it; what comes back from a person's own editor is in no file.
        """
        lines = self._saved.take_over(text, saved=saved)
        change = text_change.difference(self.lines, lines)
        if change is not None:
            self._replace_lines(change, change.moved(self.selection.end, self.lines))
        self._text_changed()

    @property
    def lines(self) -> list[str]:
        """The lines of the text, as they are edited."""
        return self.document.lines

    @property
    def content(self) -> str:
        """The text with the line ends it was loaded with: exactly what was loaded when nothing changed."""
        return self._saved.content(self.lines)

    def snapshot(self) -> Callable[[], str]:
        """The :attr:`content` of this moment, put together when called, on any thread."""
        return self._saved.snapshot(self.lines)

    def mark_saved(self) -> None:
        """What is shown now is what the file holds."""
        self._saved.mark_saved(self.lines)
        self.dirty = False

    # Edits, and the rows they make

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002 - Textual's signature
        """Show another text, the caret at its start."""
        self.document = Document(text)
        self.wrapped_document = WrapMap(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._states = LineStates(self.lines)
        self._rules = TypingRules(self.lines, self._states, self.indent_width, with_pairs=self._with_pairs)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()
        self.refresh()

    def edit(self, edit: Edit) -> EditResult:
        """Make a change, and record it for undo."""
        result = self._make(edit, record_selection=True)
        self._text_changed()
        return result

    def _make(self, edit: Edit, *, record_selection: bool) -> EditResult:
        """Make a change, for the first time or once more."""
        gutter = self.gutter_width
        result = edit.do(self, record_selection)
        if record_selection:
            self.history.record(edit)
        self._replaced(edit.top, edit.bottom, result.end_location, gutter)
        edit.after(self)
        return result

    def _undo_batch(self, edits: Sequence[Edit]) -> None:
        """Take back one step."""
        for edit in reversed(edits):
            gutter, done = self.gutter_width, edit._edit_result
            if done is not None:
                edit.undo(self)
                self._replaced(edit.top, done.end_location, edit.bottom, gutter)
        edits[0].after(self)
        self._text_changed()

    def _redo_batch(self, edits: Sequence[Edit]) -> None:
        """Make one step again."""
        for edit in edits:
            self._make(edit, record_selection=False)
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
        """The text is another one, by an edit, an undo or a redo."""
        self.version += 1
        self._band = None
        self._repaint_soon()
        self.dirty = self._saved.differs(self.lines, self.selection.end[0])

    def _rewrap_and_refresh_virtual_size(self) -> None:
        """Wrap everything at the width there is now."""
        self.wrapped_document.wrap(self.wrap_width, self.indent_width)
        self._refresh_size()
        self._repaint_soon()

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

    # Painting: once there is nothing else to do, the rows that differ from those last painted

    def _repaint_soon(self) -> None:
        """Some rows may show something else: compare them once there is nothing else to do."""
        if not self._repaint_due:
            self._repaint_due = True
            self.check_idle()

    def on_idle(self) -> None:
        """Ask for the rows that changed."""
        if self._repaint_due and self.is_mounted:
            self._repaint_due = False
            width, height = self.scrollable_content_region.size
            changed = self._painter.changed(self._visible().rows(0, height))
            if changed:
                self.refresh(*(Region(0, y, width, 1) for y in changed))
            self.call_after_refresh(self._tell_screen)

    def _tell_screen(self) -> None:
        """Tell the screen, once the person sees what the key did."""
        if self.revision != self.version:
            self.revision = self.version
            self.post_message(self.Edited(self))
        if self._told_selection != self.selection:
            self._told_selection = self.selection
            self.post_message(self.CaretMoved(self, *self.selection.end))

    def _visible(self) -> VisibleRows:
        """What the rows depend on, as it is now."""
        if self._band is None:
            self._band = paragraph(self.lines, self.selection.end[0])
        return VisibleRows(
            lines=self.lines,
            wrapping=self.wrapped_document,
            states=self._states,
            code=self._code,
            top=self.scroll_offset.y,
            height=self.size.height,
            selection=self.selection,
            caret=self._draw_cursor,
            bracket=self._matching_bracket_location,
            found=self._found,
            band=self._band if self.highlight_cursor_line else range(0),
            first_number=self.line_number_start if self.show_line_numbers else None,
            tab_size=self.indent_width,
            no_break=self.show_no_break,
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        """As for any widget: Textual's TextArea would apply a theme of its own."""
        return super(TextArea, self).render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """The strip of line ``y`` of the widget."""
        (row,) = self._visible().rows(y, y + 1)
        left = None if self.soft_wrap else self.scroll_offset.x
        width = self.scrollable_content_region.width
        return self._painter.paint(y, row, width=width, gutter=self.gutter_width, left=left)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> EditorArea:
        """As in Textual; a whole repaint also looks at the styles again."""
        if repaint and not regions:
            self._painter.forget_styles()
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def notify_style_update(self) -> None:
        """The styles may be others."""
        self._painter.forget_styles()
        super().notify_style_update()

    @worker(Work.COLOURS)
    async def _load_colours(self, language: str) -> None:
        """Load what colours a language of code without holding up the screen."""
        await asyncio.to_thread(self._code.colours.prepare, language)
        self._repaint_soon()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The caret comes or goes."""
        super().watch_has_focus(_has_focus)
        self._repaint_soon()

    def _watch_selection(self, _before: Selection, selection: Selection) -> None:
        """Follow the caret."""
        if not self.is_mounted:
            return
        self.app.clear_selection()
        self.scroll_cursor_visible()
        self._matching_bracket_location = brackets.partner(self.lines, selection.end)
        self._band = None
        self.app.cursor_position = self.cursor_screen_offset
        self._repaint_soon()

    # Keys, pastes, clicks, the caret

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Tab is ours too."""
        is_tab = key in _TABS and not self.read_only
        return is_tab or super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        """Write what the key says; keys of commands go on to the screen."""
        if self.read_only:
            if writes(event.character) or event.key in _ERASING:
                self.post_message(self.Refused())
            return
        if event.key == "enter":
            self._write(self._rules.enter(self.selection))
        elif event.key in _TABS:
            self._tab(deeper=event.key == "tab")
        elif event.key.startswith("alt+"):
            event.prevent_default()  # a command, not the letter that comes with it
            return
        elif event.character and writes(event.character):
            self._write(self._rules.character(event.character, self.selection))
        else:
            return
        event.stop().prevent_default()

    def _write(self, typed: Typed) -> None:
        """Write what a rule said, and put caret and selection where it said."""
        done = self._replace_via_keyboard(typed.text, typed.start, typed.end)
        if done is None:
            return
        row, column = done.end_location
        caret = (row, column - typed.back)
        if typed.select_from is not None:
            start_row, start_column = typed.start
            self.selection = Selection((start_row, start_column + typed.select_from), caret)
        elif typed.back:
            self.move_cursor(caret)

    def insert_typed(self, text: str) -> None:
        """Write ``text`` in place of the selection, as a key would."""
        self._replace_via_keyboard(text, *self.selection)

    def _tab(self, *, deeper: bool) -> None:
        """Go to the next tab stop, or move items and selected lines a level in (``deeper``) or out."""
        spaces = self._rules.spaces_to_tab_stop(self.selection) if deeper else ""
        if spaces:
            self.insert_typed(spaces)
            return
        with self.history.one_step():
            for typed in self._rules.shifted(self.selection, deeper=deeper):
                self.replace(typed.text, typed.start, typed.end)

    def action_delete_left(self) -> None:
        """Delete the character before the caret, accents included, or a pair with nothing in it."""
        pair = self._rules.empty_pair(self.selection)
        if pair:
            self._delete_via_keyboard(*pair)
        else:
            super().action_delete_left()

    async def _on_paste(self, event: events.Paste) -> None:
        """Insert what the terminal pasted."""
        event.stop().prevent_default()
        self.paste(event.text)

    def action_paste(self) -> None:
        """Insert what was last cut or copied here."""
        self.paste(self.app.clipboard)

    def paste(self, text: str) -> None:
        """Insert ``text`` in place of the selection; an address over words makes them a link."""
        self.insert_typed(self._rules.pasted(text, self.selection))

    async def _on_click(self, event: events.Click) -> None:
        """Two clicks select a word, three a line."""
        if event.chain == 2:
            self.selection = piece_at(self.lines, self.get_target_document_location(event))
        elif event.chain == 3:
            self.select_line(self.selection.end[0])

    def get_cursor_left_location(self) -> Location:
        """One character to the left, its accents and joiners included."""
        row, column = self.selection.end
        if not column:
            return super().get_cursor_left_location()
        return row, character_start(self.lines[row], column)

    def get_cursor_right_location(self) -> Location:
        """One character to the right, its accents and joiners included."""
        row, column = self.selection.end
        line = self.lines[row]
        if column >= len(line):
            return super().get_cursor_right_location()
        return row, character_end(line, column)

    def get_cursor_word_left_location(self) -> Location:
        """The beginning of the word before the caret, or the end of the line above."""
        row, column = self.selection.end
        if row and not column:
            return row - 1, len(self.lines[row - 1])
        return row, edge_before(self.lines[row], column)

    def get_cursor_word_right_location(self) -> Location:
        """The end of the word after the caret, or the beginning of the line below."""
        row, column = self.selection.end
        if column == len(self.lines[row]) and row + 1 < len(self.lines):
            return row + 1, 0
        return row, edge_after(self.lines[row], column)

    def action_delete_word_right(self) -> None:
        """Delete what is selected, or up to the end of the next word, or the end of the line."""
        start, (row, column) = self.selection
        end = (row, next_word_end(self.lines[row], column))
        if start == self.selection.end and end == start and row + 1 < len(self.lines):
            end = (row + 1, 0)
        self._delete_via_keyboard(start, end if start == self.selection.end else self.selection.end)

    def action_cursor_text_start(self, select: bool = False) -> None:
        """Go to the beginning of the text."""
        self.move_cursor((0, 0), select=select)

    def action_cursor_text_end(self, select: bool = False) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end, select=select)

    def action_select_page(self, pages: int) -> None:
        """Select to a screenful further up (-1) or down (1)."""
        rows = pages * self.content_size.height
        self.move_cursor(self.navigator.get_location_at_y_offset(self.selection.end, rows), select=True)

    # For screens, and for a search

    def show_line(self, line: int) -> None:
        """Bring ``line`` (0-based) to the top of the screen, the caret staying where it is."""
        self.scroll_to(y=self.wrapped_document.location_to_offset((line, 0)).y, animate=False)

    def goto(self, line: int, column: int = 0) -> None:
        """Put the caret on ``line`` (0-based), in the middle of the screen."""
        self.move_cursor((line, column), center=True)

    def end_last_line(self) -> None:
        """Give a text without a final line end one, the caret staying where it is."""
        if self.lines[-1]:
            caret = self.selection
            self.replace("\n", self.document.end, self.document.end)
            self.selection = caret

    def insert_text(self, text: str) -> None:
        """Write ``text`` in place of the selection, the caret after it."""
        with self.history.one_step():
            self.insert_typed(text)

    def wrap_selection(self, before: str, after: str) -> None:
        """Put marks around the selection or the word at the caret, or take them away where they are."""
        typed = self._rules.marked(self.selection, before, after)
        if typed:
            with self.history.one_step():
                self._write(typed)

    def make_link(self, address: str = "") -> bool:
        """Make the selection, or the word at the caret, a link; False where none can be.

        The caret waits for what is missing.
        """
        typed = self._rules.linked(self.selection, address)
        if typed:
            with self.history.one_step():
                self._write(typed)
        return typed is not None

    def show_matches(self, matches: Sequence[Match], current: int = -1) -> None:
        """Mark what was searched for (in order), one of them apart; nothing when empty."""
        self._found = MatchMarks(matches, current)
        self._repaint_soon()

    def select(self, selection: Selection) -> None:
        """Select, in the middle of the screen where it was out of sight."""
        row = self.wrapped_document.location_to_offset(selection.end).y - self.scroll_offset.y
        self.selection = selection
        if not 0 <= row < self.scrollable_content_region.height:
            self.scroll_cursor_visible(center=True)

    def replace_match(self, match: Match, text: str) -> None:
        """Replace one match as one step, the caret after it."""
        line, start, end = match
        with self.history.one_step():
            self.replace(text, (line, start), (line, end), maintain_selection_offset=False)

    def replace_matches(self, matches: Sequence[Match], texts: Sequence[str]) -> None:
        """Replace each match (in order) by its text, all as one step; the caret stays on its words."""
        if matches:
            self._replace_lines(*text_change.replace_matches(self.lines, matches, texts, self.selection.end))

    def _replace_lines(self, change: TextChange, caret: Location) -> None:
        """Replace whole lines as one step, and put the caret there."""
        with self.history.one_step():
            self.replace(*change.replacement(self.lines))
        self.move_cursor(caret)
