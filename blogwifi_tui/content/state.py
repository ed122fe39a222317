"""What a post is, from what was read of it: draft, scheduled, published or unreadable.

Which keys and folders make a draft is told by ``draft`` in :mod:`.front_matter.known_fields`. A module of its
own, because a list needs it and no parser of headers.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """What a post is, as told by its own bytes and the clock."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    UNREADABLE = "unreadable"


def state_of(*, readable: bool, draft: bool, moment: datetime | None, now: datetime) -> State:
    """The state at ``now`` of a post dated ``moment``, both aware; None is a post without a date."""
    if not readable:
        return State.UNREADABLE
    if draft:
        return State.DRAFT
    return State.SCHEDULED if moment is not None and moment > now else State.PUBLISHED
