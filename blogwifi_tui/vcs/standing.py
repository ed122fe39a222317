"""Where the text of a post is, in one word: a list needs the word before anybody has asked git."""

from __future__ import annotations

from enum import StrEnum


class Sync(StrEnum):
    """Where the present text of a post is."""

    EDITED = "edited"
    TO_PUBLISH = "to publish"
    ONLINE = "online"
