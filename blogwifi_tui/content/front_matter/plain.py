"""Headers without a data format: MultiMarkdown's ``Key: value`` lines and Nikola's ``.. key: value``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from blogwifi_tui.content.dates.format import spell_date
from blogwifi_tui.content.front_matter.lists import KeyLines
from blogwifi_tui.content.front_matter.problems import Refusal, RefusedEdit, only
from blogwifi_tui.content.front_matter.split import Format, end_of_line
from blogwifi_tui.sanitize import one_line

_ENTRY = re.compile(r"(?P<key>(?:\.\.[ \t]+)?[A-Za-z][A-Za-z0-9_-]*:)(?P<gap>[ \t]*)(?P<value>[^\r\n]*)")
_DATE: Final = "2026-05-12 09:30"
"""How Pelican and Nikola spell dates; one with a zone is written in ISO 8601."""
_CONTINUED = re.compile(r"(?:[ ]{4,}|\t+)\S")


class PlainField(NamedTuple):
    """One key of such a header. Positions are character indexes into it."""

    key: str
    value: str
    """Continuation lines joined with LF."""
    start: int
    """Where its first line begins."""
    value_start: int
    value_end: int
    """Before the blanks and the line end that follow the value."""
    end: int
    """Just after its last line end."""


def entries(head: str) -> list[PlainField]:
    """The keys of ``head`` in order."""
    found: list[PlainField] = []
    at = 0
    while at < len(head):
        line = _ENTRY.match(head, at)
        if not line:
            break
        stop = line.end()
        end = end_of_line(head, stop)
        while _CONTINUED.match(head, end):
            stop = end_of_line(head, end)
            stop -= len(head[end:stop]) - len(head[end:stop].rstrip("\r\n"))
            end = end_of_line(head, stop)
        start = line.start("value")
        written = head[start:stop]
        value = "\n".join(part.strip() for part in re.split(r"\r\n|\n|\r", written))
        stop = start + len(written.rstrip())
        found.append(
            PlainField(line["key"].strip(". \t:"), value, line.start(), start, max(start, stop), end)
        )
        at = end
    return found


def names(text: str, form: Format) -> tuple[str, ...]:
    """The names in a value: Pelican parts them at semicolons where there is one, else at commas."""
    mark = ";" if form is Format.MULTIMARKDOWN and ";" in text else ","
    items = (one_line(item) for item in text.split(mark))
    return tuple(dict.fromkeys(filter(None, items)))


def joined(items: Sequence[str], form: Format, old: str = "") -> str:
    """``items`` as one value, parted as in ``old`` where that can be. Raises RefusedEdit where none can."""
    in_semicolons = form is Format.MULTIMARKDOWN and (";" in old or any("," in item for item in items))
    mark = ";" if in_semicolons else ","
    never = ";\r\n" if form is Format.MULTIMARKDOWN else ",\r\n"
    if any(not item.strip() or set(item) & {mark, *never} for item in items):
        raise RefusedEdit(Refusal.VALUE)
    text = (mark if mark in old and f"{mark} " not in old else f"{mark} ").join(items)
    return f"{text};" if in_semicolons and len(items) == 1 and "," in text else text


def spell(value: object, eol: str, form: Format, old: str = "") -> str:
    """``value`` on the lines of such a header: names joined, more lines indented, dates as ``old``.

    Raises RefusedEdit for what would not read as the same text.
    """
    if isinstance(value, date):
        return spell_date(value, old or _DATE)
    if isinstance(value, list | tuple):
        return joined([str(item) for item in value], form, old)
    if isinstance(value, dict):
        raise RefusedEdit(Refusal.VALUE)
    if isinstance(value, bool):
        return "true" if value else "false"
    written = "" if value is None else str(value)
    lines = written.split("\n")
    if any(line != line.strip() or "\r" in line for line in lines) or "" in lines[1:]:
        raise RefusedEdit(Refusal.VALUE)
    return f"{eol}    ".join(lines)


class PlainEditor:
    """Changes one key of such a header; see :class:`blogwifi_tui.content.front_matter.edit.Editor`."""

    def __init__(self, head: str, eol: str, form: Format) -> None:
        self._head = head
        self._eol = eol
        self._form = form
        found = entries(head)
        self._end = found[-1].end if found else len(head)
        """Where keys end: what follows a line that is none is read as text (Pelican)."""
        self._entries = {entry.key: entry for entry in found}
        times = Counter(entry.key.lower() for entry in found)
        self._repeated = {key for key, count in times.items() if count > 1}

    def replace(self, path: Sequence[str], value: object, _old: object, /) -> str:
        """Give a key another value."""
        entry = self._find(path[0])
        written = spell(value, self._eol, self._form, entry.value)
        gap = " " if written and self._head[entry.value_start - 1] == ":" else ""
        return self._head[: entry.value_start] + gap + written + self._head[entry.value_end :]

    def insert(self, path: Sequence[str], value: object, after: str | None, before: str | None) -> str:
        """Add a line for a key."""
        key = only(path)
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", key):
            raise RefusedEdit(Refusal.VALUE)
        at = self._end
        if after in self._entries:
            at = self._entries[after].end
        elif before in self._entries:
            at = self._entries[before].start
        front = self._head[:at]
        gap = "" if not front or front[-1] in "\r\n" else self._eol
        name = f".. {key}" if self._form is Format.NIKOLA else key
        line = f"{name}: {spell(value, self._eol, self._form)}".rstrip(" ")
        return front + gap + line + self._eol + self._head[at:]

    def remove(self, path: Sequence[str]) -> str:
        """Take the lines of a key away."""
        entry = self._find(path[0])
        return self._head[: entry.start] + self._head[entry.end :]

    def key_lines(self) -> list[KeyLines]:
        """Where the lines of each key stand."""
        return [
            KeyLines((key,), entry.start, entry.end) for key in self._entries for entry in [self._find(key)]
        ]

    def _find(self, key: str) -> PlainField:
        """Where ``key`` stands. Raises RefusedEdit where it stands twice."""
        if key.lower() in self._repeated:
            raise RefusedEdit(Refusal.REPEATED)
        return self._entries[key]
