"""Renders Markdown to rows of styled text; reads and draws again only what changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import inf

from blogwifi_tui.markdown.inlines import Definitions, Footnote, Inlines, read_inlines
from blogwifi_tui.markdown.layout import BlockLayout, Drawing, Frame
from blogwifi_tui.markdown.lines import Line, Span
from blogwifi_tui.markdown.outline import MarkdownBlock, Outline
from blogwifi_tui.markdown.rendering import Part, Rendering

_NARROWEST = 12
_LINE_END = re.compile(r"\r\n?")


class Renderer:
    """Renders the versions of one post, one after the other.

    Args:
        addresses: whether links say where they lead, for output nobody can click.
        plain: whether to draw with words and letters alone, for ears and fingers; links say where they lead.
        manual: whether code is left as it is written, however wide, and tables are close.
    """

    def __init__(self, *, addresses: bool = False, plain: bool = False, manual: bool = False) -> None:
        self._drawing = Drawing(addresses=addresses or plain, plain=plain, manual=manual)
        self._outline = Outline()
        self._known = Definitions({}, {})
        self._cards: dict[MarkdownBlock, _Card] = {}
        self._notes: dict[tuple[Footnote, int, int, tuple[int, ...]], tuple[Line, ...]] = {}

    def render(
        self,
        source: str,
        width: int,
        *,
        stop: Callable[[int], bool] = lambda _rows: False,
        largest: float = inf,
    ) -> Rendering:
        """Return the rows of ``source`` (the body, without its header) at ``width`` cells.

        After each block ``stop`` is asked, with the number of rows there are, whether to leave it at that;
        it is also left before a block to draw of more than ``largest`` characters. Nothing done is lost: the
        next call goes on from there. No row is wider than ``width``, which counts as 12 when it is less;
        only the code of a manual may be.
        """
        text = _LINE_END.sub("\n", source) if "\r" in source else source
        self._outline.update(text.replace("\0", "\ufffd").split("\n"))
        self._learn()
        parts: list[Part] = []
        rows = 0
        for part in self._parts(max(width, _NARROWEST), largest):
            if part is None:
                return Rendering(parts, complete=False)
            parts.append(part)
            rows += len(part.lines) + 1
            if stop(rows):
                return Rendering(parts, complete=False)
        if len(self._cards) > 2 * self._outline.most + 256:
            self._cards = {block: self._cards[block] for block in self._outline.blocks}
        return Rendering(parts)

    def _learn(self) -> None:
        """Gather the definitions of the post; forget the readings that new ones would change."""
        known = Definitions({}, {})
        for block in self._outline.blocks:
            if block.references or block.notes:
                known.add(block)
        if known != self._known:
            self._known = known
            self._cards = {block: card for block, card in self._cards.items() if card.read.holds(known)}

    def _parts(self, width: int, largest: float) -> Iterator[Part | None]:
        """Yield the blocks that have rows; None, and no more, before one too large to draw now."""
        numbering = _Numbering()
        for block, base in zip(self._outline.blocks, self._outline.starts, strict=True):
            card = self._cards.get(block)
            if (card is None or card.width != width) and len(block.source) > largest:
                yield None
                return
            if card is None:
                card = self._cards[block] = _Card(read_inlines(block, self._known))
            numbers = numbering.add(card.read, base) if card.noted else ()
            if card.width != width or card.numbers != numbers:
                card.draw(width, numbers, self._drawing)
            if card.part.base != base:
                card.part = Part(card.part.lines, base)
            if card.part.lines:
                yield card.part
        if numbering.mentioned:
            yield from self._footnotes(numbering, width)

    def _footnotes(self, numbering: _Numbering, width: int) -> Iterator[Part]:
        known, self._notes = self._notes, {}
        rule = Line((Span("─" * _NARROWEST, "rule"),), 0)
        for number, (note, numbers, base) in enumerate(numbering.texts(), 1):
            key = (note, number, width, numbers)
            if key not in known:
                known[key] = tuple(
                    BlockLayout(numbers, self._drawing).note(number, note.tokens, Frame(width))
                )
            lines = self._notes[key] = known[key]
            if number == 1 and not self._drawing.plain:
                yield Part((Line(rule.spans, lines[0].source),), base, gap=False)
            yield Part(lines, base, gap=False)


class _Card:
    """A block as it was read and last drawn, and where it last stood."""

    __slots__ = ("noted", "numbers", "part", "read", "width")

    def __init__(self, read: Inlines) -> None:
        self.read = read
        self.noted = bool(read.notes or read.defined)
        self.width = 0
        self.numbers: tuple[int, ...] = ()
        self.part = Part((), 0)

    def draw(self, width: int, numbers: tuple[int, ...], drawing: Drawing) -> None:
        self.width, self.numbers = width, numbers
        lines = BlockLayout(numbers, drawing).draw(self.read.tokens, Frame(width))
        self.part = Part(tuple(lines), self.part.base)


class _Numbering:
    """Numbers footnotes in the order the post first mentions them."""

    def __init__(self) -> None:
        self._order: dict[object, int] = {}
        self._defined: dict[str | None, tuple[Footnote, tuple[int, ...], int]] = {}
        self.mentioned: list[tuple[Footnote, tuple[int, ...], int]] = []
        """The notes in order, each with the numbers and source line of the block that first mentions it."""

    def add(self, read: Inlines, base: int) -> tuple[int, ...]:
        """Return the numbers of the notes ``read`` mentions; it stands at source line ``base``."""
        # A block that stands in the post twice is one object, so a note written in it is known by its place.
        numbers = tuple(
            self._order.setdefault(note.label or (base, place), len(self._order) + 1)
            for place, note in enumerate(read.notes)
        )
        for note, number in zip(read.notes, numbers, strict=True):
            if number > len(self.mentioned):
                self.mentioned.append((note, numbers, base))
        for note in read.defined:
            self._defined.setdefault(note.label, (note, numbers, base))
        return numbers

    def texts(self) -> Iterator[tuple[Footnote, tuple[int, ...], int]]:
        """Yield the notes that hold the texts, each with the numbers and source line of its block."""
        for note, numbers, base in self.mentioned:
            yield (note, numbers, base) if note.label is None else self._defined[note.label]
