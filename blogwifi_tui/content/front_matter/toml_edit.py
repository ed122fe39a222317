"""One key of a TOML header changed by replacing the text of its value."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from blogwifi_tui.content.dates import format as date_format
from blogwifi_tui.content.front_matter.lists import BracketedList
from blogwifi_tui.content.front_matter.problems import Refusal, RefusedEdit
from blogwifi_tui.content.front_matter.toml_scan import TomlEntry, entries, item_spans, table_start


class TomlEditor:
    """Changes one key of a valid TOML header; see :class:`blogwifi_tui.content.front_matter.edit.Editor`."""

    def __init__(self, head: str, eol: str) -> None:
        self._head = head
        self._eol = eol
        self._entries, self._tables = entries(head)

    def replace(self, path: Sequence[str], value: object, old: object) -> str:
        """Give a key another value."""
        start, end = self._find(path).value
        raw = self._head[start:end]
        if raw.startswith("[") and isinstance(value, list | tuple) and isinstance(old, list):
            spans = item_spans(raw)
            quote = next((raw[at] for at, _ in spans if raw[at] in "\"'"), '"')
            written = BracketedList(raw, spans, old).changed(value, lambda item: spelled(item, quote))
        else:
            written = spelled(value, raw)
        return self._head[:start] + written + self._head[end:]

    def insert(self, path: Sequence[str], value: object, after: str | None, before: str | None) -> str:
        """Add a line for a key: before any table, or at the end of the table it belongs to."""
        *table, key = path
        mine = [entry for entry in self._entries if list(entry.path[:-1]) == table]
        if not table:
            mine = [entry for entry in mine if entry.start < self._tables]
        own = {entry.path[-1]: entry for entry in mine}
        if after in own:
            at = own[after].end
        elif before in own:
            at = own[before].start
        elif mine:
            at = max(entry.end for entry in mine)
        else:
            at = table_start(self._head, table)
        quotes = {self._head[entry.value[0]] for entry in mine} & {'"', "'"}
        quote = quotes.pop() if len(quotes) == 1 and not isinstance(value, date) else ""
        name = _key(key)
        front = self._head[:at]
        gap = "" if not front or front[-1] in "\r\n" else self._eol
        sign = _sign(self._head, mine, name)
        line = f"{name}{sign}{spelled(value, quote)}{self._eol}"
        return front + gap + line + self._head[at:]

    def remove(self, path: Sequence[str]) -> str:
        """Take the lines of a key away."""
        entry = self._find(path)
        return self._head[: entry.start] + self._head[entry.end :]

    def _find(self, path: Sequence[str]) -> TomlEntry:
        for entry in self._entries:
            if entry.path == tuple(path):
                return entry
        raise RefusedEdit(Refusal.COMPLEX_KEY)


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
        written = date_format.spell(value, old.strip("\"'"))
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
    import tomllib

    try:
        tomllib.loads(f"a = {written}")
    except tomllib.TOMLDecodeError:
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
