"""What proves on a page that it shows a version of a post: words that no earlier version has.

Runs of words are taken where neither a generator nor a theme puts anything between them, and compared with
all that earlier versions may have shown. The title alone proves nothing, as lists of posts have it too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from blogwifi_tui.core.live.page_text import read_page, title_in
from blogwifi_tui.core.live.record import Doubt
from blogwifi_tui.core.live.words import WORD, joined, unified, words_of, worth
from blogwifi_tui.markdown.visible_text import Block, Kind, visible_blocks

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post

_WORDS: Final = 5
"""Words of a run, at least."""
_WORTH: Final = 20
"""About how many letters a run has, at least."""
_LONGEST: Final = 12
"""Words of a run, at most."""
_FEWEST: Final = 2
"""Words of a short run, which proves nothing alone."""
_SHORTEST: Final = 6
"""Letters of a short run."""
_MOST_RUNS: Final = 8
_NEAR: Final = 3
"""A word of a generator may stand for as many words, less one."""
_GAP: Final = "\0"
_SURE: Final = frozenset((Kind.TEXT, Kind.HEADING))


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a page must have, as :func:`.words.words_of` gives words; the fields of :class:`.record.Page`."""

    runs: tuple[str, ...] = ()
    weak: bool = False
    """Whether the runs are short, and prove nothing alone."""
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    heading: str = ""
    former: tuple[str, ...] = ()
    date: str = ""
    doubt: Doubt = Doubt.NONE
    """Why nothing can be told."""


class _Run(NamedTuple):
    at: int
    """Where it stands among the words of its text."""
    words: tuple[str, ...]


class _Stretch(NamedTuple):
    """Words between which nothing comes."""

    at: int
    kind: Kind
    words: tuple[str, ...]
    block: int
    is_plain: bool
    """Whether nothing is put before or after its block."""


def fingerprint(new: Post, olds: Sequence[Post], site_names: Collection[str] = ()) -> Fingerprint:
    """What tells ``new`` from ``olds``, of which the site may still show any; empty: it showed none.

    ``site_names``: how the site calls itself, on all its pages, so that such a title tells nothing.
    """
    text, before = _Text(new), [_Text(old) for old in olds]
    rarity = Counter(word for each in (text, *before) for word in each.words)
    runs = _chosen(_only_in(text, before, _strong, _SURE), text, rarity)
    if not runs:
        others = (*_only_in(text, before, _strong, set(Kind) - _SURE), *_only_across(text, before))
        runs = _chosen(others, text, rarity)
    names = {joined(words_of(name)) for name in site_names}
    heading = _but(names, joined(words_of(new.title)))
    if not olds:
        return Fingerprint(runs, heading=heading, weak=not runs)
    kept = _chosen(_common(text, before), text, rarity)
    if runs:
        # A text that kept nothing is known by what it had.
        dropped = () if kept else _chosen(_only_in(before[0], [text], _strong, _SURE), before[0], rarity)
        return Fingerprint(runs, kept=kept, dropped=dropped)
    if not kept:
        return Fingerprint(doubt=Doubt.CANNOT_COMPARE)
    if any(title_in(heading, old.title) for old in olds):
        heading = ""
    former = {_but(names, joined(words_of(old.title))) for old in olds} - {""} if heading else set()
    former = {title for title in former if not title_in(title, new.title)}
    known = Fingerprint(
        kept=kept, heading=heading, former=tuple(sorted(former)), date=_new_day(new, olds), weak=True
    )
    return _without_runs(known, text, before, rarity)


def _but(names: Collection[str], title: str) -> str:
    return "" if title in names else title


def _without_runs(
    known: Fingerprint, text: _Text, before: Sequence[_Text], rarity: Counter[str]
) -> Fingerprint:
    """What tells two versions apart of which the new one has no run of its own: ``known``, and more."""
    short = _chosen(_only_in(text, before, _short, _SURE), text, rarity)
    dropped = _chosen(_only_in(before[0], [text], _strong, _SURE), before[0], rarity) or _chosen(
        _only_in(before[0], [text], _short, _SURE), before[0], rarity
    )
    doubt = Doubt.NONE if short or dropped or known.heading or known.date else Doubt.CANNOT_COMPARE
    return replace(known, runs=short, dropped=dropped, doubt=doubt)


def _new_day(new: Post, olds: Iterable[Post]) -> str:
    """The day of ``new`` (ISO 8601), where no page could show it of ``olds``; else empty."""
    if new.date is None:
        return ""
    day = new.date.date()
    shown = {day for old in olds if old.date for day in (old.date.date(), old.date.astimezone(UTC).date())}
    return "" if day in shown or not shown else day.isoformat()


