"""What publishing now would mean, in words, and whether it has to be asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blogwifi_tui.core.checks import Finding, FindingKind
from blogwifi_tui.core.publish import Going, GoingOut
from blogwifi_tui.ui.list.state import PostListState
from blogwifi_tui.ui.publish.plan import SHOWN, Plan
from tests.ui.list.test_state import NOW, SHELF, STATUS, entry


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
        "“Lettre” is dated 1 January 2095: most sites show it only then.",
        "2 posts committed and ready:\n  · Lettre\n  · [Cassé",
    ]


BROKEN = Finding("a.md", FindingKind.LINK, 7, "perdu.md")
TORN = Finding("c.md", FindingKind.CONFLICT, 3)


@pytest.mark.parametrize(
    ("made", "found", "always", "warnings", "never"),
    [
        (plan(ready="c"), [], True, False, False),
        (plan(ready="c"), [BROKEN], True, True, False),
        (plan(ready="c"), [TORN], True, True, True),
        (plan(ready="c"), [Finding("c.md", FindingKind.SCHEDULED)], True, False, False),
    ],
)
def test_what_blocks_is_always_told_what_warns_by_setting(
    made: Plan, found: list[Finding], always: bool, warnings: bool, never: bool
) -> None:
    made = made._replace(going=GoingOut(findings=tuple(found)))
    assert [made.asks(confirm) for confirm in ("always", "warnings", "never")] == [always, warnings, never]


def test_the_plan_counts_what_goes_and_lists_what_was_found() -> None:
    kinds = {"a.md": Going.NEW, "c.md": Going.CORRECTED, "x.md": Going.DELETED, "b.md": Going.DRAFT}
    made = plan(edited="c", ready="a")._replace(going=GoingOut(kinds, findings=(BROKEN, TORN)))
    text = made.text().split("\n\n")
    assert text[0] == "1 new post, 1 correction, 1 deleted post, 1 draft."
    assert text[1].splitlines() == [
        "To be mended first:",
        "  Abeilles",
        "  ✗ line 3: Two versions stand in the text, between <<<<<<< and >>>>>>>."
        " Keep what is right, and delete the lines with the marks.",
    ]
    assert "Worth a look:\n  Lettre\n  ! line 7: The link “perdu.md” leads to nothing in this blog." in text


def test_the_rest_leaves_out_what_must_be_mended() -> None:
    made = plan(edited="ac", at="b")._replace(going=GoingOut(findings=(TORN,)))
    rest = made.chosen("rest")
    assert ([entry.path for entry in rest.edited], rest.draft and rest.draft.path) == (["a.md"], "b.md")
    assert made.chosen("others").draft is None
    assert made.chosen("all") == made


def test_a_draft_elsewhere_is_left_alone() -> None:
    assert plan(at="c").draft is None
    assert plan(edited="b", at="b").edited == ()


def test_a_post_that_cannot_be_read_is_no_draft() -> None:
    assert plan(at="d").draft is None


def test_more_titles_than_fit_are_counted() -> None:
    entries = tuple(entry(f"{number}.md", f"N° {number}") for number in range(SHOWN + 3))
    status = replace(STATUS, edited=frozenset(each.path for each in entries))
    text = Plan.of(PostListState(entries, status, now=NOW), None).text()
    assert text.startswith("9 posts changed here")
    assert text.endswith("  · and 3 more")
