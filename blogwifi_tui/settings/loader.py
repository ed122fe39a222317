"""A settings file: TOML in, sections out; a mistake is named by its line, key and the nearest right one."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath
from string import Formatter
from typing import Annotated, Any, Literal, NamedTuple, TypeGuard, get_args, get_origin
from zoneinfo import available_timezones

import msgspec
from msgspec import Struct

from blogwifi_tui.errors import FileFailed, SettingsError
from blogwifi_tui.settings.time_zones import named_zone
from blogwifi_tui.toml_text import TomlError, read_toml

MAX_BYTES = 256 * 1024
ADDRESS_FIELDS = frozenset({"slug", "name", "year", "month", "day", "path"})
MESSAGE_FIELDS = frozenset({"title", "path"})


class Wrong(StrEnum):
    """What is the matter with a settings file: ``detail`` of :class:`SettingsError`."""

    NOT_A_FILE = "not a file"
    NOT_TOML = "not toml"
    TWICE = "twice"
    """The same table, or the same key, for a second time."""
    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"
    """The section belongs in the file that ``nearest`` names."""
    CHOICE = "choice"
    """``choices`` are the values there are; the words below say what else the value should have been."""
    SWITCH = "switch"
    NUMBER = "number"
    """``choices`` are the least and the greatest."""
    TEXT = "text"
    TABLE = "table"
    FOLDER = "folder"
    ADDRESS = "address"
    ZONE = "zone"
    MESSAGE = "message"
    KEYS = "keys"
    KEY_FIXED = "key fixed"
    """``choices`` is the key, as a person reads it; it has another use where the command is."""
    KEY_ALIKE = "key alike"
    """``choices`` are the key and the other one that a terminal takes it for."""
    EMPTY = "empty"


class Sections(NamedTuple):
    """What a settings file holds, and what is wrong in it."""

    values: dict[str, Struct]
    """Each section as its struct; what has a wrong value has its default."""
    mistakes: tuple[SettingsError, ...]
    """A wrong key or value each, in the order of the file."""


def read_sections(path: Path, settings: type[Struct], sections: Iterable[str], *, other: str) -> Sections:
    """The ``sections`` (fields of ``settings``) that the file at ``path`` holds, each as its struct.

    The other sections belong in the file called ``other``.

    Raises:
        SettingsError: no TOML.
        FileFailed: it cannot be read.
    """
    return sections_of(path, decoded(path, read_bytes(path)), settings, sections, other=other)


def sections_of(
    path: Path, text: str, settings: type[Struct], sections: Iterable[str], *, other: str
) -> Sections:
    """As :func:`read_sections`, of a ``text`` that the file at ``path`` holds, or is to hold.

    Raises:
        SettingsError: no TOML.
    """
    structs = {field.name: field.type for field in msgspec.structs.fields(settings)}
    allowed = set(sections)
    reader = _Reader(path, text, {name: structs[name] for name in allowed})
    values = {}
    for name, table in tables(path, text).items():
        if name in structs and name not in allowed:
            reader.mistakes.append(reader.error(name, Wrong.ELSEWHERE, other))
        elif name not in allowed:
            reader.mistakes.append(reader.unknown(name))
        else:
            with reader.noting():
                values[name] = reader.struct(structs[name], table, name)
    return Sections(values, tuple(reader.mistakes))


class KeyLines:
    """The 1-based lines of a TOML text, by what each gives a value or opens; read once."""

    def __init__(self, text: str) -> None:
        self._within: dict[tuple[str, ...], int] = {}
        """By key and by table, the first line of it or of something in it."""
        self._given: dict[tuple[str, ...], int] = {}
        """By the whole key of a line that gives a value."""
        table: list[str] = []
        for number, line in enumerate(text.splitlines(), start=1):
            if header := _TABLE_LINE.match(line):
                path = table = _dotted(header[1])[:_DEEPEST]
            elif given := _KEY_LINE.match(line):
                path = table + _dotted(given[1])
                self._given.setdefault(tuple(path[:_DEEPEST]), number)
            else:
                continue
            for depth in range(1, min(len(path), _DEEPEST) + 1):
                self._within.setdefault(tuple(path[:depth]), number)

    def of(self, key: str) -> int | None:
        """The line that gives dotted ``key`` its value, or opens its table; None when none does."""
        parts = tuple(key.split(".")[:_DEEPEST])
        around = (self._given.get(parts[:depth]) for depth in range(1, len(parts)))
        return min(filter(None, (self._within.get(parts), *around)), default=None)


# What is repeated is taken for good: a line costs its length, whatever is in it.
_KEY_PART = r"(?:[\w-]++|\"[^\"]*+\"|'[^']*+')"
_KEY = rf"({_KEY_PART}(?>(?:\s*+\.\s*+{_KEY_PART})*))\s*+"
_DEEPEST = 8
"""Parts of a key that are told apart: no setting lies deeper."""
_KEY_LINE = re.compile(rf"\s*+{_KEY}=")
_TABLE_LINE = re.compile(rf"\s*+\[++\s*+{_KEY}\]++\s*+(?:#.*)?$")


def _dotted(text: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_KEY_PART, text)]


def read_bytes(path: Path) -> bytes:
    """What the file at ``path`` holds.

    Raises:
        SettingsError: it is no plain file, or larger than any settings are.
        FileFailed: it cannot be read.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            raise SettingsError(str(path), detail=Wrong.NOT_A_FILE)
        return path.read_bytes()
    except OSError as error:
        raise FileFailed(str(path), errno=error.errno or 0, action="read") from error


