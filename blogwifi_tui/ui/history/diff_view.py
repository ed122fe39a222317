"""What a commit changed in a post, on the screen: words gone struck out, new ones bold, both in colour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from blogwifi_tui.content.merge.word_diff import Passage, PassageKind
from blogwifi_tui.markdown.lines import Line, Span
from blogwifi_tui.markdown.rendering import Part, Rendering
from blogwifi_tui.markdown.runs import BREAK, Run
from blogwifi_tui.markdown.wrap import wrap
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.widgets.styled_rows import StyledRows

_MARKS = {
    PassageKind.SAME: "  ",
    PassageKind.GONE: "− ",
    PassageKind.NEW: "+ ",
    PassageKind.CHANGED: "± ",
    PassageKind.SKIPPED: "⋯ ",
}
_STYLES = {
    PassageKind.SAME: "",
    PassageKind.GONE: "code.deleted strike",
    PassageKind.NEW: "code.inserted strong",
}
_LINES = re.compile(r"(\n)")


class DiffView(StyledRows):
    """Shows passages, each behind a mark that says what became of it."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._passages: Sequence[Passage] = ()

    def show(self, passages: Sequence[Passage]) -> None:
        """Show these, from the top."""
        self._passages = passages
        self._lay_out()
        self.scroll_home(animate=False, force=True)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.measure - 2
        if width > 0:
            self.present(Rendering([Part(tuple(_lines(passage, width)), 0) for passage in self._passages]))


def _lines(passage: Passage, width: int) -> Iterator[Line]:
    mark = _MARKS[passage.kind]
    style = next((_STYLES[kind] for kind, _text in passage.words if kind is passage.kind), "")
    rows = wrap(list(_runs(passage)), width)
    for number, row in enumerate(rows):
        yield Line((Span("  " if number else mark, style.removesuffix(" strike")), *row.spans), 0)
    if not rows:
        yield Line((Span(mark, "dim"),), 0)


def _runs(passage: Passage) -> Iterator[Run]:
    last = PassageKind.SAME
    for kind, text in passage.words:
        if (last, kind) == (PassageKind.GONE, PassageKind.NEW):
            yield Run(" ", "", None, 0)
        last = kind
        quiet = "dim" if passage.kind is PassageKind.SAME else _STYLES[kind]
        for piece in _LINES.split(visible(text, keep="\n\t")):
            if piece:
                yield Run(BREAK if piece == "\n" else piece, quiet, None, 0)
