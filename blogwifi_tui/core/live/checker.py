"""Asks the pages of the last publication until they show what was published."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from blogwifi_tui.core.live.last_publication import PATIENCE, LastPublication

if TYPE_CHECKING:
    from blogwifi_tui.core.live.record import PublicationRecord
    from blogwifi_tui.vcs.progress import CancelToken

PAUSES: Final = (2.0, 5.0, 10.0, 20.0, 40.0, 60.0)
"""Seconds before each round of questions; the last one goes for all that follow."""


def _untold(_record: PublicationRecord) -> None:
    pass


class LiveCheck:
    """Asks the pages of one blog's last publication, one at a time. Blocking: for a thread of its own."""

    def __init__(self, publication: LastPublication, *, patience: float = PATIENCE) -> None:
        """``patience``: seconds since the publication in which it asks."""
        self._publication = publication
        self._patience = patience

    def run(
        self, cancel: CancelToken, tell: Callable[[PublicationRecord], None] = _untold
    ) -> PublicationRecord | None:
        """Ask until each page is known, or the time is over; once where it is over already.

        Args:
            cancel: ends it within a second; what is waited for stays so, and the next run goes on.
            tell: is told each time something about a page has changed, from the calling thread.

        Returns:
            What is known then; None where no publication was noted.
        """
        record = self._publication.read()
        if record and record.is_waiting and not cancel.cancelled:
            tell(record)
        return record
