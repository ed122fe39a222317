"""What the list shows, worked out without a screen: which posts, in which order, in which words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.state import State
from blogwifi_tui.core.sorting import last_changed
from blogwifi_tui.core.standing import Standing, Standings
from blogwifi_tui.i18n.dates import TimeLeft, date_long, date_short, date_time, month_words, number, time_left
from blogwifi_tui.i18n.live_messages import LIVE_WORDS
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.ui.list.publication_words import live_summary, publication_words
from blogwifi_tui.ui.list.row_content import LazyRows, PostRow, Spans
from blogwifi_tui.ui.signs import signed
from blogwifi_tui.ui.widgets.post_facts import STATE_WORDS, state_words
from blogwifi_tui.ui.widgets.tags_input import most_used
from blogwifi_tui.vcs.status import Sync

if TYPE_CHECKING:
    from blogwifi_tui.content.search.query import Query
    from blogwifi_tui.core.deleted_posts import DeletedPost
    from blogwifi_tui.core.live.record import Page, PublicationRecord
    from blogwifi_tui.settings.model import Group
    from blogwifi_tui.ui.list.search_results import SearchResults
    from blogwifi_tui.vcs.file_dates import FileDates
    from blogwifi_tui.vcs.status import Status

SYNC_WORDS = {
    Sync.LEAVES: ("×", N_("leaves the site")),
    Sync.CHANGED_THERE: ("↓", N_("changed there")),
    Sync.EDITED: ("±", N_("edited")),
    Sync.TO_PUBLISH: ("↑", N_("to publish")),
    Sync.APART: ("–", N_("not kept")),
}


DELETED_WORDS = ("∅", N_("deleted"))
"""Glyph and word of a post that is gone."""


class Order(StrEnum):
    """How the list is sorted."""

    DATE = N_("by date")
    TITLE = N_("by title")
    MODIFIED = N_("by last change")
    STATE = N_("by state")


_GROUPED: Mapping[str, str] = {
    "none": N_("Without headings."),
    "year": N_("Grouped by year."),
    "month": N_("Grouped by month."),
}


def group_words(group: Group, *, shown: bool) -> str:
    """How the list is grouped; where headings cannot be shown now, when they are."""
    words = _(_GROUPED[group])
    if shown or group == "none":
        return words
    return f"{words} {_('The headings are shown while posts are sorted by date or by last change.')}"


def order_called(name: str) -> Order:
    """The order of this name, as it is remembered; by date where there is none."""
    return next((order for order in Order if order.value == name), Order.DATE)


def sync_words(sync: Sync | None) -> str:
    """Glyph and word of what git says of a post; empty while git has not been asked."""
    if sync is None:
        return ""
    glyph, word = SYNC_WORDS[sync]
    return signed(glyph, _(word))


def live_words(page: Page) -> str:
    """Glyph and word of a post that was just published."""
    glyph, word = LIVE_WORDS[page.seen]
    return signed(glyph, _(word))


def deleted_facts(gone: DeletedPost) -> tuple[str, ...]:
    """When a post was deleted, and by which commit."""
    if gone.when is None:
        return (_("deleted, and that is not committed"),)
    line = _("deleted {date}, commit {sha}")
    return (line.format(date=date_time(gone.when), sha=gone.commit[:7]),)


@dataclass(frozen=True, slots=True)
class PostListState:
    """The posts, what git says of them, and how the person looks at them. Frozen: a change is a new one."""

    entries: tuple[Entry, ...] = ()
    standings: Standings = field(default_factory=Standings)
    """What git says of the posts; without status while it was not asked, or where there is no repository."""
    search: str = ""
    results: SearchResults | None = None
    """What ``search`` finds in the texts; None while they have not been searched, or need not be."""
    dates: Mapping[str, FileDates] = field(default_factory=dict)
    """By path, when commits changed the posts; empty while git has not been asked."""
    order: Order = Order.DATE
    deleted: tuple[DeletedPost, ...] | None = None
    """The posts that are gone; None while they have not been asked for."""
    offline: bool = False
    """The last quiet look at the remote did not reach it."""
    untrusted: bool = False
    """The remote is not looked at before the person agreed to what the repository brings along."""
    refused: bool = False
    """The remote let nobody in, or wants a password: a look that is asked for can give it one."""
    gone: bool = False
    """No repository answers at the address of the remote."""
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now().astimezone())
    first_time: bool = False
    """No post was known before the posts are read: they appear as they are read."""
    has_read: bool = True
    """The posts have been read; before that, ``entries`` are those known from the last run."""
    total_to_load: int | None = None
    """How many posts there are in all, while ``entries`` are the first of them alone; None: all are there."""
    empty_reason: str = ""
    """Why there is no post at all, where more is known than that none was written."""
    reading: tuple[int, int] | None = None
    """How many posts have been read, and of how many, while many are being read."""
    has_repository: bool = False
    """git can tell what readers have: until it did, nothing is called published."""
    newly_shown: frozenset[str] = frozenset()
    """The paths of posts that became such as readers would see since git was last asked."""
    publication: PublicationRecord | None = None
    """The publication whose pages this run of the program has asked, or asks; None: none."""
    is_asking: bool = False
    """git is being asked for a while, and what it said before holds no more."""

    @property
    def is_partial(self) -> bool:
        """Whether more posts are about to come: ``entries`` are the first of them."""
        return self.first_time or self.total_to_load is not None

    @property
    def status(self) -> Status | None:
        """What git says of the blog; None while it was not asked, or where there is no repository."""
        return self.standings.status

    def standing(self, entry: Entry) -> Standing:
        """What one post is to readers, and what is still to be done about it."""
        return self.standings.of(entry, self.now)

    def known_state(self, entry: Entry) -> State | None:
        """The state of a post; None where only git knows it, and has not told: published, or ready to be."""
        state = self.standing(entry).state
        is_untold = self.status is None or entry.path in self.newly_shown
        return (
            None if self.has_repository and is_untold and state in (State.PUBLISHED, State.READY) else state
        )

    def entry(self, path: str | None) -> Entry | None:
        """The post at this path, filtered out or not."""
        if path is None:
            return None
        return next((entry for entry in self.entries if entry.path == path), None)

    @property
    def shows_deleted(self) -> bool:
        """Whether the search asks for deleted posts, which stand in the place of the others then."""
        return ":" in self.search and self._query.asks_for_deleted

    @property
    def _query(self) -> Query:
        from blogwifi_tui.content.search.query import Query

        return Query.parse(self.search)

    @property
    def _awaits_texts(self) -> bool:
        """Whether words are searched, and the texts have not all been looked at."""
        is_complete = self.results and self.results.found.complete and self.total_to_load is None
        if not self.search or is_complete:
            return False
        return bool(self._query.words or self._query.unwanted)

    def page(self, path: str) -> Page | None:
        """The page of a post that was just published, while nothing of it is still to be done."""
        pages = self.publication.pages if self.publication else ()
        shown = (page for page in pages if page.seen in LIVE_WORDS and page.change != "gone")
        return next((page for page in shown if page.path == path), None)

    def deleted_post(self, path: str | None) -> DeletedPost | None:
        """The deleted post at this path, while such posts are shown."""
        deleted = self.deleted if self.shows_deleted else None
        return next((each for each in deleted or () if each.path == path), None)

    def listed(self, path: str | None) -> Entry | None:
        """The post at this path, or what a list showed last of the deleted one."""
        gone = self.deleted_post(path)
        return gone.entry if gone else self.entry(path)

    def shown(self) -> Sequence[Entry]:
        """The posts that match the search, in the chosen order; the deleted ones, the last one first."""
        if self.shows_deleted:
            return self._query.select_deleted((each.entry for each in self.deleted or ()), self.now)
        found = self._matching()
        if self.order is Order.TITLE:
            found.sort(key=lambda entry: entry.folded)
        elif self.order is Order.MODIFIED:
            found.sort(key=self.changed, reverse=True)
        elif self.order is Order.STATE:
            ranks = {state: rank for rank, state in enumerate(STATE_WORDS)}
            found.sort(key=lambda entry: ranks[self.standing(entry).state])
        return found

    @property
    def posts(self) -> list[Entry]:
        """All that are no pages of sections."""
        return [entry for entry in self.entries if not entry.is_section]

    def _matching(self) -> list[Entry]:
        if self.results:
            return list(self.results.found.entries)
        if not self.search:
            return self.posts
        return self._query.select(self.entries, self.standing, self.now)

    def changed(self, entry: Entry) -> float:
        """When the post was last changed, in seconds since the epoch: by a commit, or in its file since."""
        return last_changed(entry, self.dates, self.status.edited if self.status else ())

    def sorted_date(self, entry: Entry) -> dt.datetime | None:
        """The date the order goes by, where it goes by one; else the post's own."""
        if self.order is Order.MODIFIED:
            return dt.datetime.fromtimestamp(self.changed(entry), self.now.tzinfo)
        return entry.shown_date

    def rows(self, shown: Sequence[Entry] | None = None) -> LazyRows:
        """The list, or these posts, each row put into words when it is drawn."""
        by_path = {entry.path: entry for entry in (self.shown() if shown is None else shown)}
        return LazyRows(list(by_path), lambda path: self._row(by_path[path]))

    def _deleted_row(self, gone: DeletedPost) -> PostRow:
        date = gone.when
        return PostRow(
            path=gone.path,
            state=signed(DELETED_WORDS[0], _(DELETED_WORDS[1])),
            sync="" if date else sync_words(Sync.EDITED),
            date=date_short(date) if date else "",
            title=gone.title,
            tags=gone.entry.tags,
            state_kind=State.HIDDEN.value,
            sync_kind="" if date else Sync.EDITED.value,
        )

    def _row(self, entry: Entry) -> PostRow:
        if gone := self.deleted_post(entry.path):
            return self._deleted_row(gone)
        state, sync = self.known_state(entry), self.standing(entry).sync
        date = self.sorted_date(entry)
        page = self.page(entry.path) if sync is None else None
        note, note_marks = self._note(entry)
        below = " · ".join((*entry.tags, *entry.categories))
        return PostRow(
            path=entry.path,
            state=state_words(state) if state else "",
            sync=live_words(page) if page else sync_words(sync),
            date=date_short(date) if date else "",
            title=entry.title,
            tags=() if note == below else entry.tags,
            state_kind=state.value if state else "",
            sync_kind=(page.seen if page else sync or "").replace(" ", "-"),
            title_marks=self.results.marker.marks(entry.title, inside=True) if self.results else (),
            note=note,
            note_marks=note_marks,
            wait=self.wait_words(entry),
        )

    def wait(self, entry: Entry) -> TimeLeft | None:
        """How long it is until readers find a scheduled post; None of any other."""
        since = entry.visibility.since
        if since is None or since <= self.now or self.standing(entry).state is not State.SCHEDULED:
            return None
        return time_left(since, self.now)

    def says_so_until(self) -> dt.datetime | None:
        """The first moment at which another time until a scheduled post is right, or none any more."""
        waits = filter(None, map(self.wait, self.posts))
        return min((each.until for each in waits), default=None)

    def wait_words(self, entry: Entry) -> str:
        """:meth:`wait` in words; empty of a post that is not scheduled."""
        wait = self.wait(entry)
        return wait.words if wait else ""

    def _note(self, entry: Entry) -> tuple[str, Spans]:
        """The line under a title while words are searched, and what matches in it.

        Of a post whose text holds none of the words, what else of it they were found in: its tags, its path.
        """
        if not self.results or not self.has_excerpts or entry.path not in self.results.excerpts:
            return "", ()
        if excerpt := self.results.excerpts[entry.path]:
            return excerpt.text, excerpt.marks
        note = " · ".join((*entry.tags, *entry.categories)) or entry.path
        return note, self.results.marker.marks(note, inside=True)

    @property
    def has_excerpts(self) -> bool:
        """Whether posts are shown with an excerpt of their text."""
        return self.results is not None and self.results.ranked

    @property
    def is_ranked(self) -> bool:
        """Whether the best posts come first, and not the newest: while words are searched."""
        return self.has_excerpts and self.order is Order.DATE

    def sorted_next(self) -> PostListState:
        """The same posts in the next order."""
        orders = list(Order)
        return replace(self, order=orders[(orders.index(self.order) + 1) % len(orders)])

    def state_counts(self) -> tuple[str, ...]:
        """«2 drafts», «1 scheduled», «1 unreadable»: what is not as usual, as far as there is any."""
        states = Counter(self.standing(entry).state for entry in self.posts)
        drafts, scheduled, unreadable = (
            states[state] for state in (State.DRAFT, State.SCHEDULED, State.UNREADABLE)
        )
        words = (
            (drafts, ngettext("{n} draft", "{n} drafts", drafts)),
            (scheduled, ngettext("{n} scheduled", "{n} scheduled", scheduled)),
            (unreadable, ngettext("{n} unreadable", "{n} unreadable", unreadable)),
        )
        return tuple(text.format(n=number(count)) for count, text in words if count)

    def order_words(self) -> str:
        """How the list is sorted: by date, or the best first while words are searched."""
        if self.shows_deleted:
            return _("R brings one back")
        return _("best first") if self.is_ranked else _(self.order.value)

    @property
    def can_have_headings(self) -> bool:
        """Whether posts stand in the order of a date, and not the best first."""
        return self.order in (Order.DATE, Order.MODIFIED) and not (self.is_ranked or self.shows_deleted)

    def headings(self, shown: Sequence[Entry], group: Group) -> Callable[[int], str] | None:
        """The heading of the group of each post ``shown``, by its index: its year or its month.

        None where there are to be no headings: when posts are not sorted by a date, or the best come first.
        """
        if group == "none" or not self.can_have_headings:
            return None
        words: dict[tuple[int, int], str] = {}

        def heading(index: int) -> str:
            date = self.sorted_date(shown[index])
            if date is None:
                return _("No date")
            key = date.year, date.month if group == "month" else 1
            if key not in words:
                words[key] = month_words(date) if group == "month" else str(date.year)
            return words[key]

        return heading

    def change_facts(self, path: str) -> tuple[str, ...]:
        """When the post was last changed, and since when git has it; while the list is sorted by that."""
        entry = self.entry(path) if self.order is Order.MODIFIED else None
        date = self.sorted_date(entry) if entry else None
        if date is None:
            return ()
        facts = [_("last changed {date}").format(date=date_time(date))]
        if dates := self.dates.get(path):
            created = dt.datetime.fromtimestamp(dates.created, self.now.tzinfo)
            facts.append(_("in git since {date}").format(date=date_long(created)))
        return tuple(facts)

    def known_tags(self) -> list[str]:
        """The tags of the whole blog, the most used first."""
        return most_used(entry.tags for entry in self.entries)

    def known_categories(self) -> list[str]:
        """The categories of the whole blog, the most used first."""
        return most_used(entry.categories for entry in self.entries)

    def count_words(self, shown: int) -> str:
        """«12 posts», or «3 of 12 posts» while a search is in force that ``shown`` posts match.

        While many posts are being read: «100 of 250 posts read»; until all are loaded: «250 posts».
        """
        if self.reading:
            read, expected = self.reading
            return _("{read} of {n} posts read").format(read=number(read), n=number(expected))
        if self.shows_deleted:
            return ngettext("{n} deleted post", "{n} deleted posts", shown).format(n=number(shown))
        total = len(self.posts) if self.total_to_load is None else self.total_to_load
        if not self.search or self.total_to_load is not None:  # nobody knows yet how many match
            return ngettext("{n} post", "{n} posts", total).format(n=number(total))
        return ngettext("{shown} of {n} post", "{shown} of {n} posts", total).format(
            shown=number(shown), n=number(total)
        )

    def nothing_words(self) -> str:
        """What stands in place of the list when there is nothing in it."""
        if not self.has_read:
            return _("Reading the posts…")
        if self.shows_deleted:
            if self.deleted is None:
                return _("Looking for deleted posts…")
            return _("No deleted post is found. Esc shows all posts.")
        if self._awaits_texts:
            return _("Looking in the texts…")
        if self.entries if self.search else self.posts:
            return _("No post matches. Esc shows all of them.")
        return self.empty_reason or _("No post yet. Press n to write the first one.")

    def publication_words(self, key: str = "") -> tuple[str, ...]:
        """The state of publication, as in «3 to publish», «up to date with origin/main»; news first.

        ``key`` takes in what the other side has, and is named where it has something.
        """
        if self.is_asking:
            return (_("asking git…"),)
        if self.reading or self.total_to_load is not None:  # what git said last may hold no more
            return ()
        words = publication_words(self.standings, self.entries, self.now, tuple(self._unreached_words()), key)
        return (*live_summary(self.publication), *words)

    def _unreached_words(self) -> Iterator[str]:
        """Why the remote could not be asked."""
        if self.offline:
            yield _("offline")
        if self.untrusted:
            yield _("not asked: repository not trusted yet")
        if self.refused:
            yield _("not let in: Ctrl+R")
        if self.gone:
            yield _("no repository there: A")
