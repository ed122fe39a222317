"""What publishing now would mean, in words, and whether it has to be asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blogwifi_tui.ui.plan import SHOWN, Plan
from blogwifi_tui.ui.shelf import Shelf
from tests.ui.test_shelf import NOW, SHELF, STATUS, entry


def plan(*, edited: str = "", ready: str = "", at: str | None = None) -> Plan:
    """The plan with these posts changed, those committed, and the cursor on one; posts by first letter."""
    status = replace(
        STATUS,
        edited=frozenset(f"{letter}.md" for letter in edited),
        unpublished=frozenset(f"{letter}.md" for letter in ready),
    )
    return Plan.of(replace(SHELF, status=status), at and f"{at}.md")


@pytest.mark.parametrize(
    ("made", "always", "warnings", "never"),
    [
        (plan(), True, False, False),
        (plan(ready="c"), True, False, False),
        (plan(ready="a"), True, True, False),
        (plan(edited="c"), True, True, True),
        (plan(at="b"), True, True, True),
        (plan(at="c"), True, False, False),
    ],
)
def test_a_decision_is_always_asked_a_warning_and_a_plain_yes_by_setting(
    made: Plan, always: bool, warnings: bool, never: bool
) -> None:
    assert [made.asks(confirm) for confirm in ("always", "warnings", "never")] == [always, warnings, never]


def test_the_plan_tells_drafts_changes_what_is_ready_and_dates_ahead() -> None:
    assert plan(edited="c", ready="ad", at="b").text().split("\n\n") == [
        "“Été” is a draft. Publishing dates it now and makes it ready.",
        "1 post changed here and not committed; it will be committed first:\n  · Abeilles",
        "2 posts committed and ready:\n  · Lettre\n  · [Cassé",
        "“Lettre” is dated 1 January 2095: most sites show it only then.",
    ]


def test_a_draft_elsewhere_is_left_alone() -> None:
    assert plan(at="c").draft is None
    assert plan(edited="b", at="b").edited == ()


def test_a_post_that_cannot_be_read_is_no_draft() -> None:
    assert plan(at="d").draft is None


def test_more_titles_than_fit_are_counted() -> None:
    entries = tuple(entry(f"{number}.md", f"N° {number}") for number in range(SHOWN + 3))
    status = replace(STATUS, edited=frozenset(each.path for each in entries))
    text = Plan.of(Shelf(entries, status, now=NOW), None).text()
    assert text.startswith("9 posts changed here")
    assert text.endswith("  · and 3 more")
