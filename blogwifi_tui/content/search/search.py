"""Full-text search: posts ranked by where the words are (title, tags, headings, body), then newest first.

Titles, tags and paths are searched in memory, bodies by :mod:`blogwifi_tui.content.search.bodies`.
Measured with ten thousand posts: a common word takes 15 ms with the index, and a rare one 5; without it,
both take some 150, of which 60 read the files.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush
from pathlib import Path

from blogwifi_tui.content.index.entry import Entry, read_plain
from blogwifi_tui.content.search.bodies import Bodies, Hits
from blogwifi_tui.content.search.highlight import Excerpt, Marker, Spans
from blogwifi_tui.content.search.query import Query, Standing, Term, condition, in_text
from blogwifi_tui.content.search.text import IN_BODY, IN_HEADING, body_of

__all__ = ["Excerpt", "Search", "SearchResult", "Spans"]

_WEIGHTS = (8, 4, IN_BODY)
"""Of a title, of tags, of a path: the lines of ``Entry.folded``. In a body: IN_HEADING, IN_BODY."""
_BATCH = 200
"""Files looked at before what was found is told: about 2 ms."""
_PATIENCE = 0.15
"""Seconds until what was found so far is told the first time, then in twice as long again: each time, it is
sorted and shown."""
_FEW = 200
"""Posts that the index does not know are read for it before a search when they are no more: about 40 ms."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query."""

    entries: tuple[Entry, ...]
    """The best first."""
    complete: bool
    """False while files are still being looked at: there may be more."""


