"""What a person types to find posts: words, "phrases", -word and key:value, in English or in French.

Words are looked for in title, tags, categories and path here; :mod:`blogwifi_tui.content.search.search`
also looks in bodies. Everything is folded (:mod:`blogwifi_tui.content.folding`); a post must answer to every
term.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from blogwifi_tui.content.folding import compounds, fold, words
from blogwifi_tui.content.search.query_syntax import (
    DELETED,
    IN_WORDS,
    KEYS,
    Day,
    Key,
    parse_period,
    parse_years,
    values_of,
)
from blogwifi_tui.content.state import State

if TYPE_CHECKING:
    from blogwifi_tui.content.index.index import Entry

__all__ = ["Query", "Term", "fold"]

MAX_TERMS = 40
"""Terms beyond these are left out: nobody types them, and each costs a look at every post."""

LONGEST = 1000
"""Characters of a query that are read: the words of each are looked for in every post."""

TERM = re.compile(
    r"(?P<minus>-(?=\S))?(?:(?P<key>\w++)[ \u00a0\u202f]?:(?=\S|$))?"
    r"(?:\"(?P<straight>[^\"]*)\"?|«\s*(?P<french>[^»]*)»?|“(?P<curly>[^”]*)”?"
    rf"|(?P<plain>(?(key)(?i:{'|'.join(map(re.escape, IN_WORDS))})(?!\S)|(?!))|\S*))"
)
"""One part of a query; it matches an empty text too."""

_BETWEEN_LETTERS = re.compile(r"(?:[^\w+#]|_)+")
_GAPS = re.compile(r"(?<!\d) | (?!\d)")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked of a post."""

    text: str
    """Folded."""
    key: Key | None = None
    """None: a word or phrase, looked for in the post's words."""
    exact: bool = False
    """Quoted: whole words, in this order; else the last word may go on."""
    negated: bool = False
    variants: tuple[str, ...] = ()
    """The words to look for, any of them: ``("wi fi", "wifi")`` for «wi-fi»; none for a sign as «🎉»."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. An empty one matches every post."""

    terms: tuple[Term, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read any text as a query; nothing a person can type is an error."""
        found: list[Term] = []
        for match in TERM.finditer(text[:LONGEST]):
            term = _term(match)
            if term and term not in found:
                found.append(term)
            if len(found) == MAX_TERMS:
                break
        return cls(tuple(found))

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.terms)

    @property
    def words(self) -> tuple[Term, ...]:
        """The words and phrases that a post must hold somewhere."""
        return tuple(term for term in self.terms if term.key is None and not term.negated)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """The words and phrases that a post must not hold anywhere."""
        return tuple(term for term in self.terms if term.key is None and term.negated)

    @property
    def filters(self) -> Query:
        """Only what the entry alone decides: the ``key:value`` terms."""
        return Query(tuple(term for term in self.terms if term.key))

    @property
    def asks_for_standing(self) -> bool:
        """Whether it asks for a state, or for what is to be done about a post: git has a part in both."""
        return any(term.key in (Key.STATE, Key.SYNC) for term in self.terms)

    @property
    def asks_for_deleted(self) -> bool:
        """Whether it asks for deleted posts, and nothing else: for ``state:deleted`` or a clear beginning."""
        return any(map(_names_deleted, self.terms))

    def select_deleted(self, entries: Iterable[Entry], now: dt.datetime | None = None) -> list[Entry]:
        """Those of deleted posts, by what a list showed of them last, that answer all else it asks."""
        rest = Query(tuple(term for term in self.terms if not _names_deleted(term)))
        return rest.select(entries, now=now)

    @property
    def _asks_for_sections(self) -> bool:
        states = (term for term in self.terms if term.key is Key.STATE and not term.negated)
        return any(State.SECTION in values_of(term.text) for term in states)

    def select(
        self,
        entries: Iterable[Entry],
        standing: Standing | None = None,
        now: dt.datetime | None = None,
    ) -> list[Entry]:
        """The posts that answer, by their header, path and states alone: some milliseconds for ten thousand.

        Args:
            entries: those to choose from; their order is kept.
            standing: the state of a post and what is to be done about it, as a list says them; None: the
                state that its own bytes tell.
            now: aware, to tell scheduled from published; None: this moment.

        The pages of sections are no posts, and answer only where their state is asked for.
        """
        left = list(entries) if self._asks_for_sections else without_sections(entries)
        for term in self.terms:
            holds = condition(term, standing, now)
            left = [entry for entry in left if holds(entry) is not term.negated]
        return left


def without_sections(entries: Iterable[Entry]) -> list[Entry]:
    """The posts, without the pages of sections."""
    return [entry for entry in entries if not entry.is_section]


def _term(match: re.Match[str]) -> Term | None:
    quoted = next((match[name] for name in ("straight", "french", "curly") if match[name] is not None), None)
    raw = match["plain"] if quoted is None else quoted
    name = match["key"]
    key = KEYS.get(fold(name)) if name else None
    if name and key is None:
        raw = f"{name}:{raw}"
    text = fold(raw).strip()
    exact = quoted is not None
    if not text or (key is None and text.isascii() and not words(text)):
        return None
    variants = (words(text), "" if exact else compounds(text))
    return Term(text, key, exact, match["minus"] is not None, tuple(filter(None, variants)))


Test = Callable[["Entry"], bool]
Standing = Callable[["Entry"], Collection[str | None]]
"""The words that are said of a post: its state, and what is to be done about it."""


def condition(term: Term, standing: Standing | None = None, now: dt.datetime | None = None) -> Test:
    """Whether one term, taken without its minus, is true of an entry; arguments of :meth:`Query.select`."""
    if term.key is None:
        return _text_test(term)
    if term.key is Key.TAG:
        return _name_test(term, lambda entry: (*entry.tags, *entry.categories))
    if term.key is Key.CATEGORY:
        return _name_test(term, lambda entry: entry.categories)
    if term.key in (Key.STATE, Key.SYNC):
        # No word is both a state and a state of publication, so either key may ask for either.
        return _state_test(term, standing, now or dt.datetime.now(dt.UTC))
    return _date_test(term)


def _text_test(term: Term) -> Test:
    if not term.variants:
        return lambda entry: term.text in fold(entry.title)
    if term.exact or len(term.variants) > 1:
        return lambda entry: in_text(term, entry.folded)
    (word,) = term.variants
    return lambda entry: word in entry.folded


def in_text(term: Term, folded: str) -> bool:
    """Whether the words of the term are in ``folded``, a text made by :func:`~fold.searchable`."""
    if term.exact:
        return any(f" {variant} " in f" {line} " for line in folded.split("\n") for variant in term.variants)
    return any(variant in folded for variant in term.variants)


@lru_cache(maxsize=4096)
def tag_key(tag: str) -> str:
    """What WiFi, wifi, Wi-Fi and «wi fi» have in common; «2,4 GHz» and «24 GHz», C and C++ have it not."""
    folded = fold(tag).strip()
    plain = _BETWEEN_LETTERS.sub(" ", folded).strip().removeprefix("#")
    return _GAPS.sub("", plain) or folded


def _name_test(term: Term, names: Callable[[Entry], Iterable[str]]) -> Test:
    wanted = tag_key(term.text)

    @cache
    def answers(tag: str) -> bool:
        return tag_key(tag) == wanted if term.exact else tag_key(tag).startswith(wanted)

    return lambda entry: any(map(answers, names(entry)))


def _names_deleted(term: Term) -> bool:
    return term.key is Key.STATE and not term.negated and values_of(term.text) == {DELETED}


def _state_test(term: Term, standing: Standing | None, now: dt.datetime) -> Test:
    answers = values_of(term.text)
    if standing is None:
        return lambda entry: entry.state(now) in answers
    return lambda entry: not answers.isdisjoint(standing(entry))


def _date_test(term: Term) -> Test:
    if term.key is Key.YEAR:
        years = parse_years(term.text)
        if years is None:
            return lambda _: True
        first, last = years
        return lambda entry: (date := entry.shown_date) is not None and first <= date.year <= last
    period = parse_period(term.text)
    if period is None:
        return lambda _: not term.negated
    start, end = period
    if term.key is Key.BEFORE:
        return lambda entry: (date := entry.shown_date) is not None and _day(date) < start
    return lambda entry: (date := entry.shown_date) is not None and _day(date) > end


def _day(date: dt.datetime) -> Day:
    return date.year, date.month, date.day
