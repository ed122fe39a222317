"""What a site's schema takes under each key of a header, and what a new post says there for it to be built.

A generator whose collections have schemas ends its build at a value that is none of its key's kind: an
empty text is no date, no number and none of a few words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from blogwifi_tui.site.habits import Fresh, Key

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post

_TAKES_EMPTY: Final = frozenset(("", "string"))
"""Kinds that an empty text may be one of."""


class Field(NamedTuple):
    """What a schema says of one key."""

    kind: str
    """``string``, ``date``, ``boolean``…; empty when it is not known."""
    optional: bool
    default: object = None
    choices: tuple[str, ...] = ()
    """The only texts that it takes; empty: others too, or they are not known."""
    filled: bool = False
    """Whether a text must be of some form or length, so that an empty one may be none."""


Schema = Mapping[str, Field]


def required_by(fields: Schema) -> dict[str, object]:
    """What is written under each key that must be there, where nothing better is known."""
    return {key: _least(field) for key, field in fields.items() if not field.optional}


def _least(field: Field) -> object:
    if field.kind in {"boolean", "number"}:
        return False if field.kind == "boolean" else 0
    if field.kind == "array":
        return []
    return field.choices[0] if field.choices else ""


def fitted(
    keys: Sequence[Key], fields: Schema, posts: Sequence[Post], marks: Collection[str] = ()
) -> tuple[Key, ...]:
    """``keys`` with values that the schema takes, where a new post would have an empty one that it does not.

    Args:
        keys: that a new post is to have.
        fields: the schema.
        posts: of the section, the newest first: what they say most goes before what is only possible.
        marks: keys, in small letters, that may keep a post off the site: nobody is asked for them.
    """
    found = []
    for key in keys:
        field = fields.get(key.path[0]) if len(key.path) == 1 else None
        asked = key.path[0].lower() not in marks
        found.append(key if field is None else _fitted(key, field, posts, asked=asked))
    return tuple(found)


def _fitted(key: Key, field: Field, posts: Sequence[Post], *, asked: bool) -> Key:
    said = [post.fields.get(key.path[0]) for post in posts]
    if field.choices:
        if key.value in field.choices and not key.asked:
            return key
        known = [value for value in said if isinstance(value, str) and value in field.choices]
        value = field.default if field.default in field.choices else _commonest(known, field.choices[0])
        return Key(key.path, value, asked=asked, choices=field.choices)
    if key.value not in ("", None) or (field.kind in _TAKES_EMPTY and not (field.filled and field.optional)):
        return key
    if field.optional:
        return key._replace(value=Fresh.GIVEN)
    if field.kind == "date":
        return key._replace(value=Fresh.NOW)
    least = _least(field)
    if least == "":  # a picture, or the name of what stands elsewhere: only one that is there will do
        least = _commonest([value for value in said if isinstance(value, str) and value], "")
    return key._replace(value=least)


def _commonest(values: Sequence[object], otherwise: object) -> object:
    """The value that is there most often, the first of those; ``otherwise`` where there is none."""
    return Counter(values).most_common(1)[0][0] if values else otherwise
