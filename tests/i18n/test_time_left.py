"""How long it is until a moment, in words, and how long those words are right."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from blogwifi_tui.i18n.dates import time_left
from blogwifi_tui.i18n.translation import set_language

MOMENT = dt.datetime(2030, 1, 2, 10, tzinfo=dt.UTC)
WORDS = (
    ({"days": 1200, "hours": 3}, "in 1,200 days", "dans 1\u202f200 jours"),
    ({"days": 10}, "in 10 days", "dans 10 jours"),
    ({"days": 9, "hours": 23, "minutes": 59}, "in 9 days 23 h", "dans 9 j 23 h"),
    ({"days": 3, "hours": 4, "minutes": 12}, "in 3 days 4 h", "dans 3 j 4 h"),
    ({"days": 1, "hours": 1}, "in 1 day 1 h", "dans 1 j 1 h"),
    ({"days": 1}, "in 1 day", "dans 1 jour"),
    ({"hours": 5, "minutes": 12}, "in 5 h 12 min", "dans 5 h 12 min"),
    ({"hours": 5}, "in 5 h", "dans 5 h"),
    ({"minutes": 12}, "in 12 min", "dans 12 min"),
    ({"seconds": 61}, "in 2 min", "dans 2 min"),
    ({"seconds": 1}, "in 1 min", "dans 1 min"),
)


@pytest.mark.parametrize(("left", "english", "french"), WORDS, ids=[row[1] for row in WORDS])
def test_the_time_left_is_told_to_the_day_the_hour_or_the_minute(
    left: dict[str, int], english: str, french: str
) -> None:
    now = MOMENT - dt.timedelta(**left)
    set_language("en")
    assert time_left(MOMENT, now).words == english
    set_language("fr")
    assert time_left(MOMENT, now).words.replace("\u00a0", " ") == french
    set_language("en")


@pytest.mark.parametrize(
    "seconds", [1, 59, 60, 61, 3599, 3600, 86_399, 86_400, 200_000, 863_999, 864_000, 10**7]
)
def test_the_words_are_right_until_the_moment_told_and_not_from_then_on(seconds: int) -> None:
    now = MOMENT - dt.timedelta(seconds=seconds)
    words, until = time_left(MOMENT, now)
    assert now < until <= MOMENT
    assert time_left(MOMENT, until - dt.timedelta(seconds=1)).words == words
    assert until == MOMENT or time_left(MOMENT, until).words != words


def test_it_is_the_time_that_passes_and_not_the_one_that_clocks_show() -> None:
    paris = ZoneInfo("Europe/Paris")  # where the clocks go forward on 31 March 2030
    before, after = dt.datetime(2030, 3, 30, 12, tzinfo=paris), dt.datetime(2030, 3, 31, 12, tzinfo=paris)
    set_language("en")
    assert time_left(after, before).words == "in 23 h"
