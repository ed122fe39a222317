"""Changes one key of a header, in any format, and verifies by reading it again that nothing else changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.lists import KeyLines, same
from blogwifi_tui.content.front_matter.problems import Refusal, RefusedEdit
from blogwifi_tui.content.front_matter.read import Reading, decode, read
from blogwifi_tui.content.front_matter.split import PLAIN_FORMATS, Format, Parts, as_plain, line_end, split


class _Gone:
    """The value of a key that is to be removed."""


_GONE = _Gone()


class Editor(Protocol):
    """What each format does with a header text; the new text is not verified yet. Raises RefusedEdit."""

    def replace(self, path: Sequence[str], value: object, old: object, /) -> str:
        """Give the key at ``path``, which has the value ``old``, another one."""

    def insert(self, path: Sequence[str], value: object, after: str | None, before: str | None) -> str:
        """Add the last key of ``path``: after one of its neighbours, else before another, else at the end."""

    def remove(self, path: Sequence[str]) -> str:
        """Take the key at ``path`` away."""

    def key_lines(self) -> list[KeyLines]:
        """Where the lines of each key stand, in order; empty where keys have no lines of their own."""


def _editor(parts: Parts) -> Editor:
    head, eol = decode(parts.head), line_end(decode(parts.open + parts.head + parts.close))
    if parts.format is Format.YAML:
        from blogwifi_tui.content.front_matter.yaml_edit import YamlEditor

        return YamlEditor(head, eol)
    if parts.format is Format.TOML:
        from blogwifi_tui.content.front_matter.toml_edit import TomlEditor

        return TomlEditor(head, eol)
    if parts.format is Format.JSON:
        from blogwifi_tui.content.front_matter.json_edit import BareJsonEditor, JsonEditor

        return JsonEditor(head, eol) if head.lstrip().startswith("{") else BareJsonEditor(head, eol)
    from blogwifi_tui.content.front_matter.plain import PlainEditor

    return PlainEditor(head, eol, parts.format)


def with_key(reading: Reading, path: Sequence[str], value: object, order: Sequence[str] = ()) -> Parts:
    """The parts of the post with ``value`` at ``path``, every other byte as it was.

    ``order`` is the order in which the blog writes its keys; it places a new one. Raises RefusedEdit.
    """
    if reading.problem:
        raise RefusedEdit(Refusal.UNREADABLE)
    exists, old = _look(reading.fields, path)
    if exists and same(old, value):
        return reading.parts
    editor = _editor(reading.parts)
    if exists:
        return _verified(reading, editor.replace(path, value, old), path, value)
    after, before = _neighbours(list(reading.fields), path[0], order) if len(path) == 1 else (None, None)
    try:
        return _verified(reading, editor.insert(path, value, after, before), path, value)
    except RefusedEdit:
        # Text that no value owns may stand between keys; after the last one there is always a place.
        return _verified(reading, editor.insert(path, value, None, None), path, value)


def without_key(reading: Reading, path: Sequence[str]) -> Parts:
    """The parts of the post without the key at ``path``; unchanged when there is none. Raises RefusedEdit."""
    if reading.problem:
        raise RefusedEdit(Refusal.UNREADABLE)
    if not _look(reading.fields, path)[0]:
        return reading.parts
    return _verified(reading, _editor(reading.parts).remove(path), path, _GONE)


def key_lines(reading: Reading) -> list[KeyLines]:
    """Where the lines of each key of a header that can be read stand. Raises RefusedEdit."""
    return [] if reading.parts.format is Format.NONE else _editor(reading.parts).key_lines()


def with_body(reading: Reading, text: str) -> Parts:
    """The parts of the post with another body, and a line end where the header would run into it."""
    parts, body = reading.parts, _encoded(text)
    if parts.format is Format.NONE:
        return replace(parts, body=body)
    new, close = replace(parts, body=body), parts.close
    # Text may follow the brace of a JSON header on its line, as it may have done before.
    runs_on = body and not close.endswith((b"\n", b"\r"))
    if runs_on and (not parts.body or read(split(new.join())).parts.body != body):
        eol = line_end(decode(parts.open + parts.head)).encode()
        close += eol if parts.format not in PLAIN_FORMATS or parts.head.endswith((b"\n", b"\r")) else eol * 2
        new = replace(new, close=close)
    if read(split(new.join())).parts.body != body:
        raise RefusedEdit(Refusal.BOUNDARY)
    return new


def fenced(parts: Parts, form: Format) -> Parts:
    """The parts of a post without a header, given an empty one in the format ``form``."""
    eol = line_end(decode(parts.body))
    form = Format.YAML if form is Format.NONE else form
    mark = {Format.YAML: "---", Format.TOML: "+++"}.get(form)
    fence = f"{mark}{eol}".encode() if mark else b""
    blank = b"" if not parts.body or parts.body[:1] in b"\r\n" else eol.encode()
    close = fence if mark else b""
    head = b"{}" if form is Format.JSON else b""
    if form is Format.JSON:
        close = eol.encode()
    if form in PLAIN_FORMATS:
        close, blank = eol.encode(), b""
    return Parts(parts.bom, fence, head, close, blank + parts.body, form)


def _look(fields: Mapping[str, object], path: Sequence[str]) -> tuple[bool, object]:
    value: object = fields
    for step in path:
        if not isinstance(value, dict) or step not in value:
            return False, None
        value = value[step]
    return True, value


def _neighbours(keys: list[str], key: str, order: Sequence[str]) -> tuple[str | None, str | None]:
    """The key to write a new one after and, when there is none, the one to write it before."""
    known = [name.lower() for name in order]
    if key.lower() not in known:
        return None, None
    place, here = known.index(key.lower()), {name.lower(): name for name in keys}
    before = [here[name] for name in known[:place] if name in here]
    after = [here[name] for name in known[place + 1 :] if name in here]
    return (before[-1] if before else None), (after[0] if after else None)


def _verified(reading: Reading, head: str, path: Sequence[str], value: object) -> Parts:
    """The new parts, when reading them again gives the old fields plus the change and nothing else."""
    new = replace(reading.parts, head=_encoded(head))
    again = split(new.join())
    again = as_plain(again) if new.format is Format.MULTIMARKDOWN else again
    if again != new:
        raise RefusedEdit(Refusal.BOUNDARY)
    got = read(again)
    key = path[0].lower()
    others = {name: text for name, text in reading.texts.items() if name != key}
    if (
        got.problem
        or got.parts is not again
        or [each.key for each in got.repeated] != [each.key for each in reading.repeated]
        or {name: text for name, text in got.texts.items() if name != key} != others
        or not _changed_only(reading.fields, got.fields, path, value, new.format)
    ):
        raise RefusedEdit(Refusal.MORE)
    return new


def _changed_only(
    old: Mapping[str, object], got: Mapping[str, object], path: Sequence[str], value: object, form: Format
) -> bool:
    """Whether ``got`` is ``old`` with ``value`` at ``path``."""
    key = path[0]
    if {name for name in old if name != key} != {name for name in got if name != key}:
        return False
    if not all(same(old[name], got[name]) for name in got if name != key):
        return False
    if value is _GONE and len(path) == 1:
        return key not in got
    if key not in got:
        return False
    if len(path) > 1:
        before, after = old[key], got[key]
        inner = isinstance(before, dict) and isinstance(after, dict)
        return inner and _changed_only(before, after, path[1:], value, form)  # type: ignore[arg-type]
    return _reads_as(got[key], value, form)


def _reads_as(got: object, value: object, form: Format) -> bool:
    """Whether a header that reads ``got`` says ``value``: dates may be texts, plain heads hold only texts."""
    if same(got, value):
        return True
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        read_again = parse_date(got.isoformat() if isinstance(got, date) else str(got))
        return read_again is not None and same(read_again, moment)
    if form not in PLAIN_FORMATS or not isinstance(got, str):
        return False
    if isinstance(value, list | tuple):
        from blogwifi_tui.content.front_matter import plain

        return plain.names(got, form) == tuple(value)
    return got == ("" if value is None else str(value).lower() if isinstance(value, bool) else str(value))


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise RefusedEdit(Refusal.VALUE) from error