class _Text:
    """The words that a version of a post shows."""

    def __init__(self, post: Post) -> None:
        self.words: list[str] = []
        """All of them, in order."""
        self.stretches: list[_Stretch] = []
        self.gaps: set[tuple[str, str]] = set()
        """The words before and after each place where it is not known what comes."""
        self._grams: dict[int, set[str]] = {}
        self._after_gap = False
        self._block = 0
        self._is_plain = False
        # Themes show what the header says, as a summary, and nobody knows which of it.
        self.words += words_of(f"{post.title}\n{post.header_text}")
        for block in visible_blocks(post.body):
            self._add(block)

    def _add(self, block: Block) -> None:
        parts = block.parts
        if parts[0].kind is Kind.HTML:
            self._after_gap = True
            for line in read_page(parts[0].text).text.splitlines():
                self._add_parts([(Kind.HTML, unified(line))])
            self._after_gap = True
        else:
            texts = [(part.kind, _GAP if part.kind is Kind.OPAQUE else unified(part.text)) for part in parts]
            self._add_parts(texts, is_plain=block.is_plain)

    def _add_parts(self, parts: Sequence[tuple[Kind, str]], *, is_plain: bool = False) -> None:
        """Take the words of a block; one that goes over the edge of a part belongs to none."""
        self._block += 1
        self._is_plain = is_plain
        text = "".join(part for _, part in parts)
        starts = list(accumulate((len(part) for _, part in parts), initial=0))
        stretch: list[str] = []
        of, end = -1, 0
        for word in WORD.finditer(text):
            if _GAP in text[end : word.start()]:
                self._after_gap = True
            start, end = word.span()
            part = bisect_right(starts, start) - 1
            torn = end > starts[part + 1] or text[start - 1 : start] == _GAP or text[end : end + 1] == _GAP
            if torn or part != of:
                self._end(parts, of, stretch)
                of = -1 if torn else part
            if not torn:
                stretch.append(word[0])
            self._word(word[0])
        self._end(parts, of, stretch)
        self._after_gap = self._after_gap or _GAP in text[end:]

    def _word(self, word: str) -> None:
        if self._after_gap and self.words:
            self.gaps.add((self.words[-1], word))
        self._after_gap = False
        self.words.append(word)

    def _end(self, parts: Sequence[tuple[Kind, str]], of: int, stretch: list[str]) -> None:
        if stretch:
            at = len(self.words) - len(stretch)
            kind = parts[of][0]
            self.stretches.append(_Stretch(at, kind, tuple(stretch), self._block, self._is_plain))
            stretch.clear()

    def may_show(self, run: Sequence[str]) -> bool:
        """Whether a page of this version may have ``run``."""
        size = min(len(run), _WORDS)
        grams = self._grams.get(size)
        if grams is None:
            grams = self._grams[size] = set(_grams(self.words, size))
        return all(gram in grams for gram in _grams(run, size)) or self._may_complete(run)

    def may_be_around(self, run: Sequence[str]) -> bool:
        """Whether words of a theme may stand behind ``run``: it ends this version, or is not in it."""
        return self.words[-len(run) :] == list(run) or not self.may_show(run)

    def _may_complete(self, run: Sequence[str]) -> bool:
        """Whether what is not known may bring the words of ``run`` that are missing here."""
        return any(
            (word, run[later]) in self.gaps
            for at, word in enumerate(run)
            for later in range(at + 1, min(at + 1 + _NEAR, len(run)))
        )


def _grams(words: Sequence[str], size: int) -> Iterator[str]:
    return (joined(words[at : at + size]) for at in range(len(words) - size + 1))


def _strong(stretch: _Stretch) -> Iterator[_Run]:
    """The runs of a stretch that are long enough to be found on one page alone, one for each first word."""
    words, end, letters = stretch.words, 0, 0
    for start in range(len(words)):
        while end < len(words) and (end - start < _WORDS or letters < _WORTH):
            letters += worth(words[end])
            end += 1
        if end - start < _WORDS or letters < _WORTH:
            return
        if end - start <= _LONGEST:
            yield _Run(stretch.at + start, words[start:end])
        letters -= worth(words[start])


def _short(stretch: _Stretch) -> Iterator[_Run]:
    """A stretch that is too short to have a run, as one."""
    words = stretch.words
    long_enough = len(words) >= _FEWEST and sum(map(worth, words)) >= _SHORTEST
    if long_enough and len(words) <= _LONGEST and not any(_strong(stretch)):
        yield _Run(stretch.at, words)


def _only_in(
    text: _Text, others: Sequence[_Text], runs: Callable[[_Stretch], Iterator[_Run]], kinds: Collection[Kind]
) -> Iterator[_Run]:
    """The runs of ``text`` in what is of these kinds that no page of ``others`` may have."""
    for stretch in text.stretches:
        if stretch.kind in kinds:
            for run in runs(stretch):
                if not any(other.may_show(run.words) for other in others):
                    yield run


def _only_across(text: _Text, others: Sequence[_Text]) -> Iterator[_Run]:
    """The runs from the end of one block to the next, where something between them was taken away."""
    if not others:
        return
    for first, second in zip(text.stretches, text.stretches[1:], strict=False):
        plain = first.is_plain and second.is_plain and first.block != second.block
        follows = second.at == first.at + len(first.words)
        kinds = {first.kind, second.kind}
        if plain and follows and kinds <= _SURE and Kind.TEXT in kinds:
            head, tail = first.words[1 - _WORDS :], second.words[: _WORDS - 1]
            if (head[-1], tail[0]) in text.gaps or any(other.may_be_around(head) for other in others):
                continue
            seam = _Stretch(second.at - len(head), Kind.TEXT, head + tail, second.block, is_plain=True)
            yield from (
                run for run in _strong(seam) if not any(other.may_show(run.words) for other in others)
            )


def _common(text: _Text, others: Sequence[_Text]) -> Iterator[_Run]:
    """The runs that all versions have."""
    for stretch in text.stretches:
        if stretch.kind in _SURE:
            yield from (run for run in _strong(stretch) if all(o.may_show(run.words) for o in others))


def _chosen(runs: Iterable[_Run], text: _Text, rarity: Counter[str]) -> tuple[str, ...]:
    """The rarest of ``runs`` in each part of a text, so that they are spread over it."""
    best: dict[int, tuple[float, _Run]] = {}
    size = len(text.words) // _MOST_RUNS + 1
    for run in runs:
        rare = sum(worth(word) / rarity[word] for word in run.words) / len(run.words)
        if run.at // size not in best or rare > best[run.at // size][0]:
            best[run.at // size] = (rare, run)
    return tuple(dict.fromkeys(joined(best[part][1].words) for part in sorted(best)))
