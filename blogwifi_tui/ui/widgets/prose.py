"""Sentences on the screen, broken into lines as a typographer would: never at a no-break space."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from blogwifi_tui.sanitize import visible

_BULLETS = ("· ", "✗ ", "! ")
"""Each two columns wide."""


def wrapped(text: str, width: int) -> str:
    """``text`` in lines of at most ``width`` columns, broken at plain spaces and inside what is wider.

    A line that begins with blanks and a bullet goes on under its own first word.
    """
    return "\n".join(line for paragraph in text.split("\n") for line in _lines(paragraph, max(width, 1)))


def rows_of(text: str, width: int) -> int:
    """How many rows ``text`` takes in ``width`` columns."""
    return wrapped(text, width).count("\n") + 1


def _lines(paragraph: str, width: int) -> list[str]:
    lead = paragraph[: len(paragraph) - len(paragraph.lstrip(" "))]
    line, hang = (
        lead,
        lead + " " * (2 if paragraph.startswith(tuple(lead + bullet for bullet in _BULLETS)) else 0),
    )
    if len(hang) >= width:
        line = hang = ""
    lines, empty = [], True
    for word in filter(None, paragraph.split(" ")):
        # A word without any width, as a lone skin tone, is chopped into nothing.
        for piece in chop_cells(word, width - len(hang)) or [word]:
            if not empty and cell_len(line) + 1 + cell_len(piece) > width:
                lines.append(line)
                line, empty = hang, True
            line, empty = f"{line}{'' if empty else ' '}{piece}", False
    return [*lines, line]


class Prose(Widget):
    """Plain text, shown as it is with control characters drawn, and as high as its lines."""

    text: reactive[str] = reactive("", layout=True)

    def __init__(self, text: str = "", *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.set_reactive(Prose.text, visible(text, keep="\n"))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """As wide as its longest line."""
        return max(map(cell_len, self.text.split("\n")))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as the text takes in ``width`` columns."""
        return rows_of(self.text, width)

    def render(self) -> Content:
        """The lines."""
        return Content(wrapped(self.text, self.content_size.width))
