"""The one-line widgets around a screen: a line with two ends, and a line that says what happened."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.widgets.prose import Prose


def shortened(text: str, width: int) -> str:
    """``text`` in at most ``width`` columns, ended by an ellipsis when cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


SEPARATOR = " · "
GAP = 2
"""Blanks that stand between the two ends at least."""


class TwoEnds(Widget):
    """A line with two ends, each made of parts.

    When they do not fit, the last parts go first; each end's first part stays, and what is strong is cut. Of
    a left end that yields the first part goes too, before what is strong, or the right end alone, loses any.
    """

    COMPONENT_CLASSES = {"two-ends--strong"}  # noqa: RUF012 - Textual's own way to declare them

    strong: reactive[str] = reactive("")
    """What stands before the left end, set apart."""
    left: reactive[tuple[str, ...]] = reactive(())
    right: reactive[tuple[str, ...]] = reactive(())

    def __init__(self, *, id: str, left_yields: bool = False) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._left_yields = left_yields
        """Whether the left end loses its parts before the right one."""

    def render(self) -> Content:
        """One line of exactly the widget's width."""
        width = max(self.size.width - 2, 0)
        strong, left, right = self._fitting(width)
        gap = " " * (width - cell_len(strong) - cell_len(left) - cell_len(right))
        style = self.get_visual_style("two-ends--strong")
        return Content.assemble(" ", (strong, style), left, gap, right, " ")

    def _fitting(self, width: int) -> tuple[str, str, str]:
        """The three texts, at most ``width`` columns together with two blanks between the ends."""
        strong = visible(self.strong)
        left, right = ([visible(part) for part in end if part] for end in (self.left, self.right))
        dropped: list[str] = []
        first, second = (left, right) if self._left_yields else (right, left)
        least = 0 if self._left_yields and not strong else 1
        while len(first) > least and _joined_width(strong, left, right) > width:
            dropped.append(first.pop())
        while len(second) > 1 and _joined_width(strong, left, right) > width:
            second.pop()
        # What the second end lost may be room enough for some of the first.
        while dropped:
            first.append(dropped.pop())
            if _joined_width(strong, left, right) > width:
                first.pop()
                break
        if self._left_yields and strong and right and _joined_width(strong, left, right) > width:
            left.clear()
            least_news = min(cell_len(SEPARATOR.join(right)), width // 2)
            last = shortened(SEPARATOR.join(right), max(width - GAP - cell_len(strong), least_news))
            return shortened(strong, max(width - GAP - cell_len(last), 0)), "", last
        last = shortened(SEPARATOR.join(right), width)
        room = max(width - cell_len(last) - GAP, 0) if last else width
        rest = shortened((SEPARATOR if strong and left else "") + SEPARATOR.join(left), room)
        return shortened(strong, room - cell_len(rest)), rest, last


def _joined_width(strong: str, left: Sequence[str], right: Sequence[str]) -> int:
    parts = [strong, *left] if strong else left
    return cell_len(SEPARATOR.join(parts)) + GAP + cell_len(SEPARATOR.join(right))


class MessageLine(Prose):
    """What just happened, in a sentence; takes no room when there is nothing to say."""

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Show ``text`` until the next command.

        ``kind`` is ``plain``, ``good``, ``warning``, ``error``, or ``news``: what nobody asked for, which is
        said after a warning or an error that stands there; or ``result`` and ``setback``: what became of
        something later, well or not, which is said after an error alone.
        """
        yields = (self.has_class("-warning") and kind == "news") or self.has_class("-error")
        if kind in ("news", "result", "setback") and self.display and yields:
            self.text = f"{self.text} {visible(text)}"
            return
        self.set_class(kind in ("good", "news", "result"), "-good")
        self.set_class(kind in ("warning", "setback"), "-warning")
        self.set_class(kind == "error", "-error")
        self.text = visible(text, keep="\n")
        self.display = bool(text)

    def clear(self) -> None:
        """Say nothing more."""
        self.say("")
