"""What is said of the pages of a publication: never more than was seen, and what to do next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from blogwifi_tui.core.live.record import Build, Doubt, Page, PageChange, PublicationRecord, Seen
from blogwifi_tui.i18n.live_messages import (
    doubt,
    head_words,
    lapse,
    late_words,
    next_step,
    page_words,
    publication_told,
    result_words,
    sent_words,
)
from blogwifi_tui.i18n.translation import set_language

AT = datetime(2026, 5, 12, 9, tzinfo=UTC)
PAGE = Page(
    "posts/a.md", "L’hôtel", "https://marc.fr/a/", PageChange.CHANGED, Seen.ONLINE, seconds=48.2, sent=AT
)
RECORD = PublicationRecord(AT, "3f2a9c1" * 6, "origin", "main", "", (PAGE,))
DOUBTS = [each for each in Doubt if each is not Doubt.NONE]


def with_pages(*pages: Page) -> PublicationRecord:
    return replace(RECORD, pages=pages)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.4, "0 s"),
        (48.2, "48 s"),
        (59.7, "1 min"),
        (80, "1 min 20 s"),
        (300, "5 min"),
        (617, "10 min"),
        (7200, "2 h"),
        (86_400, "24 h"),
    ],
)
def test_a_lapse_is_told_as_short_as_it_is_read(seconds: float, told: str) -> None:
    assert lapse(seconds).replace("\u00a0", " ") == told


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("reason", DOUBTS)
def test_every_doubt_has_its_words_in_each_language(reason: Doubt, language: str) -> None:
    set_language(language)
    page = replace(PAGE, seen=Seen.NOT_VERIFIED, reason=reason)
    assert doubt(page)
    told = page_words(page, 60)
    assert ("not verified: " if language == "en" else "pas vérifié\u00a0: ") in told
    assert told.endswith(next_step(page))
    assert "is online:" not in told
    assert "est en ligne" not in told


def test_the_owner_reads_what_he_would_say(french: None) -> None:
    page = replace(PAGE, seen=Seen.NOT_VERIFIED, reason=Doubt.LOGIN)
    assert page_words(page, 60).startswith(
        "«\u00a0L’hôtel\u00a0», pas vérifié\u00a0: la page répond par une connexion. "
    )
    assert (
        page_words(PAGE, 60) == "«\u00a0L’hôtel\u00a0» est en ligne après 48\u00a0s\u00a0: https://marc.fr/a/"
    )


def test_what_says_more_than_the_doubt_is_told_with_it_and_a_code_of_ours_is_not() -> None:
    page = replace(PAGE, seen=Seen.NOT_VERIFIED, reason=Doubt.STATUS, detail="503")
    assert doubt(page) == "the site refuses to answer (503)"
    assert doubt(replace(page, reason=Doubt.NETWORK, detail="unreachable")) == (
        "the site cannot be reached from here"
    )


def test_a_page_that_was_taken_off_is_never_called_online() -> None:
    gone = replace(PAGE, change=PageChange.GONE)
    assert page_words(gone, 60) == "“L’hôtel” has left the site after 48 s."
    left = replace(gone, seen=Seen.NOT_YET, reason=Doubt.OLD_PAGE)
    assert page_words(left, 600) == "“L’hôtel” is still on the site after 10 min."


def test_what_was_seen_long_after_was_there_before_and_no_lapse_is_told() -> None:
    assert page_words(replace(PAGE, seconds=30_000.0), 0) == "“L’hôtel” is online: https://marc.fr/a/"


def test_what_is_not_online_comes_first_and_with_it_what_the_server_said() -> None:
    late = replace(PAGE, title="Autre", seen=Seen.NOT_YET, reason=Doubt.OLD_PAGE)
    record = with_pages(PAGE, late)
    well, told = result_words(record, record.asked, 600, "Error: no theme")
    assert not well
    assert told == (
        "“Autre”, not yet after 10 min: the page still shows the earlier text. "
        "“L’hôtel” is online after 48 s: https://marc.fr/a/ The server said: Error: no theme"
    )


def test_a_build_that_failed_is_told_with_the_address_of_its_log() -> None:
    build = Build("deploy", "failure", "https://forge.org/log/1")
    record = replace(with_pages(replace(PAGE, seen=Seen.WAITING)), build=build)
    assert late_words(record, 300, "") == (
        "“L’hôtel”, not yet after 5 min. It is asked further. "
        "The build failed: deploy (failure). https://forge.org/log/1"
    )


def test_many_pages_are_named_only_in_part() -> None:
    record = with_pages(*(replace(PAGE, path=f"{n}.md", seen=Seen.NOT_YET) for n in range(9)))
    assert result_words(record, record.pages, 600, "")[1].endswith(" and 6 more")
    assert len(publication_told(record, UTC)) == 3 + 1 + 6


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (replace(PAGE, at=AT), "online since 09:00"),
        (replace(PAGE, at=AT - timedelta(days=1)), "online since 11 May 2026, 09:00"),
        (replace(PAGE, seen=Seen.WAITING), "waiting for the site…"),
        (replace(PAGE, seen=Seen.NOT_YET), "not online yet"),
        (
            replace(PAGE, seen=Seen.NOT_VERIFIED, reason=Doubt.HANGS),
            "not verified: the site does not answer in time",
        ),
        (replace(PAGE, seen=Seen.NOT_VERIFIED, reason=Doubt.OFF), ""),
        (replace(PAGE, seen=Seen.NOT_VERIFIED, reason=Doubt.NO_ADDRESS), ""),
    ],
)
def test_the_head_of_a_post_tells_what_was_seen_and_no_more(page: Page, told: str) -> None:
    assert head_words(page, AT) == told


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (replace(PAGE, seen=Seen.WAITING), "Waiting for the site…"),
        (replace(PAGE, seen=Seen.NOT_VERIFIED, reason=Doubt.NO_ADDRESS), ""),
        (
            replace(PAGE, seen=Seen.NOT_VERIFIED, reason=Doubt.CANNOT_COMPARE),
            "“L’hôtel”, not verified: what changed cannot be seen on a page. Look at the page yourself.",
        ),
    ],
)
def test_after_a_publication_it_is_said_what_is_waited_for_or_why_nothing_is(page: Page, told: str) -> None:
    assert sent_words(with_pages(page)) == told


def test_where_not_all_pages_were_asked_it_is_not_said_that_all_are_as_published() -> None:
    unasked = replace(PAGE, seen=Seen.NOT_VERIFIED, reason=Doubt.NOT_ASKED, seconds=None)
    record = with_pages(PAGE, PAGE, unasked)
    assert result_words(record, (PAGE, PAGE), 60, "") == (
        True,
        "The 2 newest pages are as published after 48 s; 1 other was not asked.",
    )
    assert result_words(with_pages(PAGE, PAGE), (PAGE, PAGE), 60, "")[1] == (
        "All 2 pages are as published after 48 s."
    )
