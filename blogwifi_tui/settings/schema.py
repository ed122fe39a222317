"""Every setting there is, as the model says it: what a screen or a list needs to show and to change one."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple, get_origin

import msgspec
from msgspec import Struct

from blogwifi_tui.settings.loader import Wrong, expectation, is_struct, item_of
from blogwifi_tui.settings.model import PERSONAL_SECTIONS, Settings


class Kind(StrEnum):
    """What a value is, and so how it is asked for."""

    SWITCH = "switch"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"
    LIST = "list"
    """One text, or several."""
    TABLE = "table"
    """Names that are not known beforehand, each with its value."""


class Setting(NamedTuple):
    """One setting."""

    key: str
    """Dotted, as in ``publish.confirm``."""
    kind: Kind
    default: object
    choices: tuple[str, ...] = ()
    """Of a choice its values, of a number the least and the greatest."""

    @property
    def section(self) -> str:
        """The first part of its key: the table it stands in."""
        return self.key.partition(".")[0]

    @property
    def path(self) -> tuple[str, ...]:
        """The parts of its key."""
        return tuple(self.key.split("."))

    @property
    def is_personal(self) -> bool:
        """Whether it stands in the person's own file, and not in the blog's."""
        return self.section in PERSONAL_SECTIONS


def all_settings() -> tuple[Setting, ...]:
    """Every setting, in the order of the model."""
    return tuple(_settings(Settings, ""))


def _settings(struct: type[Struct], above: str) -> Iterator[Setting]:
    for field in msgspec.structs.fields(struct):
        key = f"{above}{field.name}"
        if is_struct(field.type):
            yield from _settings(field.type, f"{key}.")
        else:
            default = field.default
            if default is msgspec.NODEFAULT and field.default_factory is not msgspec.NODEFAULT:
                default = field.default_factory()
            kind, choices = _kind(field.type)
            yield Setting(key, kind, default, choices)


def _kind(wanted: object) -> tuple[Kind, tuple[str, ...]]:
    if get_origin(wanted) is dict:
        return Kind.TABLE, ()
    if item_of(wanted) is not None:
        return Kind.LIST, ()
    expected, choices = expectation(wanted)
    kinds = {Wrong.CHOICE: Kind.CHOICE, Wrong.SWITCH: Kind.SWITCH, Wrong.NUMBER: Kind.NUMBER}
    return kinds.get(expected, Kind.TEXT), choices


def with_own(settings: Settings, *, theme: str | None, keys: dict[str, str]) -> Settings:
    """``settings`` with another theme and other keys."""
    return msgspec.structs.replace(settings, ui=msgspec.structs.replace(settings.ui, theme=theme, keys=keys))


def value_of(settings: object, key: str) -> object:
    """The value that ``settings`` have under a dotted key; None where a table does not hold it."""
    value: object = settings
    for part in key.split("."):
        value = value.get(part) if isinstance(value, dict) else getattr(value, part)
    return value
