"""Dates in the shapes blogs have written them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from blogwifi_tui.content.dates.format import fit_date, spell_date
from blogwifi_tui.content.dates.parse import parse_date

PLUS_TWO = timezone(timedelta(hours=2))
DAY, MINUTE = datetime(2014, 5, 12), datetime(2014, 5, 12, 10, 30)
HERE, THERE = MINUTE.replace(tzinfo=PLUS_TWO), MINUTE.replace(tzinfo=UTC)
NEW = datetime(2026, 11, 3, 21, 5, 9, tzinfo=PLUS_TWO)

SHAPES = {
    "2014-05-12": DAY, "2014-5-12": DAY, "2014/05/12": DAY, "2014.05.12": DAY, "20140512": DAY,
    "12/05/2014": DAY,
    "12.05.2014": DAY, "12-05-2014": DAY, "12 mai 2014": DAY, "12-mai-2014": DAY, "lundi 12 mai 2014": DAY,
    "May 12, 2014": DAY, "12 May 2014": DAY, "Monday, May 12th, 2014": DAY, "05/13/2014": datetime(2014, 5,
    13),
    "1er févr. 2014": datetime(2014, 2, 1), "25 déc. 2014": datetime(2014, 12, 25),
    "août 2014": datetime(2014, 8, 1),
    "2014-05": datetime(2014, 5, 1), "2014": datetime(2014, 1, 1), "2014-05-12T10:30": MINUTE,
    "2014-05-12 10:30": MINUTE,
    "2014-05-12 10:30:00": MINUTE, "2014-05-12  10:30": MINUTE, "2014-05-12 10:30:00.000": MINUTE,
    "2014-05-12_10:30": MINUTE,
    "12/05/2014 10:30": MINUTE, "12 mai 2014 à 10h30": MINUTE, "May 12, 2014 at 10:30 AM": MINUTE,
    "2014-05-12 10:30 am": MINUTE,
    "Mon May 12 10:30:00 2014": MINUTE, "2014-05-12T10:30:00Z": THERE, "2014-05-12 10:30:00 UTC": THERE,
    "20140512T103000Z": THERE, "2014-05-12T10:30:00+02:00": HERE, "2014-05-12T10:30:00+0200": HERE,
    "2014-05-12 10:30:00 +0200": HERE, "2014-05-12 10:30:00 +02": HERE, "2014-05-12 10:30:00 UTC+02:00": HERE,
    "2014-05-12 10:30 CEST": HERE, "Mon, 12 May 2014 10:30:00 +0200": HERE, "12 May 14 10:30": None,
    "Mon May 12 2014 10:30:00 GMT+0200 (CEST)": HERE, "1399883400": datetime(2014, 5, 12, 8, 30, tzinfo=UTC),
    "1399883400000": datetime(2014, 5, 12, 8, 30, tzinfo=UTC), " 2014-05-12 ": DAY, "2014-02-30": None,
    "2014-05-12 25:00": None,
    "2014-05-12 13:00 pm": None, "0000-01-01": None, "9999-12-31": None, "2014-05-12T10:30:00+99:99": None,
    "bientôt": None,
    "": None, "12:30": None, "١٢/٠٥/٢٠١٤": None, "2014-05-12" * 20: None,
}  # fmt: skip


@pytest.mark.parametrize("text", SHAPES)
def test_a_date_is_read_in_any_shape(text: str) -> None:
    moment = parse_date(text)
    assert moment == SHAPES[text]
    assert (moment and moment.utcoffset()) == (SHAPES[text] and SHAPES[text].utcoffset())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2014-05-12", "2026-11-03"),
        ("2014-5-2", "2026-11-3"),
        ("12/05/2014", "03/11/2026"),
        ("2014-05-12 10:30", "2026-11-03 21:05"),
        ("2014-05-12T10:30:00Z", "2026-11-03T19:05:09Z"),
        ("2014-05-12 10:30:00 +0100", "2026-11-03 21:05:09 +0200"),
        ("2014-05-12T10:30:00.000+01:00", "2026-11-03T21:05:09.000+02:00"),
        ("2014-05-12 10:30:00 UTC+01:00", "2026-11-03 21:05:09 UTC+02:00"),
        ("2014-05-12 10:30 CEST", "2026-11-03 21:05 CEST"),
        ("2014-05-12 10:30 CET", "2026-11-03 21:05 +0200"),
        ("1er mai 2014", "3 novembre 2026"),
        ("12 MAI 2014", "3 NOVEMBRE 2026"),
        ("Lundi 12 mai 2014 à 9h30", "Mardi 3 novembre 2026 à 21h05"),
        ("Mon, 12 May 2014 10:30:00 GMT", "Tue, 03 Nov 2026 19:05:09 GMT"),
        ("May 12th, 2014 9:30 am", "November 3rd, 2026 9:05 pm"),
        ("1399883400", "1793732709"),
        ("1399883400000", "1793732709000"),
        ("bientôt", "2026-11-03T21:05:09+02:00"),
        ("", "2026-11-03T21:05:09+02:00"),
    ],
)
def test_a_date_is_written_in_the_shape_of_the_old_one(old: str, new: str) -> None:
    assert spell_date(fit_date(NEW, old), old) == new


@pytest.mark.parametrize("old", [text for text, moment in SHAPES.items() if moment])
def test_a_date_written_in_any_shape_reads_as_the_moment_it_was_cut_to(old: str) -> None:
    fitted = fit_date(NEW, old)
    moment = fitted if isinstance(fitted, datetime) else datetime(fitted.year, fitted.month, fitted.day)
    assert parse_date(spell_date(fitted, old)) == moment


def test_a_shape_that_cannot_say_all_gives_way_to_iso() -> None:
    assert spell_date(NEW, "2014-05-12") == "2026-11-03T21:05:09+02:00"
    assert spell_date(NEW, "2014-05-12 10:30") == "2026-11-03T21:05:09+02:00"
    assert spell_date(NEW.date(), "2014-05-12T10:30:00Z") == "2026-11-03"
