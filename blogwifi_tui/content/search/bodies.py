"""Looks for words in bodies: in the index for posts it knows in their present state, else in the files."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from blogwifi_tui.content.index.entry import Entry, read_plain
from blogwifi_tui.content.search.file_look import FileLook, PostBytes
from blogwifi_tui.content.search.fts_index import SearchIndex, delete
from blogwifi_tui.content.search.query import Term
from blogwifi_tui.content.search.text import IN_BODY, IN_HEADING, text_of

_BATCH = 100
"""Posts put into the index at a time: about 10 ms, which is how long a search may wait."""

_OF_THE_MOMENT = tuple(
    f"SQLITE_{name}" for name in ("BUSY", "LOCKED", "READONLY", "FULL", "IOERR", "CANTOPEN", "NOMEM")
)

Hits = dict[str, int]
"""Path to IN_HEADING or IN_BODY."""


class Bodies:
    """The bodies of one blog. Searches and ``update`` may run in two threads; searches go first."""

    def __init__(self, root: Path, path: Path | None) -> None:
        self._root = root
        self._path = path
        self._index: SearchIndex | None = None
        self._known: dict[str, Entry] = {}
        self._lock = threading.Lock()
        self._free = threading.Event()
        self._free.set()

    @contextmanager
    def searched(self) -> Iterator[None]:
        """Hold back ``update`` while a person waits."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def ask(self, terms: Sequence[Term], entries: Sequence[Entry]) -> tuple[dict[Term, Hits], list[Entry]]:
        """Where the index says that bodies hold each term, and those of the entries it knows nothing of."""
        with self._lock:
            found = self._ask(terms)
            unknown = [entry for entry in entries if self._known.get(entry.path) is not entry]
        for hits in found.values():
            for entry in unknown if hits else ():
                hits.pop(entry.path, None)  # of a state that is past
        return found, unknown

    def _ask(self, terms: Sequence[Term]) -> dict[Term, Hits]:
        if self._index:
            try:
                return {term: _ask(self._index, term) for term in terms}
            except sqlite3.Error:
                self._drop()
        return {term: {} for term in terms}

    def looker(
        self, wanted: Iterable[Term], unwanted: Iterable[Term]
    ) -> Callable[[Entry, frozenset[Term], dict[Term, Hits]], None]:
        """What reads the file of one post after the other and puts into hits where it holds the terms.

        It is given the post, the terms that need not be looked for, and the hits. A post without one of the
        ``wanted`` is no answer, so nothing more is looked for in it.
        """
        looks = [(term, FileLook(term), True) for term in wanted]
        looks += [(term, FileLook(term), False) for term in unwanted]

        def look(entry: Entry, settled: frozenset[Term], hits: dict[Term, Hits]) -> None:
            post = PostBytes(read_plain(self._root, entry.path))
            for term, one, is_wanted in looks:
                if term in settled:
                    continue
                if place := one.weight(post):
                    hits[term][entry.path] = place
                elif is_wanted:
                    return

        return look

    def update(self, entries: Sequence[Entry], stop: Callable[[], bool], most: int | None = None) -> None:
        """Bring the index in line with these entries, as far as it can be written.

        Args:
            entries: all posts.
            stop: asked now and then whether to give up.
            most: where there is no index yet, or more posts would have to be read, none is; None: all are.
        """
        if most is not None and not (self._index or (self._path and self._path.exists())):
            return
        try:
            self._bring_in_line(entries, stop, most)
        except sqlite3.Error as error:
            if _is_of_the_moment(error):
                return
            with self._lock:
                self._drop()
            with suppress(sqlite3.Error):
                self._bring_in_line(entries, stop, most)

    def _bring_in_line(self, entries: Sequence[Entry], stop: Callable[[], bool], most: int | None) -> None:
        with self._lock:
            index = self._opened()
            if index is None:
                return
            self._known = {one.path: one for one in entries if self._is_indexed(index, one)}
            index.remove(index.stamps.keys() - {entry.path for entry in entries})
        missing = [entry for entry in entries if entry.path not in self._known]
        if most is not None and len(missing) > most:
            return
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
