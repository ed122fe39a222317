"""Where the links are on the rows of a preview."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from blogwifi_tui.markdown.lines import Span, width_of


class RowLink(NamedTuple):
    """One link; ``places`` are (row, first column, column past the last), one for each row it is on."""

    href: str
    places: tuple[tuple[int, int, int], ...]

    def on(self, row: int) -> list[tuple[int, int]]:
        """Return the column ranges the link takes on ``row``."""
        return [(start, end) for place, start, end in self.places if place == row]


def links_in(rows: Iterable[tuple[int, tuple[Span, ...]]]) -> list[RowLink]:
    """Return the links of ``rows`` (number, spans) in reading order."""
    found: list[RowLink] = []
    open_at_end = False
    for row, spans in rows:
        column = 0
        at_start = True
        continues = open_at_end
        open_at_end = False
        for span in spans:
            end = column + width_of(span.text)
            if span.href is not None:
                place = (row, column, end)
                if continues and found[-1].href == span.href:
                    found[-1] = RowLink(span.href, (*found[-1].places, place))
                else:
                    found.append(RowLink(span.href, (place,)))
            at_start = at_start and not span.text.strip(" ▌")
            continues = span.href is not None or (continues and at_start)
            open_at_end = span.href is not None
            column = end
    return found


def link_at(links: Iterable[RowLink], row: int, column: int) -> RowLink | None:
    """Return the link at a place, if there is one."""
    return next(
        (
            link
            for link in links
            for place, start, end in link.places
            if place == row and start <= column < end
        ),
        None,
    )
