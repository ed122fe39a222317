"""What a commit changed in a post, on the screen: words gone struck out, new ones bold, both in colour."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import takewhile

from blogwifi_tui.content.merge.word_diff import Passage, PassageKind
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.markdown.lines import Line, Span
from blogwifi_tui.markdown.rendering import Part, Rendering
from blogwifi_tui.markdown.runs import BREAK, Run
from blogwifi_tui.markdown.wrap import wrap
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.signs import is_plain, sign
from blogwifi_tui.ui.widgets.styled_rows import StyledRows
from blogwifi_tui.ui.workers import Work, run

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
_WIDEST_WORD = 14
"""Cells of the word that stands for a mark, where signs are words; in any language."""
_LINES = re.compile(r"(\n)")
_LONG = 20_000
"""Characters; more of them are laid out in a thread."""


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

    def on_unmount(self) -> None:
        """Let what is laid out in a thread stop."""
        self._passages = ()

    @property
    def _width(self) -> int:
        """The cells there are beside the marks."""
        return self.measure - (_WIDEST_WORD if is_plain() else 2)

    def _lay_out(self) -> None:
        width = self._width
        if width <= 0:
            return
        if sum(len(text) for passage in self._passages for _kind, text in passage.words) < _LONG:
            self.present(_rendering(self._passages, width, lambda: False))
        else:
            run(self, Work.RENDER, partial(self._lay_out_long, self._passages, width))

    async def _lay_out_long(self, passages: Sequence[Passage], width: int) -> None:
        """Lay out in a thread what would hold up the keys, unless something else is to be shown by then."""

        def outdated() -> bool:
            return passages is not self._passages or width != self._width

        rendering = await asyncio.to_thread(_rendering, passages, width, outdated)
        if not outdated():
            self.present(rendering)


def _rendering(passages: Sequence[Passage], width: int, stop: Callable[[], bool]) -> Rendering:
    return Rendering(
        [
            Part(tuple(_lines(passage, width)), 0)
            for passage in takewhile(lambda _passage: not stop(), passages)
        ]
    )


def _lines(passage: Passage, width: int) -> Iterator[Line]:
    mark = sign(_MARKS[passage.kind], _told(passage.kind))
    style = next((_STYLES[kind] for kind, _text in passage.words if kind is passage.kind), "")
    rows = wrap(list(_runs(passage)), width)
    sign_width = 0 if is_plain() else 2
    for number, row in enumerate(rows):
        yield Line((Span(" " * sign_width if number else mark, style.removesuffix(" strike")), *row.spans), 0)
    if not rows:
        yield Line((Span(mark, "dim"),), 0)


def _told(kind: PassageKind) -> str:
    """What became of a passage, in words."""
    words = {
        PassageKind.SAME: "",
        PassageKind.GONE: _("removed:"),
        PassageKind.NEW: _("added:"),
        PassageKind.CHANGED: _("changed:"),
        PassageKind.SKIPPED: _("(unchanged)"),
    }[kind]
    return f"{words} " if words else ""


def _told_inside(kind: PassageKind, text: str) -> str:
    """Words that are gone or new among others, with a word that says so, where looks alone would."""
    told = {PassageKind.GONE: _("[removed: {words}]"), PassageKind.NEW: _("[added: {words}]")}
    return told[kind].format(words=text) if kind in told and text.strip() else text


def _runs(passage: Passage) -> Iterator[Run]:
    last = PassageKind.SAME
    inside = is_plain() and passage.kind is PassageKind.CHANGED
    for kind, text in passage.words:
        if (last, kind) == (PassageKind.GONE, PassageKind.NEW):
            yield Run(" ", "", None, 0)
        last = kind
        quiet = "dim" if passage.kind is PassageKind.SAME else _STYLES[kind]
        shown = _told_inside(kind, text) if inside else text
        for piece in _LINES.split(visible(shown, keep="\n\t")):
            if piece:
                yield Run(BREAK if piece == "\n" else piece, quiet, None, 0)
