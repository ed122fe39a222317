"""What to know before publishing, of all posts or of a few."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.index.entry import Entry, read_plain
from blogwifi_tui.content.links.targets import LinkTargets
from blogwifi_tui.core import checks
from blogwifi_tui.site.address import SiteNames, address_key, site_names

if TYPE_CHECKING:
    from blogwifi_tui.core.blog import Blog


def findings(blog: Blog, paths: Container[str]) -> Iterator[checks.Finding]:
    """What to know of the posts of ``blog`` whose path is in ``paths``, post by post."""
    root, entries, now = blog.root, blog.posts(), blog.now()
    pattern = blog.settings.blog.public_address or ""
    plates = {entry.path: site_names(entry.path, read_plain(root, entry.path)) for entry in entries}
    twins = _twins(entries, plates, pattern)
    themes = sorted(each.relative_to(root).as_posix() for each in root.glob("themes/*/static"))
    names, folders = frozenset(_names(plates.values())), (*blog.layout.folders, *themes)
    places = LinkTargets(names, _looker(root), folders=folders, pattern=pattern)
    for entry in entries:
        if entry.path in paths:
            data = read_plain(root, entry.path)
            yield from checks.check(entry, data, places, now, twins(entry))


def _names(plates: Iterable[SiteNames]) -> Iterator[str]:
    """All that the last part of an address may be when it leads to a post, in small letters."""
    for plate in plates:
        name = plate.path.rpartition("/")[2]
        lasts = (alias.rstrip("/").rpartition("/")[2] for alias in plate.aliases)
        for each in (name, name.partition(".")[0], known_fields.stem(plate.path), plate.slug, *lasts):
            yield unicodedata.normalize("NFC", each).casefold()


def _looker(root: Path) -> Callable[[str], bool]:
    @cache
    def is_there(path: str) -> bool:
        return "\0" not in path and os.path.lexists(root / path)

    return is_there


def _twins(
    entries: Iterable[Entry], plates: dict[str, SiteNames], pattern: str
) -> Callable[[Entry], Sequence[str]]:
    """Which other posts have the public address of one."""
    same: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    keys = {entry.path: address_key(plates[entry.path], entry.date, pattern) for entry in entries}
    for entry in entries:
        key = keys[entry.path]
        if key and not entry.draft and entry.problem is None:
            same[key].append(entry.path)

    def of(entry: Entry) -> Sequence[str]:
        key = keys[entry.path]
        return [path for path in same[key] if path != entry.path] if key and entry.problem is None else ()

    return of
