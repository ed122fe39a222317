"""A date in the spelling of another names the moment that is meant, to whoever reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest

from blogwifi_tui.content.dates.format import fit_date, spell_date

PARIS = timezone(timedelta(hours=2))
NIGHT = datetime(2026, 5, 12, 0, 30, 15, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("like", "read_in", "offsets", "fitted", "spelled"),
    [
        ("2020-01-02 10:00:00", None, True, NIGHT.replace(tzinfo=None), "2026-05-12 00:30:15"),
        ("2020-01-02 10:00:00", PARIS, True, NIGHT.replace(tzinfo=None), "2026-05-12 00:30:15"),
        ("2020-01-02 10:00:00", UTC, True, NIGHT, "2026-05-12 00:30:15 +02:00"),
        ("2020-01-02T10:00:00", UTC, True, NIGHT, "2026-05-12T00:30:15+02:00"),
        ("2020-01-02 10:00:00", UTC, False, datetime(2026, 5, 11, 22, 30, 15), "2026-05-11 22:30:15"),
        ("2020-01-02 10:00", UTC, True, NIGHT.replace(second=0), "2026-05-12T00:30:00+02:00"),
        ("2020-01-02T10:00:00Z", UTC, True, NIGHT, "2026-05-11T22:30:15Z"),
        ("2020-01-02 10:00:00 +0100", UTC, False, NIGHT, "2026-05-12 00:30:15 +0200"),
        ("2020-01-02", UTC, True, date(2026, 5, 11), "2026-05-11"),
        ("2020-01-02", PARIS, True, date(2026, 5, 12), "2026-05-12"),
    ],
)
def test_an_offset_stays_where_its_reader_would_take_the_clock_time_for_another_moment(
    like: str, read_in: tzinfo | None, offsets: bool, fitted: date, spelled: str
) -> None:
    found = fit_date(NIGHT, like, read_in=read_in, offsets=offsets)
    assert found == fitted
    assert getattr(found, "tzinfo", None) == getattr(fitted, "tzinfo", None)
    assert spell_date(found, like) == spelled
