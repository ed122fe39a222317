"""Rows of styled text on the screen: painted only where they change, their links lit and followed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from blogwifi_tui.markdown.lines import Span
from blogwifi_tui.markdown.rendering import Rendering
from blogwifi_tui.markdown.theme import Theme, sixteen, tinted
from blogwifi_tui.ui.commands.command import Need
from blogwifi_tui.ui.widgets.row_links import RowLink, link_at, links_in

if TYPE_CHECKING:
    from textual import events

MEASURE = 92
"""Cells; text is not set wider than this, however wide the widget."""

_Drawing = tuple[tuple[Span, ...], list[tuple[int, int]]]
"""A row's spans, and the columns of it that belong to the chosen link."""


class StyledRows(ScrollView, can_focus=True):
    """Shows a :class:`Rendering`.

    Left and right choose a link, Enter or a click posts :class:`LinkActivated`; nothing is opened here.
    """

    DEFAULT_CSS = """
    StyledRows {
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & .styled-rows--accent { color: $text-primary; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"styled-rows--accent"}
    ALLOW_SELECT = False
    FOCUS_ON_CLICK = False
    """Who clicks goes on with the keys where they were."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "link(-1)", show=False),
        Binding("right", "link(1)", show=False),
        Binding("enter", "activate", show=False),
    ]

    # A new height must not lay the screen out again: that would repaint every row.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False, repaint=False)

    @dataclass
    class LinkActivated(Message):
        """A link was clicked, or chosen with the keyboard."""

        href: str

    class ReachChanged(Message):
        """What the keys can do with the text is something else now: see :meth:`needs`."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.rendering = Rendering(())
        self._reach: Collection[Need] = ()
        self._painted: dict[int, _Drawing] = {}
        self._theme = Theme({})
        self._base = Style()
        self._link: RowLink | None = None

    @property
    def measure(self) -> int:
        """The cells there are for text."""
        return self.scrollable_content_region.width - 2 * self._margin

    @property
    def _margin(self) -> int:
        width = self.scrollable_content_region.width
        return max(1 if width < 60 else 2, (width - MEASURE) // 2)

    def present(self, rendering: Rendering) -> None:
        """Show ``rendering``, painting only the rows that look different."""
        self.rendering = rendering
        self._link = None
        self.virtual_size = Size(self.scrollable_content_region.width, len(rendering))
        self._repaint()

    def needs(self) -> set[Need]:
        """What of the command table's needs holds here."""
        needs = {Need.SCROLLS: self.max_scroll_y > 0, Need.LINKS: bool(self._links()), Need.LINK: self._link}
        return {need for need, holds in needs.items() if holds}

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the commands of a text do."""
        return {
            "text_scroll": self.action_scroll_down,
            "text_link": partial(self.action_link, 1),
            "text_follow": self.action_activate,
        }

    def tell_reach(self) -> None:
        """Say that other keys do something now, where they come here."""
        if self.has_focus and (reach := self.needs()) != self._reach:
            self._reach = reach
            self.post_message(self.ReachChanged())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other links are in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.tell_reach()

    def _repaint(self) -> None:
        changed = [y for y in range(self.size.height) if self._painted.get(y) != self._drawing(y)]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def watch_virtual_size(self, size: Size) -> None:
        """Keep the scrollbar, and the scroll position within the new height."""
        self._scroll_update(size)
        self.tell_reach()

    def _spans(self, row: int) -> tuple[Span, ...]:
        return self.rendering.spans(row) if row < len(self.rendering) else ()

    def _drawing(self, y: int) -> _Drawing:
        """Return what decides how the screen's row ``y`` looks."""
        row = y + self.scroll_offset.y
        return self._spans(row), self._link.on(row) if self._link else []

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows of the screen, in the colours of the moment."""
        if self.rendering:
            self._theme = self._theme_now()
        self._base = self.rich_style
        return super().render_lines(crop)

    def _theme_now(self) -> Theme:
        if self.app.native_ansi_color:
            return sixteen()
        if self.app.console.color_system == "standard":
            return sixteen(bright=self.app.current_theme.dark)
        *_, paper, ink = self.colors
        accent = self.get_component_styles("styled-rows--accent").color
        return tinted(paper.hex6, (paper + ink).hex6, (paper + accent).hex6)

    def render_line(self, y: int) -> Strip:
        """Draw row ``y`` of the screen."""
        spans, chosen = self._painted[y] = self._drawing(y)
        base, look, margin = self._base, self._theme.style, self._margin
        segments = [Segment(span.text, base + look(span.style)) for span in spans]
        strip = Strip([Segment(" " * margin, base), *segments]).adjust_cell_length(self.size.width, base)
        for start, end in chosen:
            marked = strip.crop(margin + start, margin + end).apply_style(look("link.current"))
            strip = Strip.join([strip.crop(0, margin + start), marked, strip.crop(margin + end)])
        return strip

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where who reads is: at the chosen link while it is in view, else at the first row."""
        row, column = self.scroll_offset.y, 0
        if self._link and self._link in self._links():
            row, column, _end = self._link.places[0]
        return self.content_region.offset + Offset(self._margin + column, row - self.scroll_offset.y)

    def on_resize(self) -> None:
        """Nothing painted before is in its place any more."""
        self._painted.clear()

    # Links

    def _links(self) -> list[RowLink]:
        top = self.scroll_offset.y
        return links_in((row, self._spans(row)) for row in range(top, top + self.size.height))

    def _choose(self, link: RowLink | None) -> None:
        if link != self._link:
            self._link = link
            self._repaint()
            self.tell_reach()

    def _under(self, event: events.MouseEvent) -> RowLink | None:
        return link_at(self._links(), event.y + self.scroll_offset.y, event.x - self._margin)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Light up the link under the mouse."""
        self._choose(self._under(event))

    def on_leave(self) -> None:
        """Forget the link the mouse was on."""
        self._choose(None)

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the mouse."""
        if link := self._under(event):
            event.stop()
            self.post_message(self.LinkActivated(link.href))

    def action_link(self, step: int) -> None:
        """Choose the next link in view, or the one before."""
        links = self._links()
        if not links:
            return
        current = links.index(self._link) if self._link in links else -1 if step > 0 else 0
        self._choose(links[(current + step) % len(links)])

    def action_activate(self) -> None:
        """Follow the chosen link; without one, Enter means what it means on the screen."""
        if not self._link:
            raise SkipAction
        self.post_message(self.LinkActivated(self._link.href))
