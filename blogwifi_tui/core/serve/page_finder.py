"""Finds the page of a post among those that were built, by its words, where its address is not known."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Final

from blogwifi_tui.content.entities import decoded
from blogwifi_tui.markdown.page_html import BlockWords, first_letters, only_letters

_MOST_PAGES: Final = 3000
"""Pages that are looked at, the newest first."""
_LARGEST: Final = 1024 * 1024
_SECONDS: Final = 1.0
"""That the search may take."""
_LONG: Final = 8
"""Letters of a block by which it is known."""
_BLOCKS: Final = 8
"""Blocks of a post that its page must hold, from its beginning."""
_TAG: Final = re.compile(r"<[^<>]*+>")


def find_page(folder: Path, title: str, blocks: Sequence[BlockWords]) -> str:
    """The page below ``folder`` that holds the first blocks of a post; empty when none does.

    Where several do, one with its title, and of those the smallest: lists of posts hold more.
    """
    wanted = [block.letters for block in blocks if len(block.letters) >= _LONG][:_BLOCKS]
    if not wanted:
        return ""
    named = first_letters(title)
    until = monotonic() + _SECONDS
    found: list[tuple[bool, int, str]] = []
    for size, path in _pages(folder):
        if monotonic() > until:
            break
        try:
            html = path.read_text(encoding="utf-8", errors="replace")
        except OSError:  # the generator takes pages away while it builds
            continue
        text = only_letters(decoded(_TAG.sub("", html)))
        if all(each in text for each in wanted):
            found.append((named not in text, size, path.relative_to(folder).as_posix()))
    return min(found)[-1] if found else ""


def _pages(folder: Path) -> Iterator[tuple[int, Path]]:
    """The pages in a folder, with their sizes, the newest first."""
    seen = []
    for top, _folders, names in os.walk(folder):
        for name in names:
            path = Path(top, name)
            if not name.endswith((".html", ".htm")):
                continue
            with suppress(OSError):  # gone by now
                status = path.lstat()
                if stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST:
                    seen.append((status.st_mtime, status.st_size, path))
    yield from ((size, path) for _time, size, path in sorted(seen, reverse=True)[:_MOST_PAGES])
