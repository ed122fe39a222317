"""What a post is to its readers, in one word: a list needs the word and not the parsers."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What a post is, as told by its own bytes and the clock."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    UNREADABLE = "unreadable"
