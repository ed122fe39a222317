"""A text area that paints in colours, and paints again only the rows that changed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from rich.style import Style
from textual.cache import LRUCache
from textual.document._document import Selection
from textual.geometry import Region
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widgets import TextArea

from blogwifi_tui.ui.editor.area.code_colours import CodeColours, CodeSpans
from blogwifi_tui.ui.editor.area.line_states import Fence
from blogwifi_tui.ui.editor.area.markdown_colours import NAMES
from blogwifi_tui.ui.editor.area.paragraphs import paragraph
from blogwifi_tui.ui.editor.area.quick_area import QuickArea
from blogwifi_tui.ui.editor.area.rows import Palette, VisualRow, blank, painted
from blogwifi_tui.ui.editor.area.view import AreaView
from blogwifi_tui.ui.editor.find.finder import Match

_OVERLAYS = {
    "match": "editor--match",
    "match-current": "editor--match-current",
    "selection": "text-area--selection",
    "bracket": "text-area--matching-bracket",
    "caret": "text-area--cursor",
}
_FENCE_LINES = 400
"""How far up a block of code is read for the colours of a line of it."""


class PaintedArea(QuickArea):
    """Draws its rows itself.

    When the widget has nothing else to do it compares the rows on the screen with those last painted
    (:class:`.rows.VisualRow`), and asks for those that differ.
    """

    COMPONENT_CLASSES = {f"editor--{name}" for name in (*NAMES, "band", "match", "match-current")}  # noqa: RUF012

    # As in Textual, but moving the caret does not repaint the whole widget.
    selection: Reactive[Selection] = reactive(Selection(), init=False, always_update=True, repaint=False)

    show_no_break: Reactive[bool] = reactive(False)
    """Whether no-break spaces are drawn as signs."""

    def __init__(self, text: str = "", **options: Any) -> None:  # noqa: ANN401 - TextArea's own, untouched
        self._shown: dict[int, VisualRow | None] = {}
        """What each line of the widget had painted last."""
        self._in_doubt = False
        self._painting = False
        self._palette: Palette | None = None
        self._strips: LRUCache[VisualRow, Strip] = LRUCache(1024)
        self._code = CodeColours()
        self._awaited: set[str] = set()
        """Languages being loaded."""
        self._matches: Sequence[Match] = ()
        self._current_match = -1
        self._band: range | None = None
        super().__init__(text, **options)

    # What is shown

    def _view(self) -> AreaView:
        """What the rows depend on, as it is now."""
        if self._band is None:
            self._band = paragraph(self.document.lines, self.selection.end[0])
        return AreaView(
            lines=self.document.lines,
            wrapping=self.wrapped_document,
            states=self._states,
            code=self._code_spans,
            top=self.scroll_offset.y,
            selection=self.selection,
            caret=self._draw_cursor,
            bracket=self._matching_bracket_location,
            matches=self._matches,
            current=self._current_match,
            band=self._band if self.highlight_cursor_line else range(0),
            first_number=self.line_number_start if self.show_line_numbers else None,
            tab_size=self.indent_width,
            no_break=self.show_no_break,
        )

    def _code_spans(self, line: int, state: Fence) -> CodeSpans:
        """The tokens of a line of code; none until its language is ready."""
        if not self._code.ready(state.language):
            if state.language not in self._awaited:
                self._awaited.add(state.language)
                self.run_worker(self._prepare_code(state.language))
            return ()
        top, bottom = line, line + 1
        while line - top < _FENCE_LINES and self._states.at(top - 1) is state:
            top -= 1
        limit = min(line + self.size.height, self.document.line_count)
        while bottom < limit and self._states.at(bottom) is state:
            bottom += 1
        return self._code.spans(state.language, self.document.lines[top:bottom], line - top)

    async def _prepare_code(self, language: str) -> None:
        """Load what colours a language without holding up the screen."""
        await asyncio.to_thread(self._code.prepare, language)
        self._doubt()

    def show_matches(self, matches: Sequence[Match], current: int = -1) -> None:
        """Mark what was searched for (in order), one of them apart; nothing when empty."""
        self._matches, self._current_match = matches, current
        self._doubt()

    # When it is painted

    def _doubt(self) -> None:
        """Some rows may show something else now."""
        if not self._in_doubt:
            self._in_doubt = True
            self.check_idle()

    def on_idle(self) -> None:
        """Ask for the rows that changed."""
        if self._in_doubt and self.is_mounted:
            self._in_doubt = False
            width, height = self.scrollable_content_region.size
            rows, shown = self._view().rows(0, height), self._shown
            changed = [y for y, row in enumerate(rows) if y not in shown or shown[y] != row]
            if changed:
                self.refresh(*(Region(0, y, width, 1) for y in changed))
            self.call_after_refresh(self._shown_again)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> PaintedArea:
        """As in Textual; a whole repaint also looks at the styles again."""
        if repaint and not regions:
            self._palette = None
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def notify_style_update(self) -> None:
        """The styles may be others."""
        self._palette = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint the lines asked for, and remember what they show."""
        self._painting = True
        try:
            return super(TextArea, self).render_lines(crop)
        finally:
            self._painting = False

    def render_line(self, y: int) -> Strip:
        """The strip of line ``y`` of the widget."""
        if self.placeholder and self.document.line_count == 1 and not self.document.get_line(0):
            return super().render_line(y)
        (row,) = self._view().rows(y, y + 1)
        if self._painting:
            self._shown[y] = row
        palette = self._current_palette()
        width = self.scrollable_content_region.width
        if row is None:
            return blank(width, palette)
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = painted(row, palette, width, self.gutter_width)
        return strip if self.soft_wrap else self._scrolled(strip, palette.behind(row))

    def _scrolled(self, strip: Strip, behind: Style) -> Strip:
        """The part of an unwrapped line that shows, beside its number."""
        gutter, x, width = self.gutter_width, self.scroll_offset.x, self.scrollable_content_region.width
        shown = Strip.join([strip.crop(0, gutter), strip.crop(gutter + x, x + width)])
        return shown.extend_cell_length(width, behind)

    def _current_palette(self) -> Palette:
        """The palette of the theme there is now; strips of another one are forgotten."""
        extent = (self.scrollable_content_region.width, self.gutter_width)
        if self._palette is None or self._palette.extent != extent:
            self._palette = self._new_palette(extent)
            self._strips.clear()
        return self._palette

    def _new_palette(self, extent: tuple[int, int]) -> Palette:
        """Look every style up, as the theme gives them."""
        base = self.rich_style

        def part(component: str) -> Style:
            return _added(base, self.get_component_rich_style(component))

        return Palette(
            extent,
            base,
            band=part("editor--band"),
            gutter=part("text-area--gutter"),
            gutter_current=part("text-area--cursor-gutter"),
            named={name: part(f"editor--{name}") for name in NAMES}
            | {name: part(component) for name, component in _OVERLAYS.items()},
        )

    # What changes it

    def _text_changed(self) -> None:
        self._band = None
        self._doubt()

    def _rewrap_and_refresh_virtual_size(self) -> None:
        super()._rewrap_and_refresh_virtual_size()
        self._doubt()

    def _watch_selection(self, _before: Selection, selection: Selection) -> None:
        """Follow the caret."""
        if not self.is_mounted:
            return
        self.app.clear_selection()
        self.scroll_cursor_visible()
        row, column = selection.end
        self._matching_bracket_location = self.find_matching_bracket(
            self.document.get_line(row)[column : column + 1], selection.end
        )
        self._band = None
        self.app.cursor_position = self.cursor_screen_offset
        self._doubt()

    def _shown_again(self) -> None:
        """Hook: what changed is on the screen."""

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The caret comes or goes."""
        super().watch_has_focus(_has_focus)
        self._doubt()


def _added(base: Style, style: Style) -> Style:
    """What ``style`` says that ``base`` does not."""
    return Style(
        color=style.color if style.color != base.color else None,
        bgcolor=style.bgcolor if style.bgcolor != base.bgcolor else None,
        bold=style.bold or None,
        dim=style.dim or None,
        italic=style.italic or None,
        underline=style.underline or None,
        strike=style.strike or None,
        reverse=style.reverse or None,
    )
