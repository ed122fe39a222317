"""Changes one key of a JSON header by replacing the text of its value."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from blogwifi_tui.content.dates.format import spell_date
from blogwifi_tui.content.front_matter.lists import BracketedList, KeyLines, Span
from blogwifi_tui.content.front_matter.problems import Refusal, RefusedEdit, only

_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class Member(NamedTuple):
    """A key and its value. Positions are character indexes into the header."""

    key: str
    start: int
    value: Span


def _skip(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def entries(text: str, at: int = 0) -> list[Member]:
    """The keys of the object that begins at ``at``, which must be valid JSON."""
    found: list[Member] = []
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, stop = _DECODER.raw_decode(text, at)
        start = _skip(text, _skip(text, stop) + 1)
        end = _DECODER.raw_decode(text, start)[1]
        found.append(Member(key, at, (start, end)))
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _items(raw: str) -> list[Span]:
    spans: list[Span] = []
    at = _skip(raw, 1)
    while raw[at] != "]":
        end = _DECODER.raw_decode(raw, at)[1]
        spans.append((at, end))
        at = _skip(raw, end)
        if raw[at] == ",":
            at = _skip(raw, at + 1)
    return spans


class JsonEditor:
    """Changes one key of a valid JSON header; see :class:`blogwifi_tui.content.front_matter.edit.Editor`."""

    def __init__(self, head: str, eol: str) -> None:
        self._head = head
        self._eol = eol
        self._start = head.index("{")
        self._ascii = _escapes(head)

    def replace(self, path: Sequence[str], value: object, old: object) -> str:
        """Give a key another value."""
        start, end = self._find(path)[-1].value
        raw = self._head[start:end]
        if raw.startswith("[") and isinstance(value, list | tuple) and isinstance(old, list):
            array = BracketedList(raw, _items(raw), old)
            written = array.changed(value, lambda item: spelled(item, ascii_only=self._ascii))
        else:
            written = spelled(value, raw, ascii_only=self._ascii)
        return self._head[:start] + written + self._head[end:]

    def insert(self, path: Sequence[str], value: object, after: str | None, before: str | None) -> str:
        """Add a key, spaced and indented as the others."""
        key = only(path)
        head, members = self._head, entries(self._head, self._start)
        found = {entry.key: entry for entry in members}
        name = json.dumps(key, ensure_ascii=self._ascii)
        written = spelled(value, ascii_only=self._ascii)
        if not found:
            end = head.index("}", self._start) + 1
            return f"{head[: self._start]}{{{self._eol}  {name}: {written}{self._eol}}}{head[end:]}"
        first, *others = members
        colon = re.search(r"\s*:\s*$", head[first.start : first.value[0]])
        pair = f"{name}{colon[0] if colon else ': '}{written}"
        gap = (
            head[first.value[1] : others[0].start]
            if others
            else "," + (head[self._start + 1 : first.start] or " ")
        )
        if after not in found and before in found:
            at = found[before].start
            return head[:at] + pair + gap + head[at:]
        at = (found[after] if after in found else members[-1]).value[1]
        return head[:at] + gap + pair + head[at:]

    def remove(self, path: Sequence[str]) -> str:
        """Take a key away with its comma."""
        head, way = self._head, self._find(path)
        siblings = entries(head, way[-2].value[0] if len(way) > 1 else self._start)
        place = next(number for number, entry in enumerate(siblings) if entry.key == path[-1])
        if place:
            return head[: siblings[place - 1].value[1]] + head[siblings[place].value[1] :]
        if len(siblings) > 1:
            return head[: siblings[0].start] + head[siblings[1].start :]
        return head[: siblings[0].start].rstrip() + head[siblings[0].value[1] :].lstrip()

    def key_lines(self) -> list[KeyLines]:
        """None: a comma may part two keys on one line, and no line is a key's alone."""
        return []

    def _find(self, path: Sequence[str]) -> list[Member]:
        """The entries on the way to ``path``, the last one being it."""
        way: list[Member] = []
        at = self._start
        for step in path:
            inside = entries(self._head, at) if self._head[at] == "{" else []
            found = [entry for entry in inside if entry.key == step]
            if len(found) != 1:
                raise RefusedEdit(Refusal.REPEATED if found else Refusal.COMPLEX_KEY)
            way += found
            at = found[0].value[0]
        return way


class BareJsonEditor(JsonEditor):
    """Changes one key of a header that is the inside of an object, without its braces, as Hexo has them."""

    def __init__(self, head: str, eol: str) -> None:
        super().__init__(f"{{{head}}}", eol)

    def replace(self, path: Sequence[str], value: object, old: object) -> str:
        """Give a key another value."""
        return super().replace(path, value, old)[1:-1]

    def insert(self, path: Sequence[str], value: object, after: str | None, before: str | None) -> str:
        """Add a key, spaced as the others."""
        return super().insert(path, value, after, before)[1:-1]

    def remove(self, path: Sequence[str]) -> str:
        """Take a key away with its comma."""
        return super().remove(path)[1:-1]


def _escapes(head: str) -> bool:
    return head.isascii() and bool(re.search(r"\\u00[a-f89]", head, re.IGNORECASE))


def spelled(value: object, old: str = "", *, ascii_only: bool = False) -> str:
    """``value`` as JSON; a date as text in the spelling of ``old``. Raises RefusedEdit."""
    if isinstance(value, date):
        value = spell_date(value, old.strip('"'))
        if old.isdigit() and value.isdigit():
            return value
    try:
        written = json.dumps(value, ensure_ascii=ascii_only, allow_nan=False)
        written.encode()
    except (TypeError, ValueError) as error:
        raise RefusedEdit(Refusal.VALUE) from error
    return written
