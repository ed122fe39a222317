"""The line between a list or a text and its preview, which the mouse may drag."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget


class Divider(Widget):
    """A column of one cell; says where the mouse drags it to."""

    lit: reactive[bool] = reactive(False)
    """Whether the keys go to what is on its right."""

    @dataclass
    class Dragged(Message):
        """The mouse holds the divider at the column ``x`` of the screen."""

        x: int

        def can_replace(self, message: Message) -> bool:
            """Only the last of several in a row is of use."""
            return isinstance(message, Divider.Dragged)

    class Dropped(Message):
        """The mouse let the divider go."""

    def render_line(self, _y: int) -> Strip:
        """A thin line, on the preview's side."""
        sign = "▕" if self.has_class("-dragged") else "┃" if self.lit else "│"
        return Strip([Segment(sign, self.rich_style)], 1)

    def watch_lit(self, lit: bool) -> None:
        """In colour too."""
        self.set_class(lit, "-lit")

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold."""
        event.stop()
        self.capture_mouse()
        self.add_class("-dragged")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse while it is held."""
        if self.has_class("-dragged"):
            event.stop()
            self.post_message(self.Dragged(event.screen_x))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        if self.has_class("-dragged"):
            event.stop()
            self.release_mouse()
            self.remove_class("-dragged")
            self.post_message(self.Dropped())
