"""What a search finds in the texts of the posts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.search.highlight import Excerpt, Marker
from blogwifi_tui.content.search.query import Query, Standing
from blogwifi_tui.content.search.search import Search, SearchResult

SHOWN = 60
"""How many of the best posts first get an excerpt: more than a screen holds."""


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The posts found, the best first, and where in them."""

    found: SearchResult
    query: Query
    excerpts: Mapping[str, Excerpt | None]
    """By path, for those looked at; None for a post found by its title or tags alone."""
    marker: Marker

    @property
    def ranked(self) -> bool:
        """Whether some posts match better than others; not when only unwanted words are left out."""
        return bool(self.query.words)

    @classmethod
    def of(
        cls,
        text: str,
        finder: Search,
        entries: Sequence[Entry],
        standing: Standing,
        now: datetime,
        *,
        tell: Callable[[SearchResults], object],
        stop: Callable[[], bool],
    ) -> SearchResults:
        """Search with ``finder``: reads files, so not for the event loop.

        Args:
            text: the query as typed.
            finder: of this blog.
            entries: the posts, newest first.
            standing: see :meth:`.Query.select`.
            now: aware.
            tell: called, while it lasts, with what was found so far.
            stop: asked now and then whether to give up; then the answer is not complete.
        """
        query = Query.parse(text)
        results = cls(SearchResult((), complete=False), query, {}, Marker(query.words))

        def so_far(found: SearchResult) -> SearchResults:
            nonlocal results
            results = replace(results, found=found)
            best = [entry.path for entry in found.entries[:SHOWN]]
            results = results.with_excerpts(results.without_excerpt(best), finder)
            return results

        return so_far(
            finder.find(
                query,
                entries,
                standing=standing,
                now=now,
                tell=lambda found: tell(so_far(found)),
                stop=stop,
            )
        )

    def without_excerpt(self, paths: Sequence[str]) -> list[str]:
        """Those of these posts that were not looked at for an excerpt."""
        return [path for path in paths if path not in self.excerpts]

    def with_excerpts(self, paths: Sequence[str], finder: Search) -> SearchResults:
        """The same with the excerpts of these posts too: reads files, so not for the event loop."""
        found = {path: finder.excerpt(path, self.query) for path in paths}
        return replace(self, excerpts={**self.excerpts, **found})
