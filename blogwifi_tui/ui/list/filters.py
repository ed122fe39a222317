"""What the posts can be filtered by: each state, tag and year there is, as a query the search box takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from blogwifi_tui.content.search.query import tag_key
from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.ui.list.state import STATE_WORDS, SYNC_WORDS, Shelf

STATE, SYNC, TAG, YEAR = N_("state:{word}"), N_("sync:{word}"), N_("tag:{word}"), N_("year:{word}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to filter by."""

    label: str
    query: str
    """As a person would type it; empty: every post."""
    count: int
    """How many posts it shows."""


def choices(shelf: Shelf) -> list[list[Choice]]:
    """All posts; states; states of publication; tags, the most used first; years, the latest first.

    Groups without a choice are left out.
    """
    groups = [
        [Choice(_("All posts"), "", len(shelf.entries))],
        list(_states(shelf)),
        list(_syncs(shelf)),
        list(_tags(shelf)),
        list(_years(shelf)),
    ]
    return [group for group in groups if group]


def _states(shelf: Shelf) -> Iterator[Choice]:
    counts = Counter(entry.state(shelf.now) for entry in shelf.entries)
    for state, (glyph, word) in STATE_WORDS.items():
        if counts[state]:
            yield Choice(f"{glyph} {_(word)}", _query(STATE, _(word)), counts[state])


def _syncs(shelf: Shelf) -> Iterator[Choice]:
    counts = Counter(shelf.sync_of(entry) for entry in shelf.entries)
    for sync, (glyph, word) in SYNC_WORDS.items():
        if counts[sync]:
            yield Choice(f"{glyph} {_(word)}", _query(SYNC, _(word)), counts[sync])


def _tags(shelf: Shelf) -> Iterator[Choice]:
    """One choice for all spellings of a tag, in the first spelling met."""
    spelled: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for entry in shelf.entries:
        for key, tag in {tag_key(tag): tag for tag in (*entry.tags, *entry.categories)}.items():
            spelled.setdefault(key, tag)
            counts[key] += 1
    for key in sorted(counts, key=lambda key: (-counts[key], key)):
        yield Choice(spelled[key], _query(TAG, spelled[key], exact=True), counts[key])


def _years(shelf: Shelf) -> Iterator[Choice]:
    counts = Counter(entry.date.year for entry in shelf.entries if entry.date)
    for year in sorted(counts, reverse=True):
        yield Choice(str(year), _query(YEAR, f"{year:04}"), counts[year])


def vocabulary(shelf: Shelf) -> tuple[list[str], list[int]]:
    """What a query can be completed with: each tag in one spelling, the most used first; the years."""
    years = {entry.date.year for entry in shelf.entries if entry.date}
    return [choice.label for choice in _tags(shelf)], sorted(years, reverse=True)


def _query(template: str, word: str, *, exact: bool = False) -> str:
    quoted = f'"{word.replace(chr(34), " ")}"' if exact or " " in word else word
    return _(template).format(word=quoted)
