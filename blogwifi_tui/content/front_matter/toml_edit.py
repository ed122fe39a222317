"""Changes one key of a TOML header by replacing the text of its value.

Where keys, values and items stand is found by a scan of a header that has been read without error.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from blogwifi_tui.content.dates.format import spell_date
from blogwifi_tui.content.front_matter.lists import BracketedList, KeyLines, Span
from blogwifi_tui.content.front_matter.problems import Refusal, RefusedEdit, Repeated
from blogwifi_tui.content.front_matter.split import end_of_line, line_starts, start_of_line
from blogwifi_tui.toml_text import TomlError, read_toml

# What is repeated is taken for good, so that no scan costs more than the length of the header.
_BLANKS = re.compile(r"(?>(?:[ \t\r\n]++|#[^\r\n]*+)*)")
_KEY_PART = r"(?:[A-Za-z0-9_-]++|\"(?>(?:[^\"\\\r\n]|\\.)*)\"|'[^'\r\n]*+')"
_KEY = rf"(?P<key>{_KEY_PART}(?>(?:[ \t]*+\.[ \t]*+{_KEY_PART})*))"
_STATEMENT = re.compile(rf"{_KEY}[ \t]*+=[ \t]*+")
_TABLE = re.compile(rf"\[(?P<many>\[)?[ \t]*+{_KEY}[ \t]*+\]\]?")
_STRING = r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?>(?:[^"\\\r\n]|\\.)*)"|\'[^\'\r\n]*+\''
_TOKEN = re.compile(
    rf"(?P<string>{_STRING})|(?P<comment>#[^\r\n]*)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<comma>,)",
    re.DOTALL,
)
_BLANK_LINE_LAST = re.compile(r"(?:\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)\Z")
_BARE = re.compile(r"[^,\[\]{}#\r\n]+")


class TomlEntry(NamedTuple):
    """A key in the header. Positions are character indexes."""

    path: tuple[str, ...]
    start: int
    """Where its line begins."""
    value: Span
    end: int
    """Just after its last line end."""


class TomlTable(NamedTuple):
    """A line ``[name]`` and the keys under it. Positions are character indexes."""

    path: tuple[str, ...]
    start: int
    """Where its line begins."""
    inside: int
    """Just after its line."""
    is_item: bool
    """Whether it is one of an array of tables, as ``[[name]]`` is."""


_TABLES = frozenset(("taxonomies", "extra"))
"""What is a table of its own in every header (Zola docs, Page, Front matter)."""


class TomlEditor:
    """Changes one key of a valid TOML header; see :class:`blogwifi_tui.content.front_matter.edit.Editor`."""

    def __init__(self, head: str, eol: str) -> None:
        self._head = head
        self._eol = eol
        self.entries, self._tables = _entries(head)
        """Every key with its value, in order; but those of arrays of tables."""

    def replace(self, path: Sequence[str], value: object, old: object) -> str:
        """Give a key another value."""
        start, end = self._find(path).value
        raw = self._head[start:end]
        if raw.startswith("[") and isinstance(value, list | tuple) and isinstance(old, list):
            spans = _item_spans(raw)
            quote = next((raw[at] for at, _ in spans if raw[at] in "\"'"), '"')
            written = BracketedList(raw, spans, old).changed(value, lambda item: spelled(item, quote))
        else:
            written = spelled(value, raw)
        return self._head[:start] + written + self._head[end:]

    def insert(self, path: Sequence[str], value: object, after: str | None, before: str | None) -> str:
        """Add a line for a key: before any table, or at the end of the table it belongs to."""
        *table, key = path
        if isinstance(value, Mapping) and value and not table and (self._tables or key in _TABLES):
            return self._insert_table(key, value, after, before)
        mine = [entry for entry in self.entries if list(entry.path[:-1]) == table]
        if not table:
            mine = [entry for entry in mine if entry.start < self._first_table()]
        own = {entry.path[-1]: entry for entry in mine}
        if after in own:
            at = own[after].end
        elif before in own:
            at = own[before].start
        elif mine:
            at = max(entry.end for entry in mine)
        else:
            at = self._table(table).inside if table else 0
        name = _key(key)
        front = self._head[:at]
        gap = "" if not front or front[-1] in "\r\n" else self._eol
        sign = _sign(self._head, mine, name)
        line = f"{name}{sign}{spelled(value, self._quote(mine, value))}{self._eol}"
        return front + gap + line + self._head[at:]

    def _insert_table(
        self, key: str, value: Mapping[object, object], after: str | None, before: str | None
    ) -> str:
        """Add a table of its own, with a blank line on either side where other lines follow or go before."""
        at = len(self._head)
        following = next((table for table in self._tables if table.path[0] == before), None)
        own = [number for number, table in enumerate(self._tables) if table.path[0] == after]
        if own:
            at = self._section_end(own[-1])
        elif following:
            at = self._above(following.start)
        front, rest, eol = self._head[:at], self._head[at:], self._eol
        if front and front[-1] not in "\r\n":
            front += eol
        gap = "" if not front.strip() or _BLANK_LINE_LAST.search(front) else eol
        lines = [f"[{_key(key)}]"]
        for name, item in value.items():
            lines.append(f"{_key(str(name))} = {spelled(item, self._quote(self.entries, item))}")
        return f"{front}{gap}{eol.join(lines)}{eol}{eol if rest.strip() else ''}{rest}"

    def _quote(self, entries: Sequence[TomlEntry], value: object) -> str:
        """The quotes that all texts of ``entries`` are in; empty where they differ, and for a date."""
        marks = {self._head[entry.value[0]] for entry in entries} & {'"', "'"}
        return marks.pop() if len(marks) == 1 and not isinstance(value, date) else ""

    def remove(self, path: Sequence[str]) -> str:
        """Take the lines of a key away; of a table, its line and all that is under it."""
        whole = tuple(path)
        gone = [
            (table.start, self._section_end(number))
            for number, table in enumerate(self._tables)
            if table.path[: len(whole)] == whole
        ]
        if not gone:
            self._refuse_repeated(whole)
        gone += [
            (entry.start, entry.end)
            for entry in self.entries
            if entry.path[: len(whole)] == whole and not any(a <= entry.start < b for a, b in gone)
        ]
        if not gone:
            raise RefusedEdit(Refusal.COMPLEX_KEY)
        head = self._head
        for start, end in sorted(gone, reverse=True):
            head = head[:start] + head[end:]
        return head

    def _refuse_repeated(self, path: tuple[str, ...]) -> None:
        if sum(entry.path == path for entry in self.entries) > 1:
            raise RefusedEdit(Refusal.REPEATED)

    def _first_table(self) -> int:
        return self._tables[0].start if self._tables else len(self._head)

    def _section_end(self, number: int) -> int:
        """Where what is under a table ends: above the next one and the comments that belong to that."""
        if number + 1 == len(self._tables):
            return len(self._head)
        return max(self._above(self._tables[number + 1].start), self._tables[number].inside)

    def _above(self, at: int) -> int:
        """Where the comment lines that stand right above the line at ``at`` begin."""
        head = self._head
        while at:
            end = at - 2 if head[:at].endswith("\r\n") else at - 1
            line = start_of_line(head, end)
            if not head[line:end].lstrip(" \t").startswith("#"):
                break
            at = line
        return at

    def _table(self, path: Sequence[str]) -> TomlTable:
        for table in self._tables:
            if table.path == tuple(path) and not table.is_item:
                return table
        raise RefusedEdit(Refusal.COMPLEX_KEY)

    def key_lines(self) -> list[KeyLines]:
        """Where the lines of each key stand; the line that opens a table is nobody's."""
        if len({entry.path for entry in self.entries}) < len(self.entries):
            raise RefusedEdit(Refusal.REPEATED)
        return [KeyLines(entry.path, entry.start, entry.end) for entry in self.entries]

    def _find(self, path: Sequence[str]) -> TomlEntry:
        found = [entry for entry in self.entries if entry.path == tuple(path)]
        if len(found) > 1:
            raise RefusedEdit(Refusal.REPEATED)
        if found:
            return found[0]
        raise RefusedEdit(Refusal.COMPLEX_KEY)