class Search:
    """Searches the posts of one blog. ``find`` and ``excerpt`` may be called while ``update`` runs."""

    def __init__(self, root: Path, path: Path | None) -> None:
        """Nothing is opened before it is needed.

        Args:
            root: the blog's root.
            path: the file for the index, safe to delete; None: do without.
        """
        self._root = root
        self._bodies = Bodies(root, path)

    def update(self, entries: Sequence[Entry], *, stop: Callable[[], bool] = lambda: False) -> None:
        """Bring the index in line with the posts; the first time, 0.3 ms a post. For a thread of its own.

        Args:
            entries: all posts, as :class:`~index.Index` last gave them.
            stop: asked now and then whether to give up; what is done stays done.
        """
        self._bodies.update(entries, stop)

    def catch_up(self, entries: Sequence[Entry]) -> None:
        """Bring an index that is there in line with ``entries``, all posts, where few changed.

        Else a search looks into the files, which is sooner done than an index of them.
        """
        self._bodies.update(entries, lambda: False, _FEW)

    def find(
        self,
        query: Query,
        entries: Sequence[Entry],
        *,
        standing: Standing | None = None,
        now: datetime | None = None,
        tell: Callable[[SearchResult], object] | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> SearchResult:
        """The entries that answer, the best first, in the order given where equal.

        Args:
            query: what is asked.
            entries: those to choose from, as :class:`~index.Index` last gave them, newest first.
            standing: see :meth:`.Query.select`.
            now: aware; None: this moment.
            tell: called while it lasts with what was found so far.
            stop: asked now and then whether to give up; then the answer is not complete.
        """
        left = query.filters.select(entries, standing, now)
        found: list[_Place] = []
        begun = time.monotonic()
        patience = _PATIENCE
        for more, next_ in self._places(query, left):
            found += more
            if next_ and stop():
                return _result(left, found, complete=False)
            if next_ and tell and time.monotonic() - begun > patience:
                tell(_result(left, found, complete=False))
                patience = 2 * (time.monotonic() - begun)
        return _result(left, found, complete=True)

    def stream(
        self,
        query: Query,
        entries: Sequence[Entry],
        *,
        standing: Standing | None = None,
        now: datetime | None = None,
    ) -> Iterator[Sequence[Entry]]:
        """What :meth:`find` gives, with the same arguments, each as soon as nothing can come before it.

        It comes some posts at a time, and none now and then while files are being looked at.
        """
        left = query.filters.select(entries, standing, now)
        waiting: list[_Place] = []
        for more, next_ in self._places(query, left):
            for place in more:
                heappush(waiting, place)
            ready = []
            while waiting and (next_ is None or waiting[0] < next_):
                ready.append(left[heappop(waiting)[1]])
            yield ready

    def _places(
        self, query: Query, left: Sequence[Entry]
    ) -> Iterator[tuple[Sequence[_Place], _Place | None]]:
        """The places of what answers, some at a time, with the best that may still come; None at the end."""
        terms = (*query.words, *query.unwanted)
        if not terms:
            yield [(0, at) for at in range(len(left))], None
            return
        with self._bodies.searched():
            hits, unknown = self._bodies.ask(terms, left)
            pending = _Pending(query, left, {entry.path for entry in unknown})
            places = _ranked(query, left, pending.known, hits)
            look = self._bodies.looker(query.words, query.unwanted)
            for best, batch in pending.batches():
                yield places, best
                for at in batch:
                    look(left[at], pending.settled(at), hits)
                places = _ranked(query, left, batch, hits)
            yield places, None

    def excerpt(self, path: str, query: Query) -> Excerpt | None:
        """The line of the post's body that answers best; None when its body holds none of the words."""
        return Marker(query.words).excerpt(body_of(read_plain(self._root, path)))


_Place = tuple[int, int]
"""The rank of an answer, the better the less, and its index among those to choose from."""


class _Pending:
    """The posts whose texts are to be looked at in their files, those first that may be the best answers."""

    def __init__(self, query: Query, left: Sequence[Entry], unknown: Collection[str]) -> None:
        """Those at the paths that the index knows nothing of, unless their headers decide."""
        places = [at for at, entry in enumerate(left) if entry.path in unknown] if unknown else []
        entries = [left[at] for at in places]
        ranks = [0] * len(places)
        self._settled: dict[int, frozenset[Term]] = {}
        for term in query.words:
            weights = _weights(term, entries, {})
            ranks = [rank - (weight or IN_HEADING) for rank, weight in zip(ranks, weights, strict=True)]
            for at, weight in zip(places, weights, strict=True):
                if weight:
                    self._settled[at] = self._settled.get(at, _NONE) | {term}
        decided: set[int] = set()
        for term in query.unwanted:
            decided.update(
                at for at, weight in zip(places, _weights(term, entries, {}), strict=True) if weight
            )
        if not query.unwanted:
            wanted = frozenset(query.words)
            decided.update(at for at, terms in self._settled.items() if terms == wanted)
        self._best = sorted(place for place in zip(ranks, places, strict=True) if place[1] not in decided)
        open_ = {at for _, at in self._best}
        self.known = [at for at in range(len(left)) if at not in open_] if open_ else range(len(left))
        """The indices of all others."""

    def batches(self) -> Iterator[tuple[_Place, Sequence[int]]]:
        """Where to look, some at a time, with the place that the first has if headings hold all words."""
        for start in range(0, len(self._best), _BATCH):
            yield self._best[start], [at for _, at in self._best[start : start + _BATCH]]

    def settled(self, at: int) -> frozenset[Term]:
        """The terms that stand in its title, tags or path."""
        return self._settled.get(at, _NONE)


_NONE: frozenset[Term] = frozenset()


def _ranked(
    query: Query, left: Sequence[Entry], places: Sequence[int], hits: Mapping[Term, Hits]
) -> list[_Place]:
    """Which of the entries at these places answer, by their headers and by what is known of their texts."""
    entries = [left[at] for at in places]
    ranks = [0] * len(entries)
    for term in query.words:
        weights = _weights(term, entries, hits[term])
        ranks = [rank - weight for rank, weight in zip(ranks, weights, strict=True) if weight]
        places = [at for at, weight in zip(places, weights, strict=True) if weight]
        entries = [one for one, weight in zip(entries, weights, strict=True) if weight]
    for term in query.unwanted:
        weights = _weights(term, entries, hits[term])
        ranks = [rank for rank, weight in zip(ranks, weights, strict=True) if not weight]
        places = [at for at, weight in zip(places, weights, strict=True) if not weight]
        entries = [one for one, weight in zip(entries, weights, strict=True) if not weight]
    return list(zip(ranks, places, strict=True))


def _result(left: Sequence[Entry], places: list[_Place], *, complete: bool) -> SearchResult:
    return SearchResult(tuple(left[at] for _, at in sorted(places)), complete)


def _weights(term: Term, entries: Sequence[Entry], hits: Hits) -> list[int]:
    """How good the best place is in which each entry holds the term; 0: it does not."""
    if len(term.variants) != 1:
        return [_weight(term, one) or hits.get(one.path, 0) for one in entries]
    (word,) = term.variants
    if term.exact:
        return [(word in one.folded and _weight(term, one)) or hits.get(one.path, 0) for one in entries]
    return [
        _WEIGHTS[one.folded.count("\n", 0, at)]
        if (at := one.folded.find(word)) >= 0
        else hits.get(one.path, 0)
        for one in entries
    ]


def _weight(term: Term, entry: Entry) -> int:
    for weight, line in zip(_WEIGHTS, entry.folded.split("\n"), strict=True):
        if in_text(term, line):
            return weight
    return int(condition(term)(entry))
