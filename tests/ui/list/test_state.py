"""What the list shows, worked out without a screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pytest

from blogwifi_tui.content.front_matter.problems import Problem, ProblemKind
from blogwifi_tui.content.index.entry import Entry, fold_entry
from blogwifi_tui.content.search.query import Query
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.core.standing import Standings
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.settings.model import Group
from blogwifi_tui.ui.list.filters import filter_choices
from blogwifi_tui.ui.list.state import Order, PostListState
from blogwifi_tui.vcs.file_dates import FileDates
from blogwifi_tui.vcs.status import Status

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
STATUS = Status(
    branch="main",
    head="0" * 40,
    upstream="origin/main",
    remote="origin",
    ahead=0,
    behind=0,
    operation=None,
    edited=frozenset(),
    unpublished=frozenset(),
)


def entry(
    path: str,
    title: str,
    year: int = 2020,
    tags: Sequence[str] = (),
    *,
    draft: bool = False,
    problem: Problem | None = None,
    changed: int = 0,
) -> Entry:
    return Entry(
        path=path,
        title=title,
        date=dt.datetime(year, 1, 1, tzinfo=dt.UTC),
        tags=tuple(tags),
        categories=(),
        problem=problem,
        folded=fold_entry(title, tags, path),
        size=1,
        mtime_ns=changed,
        ctime_ns=0,
        inode=0,
        visibility=Visibility(draft=draft, since=dt.datetime(year, 1, 1, tzinfo=dt.UTC)),
    )


POSTS = (
    entry("a.md", "Lettre", 2095, ["À lire"]),
    entry("b.md", "Été", 2022, ["wifi"], draft=True, changed=3),
    entry("c.md", "Abeilles", 2021, ["WiFi", "c++"], changed=2),
    entry("d.md", "[Cassé", 2020, problem=Problem(ProblemKind.SYNTAX, 2, ""), changed=9),
)
LIST_STATE = PostListState(POSTS, Standings(STATUS), now=NOW)


def paths(list_state: PostListState) -> str:
    return "".join(each.path[0] for each in list_state.shown())


@pytest.mark.parametrize(
    ("order", "shown"),
    [(Order.DATE, "abcd"), (Order.TITLE, "cdba"), (Order.MODIFIED, "dbca"), (Order.STATE, "bacd")],
)
def test_each_order_sorts_without_regard_to_accents_and_signs(order: Order, shown: str) -> None:
    assert paths(replace(LIST_STATE, order=order)) == shown


def test_sorting_goes_round() -> None:
    list_state = LIST_STATE
    for _order in Order:
        list_state = list_state.sorted_next()
    assert list_state.order is LIST_STATE.order


def test_a_row_is_put_into_the_words_of_the_language() -> None:
    set_language("fr")
    row = LIST_STATE.rows()[1]
    assert (row.state, row.sync) == ("✎ brouillon", "")
    assert row.date == "01/01/2022"
    assert (row.state_kind, row.sync_kind) == ("draft", "")


def test_a_day_without_a_time_is_shown_and_grouped_as_it_is_written_west_of_where_it_is_read() -> None:
    zone = dt.timezone(dt.timedelta(hours=-4))
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC).astimezone(zone)
    list_state = PostListState(
        (msgspec.structs.replace(POSTS[2], date=moment, day=dt.date(2026, 1, 1)),), now=NOW
    )
    assert list_state.rows()[0].date == "2026-01-01"
    headings = list_state.headings(list_state.shown(), "month")
    assert headings is not None
    assert headings(0) == "January 2026"


def test_without_git_a_row_has_no_word_from_git() -> None:
    row = replace(LIST_STATE, standings=Standings()).rows()[0]
    assert (row.sync, row.sync_kind) == ("", "")


def test_nothing_is_called_published_before_git_told_what_the_remote_has() -> None:
    unasked = replace(LIST_STATE, standings=Standings(), has_repository=True)
    assert [row.state for row in unasked.rows()] == ["◷ scheduled", "✎ draft", "", "✗ unreadable"]
    told = replace(LIST_STATE, has_repository=True)
    assert [row.state for row in told.rows()][2] == "● published"
    shown_since = replace(told, newly_shown=frozenset({"c.md"}))
    assert [row.state for row in shown_since.rows()][2] == ""
    assert shown_since.known_state(POSTS[2]) is None


def test_nothing_is_up_to_date_while_git_is_asked_anew_or_posts_are_read() -> None:
    assert LIST_STATE.publication_words() == ("up to date with origin/main",)
    assert replace(LIST_STATE, is_asking=True).publication_words() == ("asking git…",)
    assert replace(LIST_STATE, reading=(100, 9000)).publication_words() == ()


def test_posts_are_counted_and_so_are_those_a_search_shows() -> None:
    assert LIST_STATE.count_words(4) == "4 posts"
    assert replace(LIST_STATE, search="x").count_words(1) == "1 of 4 posts"
    assert PostListState(POSTS[:1]).count_words(1) == "1 post"


def test_a_site_with_pages_alone_has_no_post_yet() -> None:
    page = msgspec.structs.replace(entry("_index.md", "Accueil"), is_section=True)
    assert PostListState((page,)).nothing_words() == "No post yet. Press n to write the first one."
    assert PostListState(empty_reason="No post yet. 12 files…").nothing_words() == "No post yet. 12 files…"
    searched = PostListState((page, *POSTS), search="tag:x")
    assert searched.nothing_words() == "No post matches. Esc shows all of them."


def test_an_edited_page_of_a_section_is_told_though_it_is_no_post() -> None:
    page = msgspec.structs.replace(entry("_index.md", "Accueil"), is_section=True)
    edited = replace(STATUS, edited=frozenset(["_index.md"]))
    assert PostListState((page, *POSTS), Standings(edited)).publication_words()[0] == "1 edited"
    before_the_first = replace(edited, unpublished=None, edited=frozenset[str](), kept=None)
    assert PostListState((page,), Standings(before_the_first)).publication_words()[0] == "1 to publish"


def test_tags_are_known_the_most_used_first() -> None:
    twice = PostListState((*POSTS, entry("e.md", "E", tags=["c++"])))
    assert twice.known_tags()[0] == "c++"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (STATUS, "up to date with origin/main"),
        (replace(STATUS, ahead=2, unpublished=frozenset("x")), "2 commits to send to origin/main"),
        (
            replace(STATUS, unpublished=frozenset(["a.md"]), ahead=1),
            "1 to publish · up to date with origin/main",
        ),
        (replace(STATUS, edited=frozenset(["a.md", "z"])), "1 edited · up to date with origin/main"),
        (replace(STATUS, behind=1), "1 change to take in from origin/main"),
        (replace(STATUS, behind=3, ahead=1), "3 to take in · 1 commit to send to origin/main"),
        (replace(STATUS, upstream=None, unpublished=None), "4 to publish · main is not on origin yet"),
        (replace(STATUS, upstream=None, unpublished=None, remote=None), "4 to publish · not published yet"),
        (
            replace(STATUS, behind=2, ahead=1, edited=frozenset(["b.md"]), unpublished=frozenset(["a.md"])),
            "2 to take in · 1 edited · 1 to publish",
        ),
        (replace(STATUS, lacking=("forge.example/blog.git",)), "forge.example/blog.git lacks some of it"),
        (
            replace(STATUS, unpublished=None, kept=frozenset(["a.md"])),
            "1 to publish · 3 not kept · up to date with origin/main",
        ),
        (replace(STATUS, operation="merge"), "merge in progress"),
        (replace(STATUS, branch=None), "no branch"),
        (None, ""),
    ],
)
def test_the_state_of_publication_is_said_in_words(status: Status | None, words: str) -> None:
    assert " · ".join(replace(LIST_STATE, standings=Standings(status)).publication_words()) == words


def test_posts_that_leave_the_site_are_counted_above_the_list_deleted_ones_among_them() -> None:
    public, status = (
        Visibility(draft=False),
        replace(STATUS, ahead=1, unpublished=frozenset(["b.md", "x.md"])),
    )
    one = Standings(status, deleted={"x.md": public})
    words = replace(
        LIST_STATE, standings=replace(one, status=replace(status, unpublished=frozenset(["x.md"])))
    )
    assert words.publication_words() == ("1 leaves the site", "1 commit to send to origin/main")
    two = replace(one, there={"b.md": public})
    told = replace(LIST_STATE, standings=two).publication_words()
    assert told == ("2 leave the site", "up to date with origin/main"), "none is counted twice"


def test_nothing_is_called_up_to_date_with_a_remote_that_could_not_be_asked() -> None:
    assert replace(LIST_STATE, offline=True).publication_words() == ("offline",)
    assert replace(LIST_STATE, gone=True).publication_words() == ("no repository there: A",)


def test_being_offline_is_said_first() -> None:
    assert replace(LIST_STATE, offline=True).publication_words()[0] == "offline"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_choice_of_the_filter_shows_as_many_posts_as_it_says(language: str) -> None:
    set_language(language)
    list_state = replace(
        LIST_STATE,
        standings=Standings(replace(STATUS, edited=frozenset(["b.md"]), unpublished=frozenset(["c.md"]))),
    )
    groups = filter_choices(list_state)
    assert len(groups) == 5
    choices = [choice for group in groups for choice in group]
    assert [choice.label for choice in choices if choice.count is None] == [
        {"en": "∅ deleted", "fr": "∅ supprimé"}[language]
    ]
    for choice in (choice for choice in choices if choice.count is not None):
        assert len(replace(list_state, search=choice.query).shown()) == choice.count, choice
        assert bool(choice.query) is bool(Query.parse(choice.query))


def test_spellings_of_one_tag_are_one_choice() -> None:
    tags = filter_choices(LIST_STATE)[2]
    assert [(choice.label, choice.count) for choice in tags] == [("wifi", 2), ("À lire", 1), ("c++", 1)]


def test_an_empty_blog_has_but_one_choice() -> None:
    assert [
        [choice.count for choice in group] for group in filter_choices(PostListState(), in_git=False)
    ] == [[0]]


def test_the_order_by_last_change_goes_by_git_and_by_the_file_of_what_is_not_committed() -> None:
    second = 1_000_000_000
    dates = {"a.md": FileDates(1, 50 * 365 * 86400), "b.md": FileDates(1, 2), "c.md": FileDates(1, 3)}
    posts = (
        entry("a.md", "A", changed=9 * second),
        entry("b.md", "B", changed=9 * second),
        entry("c.md", "C", changed=9 * second),
        entry("d.md", "D", changed=5 * second),
    )
    status = replace(STATUS, edited=frozenset(["c.md", "d.md"]))
    list_state = PostListState(posts, Standings(status), dates=dates, order=Order.MODIFIED, now=NOW)
    assert paths(list_state) == "acdb"
    assert [row.date for row in list_state.rows()] == ["2019-12-20", *["1970-01-01"] * 3]
    assert paths(replace(list_state, dates={}, standings=Standings())) == "abcd"


def headings(group: Group, order: Order = Order.DATE) -> list[str] | None:
    undated = msgspec.structs.replace(entry("u.md", "Sans date"), date=None)
    list_state = replace(LIST_STATE, entries=(undated, *LIST_STATE.entries), order=order)
    shown = list_state.shown()
    heading = list_state.headings(shown, group)
    return heading and [heading(index) for index in range(len(shown))]


def test_posts_are_grouped_by_year_or_by_month() -> None:
    assert headings("year") == ["No date", "2095", "2022", "2021", "2020"]
    assert headings("month") == ["No date", "January 2095", "January 2022", "January 2021", "January 2020"]


def test_french_months_stand_by_themselves() -> None:
    set_language("fr")
    assert (headings("month") or [])[:2] == ["Sans date", "Janvier 2095"]


def test_the_order_by_last_change_is_grouped_by_that_date() -> None:
    assert headings("year", Order.MODIFIED) == ["1970"] * 5


@pytest.mark.parametrize("order", [Order.TITLE, Order.STATE])
def test_there_are_no_headings_where_no_date_is_sorted_by(order: Order) -> None:
    assert headings("year", order) is None
    assert headings("none") is None
