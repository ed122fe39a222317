"""What the addresses of a site's pages have in common, as ``/{year}/{slug}/``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from blogwifi_tui.content.post_files import name_of, stem_of
from blogwifi_tui.site.address import date_marks, host_of, path_of

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry

FEWEST: Final = 3
"""Posts that must agree before their addresses are taken for a rule."""
_LINKED = re.compile(r"\]\(<?([^()\s<>#?]++)")
_ENDING = re.compile(r"(?:/index\.html?|\.html?|/)?$")


def shape_of(path: str, entry: Entry) -> str:
    """The path of a post's page with what comes from the post as ``{slug}``, ``{name}`` or ``{year}``.

    Empty when the name of the post is not in it.
    """
    ending = _ENDING.search(path)
    end = ending[0] if ending else ""
    *folders, last = path.removesuffix(end).split("/")
    own = entry.address.slug if entry.address else ""
    names = {name_of(entry.path): "{name}", stem_of(entry.path): "{slug}", own: "{slug}"}
    shown = names.get(last) if last else None
    if shown is None:
        return ""
    marks = date_marks(entry.zone_date)
    shape: list[str] = []
    for folder in folders:
        mark = next((mark for mark, value in marks.items() if value == folder), folder)
        marks.pop(mark, None)
        shape.append(mark)
    return "/".join([*shape, shown]) + end


def usual_shape(pages: Iterable[tuple[str, Entry]]) -> tuple[str, int]:
    """The shape of most of these pages, and of how many; an empty text when too few have one."""
    counts = Counter(shape for path, entry in pages if (shape := shape_of(path, entry)))
    shape, number = counts.most_common(1)[0] if counts else ("", 0)
    return (shape, number) if number >= FEWEST else ("", 0)


def linked_shape(bodies: Iterable[str], entries: Iterable[Entry], host: str) -> str:
    """The shape of most addresses that texts give for the pages of these posts; empty when they give none.

    ``host``: scheme and host of the site; empty when they are not known.
    """
    named: dict[str, Entry] = {}
    for entry in entries:
        own = entry.address.slug if entry.address else ""
        named |= {name: entry for name in (name_of(entry.path), stem_of(entry.path), own) if name}
    counts: Counter[str] = Counter()
    for body in bodies:
        for written in _LINKED.findall(body):
            there = host_of(written)
            if there != host if there else not written.startswith("/") or written.startswith("//"):
                continue  # another site, or a way from the page that it stands on
            path = unquote(path_of(written))
            ended = path.removesuffix(_ENDING.search(path)[0])  # type: ignore[index]
            linked = named.get(ended.rpartition("/")[2])
            counts.update([shape_of(path, linked)] if linked is not None else ())
    counts.pop("", None)
    return counts.most_common(1)[0][0] if counts else ""
