"""Cuts a text into paragraphs, and lines up those of three versions.

A paragraph is a run of lines and the blank lines after it; a fenced code block is never cut. Line ends do not
count when paragraphs are compared, nor do the blank lines between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blogwifi_tui.content.merge.alignment import matching
from blogwifi_tui.markdown.scan import fence_after

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    raw: str
    """As written, blank lines after it included."""
    text: str
    r"""Its lines with ``\n`` between them and none at the end: what paragraphs are compared by."""
    tail: str
    r"""The last line end and the blank lines, as ``\n``."""

    @classmethod
    def of(cls, run: Sequence[str]) -> Paragraph:
        """The paragraph that these lines, with their ends, are; one of blank lines alone has no text."""
        raw = "".join(run)
        lines = [_END.sub("\n", line) for line in run]
        last = max((number for number, line in enumerate(lines) if line.strip()), default=-1) + 1
        text = "".join(lines[:last]).removesuffix("\n")
        return cls(raw, text, "".join(lines)[len(text) :])


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A text as paragraphs, and the blank lines it begins with."""

    lead: str
    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def of(cls, text: str, end: str = "") -> ParagraphText:
        """Cut ``text``, after giving all its lines the end ``end`` when there is one."""
        text = _END.sub(end, text) if end else text
        runs = [Paragraph.of(run) for run in _runs(_LINE.findall(text))]
        lead = runs.pop(0).raw if runs and not runs[0].text else ""
        return cls(lead, tuple(runs))

    @property
    def texts(self) -> list[str]:
        """What the paragraphs are compared by."""
        return _texts(self.paragraphs)


def joined(lead: str, paragraphs: Sequence[Paragraph], end: str) -> str:
    """The paragraphs as one text; a line end ``end`` is added where two would run into one."""
    pieces = [lead]
    for number, paragraph in enumerate(paragraphs, 1):
        missing = max(0, 2 - paragraph.tail.count("\n")) if number < len(paragraphs) else 0
        pieces += [paragraph.raw, end * missing]
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One place of a text: the paragraphs that each of three versions has there."""

    before: tuple[Paragraph, ...]
    mine: tuple[Paragraph, ...]
    theirs: tuple[Paragraph, ...]

    def taken(self) -> tuple[Paragraph, ...] | None:
        """The paragraphs to keep without asking: the only change, or what both say; None when they differ."""
        before, mine, theirs = map(_texts, (self.before, self.mine, self.theirs))
        if mine == before == theirs:
            return tuple(map(_same_words, self.before, self.mine, self.theirs))
        if theirs in (before, mine):
            return self.mine
        return self.theirs if mine == before else None

    def both(self) -> tuple[Paragraph, ...]:
        """The paragraphs of mine, then those that only theirs has."""
        mine = set(_texts(self.mine))
        return (*self.mine, *(paragraph for paragraph in self.theirs if paragraph.text not in mine))


def side_by_side(before: ParagraphText | None, mine: ParagraphText, theirs: ParagraphText) -> list[Stretch]:
    """Every paragraph of the three versions, in order, in the shortest stretches that can be decided alone.

    Without ``before``, what both have in common is taken for it.
    """
    old, anchors = _anchors(before, mine, theirs)
    sides = (old, mine.paragraphs, theirs.paragraphs)
    stretches: list[Stretch] = []
    done: tuple[int, ...] = (0, 0, 0)
    for anchor in [*anchors, tuple(map(len, sides))]:
        gap = Stretch(*(side[start:end] for side, start, end in zip(sides, done, anchor, strict=True)))
        stretches += _one_by_one(gap, paired=before is None)
        stretches.append(Stretch(*(side[at : at + 1] for side, at in zip(sides, anchor, strict=True))))
        done = tuple(at + 1 for at in anchor)
    return [stretch for stretch in stretches if stretch.mine or stretch.theirs]


def lead_of(before: ParagraphText | None, mine: ParagraphText, theirs: ParagraphText) -> str:
    """The blank lines the joined text begins with."""
    return theirs.lead if before and _END.sub("\n", mine.lead) == _END.sub("\n", before.lead) else mine.lead


def _anchors(
    before: ParagraphText | None, mine: ParagraphText, theirs: ParagraphText
) -> tuple[tuple[Paragraph, ...], list[tuple[int, ...]]]:
    """The old paragraphs, and where those that nobody changed stand on the three sides."""
    if before is None:
        # In an order of their own, so that it does not matter whose version is called mine.
        swapped = theirs.texts < mine.texts
        one, other = (theirs, mine) if swapped else (mine, theirs)
        shared = list(_matches(one.texts, other.texts).items())
        pairs = [(second, first) if swapped else (first, second) for first, second in shared]
        return tuple(mine.paragraphs[at] for at, _ in pairs), [(n, *pair) for n, pair in enumerate(pairs)]
    in_mine, in_theirs = _matches(before.texts, mine.texts), _matches(before.texts, theirs.texts)
    kept = sorted(in_mine.keys() & in_theirs.keys())
    return before.paragraphs, [(at, in_mine[at], in_theirs[at]) for at in kept]


def _matches(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    return {a + n: b + n for a, b, size in matching(old, new) for n in range(size)}


def _one_by_one(gap: Stretch, *, paired: bool) -> list[Stretch]:
    """Paragraph by paragraph where the sides have as many; ``paired``: although there was nothing before."""
    count = len(gap.mine)
    if len(gap.theirs) != count or (len(gap.before) != count and not (paired and not gap.before)):
        return [gap]
    return [Stretch(gap.before[n : n + 1], gap.mine[n : n + 1], gap.theirs[n : n + 1]) for n in range(count)]


def _same_words(before: Paragraph, mine: Paragraph, theirs: Paragraph) -> Paragraph:
    return theirs if mine.tail == before.tail != theirs.tail else mine


def _texts(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def _runs(lines: list[str]) -> Iterator[list[str]]:
    run: list[str] = []
    fence = ""
    for line in lines:
        if run and not fence and line.strip() and not run[-1].strip():
            yield run
            run = []
        run.append(line)
        fence = fence_after(line, fence)
    if run:
        yield run
