"""Where the keys, values and list items of a TOML header stand in its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from blogwifi_tui.content.front_matter.lists import Span
from blogwifi_tui.content.front_matter.problems import Refusal, RefusedEdit
from blogwifi_tui.content.front_matter.split import end_of_line

_BLANKS = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_KEY_PART = r"(?:[A-Za-z0-9_-]+|\"(?:[^\"\\]|\\.)*\"|'[^']*')"
_STATEMENT = re.compile(rf"(?P<key>{_KEY_PART}(?:[ \t]*\.[ \t]*{_KEY_PART})*)[ \t]*=[ \t]*")
_TABLE = re.compile(rf"\[(?P<many>\[)?[ \t]*(?P<key>{_KEY_PART}(?:[ \t]*\.[ \t]*{_KEY_PART})*)[ \t]*\]\]?")
_STRING = r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\r\n]|\\.)*"|\'[^\'\r\n]*\''
_TOKEN = re.compile(
    rf"(?P<string>{_STRING})|(?P<comment>#[^\r\n]*)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<comma>,)",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\[\]{}#\r\n]+")


class TomlEntry(NamedTuple):
    """A key in the header. Positions are character indexes."""

    path: tuple[str, ...]
    start: int
    """Where its line begins."""
    value: Span
    end: int
    """Just after its last line end."""


def entries(head: str) -> tuple[list[TomlEntry], int]:
    """Every ``key = value`` outside arrays of tables, and where the first table begins (or the end).

    ``head`` must be TOML that has been read without error.
    """
    found: list[TomlEntry] = []
    prefix: tuple[str, ...] | None = ()
    tables, at = len(head), 0
    while True:
        at = _skip(head, at)
        if at >= len(head):
            return found, tables
        table = _TABLE.match(head, at)
        if table:
            tables = min(tables, at)
            prefix = None if table["many"] else _path(table["key"])
            at = end_of_line(head, table.end())
            continue
        statement = _STATEMENT.match(head, at)
        if not statement:
            raise RefusedEdit(Refusal.COMPLEX_KEY)
        stop = value_end(head, statement.end())
        end = end_of_line(head, stop)
        if prefix is not None:
            found.append(TomlEntry(prefix + _path(statement["key"]), at, (statement.end(), stop), end))
        at = end


def table_start(head: str, path: Sequence[str]) -> int:
    """Just after the line ``[path]``; 0 for no path. Raises RefusedEdit when there is no such line."""
    for table in re.finditer(rf"^[ \t]*(?:{_TABLE.pattern})", head, re.MULTILINE) if path else ():
        if not table["many"] and _path(table["key"]) == tuple(path):
            return end_of_line(head, table.end())
    if path:
        raise RefusedEdit(Refusal.COMPLEX_KEY)
    return 0


def _skip(head: str, at: int) -> int:
    blanks = _BLANKS.match(head, at)
    return blanks.end() if blanks else at


def _path(key: str) -> tuple[str, ...]:
    return tuple(json.loads(p) if p[0] == '"' else p.strip("'") for p in re.findall(_KEY_PART, key))


def value_end(head: str, start: int) -> int:
    """Just after the value that begins at ``start``."""
    token = _TOKEN.match(head, start)
    if token and token["string"]:
        return token.end()
    if token and token["open"]:
        return next(end for _, end, depth in _tokens(head, start) if depth == 0)
    bare = _BARE.match(head, start)
    if not bare:
        raise RefusedEdit(Refusal.COMPLEX_KEY)
    return start + len(bare[0].rstrip())


def _tokens(head: str, start: int) -> Iterator[tuple[re.Match[str], int, int]]:
    """Tokens from ``start`` on, each with its end and how many brackets are open after it."""
    depth = 0
    for token in _TOKEN.finditer(head, start):
        depth += 1 if token["open"] else -1 if token["close"] else 0
        yield token, token.end(), depth


def item_spans(raw: str) -> list[Span]:
    """Where the items of the array ``raw`` are."""
    spans: list[Span] = []
    at = _skip(raw, 1)
    while at < len(raw) and raw[at] != "]":
        end = value_end(raw, at)
        spans.append((at, end))
        at = _skip(raw, end)
        if raw[at : at + 1] == ",":
            at = _skip(raw, at + 1)
    return spans
