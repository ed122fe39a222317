from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.content.folding import fold, searchable, words
from blogwifi_tui.content.front_matter.problems import Problem, ProblemKind
from blogwifi_tui.content.index.entry import Entry, fold_entry
from blogwifi_tui.content.search.query import Query
from blogwifi_tui.content.search.query_syntax import complete, parse_period, parse_years, values_of
from blogwifi_tui.content.state import Visibility

PARIS = timezone(timedelta(hours=2))
NOW = datetime(2026, 5, 12, 12, tzinfo=PARIS)


def entry(
    title: str = "Réseaux d’été à l’hôtel « Les Œillets »",
    *,
    path: str = "posts/2014-05-12-reseaux.md",
    date: datetime | None = datetime(2014, 5, 12, 9, tzinfo=PARIS),
    tags: tuple[str, ...] = ("WiFi", "Vie quotidienne"),
    categories: tuple[str, ...] = ("Journal",),
    draft: bool = False,
    problem: Problem | None = None,
) -> Entry:
    folded = fold_entry(title, (*tags, *categories), path)
    return Entry(
        path,
        title,
        date,
        tags,
        categories,
        problem,
        folded,
        1,
        1,
        1,
        1,
        None,
        Visibility(draft=draft, since=date),
    )


def matches(text: str, one: Entry | None = None, sync: str | None = None) -> bool:
    return bool(Query.parse(text).select([one or entry()], lambda entry: (entry.state(NOW), sync), NOW))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Réseaux", "reseaux"),
        ("ŒUVRE, œil", "oeuvre, oeil"),
        ("l’hôtel", "l'hotel"),
        ("«\u00a0Été\u202f»", '" ete "'),
        ("peut‑être – si", "peut-etre - si"),
        ("e\u0301te\u0301", "ete"),
        ("Straße", "strasse"),
        ("Ελληνικά", "ελληνικα"),
        ("ﬁn", "fin"),
        ("a\nb\r\nc", "a\nb\r\nc"),
    ],
)
def test_letters_a_person_takes_to_be_the_same_fold_to_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once_for_words(text: str) -> None:
    assert words(words(text)) == words(text)


def test_a_hyphenated_word_is_also_searchable_in_one_piece() -> None:
    assert searchable("Le Wi-Fi, c’est-à-dire") == "le wi fi c est a dire wifi estadire"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "reseau",
        "RÉSEAU",
        "oeillets",
        "œillet",
        "hotel",
        "l'hôtel",
        "l’hotel",
        "été hôtel",
        '"d été"',
        "« les œillets »",
        "“Les Œillets”",
        "wifi",
        "wi-fi",
        "vie",
        "2014-05-12",
        "reseaux.md",
        "-bluetooth",
        '-"les roses"',
        "journal -draft",
        "- réseau",
        "-",
        '"',
        "*",
        "réseau :",
    ],
)
def test_these_find_the_post(text: str) -> None:
    assert matches(text)


@pytest.mark.parametrize(
    "text", ["bluetooth", "reseau bluetooth", "-réseau", '"été d"', '"resea"', "-«les œillets»", "tag:wi-fix"]
)
def test_these_do_not(text: str) -> None:
    assert not matches(text)


def test_wi_fi_and_wifi_find_each_other() -> None:
    assert matches("wifi", entry("Le Wi-Fi en mer", tags=()))
    assert matches("wi-fi", entry("Le wifi en mer", tags=()))


def test_a_sign_is_found_as_it_stands() -> None:
    assert matches("🎉", entry("Trente ans 🎉"))
    assert not matches("🎉")


@pytest.mark.parametrize(
    "text",
    [
        "tag:wifi",
        "tag:wi-fi",
        "tag:WI",
        "étiquette:wifi",
        "TAG:journal",
        'tag:"vie quotidienne"',
        "tag:vie",
        "-tag:photo",
        "tag:",
        "tag :wifi",
        "étiquette\u00a0:wifi",
        "state:published",
        "état:publié",
        "etat:pub",
        "is:published",
        "-état:brouillon",
        "year:2014",
        "année:2014",
        "an:2014",
        "year:20",
        "year:2012-2015",
        "year:2012..",
        "before:2015",
        "avant:2014-06",
        "before:2014-05-13",
        "avant:13/05/2014",
        "after:2013",
        "après:2014-04",
        "after:2014-05-11",
        "before:bientôt",
        "year:bientôt",
    ],
)
def test_keys_are_understood_in_english_and_in_french(text: str) -> None:
    assert matches(text)


