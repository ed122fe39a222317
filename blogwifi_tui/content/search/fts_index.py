"""The words of all bodies in one SQLite file outside the blog, safe to delete.

Measured on 10,000 posts (50 MB): making it takes 3 s, once, beside what the person does; a word is then
found in 0.1 to 20 ms, where reading every file takes 150. The file is 22 MB: texts are indexed, not
stored. They are folded before they get here, so the tokenizer only separates words. A post that changed
gets a new number, and its old words stay behind, unreachable, until they make a quarter of the file; then
it is made anew.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

_VERSION = 3
"""Grows with any change of the tables or of how texts are folded."""
_WAIT = 2.0
"""Seconds to wait for another program that is writing."""
_LEAST_LEFTOVERS = 500

_TABLES = """
    create table scope (text text not null);
    create table posts (number integer primary key autoincrement, path blob unique, stamp text not null);
    create virtual table words using fts5 (
        headings, body, joined, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0"
    );
"""


class Text(NamedTuple):
    """What is indexed of a post, all folded."""

    headings: str
    body: str
    joined: str
    """The compounds of the body in one piece."""


class SearchIndex:
    """One file of words. Every method may raise sqlite3.Error: then the file is best deleted."""

    def __init__(self, path: Path, scope: str) -> None:
        """Open the file, or make it when it is missing, of another version or of another blog."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._db = _connect(path)
        try:
            if not _is_ours(self._db, scope):
                self._db.close()
                delete(path)
                self._db = _connect(path)
                self._db.executescript(f"begin; {_TABLES} pragma user_version = {_VERSION}; commit;")
                self._db.execute("insert into scope values (?)", (scope,))
            rows = self._db.execute("select number, path, stamp from posts").fetchall()
            last = self._db.execute("select max(seq) from sqlite_sequence").fetchone()[0]
        except sqlite3.Error:
            self._db.close()
            raise
        self._last: int = last or 0
        self._paths = {number: os.fsdecode(path) for number, path, _ in rows}
        self.stamps = {self._paths[number]: stamp for number, _, stamp in rows}
        """Path to the stamp its text was added with."""

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @property
    def worn(self) -> bool:
        """Whether so much of the file belongs to texts that are gone that it should be made anew."""
        leftovers = self._last - len(self.stamps)
        return leftovers > max(_LEAST_LEFTOVERS, self._last // 4)

    def add(self, texts: Sequence[tuple[str, str, Text]]) -> None:
        """Put texts in, each with its path and stamp, in the place of what these paths had; all or none."""
        self._db.execute("begin immediate")
        try:
            numbers = [self._add(path, stamp, text) for path, stamp, text in texts]
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")
        changed = {path for path, _, _ in texts}
        self._forget(changed)
        self._paths |= dict(zip(numbers, (path for path, _, _ in texts), strict=True))
        self.stamps |= {path: stamp for path, stamp, _ in texts}
        self._last = max(self._last, *numbers)

    def _add(self, path: str, stamp: str, text: Text) -> int:
        number = self._db.execute(
            "insert or replace into posts (path, stamp) values (?, ?)", (os.fsencode(path), stamp)
        ).lastrowid
        self._db.execute(
            "insert into words (rowid, headings, body, joined) values (?, ?, ?, ?)", (number, *text)
        )
        return number or 0

    def remove(self, paths: Iterable[str]) -> None:
        """Forget posts that are no more."""
        gone = set(paths)
        self._db.executemany("delete from posts where path = ?", [(os.fsencode(path),) for path in gone])
        self._forget(gone)

    def _forget(self, paths: set[str]) -> None:
        if not paths.isdisjoint(self.stamps):
            self._paths = {number: path for number, path in self._paths.items() if path not in paths}
            for path in paths:
                self.stamps.pop(path, None)

    def find(self, variants: Iterable[str], *, exact: bool, headings: bool = False) -> list[str]:
        """The paths of the posts that hold any of the variants.

        Args:
            variants: folded words with one space between them, so nothing in them means anything to FTS5.
            exact: whole words only; else the last word may go on.
            headings: look only in headings.
        """
        columns = "headings" if headings else "headings body" if exact else "headings body joined"
        end = "" if exact else " *"
        match = " OR ".join(f'"{variant}"{end}' for variant in variants)
        rows = self._db.execute(
            "select rowid from words where words match ?", (f"{{{columns}}} : ({match})",)
        )
        paths = self._paths
        return [paths[number] for (number,) in rows if number in paths]


def delete(path: Path) -> None:
    """Remove the file and what SQLite keeps beside it."""
    for suffix in ("", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    db.execute("pragma synchronous = normal")
    return db


def _is_ours(db: sqlite3.Connection, scope: str) -> bool:
    if db.execute("pragma user_version").fetchone() != (_VERSION,):
        return False
    return db.execute("select text from scope").fetchall() == [(scope,)]
