"""What a post is to the readers of the site: shown, held back, or left out, and since when.

Which keys, names and folders make it so is told by :mod:`.post_rules`. A module of its own, because a list
needs it and no parser of headers.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from blogwifi_tui.content.dates.shown import shown_in


class State(StrEnum):
    """What a post is, as told by its own bytes, the generator's rules and the clock; READY by git too."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    """Its date lies ahead, and the generator leaves it out until then."""
    EXPIRED = "expired"
    """The day on which it was to go has come."""
    HIDDEN = "hidden"
    """The generator makes no page of it, for another reason."""
    UNLISTED = "unlisted"
    """It has a page, which no list of the site names."""
    READY = "ready"
    """Would be shown, and the remote does not have it yet: told by :mod:`blogwifi_tui.core.standing`."""
    PUBLISHED = "published"
    SECTION = "section"
    """The page of a section, which lists posts and is none."""
    UNREADABLE = "unreadable"


class Visibility(NamedTuple):
    """What a generator does with a post, as far as header, name and folder say. All false: it is shown."""

    draft: bool = False
    hidden: bool = False
    unlisted: bool = False
    since: datetime | None = None
    """Left out until this aware moment; None: shown at once, whatever its date."""
    until: datetime | None = None
    """Left out from this aware moment on."""
    reason: str = ""
    """What makes it a draft, hidden or unlisted, as it is written: ``draft: true``, ``_drafts/``."""
    listed: datetime | None = None
    """Its page is there, but until this aware moment no list of the site names it."""

    def since_in(self, zone: tzinfo | None) -> datetime | None:
        """``since`` as people in ``zone`` are shown it."""
        return self.since and shown_in(self.since, zone)

    def until_in(self, zone: tzinfo | None) -> datetime | None:
        """``until`` as people in ``zone`` are shown it."""
        return self.until and shown_in(self.until, zone)


def written(visibility: Visibility) -> str:
    """A visibility as text that :func:`read_written` reads; zones are kept as their offsets from UTC."""
    return msgspec.json.encode(visibility).decode()


def read_written(text: str) -> Visibility:
    """What :func:`written` wrote. Raises msgspec.DecodeError where it is something else."""
    return msgspec.json.decode(text, type=Visibility)


SHOWN: Final = Visibility()
NOT_ON_SITE: Final = frozenset((State.DRAFT, State.HIDDEN, State.EXPIRED))
"""What no reader finds, and will not find by waiting."""
NOT_SHOWN: Final = NOT_ON_SITE | {State.SCHEDULED}
"""What no reader finds now, those included that only wait for their date."""
ON_SITE: Final = frozenset((State.PUBLISHED, State.UNLISTED))
"""What readers find now."""


def state_of(visibility: Visibility, now: datetime, *, readable: bool = True) -> State:
    """The state at the aware moment ``now``."""
    if not readable:
        return State.UNREADABLE
    if visibility.draft:
        return State.DRAFT
    if visibility.hidden:
        return State.HIDDEN
    if visibility.until is not None and visibility.until <= now:
        return State.EXPIRED
    if visibility.since is not None and visibility.since > now:
        return State.SCHEDULED
    waits = visibility.listed is not None and visibility.listed > now
    return State.UNLISTED if visibility.unlisted or waits else State.PUBLISHED
