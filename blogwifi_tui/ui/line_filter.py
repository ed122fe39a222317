"""The last door before the terminal: no control or direction-changing character gets through."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from blogwifi_tui.sanitize import silenced


class ControlFilter(LineFilter):
    """Drops what a widget forgot to show visibly; all of it is zero columns wide, so no cell moves."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments, their text without a single control character."""
        return [
            segment
            if segment.control or segment.text.isprintable()
            else Segment(silenced(segment.text), segment.style)
            for segment in segments
        ]
