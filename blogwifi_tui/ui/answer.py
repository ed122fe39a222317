"""What the bodies of the posts say to a search."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from blogwifi_tui.content.entry import Entry
from blogwifi_tui.content.marks import Excerpt, Marker
from blogwifi_tui.content.query import Query
from blogwifi_tui.content.search import Found, Search

SHOWN = 60
"""How many of the best posts show the line that answers: more than any screen holds."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The posts found, the best first, and where in them."""

    found: Found
    excerpts: Mapping[str, Excerpt]
    """By path, for the best :data:`SHOWN`; none for a post that answers by its title or tags alone."""
    marker: Marker

    @classmethod
    def to(
        cls,
        text: str,
        finder: Search,
        entries: Sequence[Entry],
        sync: Callable[[Entry], str | None],
        now: datetime,
    ) -> Answer:
        """Ask ``finder``: reads files, so not for the event loop."""
        query = Query.parse(text)
        found = finder.find(query, entries, sync=sync, now=now)
        best = {entry.path: finder.excerpt(entry.path, query) for entry in found.entries[:SHOWN]}
        excerpts = {path: excerpt for path, excerpt in best.items() if excerpt}
        return cls(found, excerpts, Marker(query.words))
