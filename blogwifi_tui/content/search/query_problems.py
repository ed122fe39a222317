"""What is wrong with a query, for front ends that tell it: reading a query makes the best of anything."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from blogwifi_tui.content.folding import fold, words
from blogwifi_tui.content.search.query import LONGEST, MAX_TERMS, TERM, Query
from blogwifi_tui.content.search.query_syntax import (
    KEYS,
    NAMES,
    VALUES,
    Key,
    parse_period,
    parse_years,
    values_of,
)

_DIGITS = 4
"""Of a year."""
_LIKE = 0.75
"""How much alike, of 1, a word before a colon and a key are, where the key is meant."""


class Trouble(StrEnum):
    """Why a part of a query cannot find what is meant."""

    VALUE = "value"
    """No post is ever in this state."""
    YEAR = "year"
    DATE = "date"
    EMPTY = "empty"
    """Nothing stands after the colon."""
    KEY = "key"
    """What stands before the colon is no key, and looks like one."""
    QUOTE = "quote"
    """Quotes that are not closed."""
    SIGN = "sign"
    """Nothing but signs: the query asks for nothing, and would give every post."""
    LONG = "long"
    """More than is read."""


class QueryProblem(NamedTuple):
    """A part of a query, and what is wrong with it."""

    text: str
    """As it was typed."""
    trouble: Trouble
    choices: tuple[str, ...] = ()
    """What could stand there, in English; empty where that is too much to be named."""


def query_problems(text: str) -> Iterator[QueryProblem]:
    """What is wrong with the query ``text``, in its order; nothing where it is read as it is meant."""
    if len(text) > LONGEST or sum(bool(match.group()) for match in TERM.finditer(text)) > MAX_TERMS:
        yield QueryProblem("", Trouble.LONG)
        return
    for match in TERM.finditer(text):
        part = match.group().strip()
        quoted = next(
            (match[name] for name in ("straight", "french", "curly") if match[name] is not None), None
        )
        if quoted is not None and (part == '"' or not part.endswith(('"', "»", "”"))):
            yield QueryProblem(part, Trouble.QUOTE)
        elif match["key"]:
            value = fold(match["plain"] if quoted is None else quoted).strip()
            yield from _of_key(part, fold(match["key"]), value)
    if text.strip() and not Query.parse(text):
        yield QueryProblem(text.strip(), Trouble.SIGN)


def _is_state(key: Key, value: str) -> bool:
    """Whether a value is one of ``key``, by its beginning; after «sync» one of the other in whole."""
    found = values_of(value)
    if key is Key.STATE or not found.isdisjoint(VALUES[key]):
        return bool(found)
    return any(words(value) in NAMES[each] for each in found)


def _of_key(part: str, name: str, value: str) -> Iterator[QueryProblem]:
    """What is wrong with a term that has a word before a colon."""
    key = KEYS.get(name)
    if key is None:
        if close := get_close_matches(name, KEYS, n=1, cutoff=_LIKE):
            yield QueryProblem(part, Trouble.KEY, (f"{close[0]}:{value}",))
    elif key in (Key.STATE, Key.SYNC):
        if not value or not _is_state(key, value):
            choices = [names[0] for names in VALUES[key].values()]
            near = [name for name in choices if value and value in name]
            yield QueryProblem(part, Trouble.VALUE, tuple(near or choices))
    elif key is Key.YEAR:
        # The beginning of a year is one that is being typed: nobody means 1066 by «year:1».
        if parse_years(value) is None or (value.isdecimal() and len(value) < _DIGITS):
            yield QueryProblem(part, Trouble.YEAR)
    elif key in (Key.BEFORE, Key.AFTER):
        if parse_period(value) is None:
            yield QueryProblem(part, Trouble.DATE)
    elif not value:
        yield QueryProblem(part, Trouble.EMPTY)
