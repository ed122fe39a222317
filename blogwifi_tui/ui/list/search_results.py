"""What a search finds in the texts of the posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    ) -> SearchResults:
        """Search with ``finder``: reads files, so not for the event loop."""
        query = Query.parse(text)
        found = finder.find(query, entries, standing=standing, now=now)
        results = cls(found, query, {}, Marker(query.words))
        return results.with_excerpts([entry.path for entry in found.entries[:SHOWN]], finder)

    def without_excerpt(self, paths: Sequence[str]) -> list[str]:
        """Those of these posts that were not looked at for an excerpt."""
        return [path for path in paths if path not in self.excerpts]

    def with_excerpts(self, paths: Sequence[str], finder: Search) -> SearchResults:
        """The same with the excerpts of these posts too: reads files, so not for the event loop."""
        found = {path: finder.excerpt(path, self.query) for path in paths}
        return replace(self, excerpts={**self.excerpts, **found})
