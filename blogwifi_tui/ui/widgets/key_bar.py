"""The bottom line: the keys that work now, as many as fit, each a place to click."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

GAP = 2


class KeyHint(NamedTuple):
    """One entry of the bar: what a key does."""

    command: str
    key: str
    title: str
    rank: int
    """1 is kept longest when the bar is narrow."""

    @property
    def width(self) -> int:
        """Columns: key, a space, title."""
        return cell_len(self.key) + 1 + cell_len(self.title)


def fitting(hints: tuple[KeyHint, ...], width: int) -> tuple[KeyHint, ...]:
    """The hints of the best ranks that fit in ``width`` columns, in their own order."""
    kept: set[KeyHint] = set()
    left = width - 2
    for hint in sorted(hints, key=lambda hint: hint.rank):
        if hint.width > left:
            break
        kept.add(hint)
        left -= hint.width + GAP
    return tuple(hint for hint in hints if hint in kept)


class KeyBar(Widget):
    """Keys and what they do; a click is the key."""

    COMPONENT_CLASSES = {"key-bar--key"}  # noqa: RUF012 - Textual's own way to declare them

    hints: reactive[tuple[KeyHint, ...]] = reactive(())

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def render(self) -> Content:
        """The hints that fit, from the left."""
        key_style = self.get_visual_style("key-bar--key")
        parts: list[Content] = [Content(" ")]
        for hint in fitting(self.hints, self.size.width):
            parts += [Content.styled(hint.key, key_style), Content(f" {hint.title}{' ' * GAP}")]
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Find the hint under the pointer."""
        start = 1
        for hint in fitting(self.hints, self.size.width):
            if start <= event.x < start + hint.width:
                self.post_message(self.Pressed(hint.command))
                return
            start += hint.width + GAP
