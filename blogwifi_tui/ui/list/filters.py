"""What the posts can be filtered by: each state, tag and year there is, as a query the search box takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from blogwifi_tui.content.search.query import tag_key
from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.ui.list.state import DELETED_WORDS, SYNC_WORDS, PostListState
from blogwifi_tui.ui.signs import signed
from blogwifi_tui.ui.widgets.post_facts import STATE_WORDS

STATE, SYNC, TAG, YEAR = N_("state:{word}"), N_("sync:{word}"), N_("tag:{word}"), N_("year:{word}")


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One thing to filter by."""

    label: str
    query: str
    """As a person would type it; empty: every post."""
    count: int | None
    """How many posts it shows; None: not asked yet."""
    group: str = ""
    """What its group is called; empty: it stands alone."""


def filter_choices(list_state: PostListState, *, in_git: bool = True) -> list[list[FilterChoice]]:
    """All posts; states; states of publication; tags, the most used first; years, the latest first.

    Groups without a choice are left out. ``in_git``: whether git keeps the posts, deleted ones too.
    """
    groups = [
        [FilterChoice(_("All posts"), "", len(list_state.posts))],
        [*_states(list_state), *(_deleted(list_state) if in_git else ())],
        list(_syncs(list_state)),
        list(_tags(list_state)),
        list(_years(list_state)),
    ]
    return [group for group in groups if group]


def _states(list_state: PostListState) -> Iterator[FilterChoice]:
    counts = Counter(list_state.known_state(entry) for entry in list_state.entries)
    for state, (glyph, word) in STATE_WORDS.items():
        if counts[state]:
            yield FilterChoice(signed(glyph, _(word)), _query(STATE, _(word)), counts[state], _("State"))


def _syncs(list_state: PostListState) -> Iterator[FilterChoice]:
    counts = Counter(list_state.standing(entry).sync for entry in list_state.posts)
    for sync, (glyph, word) in SYNC_WORDS.items():
        if counts[sync]:
            yield FilterChoice(signed(glyph, _(word)), _query(SYNC, _(word)), counts[sync], _("To do"))


def _deleted(list_state: PostListState) -> Iterator[FilterChoice]:
    """The deleted posts; git is asked which they are once they are to be shown."""
    glyph, word = DELETED_WORDS
    count = None if list_state.deleted is None else len(list_state.deleted)
    yield FilterChoice(signed(glyph, _(word)), _query(STATE, _(word)), count, _("State"))


def _tags(list_state: PostListState) -> Iterator[FilterChoice]:
    """One choice for all spellings of a tag, in the first spelling met."""
    spelled: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for entry in list_state.posts:
        for key, tag in {tag_key(tag): tag for tag in (*entry.tags, *entry.categories)}.items():
            spelled.setdefault(key, tag)
            counts[key] += 1
    for key in sorted(counts, key=lambda key: (-counts[key], key)):
        query = _query(TAG, spelled[key], exact=True)
        yield FilterChoice(spelled[key], query, counts[key], _("Tags and categories"))


def _years(list_state: PostListState) -> Iterator[FilterChoice]:
    counts = Counter(date.year for entry in list_state.posts if (date := entry.shown_date))
    for year in sorted(counts, reverse=True):
        yield FilterChoice(str(year), _query(YEAR, f"{year:04}"), counts[year], _("Year"))


def vocabulary(list_state: PostListState) -> tuple[list[str], list[int]]:
    """What a query can be completed with: each tag in one spelling, the most used first; the years."""
    years = {date.year for entry in list_state.entries if (date := entry.shown_date)}
    return [choice.label for choice in _tags(list_state)], sorted(years, reverse=True)


def _query(template: str, word: str, *, exact: bool = False) -> str:
    quoted = f'"{word.replace(chr(34), " ")}"' if exact or " " in word else word
    return _(template).format(word=quoted)
