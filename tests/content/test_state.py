"""What a post is at a moment, to the very moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from blogwifi_tui.content.state import State, Visibility, state_of

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
LATER = NOW + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("visibility", "state"),
    [
        (Visibility(), State.PUBLISHED),
        (Visibility(since=NOW), State.PUBLISHED),
        (Visibility(since=LATER), State.SCHEDULED),
        (Visibility(until=NOW), State.EXPIRED),
        (Visibility(until=LATER), State.PUBLISHED),
        (Visibility(since=LATER, until=NOW), State.EXPIRED),
        (Visibility(listed=NOW), State.PUBLISHED),
        (Visibility(listed=LATER), State.UNLISTED),
        (Visibility(unlisted=True, since=LATER), State.SCHEDULED),
        (Visibility(hidden=True, until=NOW), State.HIDDEN),
        (Visibility(draft=True, hidden=True, since=LATER), State.DRAFT),
    ],
)
def test_a_post_is_shown_from_its_first_moment_to_before_its_last(
    visibility: Visibility, state: State
) -> None:
    assert state_of(visibility, NOW) is state
    assert state_of(visibility, NOW, readable=False) is State.UNREADABLE
