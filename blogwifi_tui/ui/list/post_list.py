"""The list of posts, drawn line by line: ten thousand cost as much as a screenful."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from blogwifi_tui.ui.key_queue import OrderedKeys
from blogwifi_tui.ui.list.post_lines import LineMap
from blogwifi_tui.ui.list.row_content import GUTTER, LazyRows, PostRow, Spans
from blogwifi_tui.ui.list.row_drawing import KINDS, PARTS, Painter

__all__ = ["LazyRows", "PostList", "PostRow", "Spans"]

_MEASURED = 100
"""Rows looked at to learn how wide columns are; one that turns out wider later widens them."""


class PostList(ScrollView, can_focus=True):
    """Rows of posts with a cursor and marks. Keeps the selected post through any change of rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"post-list--{name}" for name in (*PARTS, *KINDS)}

    BINDINGS: ClassVar = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)
    """Index of the selected row; 0 when there is none."""
    empty: reactive[str] = reactive("")
    """The sentence shown when there are no rows."""

    class Highlighted(Message):
        """Another post is under the cursor; None: there is none."""

        def __init__(self, path: str | None) -> None:
            super().__init__()
            self.path = path

        def can_replace(self, message: Message) -> bool:
            """While keys come faster than the screen, only the last post matters."""
            return isinstance(message, PostList.Highlighted)

    class Opened(Message):
        """A post was double-clicked."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path

    class MarksChanged(Message):
        """Other posts are marked now."""

        def __init__(self, marked: frozenset[str]) -> None:
            super().__init__()
            self.marked = marked

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._rows: Sequence[PostRow] = ()
        self._heading: Callable[[int], str] | None = None
        self._height = 1
        """How many lines a row has at least."""
        self._lines = LineMap(0)
        self._marked: frozenset[str] = frozenset()
        self._told: str | None = None
        self.complete: Callable[[], Awaitable[object]] | None = None
        """Awaited before the last row is gone to: more posts may be about to come."""
        self._painter = Painter(self._style_of)

    # What others ask and say

    @property
    def selected(self) -> str | None:
        """The path of the post under the cursor."""
        return self._rows[self.cursor].path if self._rows else None

    @property
    def in_sight(self) -> Sequence[str]:
        """The paths of the posts on the screen."""
        lines = filter(None, map(self._lines.at, self._visible_lines()))
        return [self._path(line.row) for line in lines if line.row >= 0 and not line.part]

    @property
    def marked(self) -> frozenset[str]:
        """The paths of the marked posts, shown or not."""
        return self._marked

    @marked.setter
    def marked(self, paths: frozenset[str]) -> None:
        if paths != self._marked:
            changed = paths ^ self._marked
            self._marked = paths
            for y in self._visible_lines():
                line = self._lines.at(y)
                if line and line.row >= 0 and self._rows[line.row].path in changed:
                    self.refresh_line(y)
            self.post_message(self.MarksChanged(paths))

    @property
    def hidden(self) -> frozenset[str]:
        """The paths of the marked posts that are not shown."""
        return self._marked.difference(map(self._path, range(len(self._rows))))

    def mark_all(self) -> bool:
        """Mark every post shown, or none when they all are marked; whether they are marked now."""
        shown = frozenset(map(self._path, range(len(self._rows))))
        marks = not shown <= self._marked
        self.marked = self._marked | shown if marks else self._marked - shown
        return marks

    def set_rows(
        self,
        rows: Sequence[PostRow],
        *,
        keep: str | None = None,
        heading: Callable[[int], str] | None = None,
        lines: int = 1,
    ) -> None:
        """Show these rows and repaint only the lines that differ.

        Args:
            rows: may be :class:`LazyRows`.
            keep: path of the post to select; when it is not among the rows, the cursor stays where it is.
            heading: gives the group of a row by its index; a line with its name stands above each group.
            lines: 2 when rows have notes.
        """
        before = {y: self._content(y) for y in self._visible_lines()}
        above = self._lines.start(self.cursor) - self.scroll_offset.y if self._rows else 0
        self._rows, self._heading, self._height = rows, heading, lines
        for row in rows[:_MEASURED]:
            self._painter.learn(row)
        self.set_reactive(PostList.cursor, self._index_of(keep))
        self._lay_out()
        self.scroll_to(y=self._lines.start(self.cursor) - above, animate=False, force=True)
        self._show_cursor()
        for y in self._visible_lines():
            if before.get(y) != self._content(y):
                self.refresh_line(y)
        if not rows:
            self.refresh()
        self._tell()

    def make_room(self, row: PostRow) -> None:
        """Give columns the room this row would need, so that they stay put when such texts come later."""
        if self._painter.learn(row):
            self._lay_out()
            self.refresh()

    def _lay_out(self) -> None:
        """Say which line is whose: a title too long for its line goes on below, where all then fits."""
        count, height, room = len(self._rows), self._height, self.scrollable_content_region.size
        self._lines = LineMap(count, height, self._heading)
        if height == 1 and len(self._lines) < room.height:
            long = [at for at, row in enumerate(self._rows) if self._painter.is_long(row, room.width)]
            if long and len(self._lines) + len(long) <= room.height:
                self._lines = LineMap(count, height, self._heading, long)
        self.virtual_size = Size(0, len(self._lines))

    def _index_of(self, path: str | None) -> int:
        last = max(len(self._rows) - 1, 0)
        if path is not None:
            if self.cursor <= last and self._rows and self._path(self.cursor) == path:
                return self.cursor
            paths = self._rows.paths if isinstance(self._rows, LazyRows) else [row.path for row in self._rows]
            if path in paths:
                return paths.index(path)
        return min(self.cursor, last)

    def _path(self, index: int) -> str:
        return self._rows.paths[index] if isinstance(self._rows, LazyRows) else self._rows[index].path

    def _tell(self) -> None:
        if self.selected != self._told:
            self._told = self.selected
            self.post_message(self.Highlighted(self.selected))

    # Moving

    def validate_cursor(self, cursor: int) -> int:
        """Inside the rows."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows concerned, and keep the cursor in sight."""
        for index in (old, new):
            self.refresh_lines(self._lines.start(index), self._lines.height(index))
        self._show_cursor()
        self._tell()

    def _show_cursor(self) -> None:
        top = self._lines.top(self.cursor)
        bottom = self._lines.start(self.cursor) + self._lines.height(self.cursor)
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > self.scroll_offset.y + height:
            self.scroll_to(y=bottom - height, animate=False, force=True)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The first letter of the selected row, in cells of the screen."""
        line = self._lines.start(self.cursor) - self.scroll_offset.y if self._rows else self._empty_line
        return self.content_region.offset + Offset(GUTTER, line)

    @property
    def _empty_line(self) -> int:
        """Where the sentence stands that is shown when there are no rows."""
        return min(2, self.scrollable_content_region.height // 2)

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by so many screenfuls, one row less."""
        lines = self.scrollable_content_region.height - self._lines.height(self.cursor)
        self.cursor = self._lines.row_from(self.cursor, pages * max(lines, 1))

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    async def action_last(self) -> None:
        """Go to the last row, once all are there: the next key means the post that is the last of all."""
        if self.complete:
            await self.complete()
        self.cursor = len(self._rows) - 1

    @property
    def is_untouched(self) -> bool:
        """Whether the cursor is where the start has put it, and nobody typed yet."""
        return self.cursor == 0 and isinstance(self.app, OrderedKeys) and self.app.strokes == 0

    def action_toggle_mark(self) -> None:
        """Mark the post, or take its mark away, and go to the next."""
        if self.selected is not None:
            self.marked = self._marked ^ {self.selected}
            self.cursor += 1

    def on_click(self, event: events.Click) -> None:
        """Select; on the gutter mark; twice open."""
        offset = event.get_content_offset(self)
        line = self._lines.at(offset.y + self.scroll_offset.y) if offset else None
        if offset is None or line is None or line.row < 0:
            return
        self.cursor = line.row
        path = self._rows[line.row].path
        if offset.x < GUTTER:
            self.marked = self._marked ^ {path}
        elif event.chain == 2:
            self.post_message(self.Opened(path))

    # Drawing

    def notify_style_update(self) -> None:
        """Another theme, or focus gained or lost."""
        super().notify_style_update()
        self._painter.forget_styles()

    def on_resize(self) -> None:
        """Keep the cursor in sight when the room changes."""
        self._lay_out()
        self._show_cursor()

    def _visible_lines(self) -> range:
        top = self.scroll_offset.y
        return range(top, top + self.scrollable_content_region.height)

    def _content(self, y: int) -> object:
        """What decides how a line looks; equal contents need no repaint."""
        line = self._lines.at(y)
        if line is None or line.row < 0:
            return line
        row = self._rows[line.row]
        return line.part, row, line.row == self.cursor, row.path in self._marked, self._goes_on(line.row)

    def _goes_on(self, row: int) -> bool:
        """Whether the title of a row has a second line."""
        return self._lines.height(row) > self._height

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        line = self._lines.at(y + self.scroll_offset.y)
        if line is None:
            if self.empty and not self._rows and y == self._empty_line:
                return self._painter.sentence(self.empty, width)
            return Strip.blank(width, self._painter.styles()[""])
        if line.row < 0:
            return self._painter.heading(line.heading, width)
        row = self._rows[line.row]
        if self._painter.learn(row):
            self.call_next(self.refresh)
        drawn = self._painter.folded(row, width) if self._goes_on(line.row) else row
        return self._painter.row(
            drawn, line.part, width, selected=line.row == self.cursor, marked=row.path in self._marked
        )

    def _style_of(self, *names: str) -> Style:
        return self.get_visual_style(*(f"post-list--{name}" for name in names)).rich_style