def _entries(head: str) -> tuple[list[TomlEntry], list[TomlTable]]:
    """Every ``key = value`` outside arrays of tables, and every table, in order.

    ``head`` must be TOML that has been read without error.
    """
    found: list[TomlEntry] = []
    tables: list[TomlTable] = []
    prefix: tuple[str, ...] | None = ()
    at = 0
    while True:
        at = _skip(head, at)
        if at >= len(head):
            return found, tables
        table = _TABLE.match(head, at)
        if table:
            path, is_item = _key_path(table["key"]), bool(table["many"])
            prefix = None if is_item else path
            end = end_of_line(head, table.end())
            tables.append(TomlTable(path, start_of_line(head, at), end, is_item))
            at = end
            continue
        statement = _STATEMENT.match(head, at)
        if not statement:
            raise RefusedEdit(Refusal.COMPLEX_KEY)
        stop = _value_end(head, statement.end())
        end = end_of_line(head, stop)
        if prefix is not None:
            found.append(TomlEntry(prefix + _key_path(statement["key"]), at, (statement.end(), stop), end))
        at = end


def without_repeated(head: str) -> tuple[str, tuple[Repeated, ...]]:
    """``head`` without the first values of keys that stand twice, and which those are; line ends stay.

    None is told where ``head`` is wrong in another way.
    """
    try:
        found, _ = _entries(head)
    except (RefusedEdit, StopIteration, TomlError):
        return head, ()
    starts = line_starts(head)
    last = {entry.path: entry for entry in found}
    repeated: dict[tuple[str, ...], Repeated] = {}
    seen: set[tuple[str, ...]] = set()
    for entry in found:
        if entry.path in seen:
            line = bisect_right(starts, entry.start) - 1
            repeated.setdefault(entry.path, Repeated(".".join(entry.path), line))
        seen.add(entry.path)
    pieces: list[str] = []
    at = 0
    for entry in found:
        if last[entry.path] is not entry:
            pieces += [head[at : entry.start], *re.findall(r"[\r\n]", head[entry.start : entry.end])]
            at = entry.end
    return "".join([*pieces, head[at:]]), tuple(repeated.values())


