"""What publishing now would mean, in words, and the ways to go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import msgspec

from blogwifi_tui.content.post import Post
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.core.bulk_edit import BulkEdit
from blogwifi_tui.core.checks import Finding, FindingKind
from blogwifi_tui.core.moves import PostEdit
from blogwifi_tui.core.publish import PlannedChange, PublishPlan
from blogwifi_tui.i18n.commit_messages import Change
from blogwifi_tui.ui.publish.plan import chosen, question, text
from blogwifi_tui.ui.widgets.summaries import SHOWN
from tests.ui.list.test_state import LIST_STATE, NOW, POSTS, STATUS, entry


def plan(*, edited: str = "", ready: str = "", at: str | None = None) -> PublishPlan:
    """The plan with these posts changed, those committed, and the cursor on one; posts by first letter."""
    status = replace(
        STATUS,
        edited=frozenset(f"{letter}.md" for letter in edited),
        unpublished=frozenset(f"{letter}.md" for letter in ready),
    )
    return PublishPlan.of(LIST_STATE.entries, status, NOW, at and f"{at}.md")


def test_the_plan_tells_drafts_changes_what_is_ready_and_dates_ahead() -> None:
    assert text(plan(edited="c", ready="ad", at="b")).split("\n\n") == [
        "“Été” is a draft. Publishing dates it now and makes it ready.",
        "1 post changed here and not committed; it will be committed first:\n  · Abeilles",
        "“Lettre” is dated 1 January 2095: most sites show it only then.",
        "2 posts committed and ready:\n  · Lettre\n  · [Cassé",
    ]


BROKEN = Finding("a.md", FindingKind.LINK, 7, "perdu.md")
TORN = Finding("c.md", FindingKind.CONFLICT, 3)


def test_the_plan_counts_what_goes_and_lists_what_was_found() -> None:
    changes = {
        "a.md": PlannedChange.NEW,
        "c.md": PlannedChange.CORRECTED,
        "x.md": PlannedChange.DELETED,
        "b.md": PlannedChange.DRAFT,
    }
    made = replace(plan(edited="c", ready="a"), changes=changes, findings=(BROKEN, TORN))
    words = text(made).split("\n\n")
    assert words[0] == "1 new post, 1 correction, 1 deleted post. 1 draft travels along as a copy, not shown."
    assert words[1].splitlines() == [
        "To be mended first:",
        "  Abeilles",
        "  ✗ line 3: Two versions stand in the text, between <<<<<<< and >>>>>>>."
        " Keep what is right, and delete the lines with the marks.",
    ]
    assert "Worth a look:\n  Lettre\n  ! line 7: The link “perdu.md” leads to nothing in this blog." in words


def test_a_date_ahead_is_told_as_the_list_has_it() -> None:
    zone = timezone(timedelta(hours=-4))
    day, late = datetime(2095, 1, 1, tzinfo=UTC), datetime(2095, 1, 1, 2, tzinfo=UTC)
    entries = [
        msgspec.structs.replace(
            POSTS[0], path=f"{at}.md", date=at.astimezone(zone), visibility=Visibility(since=at)
        )
        for at in (day, late)
    ]
    status = replace(STATUS, unpublished=frozenset(each.path for each in entries))
    words = text(PublishPlan.of(entries, status, NOW))
    assert "is dated 1 January 2095" in words
    assert "is dated 31 December 2094" in words
    own = msgspec.structs.replace(entries[1], offset=0)
    assert "is dated 1 January 2095" in text(PublishPlan.of([own], status, NOW))


def test_what_leaves_the_site_or_goes_along_unseen_is_not_called_ready() -> None:
    changes = {
        "a.md": PlannedChange.NEW,
        "b.md": PlannedChange.DRAFT,
        "c.md": PlannedChange.WITHDRAWN,
    }
    made = replace(plan(ready="abc"), changes=changes, leaving={"c.md": "Abeilles"})
    assert text(made).split("\n\n")[1:] == [
        "1 post leaves the site:\n  · Abeilles",
        "“Lettre” is dated 1 January 2095: most sites show it only then.",
        "1 post committed and ready:\n  · Lettre",
        "1 committed post goes along, and is not shown:\n  · Été",
    ]


def test_more_titles_than_fit_are_counted() -> None:
    entries = tuple(entry(f"{number}.md", f"N° {number}") for number in range(SHOWN + 3))
    status = replace(STATUS, edited=frozenset(each.path for each in entries))
    words = text(PublishPlan.of(entries, status, NOW))
    assert words.startswith("9 posts changed here")
    assert words.endswith("  · and 3 more")


def test_marked_drafts_that_readers_had_before_are_told_apart() -> None:
    drafts = [Post(f"{name}.md", f"---\ntitle: {name}\n---\n".encode()) for name in ("Neuf", "Ancien")]
    edits = tuple(PostEdit(draft, draft.with_title("x")) for draft in drafts)
    bulk_edit = BulkEdit(Change.PUBLISH, edits, again=frozenset(("Ancien.md",)))
    assert text(PublishPlan(bulk_edit=bulk_edit)).split("\n\n") == [
        "1 marked draft; publishing dates it now and makes it ready:\n  · Neuf",
        "1 marked draft, on the site before; publishing makes it ready, and it keeps its date:\n  · Ancien",
    ]


def test_more_posts_that_leave_than_fit_are_counted() -> None:
    leaving = {f"{number}.md": f"N° {number}" for number in range(SHOWN + 2)}
    words = text(PublishPlan(leaving=leaving))
    assert words.startswith(f"{SHOWN + 2} posts leave the site:\n  · N° 0\n")
    assert words.endswith(f"  · N° {SHOWN - 1}\n  · and 2 more")


def test_what_takes_posts_away_is_called_so_and_enter_does_not_do_it() -> None:
    changes = {"a.md": PlannedChange.WITHDRAWN, "x.md": PlannedChange.DELETED}
    leaves = replace(plan(ready="a"), changes=changes, leaving={"a.md": "Abeilles"})
    more = replace(leaves, changes={**changes, "c.md": PlannedChange.CORRECTED})
    for each in (leaves, more):
        answers = {answer.value: answer for answer in question(each)._answers}
        assert [*answers] == ["", "all"]
        assert (answers["all"].label, answers["all"].key) == ("Publish: take off the site", "p")


def test_each_answer_gives_the_plan_it_names() -> None:
    torn = replace(plan(edited="ac", at="b"), findings=(TORN,))
    assert [choice.value for choice in question(torn)._answers] == ["", "rest"]
    assert chosen(torn, "rest") == torn.without_blocked()
    made = plan(edited="ac", at="b")
    assert [choice.value for choice in question(made)._answers] == ["all", "others", ""]
    assert chosen(made, "others").draft is None
    assert chosen(made, "all") == made
