"""Leaving the open post: for the list, for another post, or for the end of the program."""

from __future__ import annotations

from collections.abc import Awaitable, Callable


class Leaving:
    """Goes once nothing would be lost."""

    def __init__(self, may_leave: Callable[[], Awaitable[bool]]) -> None:
        """``may_leave`` asks for what is not saved, and tells whether one may go."""
        self._may_leave = may_leave
        self._way_out: Callable[[], object] | None = None
        """Where the person is leaving to, once what is written is safe."""

    async def leave(self, way_out: Callable[[], object]) -> None:
        """Go by ``way_out``; a second key meanwhile stops no writing, and only tells where to."""
        is_leaving = self._way_out is not None
        self._way_out = way_out
        if is_leaving:
            return
        try:
            if await self._may_leave():
                self._way_out()
        finally:
            self._way_out = None
