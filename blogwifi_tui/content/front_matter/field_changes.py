"""Which key of a header holds the title, date, tags or draft mark, and what to write there to change it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from blogwifi_tui.content.dates.format import fit_date
from blogwifi_tui.content.entities import decoded
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.read import Reading
from blogwifi_tui.content.front_matter.split import PLAIN_FORMATS, Format
from blogwifi_tui.sanitize import one_line


class FieldChange(NamedTuple):
    """A value for a key, which is reached through the mappings before it."""

    path: tuple[str, ...]
    value: object


def line(reading: Reading, names: tuple[str, ...], text: str) -> FieldChange:
    """A text under the first key of ``names`` that the header has, else under the first of all.

    One that says the same in entities of HTML stays as it is.
    """
    key = _key(reading, names)
    old = reading.fields.get(key)
    same = isinstance(old, str) and "&" in old and one_line(decoded(old)) == text
    return FieldChange((key,), old if same else text)


def date(
    reading: Reading, moment: datetime, *, exact: bool, read_in: tzinfo | None = None, offsets: bool = True
) -> FieldChange:
    """A moment where the header has its date, unless ``exact`` as :func:`fit_date` cuts it.

    Where it has none, an offset is written only to who takes ``offsets``.
    """
    found = known_fields.dated(reading.texts)
    if not found:
        if not offsets:
            moment = (moment.astimezone(read_in) if moment.tzinfo and read_in else moment).replace(
                tzinfo=None
            )
        return FieldChange((_key(reading, ("date",)),), moment)
    path = (_spelled(reading, found.path[0]), *found.path[1:])
    fitted = moment if exact else fit_date(moment, found.text, read_in=read_in, offsets=offsets)
    return FieldChange(path, fitted)


def draft(reading: Reading, draft: bool, key: str) -> FieldChange | None:
    """A draft mark under the key the header uses, else ``key``; None when there is nothing to take away."""
    found = known_fields.draft_key(reading.texts)
    tags = known_fields.tags(reading.texts) if reading.parts.format is Format.NIKOLA else ()
    others = [tag for tag in tags if tag.lower() != known_fields.DRAFT_TAG]
    if not draft and len(others) < len(tags):
        return FieldChange(_names_path(reading, known_fields.TAGS), others)
    if found is None and not draft and not reading.problem:
        return None
    name = found or ("status" if reading.parts.format in PLAIN_FORMATS else key)
    spelled = _key(reading, (name,))
    old = reading.texts.get(name)
    if name in ("status", "state"):
        return FieldChange((spelled,), known_fields.status_word(draft, old))
    on = draft if name == "draft" else not draft
    if isinstance(reading.fields.get(spelled), str) and isinstance(old, str):
        return FieldChange((spelled,), known_fields.truth_like(on, old))
    return FieldChange((spelled,), on)


def names(
    reading: Reading,
    keys: tuple[str, ...],
    values: Sequence[str],
    *,
    order: Sequence[str] = (),
    table: str = "",
) -> list[FieldChange]:
    """Ways to write tags or categories, the one nearest to how they are written first.

    A string stays a string when its separator can hold the names; items of a list that stay keep the value
    they have, so that a tag written ``2024`` is not rewritten as ``"2024"``. The last way is a plain list.

    The first names of a post go into ``table``, the mapping that the generator looks for them in; else into
    ``taxonomies`` (Zola; Grav: ``taxonomy``) where ``order`` says that other posts have such a mapping and no
    key of that name.
    """
    path = _names_path(reading, keys)
    if not table and path[0] not in order:
        table = next((name for name in known_fields.TABLES if name in order), "")
    place = _spelled(reading, table)
    if table and path[0] not in reading.fields and reading.fields.get(place) is None:
        return [FieldChange((place,), {known_fields.name_in(table, keys[0]): list(values)})]
    old: object = reading.fields
    text: object = reading.texts
    for depth, step in enumerate(path):
        old = old.get(step) if isinstance(old, dict) else None
        text = text.get(step if depth else step.lower()) if isinstance(text, dict) else None
    ways: list[object] = [list(values)]
    if isinstance(old, list) and isinstance(text, tuple):
        known = {decoded(word): item for word, item in zip(text, old, strict=True) if isinstance(word, str)}
        ways.insert(0, [known.get(name, name) for name in values])
    elif isinstance(old, str) and old.strip() and values and reading.parts.format not in PLAIN_FORMATS:
        whole = path[-1].lower() in known_fields.WHOLE
        spelled = {decoded(name): name for name in known_fields.as_written(old, whole=whole)}
        ways.insert(0, _joined(old, [spelled.get(name, name) for name in values], whole=whole))
    return [FieldChange(path, way) for way in ways]


def _joined(old: str, names: Sequence[str], *, whole: bool) -> object:
    if whole and not {",", ";"} & set(old):
        return names[0] if len(names) == 1 else list(names)
    mark = ";" if ";" in old and "," not in old else ","
    spaced = mark not in old and not any(" " in name for name in names)
    if spaced:
        return " ".join(names)
    return (mark if mark in old and f"{mark} " not in old else f"{mark} ").join(names)


def _names_path(reading: Reading, keys: tuple[str, ...]) -> tuple[str, ...]:
    found = known_fields.names_path(reading.texts, keys)
    if len(found) > 1:
        return (_spelled(reading, found[0]), *found[1:])
    for table in () if found else known_fields.TABLES:
        spelled = _spelled(reading, table)
        if isinstance(reading.fields.get(spelled), dict):
            return (spelled, known_fields.name_in(table, keys[0]))
    return (_key(reading, keys),)


def _key(reading: Reading, names: tuple[str, ...]) -> str:
    found = known_fields.find(reading.texts, names)
    if found:
        return _spelled(reading, found)
    capital = reading.parts.format is Format.MULTIMARKDOWN and all(key[0].isupper() for key in reading.fields)
    return names[0].capitalize() if capital else names[0]


def _spelled(reading: Reading, key: str) -> str:
    """The key as the header spells it, letter case included."""
    return next((name for name in reading.fields if name.lower() == key), key)
