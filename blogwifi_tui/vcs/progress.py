"""How far a step over the network has come, and the means to stop it."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from enum import StrEnum

_PERCENT = re.compile(rb"(Receiving objects|Writing objects): +(\d+)%")
_TAIL = 400


class Phase(StrEnum):
    """The steps of a publication, in their order."""

    FETCHING = "fetching"
    JOINING = "joining"
    PUSHING = "pushing"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a publication is: ``percent`` (0-100) of the data moved in this phase, None when not known."""

    phase: Phase
    percent: int | None = None


class CancelToken:
    """Given to a step that may last; any thread may cancel it, once and for all."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the step to end; it raises :class:`~blogwifi_tui.errors.Cancelled` within two seconds."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether the end was asked for."""
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until cancelled; return whether it was."""
        return self._event.wait(seconds)


def percent_in(printed: bytes) -> int | None:
    """The last percentage of data moved that git printed on its standard error, if any."""
    found = _PERCENT.findall(printed[-_TAIL:])
    return int(found[-1][1]) if found else None
