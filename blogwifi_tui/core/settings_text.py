"""One setting changed in the bytes of a settings file, and no other byte: comments, order and quotes stay.

What was written is read again: where it does not say just what was meant, nothing is given back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import partial
from typing import Any, Final, NamedTuple

from blogwifi_tui.content.front_matter.problems import Refusal, RefusedEdit
from blogwifi_tui.content.front_matter.split import line_end
from blogwifi_tui.content.front_matter.toml_edit import TomlEditor, spelled
from blogwifi_tui.errors import SettingRefused
from blogwifi_tui.toml_text import read_toml

_MARK: Final = "\ufeff"
"""The byte order mark that some editors write first."""

Edit = Callable[[], str]


class _File(NamedTuple):
    """A settings file that has been read without error."""

    text: str
    says: dict[str, Any]
    editor: TomlEditor


def with_setting(data: bytes, path: Sequence[str], value: object, *, name: str) -> bytes:
    """The file ``data``, called ``name``, with another value for the setting at ``path``.

    Raises:
        SettingRefused: that cannot be done without touching other bytes.
    """
    return _changed(data, path, _ways_to_set, value, name=name)


def without_setting(data: bytes, path: Sequence[str], *, name: str) -> bytes:
    """The file without the line of the setting at ``path``, which has its default then.

    Raises:
        SettingRefused: that cannot be done without touching other bytes.
    """
    return _changed(data, path, _ways_to_remove, None, name=name)


def _changed(
    data: bytes,
    path: Sequence[str],
    ways: Callable[[_File, Sequence[str], object], Iterator[Edit]],
    value: object,
    *,
    name: str,
) -> bytes:
    """The first of the ``ways`` to write it that reads back as it was meant."""
    key = ".".join(path)
    try:
        text = data.decode()
        mark = _MARK if text.startswith(_MARK) else ""
        text = text.removeprefix(_MARK)
        file = _File(text, read_toml(text), TomlEditor(text, line_end(text)))
    except (RefusedEdit, StopIteration) as error:
        raise SettingRefused(name, key, Refusal.COMPLEX_KEY) from error
    except (ValueError, RecursionError) as error:
        raise SettingRefused(name, key, Refusal.UNREADABLE) from error
    if value is None and not _holds(file.says, path):
        return data
    wanted = _wanted(file.says, path, value)
    for edit in ways(file, path, value):
        try:
            after = edit()
            if wanted is not None and _without_empty(read_toml(after)) == _without_empty(wanted):
                return (mark + after).encode()
        except (RefusedEdit, StopIteration, ValueError, RecursionError):
            continue  # the next way may do
    raise SettingRefused(name, key, Refusal.COMPLEX_KEY)


def _holds(table: object, path: Sequence[str]) -> bool:
    for part in path:
        if not isinstance(table, dict) or part not in table:
            return False
        table = table[part]
    return True


def _wanted(before: Mapping[str, Any], path: Sequence[str], value: object) -> dict[str, Any] | None:
    """What the file is to say; None where something else stands in the place of a table. A None goes."""
    wanted = table = deepcopy(dict(before))
    for part in path[:-1]:
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            return None
    if value is None:
        table.pop(path[-1], None)
    else:
        table[path[-1]] = value
    return wanted


def _without_empty(value: object) -> object:
    """``value`` without empty tables: the line of a table may stay, or come, with nothing under it."""
    if not isinstance(value, dict):
        return value
    kept = {key: _without_empty(each) for key, each in value.items()}
    return {key: each for key, each in kept.items() if each != {}}


def _ways_to_set(file: _File, path: Sequence[str], value: object) -> Iterator[Edit]:
    if _holds(file.says, path):
        old: Any = file.says
        for part in path:
            old = old[part]
        yield partial(file.editor.replace, path, value, old)
    else:
        yield partial(file.editor.insert, path, value, None, None)
        yield partial(_in_a_table_of_its_own, file.text, path, value)
        yield partial(_beside_dotted_ones, file, path, value)
    yield from _inside_a_bracketed_table(file, path, value)


def _ways_to_remove(file: _File, path: Sequence[str], _value: object) -> Iterator[Edit]:
    yield partial(file.editor.remove, path)
    yield from _inside_a_bracketed_table(file, path, None)


def _in_a_table_of_its_own(text: str, path: Sequence[str], value: object) -> str:
    """At the end, under a line ``[table]`` that is not there yet."""
    eol = line_end(text)
    gap = "" if not text else eol if text.endswith(("\n", "\r")) else eol * 2
    *table, key = path
    return f"{text}{gap}[{'.'.join(table)}]{eol}{key} = {spelled(value)}{eol}"


def _beside_dotted_ones(file: _File, path: Sequence[str], value: object) -> str:
    """After the last line that names its table too, as ``ui.theme = "nord"`` does, and in its manner."""
    above = tuple(path[:-1])
    dotted = [each for each in file.editor.entries if each.path[:-1] == above]
    if not dotted:
        raise RefusedEdit(Refusal.COMPLEX_KEY)
    text, last, eol = file.text, dotted[-1], line_end(file.text)
    parts = text[last.start : last.value[0]].count(".") + 1
    gap = "" if text[: last.end].endswith(("\n", "\r")) else eol
    line = f"{'.'.join(path[-parts:])} = {spelled(value)}{eol}"
    return f"{text[: last.end]}{gap}{line}{text[last.end :]}"


def _inside_a_bracketed_table(file: _File, path: Sequence[str], value: object) -> Iterator[Edit]:
    """In a table that stands on one line, as in ``ui = { theme = "nord" }``."""
    old: Any = file.says
    for depth in range(1, len(path)):
        old = old.get(path[depth - 1])
        if not isinstance(old, dict):
            return
        new = _wanted(old, path[depth:], value)
        if new is not None:
            yield partial(file.editor.replace, path[:depth], new, old)
