"""Full-text search: posts ranked by where the words are (title, tags, headings, body), then newest first.

Titles, tags and paths are searched in memory, bodies by :mod:`blogwifi_tui.content.search.bodies`.
Measured with ten thousand posts: a common word takes 15 ms with the index, and a rare one 5, where
reading them all takes 150.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from blogwifi_tui.content.index.entry import Entry, read_plain
from blogwifi_tui.content.search.bodies import Bodies, Hits
from blogwifi_tui.content.search.highlight import Excerpt, Marker, Spans
from blogwifi_tui.content.search.query import Query, Standing, Term, condition, in_text
from blogwifi_tui.content.search.text import IN_BODY, body_of

__all__ = ["Excerpt", "Search", "SearchResult", "Spans"]

_WEIGHTS = (8, 4, IN_BODY)
"""Of a title, of tags, of a path: the lines of ``Entry.folded``. In a body: IN_HEADING, IN_BODY."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query."""

    entries: tuple[Entry, ...]
    """The best first."""
    complete: bool
    """False while the index is being made: it may hold too many, and asking again later is worth while."""


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

    def find(
        self,
        query: Query,
        entries: Sequence[Entry],
        *,
        standing: Standing | None = None,
        now: datetime | None = None,
    ) -> SearchResult:
        """The entries that answer, the best first, in the order given where equal.

        Args:
            query: what is asked.
            entries: those to choose from, as :class:`~index.Index` last gave them, newest first.
            standing: see :meth:`.Query.select`.
            now: aware; None: this moment.
        """
        left = query.filters.select(entries, standing, now)
        terms = (*query.words, *query.unwanted)
        if not terms:
            return SearchResult(tuple(left), complete=True)
        hits, complete = self._bodies.hits(terms, left)
        ranks = [0] * len(left)
        for term in query.words:
            weights = _weights(term, left, hits[term])
            ranks = [rank - weight for rank, weight in zip(ranks, weights, strict=True) if weight]
            left = [one for one, weight in zip(left, weights, strict=True) if weight]
        for term in query.unwanted:
            weights = _weights(term, left, hits[term])
            ranks = [rank for rank, weight in zip(ranks, weights, strict=True) if not weight]
            left = [one for one, weight in zip(left, weights, strict=True) if not weight]
        best = sorted(range(len(left)), key=ranks.__getitem__)
        return SearchResult(tuple(left[at] for at in best), complete)

    def excerpt(self, path: str, query: Query) -> Excerpt | None:
        """The line of the post's body that answers best; None when its body holds none of the words."""
        return Marker(query.words).excerpt(body_of(read_plain(self._root, path)))


def _weights(term: Term, entries: Sequence[Entry], hits: Hits) -> list[int]:
    """How good the best place is in which each entry holds the term; 0: it does not."""
    if term.exact or len(term.variants) != 1:
        return [_weight(term, one) or hits.get(one.path, 0) for one in entries]
    (word,) = term.variants
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