@pytest.mark.parametrize(
    "text",
    [
        "tag:photo",
        'tag:"wi"',
        "-tag:wifi",
        "state:draft",
        "état:brouillon",
        "état:zzz",
        "sync:edited",
        "sync:modifié",
        "year:2015",
        "year:2015-",
        "before:2014",
        "before:2014-05-12",
        "after:2014",
        "après:12/05/2014",
        "-year:2014",
        "inconnu:valeur",
    ],
)
def test_and_leave_out_what_does_not_answer(text: str) -> None:
    assert not matches(text)


def test_every_state_has_its_word() -> None:
    later = datetime(2027, 1, 1, tzinfo=PARIS)
    assert matches("état:brouillon", entry(draft=True))
    assert matches("état:programmé", entry(date=later))
    assert matches("état:illisible", entry(problem=Problem(ProblemKind.SYNTAX, 1)))
    assert matches("sync:modifié", sync="edited")
    assert matches("sync:à-publier", sync="to publish")
    assert matches('synchro:"changé là-bas"', sync="changed there")
    assert matches("sync:quitte-le-site", sync="leaves the site")
    assert not matches("sync:edited", sync=None)
    assert not matches("sync:to-publish")


def test_a_post_without_a_date_answers_to_no_date() -> None:
    undated = entry(date=None)
    assert not matches("year:2014", undated)
    assert not matches("before:2030", undated)
    assert matches("-year:2014", undated)


def test_an_address_is_words_and_no_key() -> None:
    assert matches("https://exemple.fr", entry("Voir https://exemple.fr/a"))


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_query(text: str) -> None:
    one = entry()
    assert list(Query.parse(text).select([one], now=NOW)) in ([], [one])


@pytest.mark.parametrize(
    "text", ['"' * 10_000, "-" * 10_000, "a " * 5_000, "a" * 10_000, "tag:" * 2_500, "\\" * 10_000]
)
def test_ten_thousand_characters_are_a_query_too(text: str) -> None:
    one = entry()
    assert list(Query.parse(text).select([one], now=NOW)) in ([], [one])


def test_terms_beyond_a_limit_are_left_out() -> None:
    terms = Query.parse(" ".join(f"mot{n}" for n in range(1000))).terms
    assert [term.text for term in terms] == [f"mot{n}" for n in range(40)]


@pytest.mark.parametrize(
    ("text", "years"),
    [("2014", (2014, 2014)), ("201", (2010, 2019)), ("2", (2000, 2999)), ("2014..2016", (2014, 2016))],
)
def test_a_year_may_be_begun_or_a_span(text: str, years: tuple[int, int]) -> None:
    assert parse_years(text) == years


def test_a_period_is_a_year_a_month_or_a_day() -> None:
    assert parse_period("2014") == ((2014, 1, 1), (2014, 12, 31))
    assert parse_period("05/2014") == parse_period("2014-05") == ((2014, 5, 1), (2014, 5, 31))
    assert parse_period("2/5/2014") == ((2014, 5, 2), (2014, 5, 2))
    assert parse_period("mai") is None


def test_a_key_is_completed_in_the_language_of_the_person() -> None:
    assert [one.text for one in complete("réseau et", 9, language="fr")] == ["étiquette:", "état:"]
    assert [one.text for one in complete("s", 1)] == ["state:", "sync:"]


def test_a_tag_is_completed_whatever_its_accents_and_quoted_when_it_has_blanks() -> None:
    tags = ["été", "vie quotidienne", "wifi d’été"]
    found = complete("hôtel -tag:ete", 14, tags=tags)
    assert [(one.start, one.end, one.text) for one in found] == [(11, 14, "été"), (11, 14, '"wifi d’été"')]


def test_states_and_years_are_completed() -> None:
    assert [one.text for one in complete("état:", 5, language="fr")][:2] == ["brouillon", "programmé"]
    assert [one.text for one in complete('sync:"to', 8)] == ['"to publish"']
    assert [one.text for one in complete("année:201", 9, years=[2006, 2014, 2016], language="fr")] == [
        "2016",
        "2014",
    ]
    assert complete("inconnu:", 8) == []
    assert complete("", 0) == []


@pytest.mark.parametrize(
    "text", ["sync:to publish", "sync:To Publish", "synchro:à publier", "synchro:a publier"]
)
def test_a_state_of_several_words_needs_no_quotes(text: str) -> None:
    (term,) = Query.parse(text).terms
    assert values_of(term.text) == {"to publish"}
    first, second = Query.parse(f"{text} wifi").terms
    assert (first, second.text) == (term, "wifi")
    assert Query.parse(f"{text[:-2]} wifi").terms[0] != term
    assert Query.parse("x to publish").terms[1].key is None