def decoded(path: Path, data: bytes) -> str:
    """The text of a settings file.

    Raises:
        SettingsError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(str(path), line=line, detail=Wrong.NOT_TOML) from error


def tables(path: Path, text: str) -> dict[str, Any]:
    """What a settings file says, unchecked.

    Raises:
        SettingsError: it is no TOML.
    """
    try:
        return read_toml(text)
    except TomlError as error:
        lines = text.splitlines()
        line = error.line or len(lines)
        if error.is_repeated:
            # The reader stands behind the value, which may have been of several lines.
            key = next(filter(None, map(_key_in, reversed(lines[:line]))), "")
            raise SettingsError(str(path), line=line, key=key, detail=Wrong.TWICE) from error
        raise SettingsError(str(path), line=line, detail=Wrong.NOT_TOML) from error
    except (RecursionError, ValueError) as error:  # brackets without end, a number of thousands of digits
        raise SettingsError(str(path), detail=Wrong.NOT_TOML) from error


def _key_in(line: str) -> str:
    """The table that a line opens, or the key that it gives a value; empty for neither."""
    found = _TABLE_LINE.match(line) or _KEY_LINE.match(line)
    return ".".join(_dotted(found[1])) if found else ""


class _Reader:
    """Fills structs from tables, and notes each mistake: what is wrong has its default."""

    def __init__(self, path: Path, text: str, structs: Mapping[str, type[Struct]]) -> None:
        self.path, self.text = path, text
        self.mistakes: list[SettingsError] = []
        self.known = [key for name, struct in structs.items() for key in (name, *_keys(struct, name))]

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note a mistake, and go on after it."""
        try:
            yield
        except SettingsError as error:
            self.mistakes.append(error)

    def struct(self, wanted: type[Struct], table: object, prefix: str) -> Struct:
        """``wanted`` with the values of ``table``; ``prefix`` is the dotted key of the table itself."""
        if not isinstance(table, dict):
            raise self.error(prefix, Wrong.TABLE)
        types = {field.name: field.type for field in msgspec.structs.fields(wanted)}
        values: dict[str, object] = {}
        for name, value in table.items():
            key = f"{prefix}.{name}"
            with self.noting():
                if name not in types:
                    raise self.unknown(key)
                if is_struct(types[name]):
                    values[name] = self.struct(types[name], value, key)
                else:
                    values[name] = self.value(types[name], value, key)
        return wanted(**values)

    def value(self, wanted: object, value: object, key: str) -> object:
        """``value`` as the type ``wanted`` has it."""
        if get_origin(wanted) is dict and isinstance(value, dict):
            inner, held = get_args(wanted)[1], dict[str, object]()
            for name, item in value.items():
                with self.noting():
                    held[name] = self.value(inner, item, f"{key}.{name}")
            return held
        if isinstance(value, list) and value and (inner := item_of(wanted)) is not None:
            return [self.value(inner, item, key) for item in value]
        expected, choices = expectation(wanted)
        try:
            converted: object = msgspec.convert(value, wanted)
        except msgspec.ValidationError:
            if value == "" and expected in (Wrong.TEXT, Wrong.MESSAGE):
                raise self.error(key, Wrong.EMPTY) from None
            raise self.error(key, expected, closest(str(value), choices), choices) from None
        if (
            isinstance(converted, str)
            and (check := _CHECKS.get(expected))
            and (nearest := check(converted)) is not None
        ):
            raise self.error(key, expected, nearest, choices)
        return converted

    def unknown(self, key: str) -> SettingsError:
        """Nobody knows ``key``: name the likeliest one, first in its own table, then anywhere in the file."""
        table, _, name = key.rpartition(".")
        siblings = {
            known.rpartition(".")[2]: known for known in self.known if known.rpartition(".")[0] == table
        }
        anywhere = {known.rpartition(".")[2]: known for known in self.known}
        found = closest(name, siblings)
        nearest = siblings[found] if found else anywhere.get(closest(name, anywhere), "")
        return self.error(key, Wrong.UNKNOWN, nearest)

    @cached_property
    def _lines(self) -> KeyLines:
        return KeyLines(self.text)

    def error(self, key: str, wrong: Wrong, nearest: str = "", choices: Iterable[str] = ()) -> SettingsError:
        """The error to raise about ``key``."""
        return SettingsError(
            str(self.path),
            line=self._lines.of(key),
            key=key,
            nearest=nearest,
            detail=wrong,
            choices=tuple(choices),
        )


