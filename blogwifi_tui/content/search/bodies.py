"""Looks for words in bodies: in the index for posts it knows in their present state, else in the files."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from blogwifi_tui.content.index.entry import Entry, read_plain
from blogwifi_tui.content.search.fts_index import SearchIndex, Text, delete
from blogwifi_tui.content.search.query import Term
from blogwifi_tui.content.search.text import IN_BODY, IN_HEADING, Glance, glance, text_of, weight

_BATCH = 100
"""Posts put into the index at a time: about 10 ms, which is how long a search may wait."""
_MOST_CHECKED = 200
"""Posts the index does not know are looked at closely up to so many; more are taken as a glance sees them."""

_OF_THE_MOMENT = tuple(
    f"SQLITE_{name}" for name in ("BUSY", "LOCKED", "READONLY", "FULL", "IOERR", "CANTOPEN", "NOMEM")
)

Hits = dict[str, int]
"""Path to IN_HEADING or IN_BODY."""


class Bodies:
    """The bodies of one blog. ``hits`` and ``update`` may run in two threads; ``hits`` goes first."""

    def __init__(self, root: Path, path: Path | None) -> None:
        self._root = root
        self._path = path
        self._index: SearchIndex | None = None
        self._known: dict[str, Entry] = {}
        self._lock = threading.Lock()
        self._free = threading.Event()
        self._free.set()

    def hits(self, terms: Sequence[Term], entries: Sequence[Entry]) -> tuple[dict[Term, Hits], bool]:
        """Where the bodies of these entries hold each term, and whether that is certain of all of them."""
        self._free.clear()  # hold back ``update`` while a person waits
        try:
            with self._lock:
                found = self._ask(terms)
                unknown = [entry for entry in entries if self._known.get(entry.path) is not entry]
            self._look(found, unknown)
        finally:
            self._free.set()
        return found, len(unknown) <= _MOST_CHECKED

    def _ask(self, terms: Sequence[Term]) -> dict[Term, Hits]:
        if self._index:
            try:
                return {term: _ask(self._index, term) for term in terms}
            except sqlite3.Error:
                self._drop()
        return {term: {} for term in terms}

    def _look(self, found: dict[Term, Hits], entries: Sequence[Entry]) -> None:
        """Put what these posts hold in the place of what the index says of them."""
        glances = [(Glance(term), term, found[term]) for term in found]
        close = len(entries) <= _MOST_CHECKED
        for entry in entries:
            data = read_plain(self._root, entry.path)
            seen = glance(data)
            text: Text | None = None
            for look, term, hits in glances:
                hits.pop(entry.path, None)
                if not look.sees(seen):
                    continue
                if close:
                    text = text or text_of(data)
                if place := weight(term, text) if text else IN_BODY:
                    hits[entry.path] = place

    def update(self, entries: Sequence[Entry], stop: Callable[[], bool]) -> None:
        """Bring the index in line with these entries, as far as it can be written."""
        try:
            self._bring_in_line(entries, stop)
        except sqlite3.Error as error:
            if _is_of_the_moment(error):
                return
            with self._lock:
                self._drop()
            with suppress(sqlite3.Error):
                self._bring_in_line(entries, stop)

    def _bring_in_line(self, entries: Sequence[Entry], stop: Callable[[], bool]) -> None:
        with self._lock:
            index = self._opened()
            if index is None:
                return
            self._known = {one.path: one for one in entries if self._is_indexed(index, one)}
            index.remove(index.stamps.keys() - {entry.path for entry in entries})
        missing = [entry for entry in entries if entry.path not in self._known]
        for start in range(0, len(missing), _BATCH):
            batch = []
            for entry in missing[start : start + _BATCH]:
                self._free.wait()
                if stop():
                    return
                batch.append((entry, text_of(read_plain(self._root, entry.path))))
            with self._lock:
                if self._index is not index:
                    return
                index.add([(entry.path, _stamp(entry), text) for entry, text in batch])
                self._known |= {entry.path: entry for entry, _ in batch}

    def _is_indexed(self, index: SearchIndex, entry: Entry) -> bool:
        if self._known.get(entry.path) is entry:
            return True
        return entry.ctime_ns != 0 and index.stamps.get(entry.path) == _stamp(entry)

    def _opened(self) -> SearchIndex | None:
        if self._index and self._index.worn:
            self._drop()
        if self._index is None and self._path:
            with suppress(OSError):
                self._index = _open(self._path, str(self._root.absolute()))
        return self._index

    def _drop(self) -> None:
        """Remove a damaged or worn file; the next update makes it again."""
        self._known = {}
        if self._index:
            self._index.close()
            self._index = None
        if self._path:
            with suppress(OSError):
                delete(self._path)


def _ask(index: SearchIndex, term: Term) -> Hits:
    if not term.variants:
        return {}
    found = dict.fromkeys(index.find(term.variants, exact=term.exact), IN_BODY)
    headings = index.find(term.variants, exact=term.exact, headings=True)
    return found | dict.fromkeys(headings, IN_HEADING)


def _open(path: Path, scope: str) -> SearchIndex:
    try:
        return SearchIndex(path, scope)
    except sqlite3.Error as error:
        if _is_of_the_moment(error):
            raise
        delete(path)
        return SearchIndex(path, scope)


def _is_of_the_moment(error: sqlite3.Error) -> bool:
    """Whether the file may be whole and only cannot be used now."""
    return getattr(error, "sqlite_errorname", "").startswith(_OF_THE_MOMENT)


def _stamp(entry: Entry) -> str:
    return f"{entry.size} {entry.mtime_ns} {entry.ctime_ns} {entry.inode}"
