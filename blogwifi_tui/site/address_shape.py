"""What the addresses of a site's pages have in common, as ``/{year}/{slug}/``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from blogwifi_tui.content.post_files import name_of, stem_of

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry

FEWEST: Final = 3
"""Posts that must agree before their addresses are taken for a rule."""
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
    date = entry.shown_date
    parts = [("{year}", f"{date:%Y}"), ("{month}", f"{date:%m}"), ("{day}", f"{date:%d}")] if date else []
    shape: list[str] = []
    for folder in folders:
        mark = next((mark for mark, value in parts if value == folder), None)
        parts = [each for each in parts if each[0] != mark]
        shape.append(mark or folder)
    return "/".join([*shape, shown]) + end


def usual_shape(pages: Iterable[tuple[str, Entry]]) -> tuple[str, int]:
    """The shape of most of these pages, and of how many; an empty text when too few have one."""
    counts = Counter(shape for path, entry in pages if (shape := shape_of(path, entry)))
    shape, number = counts.most_common(1)[0] if counts else ("", 0)
    return (shape, number) if number >= FEWEST else ("", 0)
