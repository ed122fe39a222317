"""What is wrong with a query, for front ends that tell it: reading a query makes the best of anything."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from blogwifi_tui.content.folding import fold
from blogwifi_tui.content.search.query import LONGEST, MAX_TERMS, TERM, Query
from blogwifi_tui.content.search.query_syntax import KEYS, VALUES, Key, parse_period, parse_years, values_of

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


def _of_key(part: str, name: str, value: str) -> Iterator[QueryProblem]:
    """What is wrong with a term that has a word before a colon."""
    key = KEYS.get(name)
    if key is None:
        if close := get_close_matches(name, KEYS, n=1, cutoff=_LIKE):
            yield QueryProblem(part, Trouble.KEY, (f"{close[0]}:{value}",))
    elif key in (Key.STATE, Key.SYNC):
        if not value or not values_of(value):
            yield QueryProblem(part, Trouble.VALUE, tuple(names[0] for names in VALUES[key].values()))
    elif key is Key.YEAR:
        if parse_years(value) is None:
            yield QueryProblem(part, Trouble.YEAR)
    elif key in (Key.BEFORE, Key.AFTER):
        if parse_period(value) is None:
            yield QueryProblem(part, Trouble.DATE)
    elif not value:
        yield QueryProblem(part, Trouble.EMPTY)
