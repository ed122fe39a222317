"""What proves on a page that it shows a version of a post: words that no earlier version has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogwifi_tui.core.live.record import Doubt

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a page must have, as normalised words."""

    runs: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    heading: str = ""
    date: str = ""
    doubt: Doubt = Doubt.NONE


def fingerprint(new: Post, olds: Sequence[Post]) -> Fingerprint:
    """What tells ``new`` from ``olds``, of which the site may show each."""
    return Fingerprint(
        doubt=Doubt.CANNOT_COMPARE if any(old.data == new.data for old in olds) else Doubt.NONE
    )
