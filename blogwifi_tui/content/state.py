"""The states of a post. A module of its own, because a list needs them and no parser of headers."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What a post is, as told by its own bytes and the clock."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    UNREADABLE = "unreadable"