def comment_spans(head: str) -> Iterator[Span]:
    """Where the comments of a header are; it must be TOML that has been read without error."""
    return (token.span() for token in _TOKEN.finditer(head) if token["comment"])


def _skip(head: str, at: int) -> int:
    blanks = _BLANKS.match(head, at)
    return blanks.end() if blanks else at


def _key_path(key: str) -> tuple[str, ...]:
    """The parts of a key as they are read: quoted ones may hold escapes that only TOML knows."""
    table: object = read_toml(f"{key} = 0")
    path: list[str] = []
    while isinstance(table, dict):
        ((name, table),) = table.items()
        path.append(name)
    return tuple(path)


def _value_end(head: str, start: int) -> int:
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


def _item_spans(raw: str) -> list[Span]:
    """Where the items of the array ``raw`` are."""
    spans: list[Span] = []
    at = _skip(raw, 1)
    while at < len(raw) and raw[at] != "]":
        end = _value_end(raw, at)
        spans.append((at, end))
        at = _skip(raw, end)
        if raw[at : at + 1] == ",":
            at = _skip(raw, at + 1)
    return spans


def _sign(head: str, own: list[TomlEntry], name: str) -> str:
    """The equals sign as the neighbours write it: aligned in a column, tight, or between spaces."""
    signs = [head[entry.start : entry.value[0]] for entry in own]
    columns = {sign.rindex("=") for sign in signs}
    if (
        len(signs) > 1
        and len(columns) == 1
        and len(name) < min(columns)
        and len({s.strip("= \t") for s in signs}) > 1
    ):
        widths = {len(sign.split("=")[0].rstrip()) for sign in signs}
        if len(widths) > 1:
            return " " * (columns.pop() - len(name)) + "= "
    return "=" if signs and all(not re.search(r"\s=|=\s", sign) for sign in signs) else " = "


def spelled(value: object, old: str = "") -> str:
    """``value`` as TOML, in the manner of ``old``: its quotes, its spelling of a date. Raises RefusedEdit."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        written = spell_date(value, old.strip("\"'"))
        return _text(written, old) if old[:1] in ("'", '"') else _date(value, written)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return (
            "nan"
            if math.isnan(value)
            else repr(value).replace("e", ".0e" if "." not in repr(value) and "n" not in repr(value) else "e")
        )
    if isinstance(value, str):
        return _text(value, old)
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(spelled(item, old) for item in value) + "]"
    if isinstance(value, Mapping):
        pairs = (f"{_key(str(name))} = {spelled(item, old)}" for name, item in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    raise RefusedEdit(Refusal.VALUE)


def _date(value: date, written: str) -> str:
    try:
        read_toml(f"a = {written}")
    except TomlError:
        return value.isoformat(sep="T") if isinstance(value, datetime) else value.isoformat()
    return written


def _text(value: str, old: str) -> str:
    if old.startswith("'") and not re.search("['\x00-\x08\x0a-\x1f\x7f]", value):
        return f"'{value}'"
    return _quoted(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(value: str) -> str:
    if re.search("[\ud800-\udfff]", value):
        raise RefusedEdit(Refusal.VALUE)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