def _keys(struct: type[Struct], prefix: str) -> Iterator[str]:
    for field in msgspec.structs.fields(struct):
        key = f"{prefix}.{field.name}"
        yield key
        if is_struct(field.type):
            yield from _keys(field.type, key)


def is_struct(wanted: object) -> TypeGuard[type[Struct]]:
    """Whether a field of this type is a table whose keys are known."""
    return isinstance(wanted, type) and issubclass(wanted, Struct)


def item_of(wanted: object) -> object:
    """The type of the items, where a list is one of the things that ``wanted`` takes."""
    return next((get_args(part)[0] for part in get_args(wanted) if get_origin(part) is list), None)


def expectation(wanted: object) -> tuple[Wrong, tuple[str, ...]]:
    """What a value of this type is called, and the choices (or the bounds) it has."""
    for part in (wanted, *get_args(wanted)):
        if get_origin(part) is Literal:
            return Wrong.CHOICE, get_args(part)
        if get_origin(part) is Annotated:
            meta = part.__metadata__[0]
            if meta.ge is not None:
                return Wrong.NUMBER, (str(meta.ge), str(meta.le))
            if meta.description:
                return Wrong(meta.description), ()
        if part is bool:
            return Wrong.SWITCH, ()
    return (Wrong.TABLE if get_origin(wanted) is dict else Wrong.TEXT), ()


def closest(word: str, known: Iterable[str]) -> str:
    """The one of ``known`` that looks most like ``word``; empty when none does."""
    names = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), names, n=1, cutoff=0.5)
    return names[close[0]] if close else ""


def _not_a_folder(value: str) -> str | None:
    """Relative and inside the blog, else the nearest such path."""
    parts = [part for part in PurePosixPath(value).parts if part not in ("/", "..") and part.strip()]
    return None if value and PurePosixPath(*parts) == PurePosixPath(value) else "/".join(parts)


def _not_an_address(value: str) -> str | None:
    if re.match(r"https?://[^\s/]", value) is None:
        return f"https://{value.partition('//')[2] or value}" if "." in value else ""
    return _not_a_template(value, ADDRESS_FIELDS)


def _not_a_message(value: str) -> str | None:
    return _not_a_template(value, MESSAGE_FIELDS)


def _not_a_template(value: str, names: frozenset[str]) -> str | None:
    try:
        fields = [(name, spec, how) for _, name, spec, how in Formatter().parse(value) if name is not None]
    except ValueError:
        return ""
    for name, spec, how in fields:
        if name not in names or spec or how:
            return f"{{{closest(name, names) or min(names)}}}"
    return None


def _not_a_zone(value: str) -> str | None:
    try:
        named_zone(value)
    except ValueError:
        return _nearest_zone(value)
    return None


def _nearest_zone(name: str) -> str:
    """The known zone that looks most like ``name``, letter case apart; empty when none does."""
    known = {zone.lower(): zone for zone in available_timezones()}
    cities = {zone.rpartition("/")[2]: zone for zone in known}
    wanted = name.lower().replace(" ", "_")
    if close := get_close_matches(wanted, known, n=1, cutoff=0.75):
        return known[close[0]]
    if close := get_close_matches(wanted.rpartition("/")[2], cities, n=1, cutoff=0.75):
        return known[cities[close[0]]]
    return ""


_CHECKS: dict[Wrong, Callable[[str], str | None]] = {
    Wrong.FOLDER: _not_a_folder,
    Wrong.ADDRESS: _not_an_address,
    Wrong.MESSAGE: _not_a_message,
    Wrong.ZONE: _not_a_zone,
}
"""What a text must be beyond being a text: None when it is, else the nearest right one (or an empty text)."""
