"""A date with its time and offset, typed or moved part by part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from blogwifi_tui.content.dates.input import date_for_typing, read_typed_date, stepped_date


class DateInput(Input):
    """Ctrl+↑ and Ctrl+↓ move the part of the date at the caret; Ctrl+N is this moment."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Two keys for each: some terminals and desktops keep the one, some the other.
        Binding("ctrl+up,shift+up", "step(1)", show=False),
        Binding("ctrl+down,shift+down", "step(-1)", show=False),
        Binding("ctrl+n", "now", show=False),
    ]

    def __init__(
        self,
        date: str,
        now: Callable[[], dt.datetime],
        *,
        id: str,  # noqa: A002 - Textual's name
        read_in: dt.tzinfo | None = None,
    ) -> None:
        """Show ``date``.

        Args:
            date: as it is typed.
            now: gives this moment in the blog's zone.
            id: of the widget.
            read_in: the zone in which the site reads a date without an offset; None: the blog's.
        """
        super().__init__(date, id=id, compact=True, select_on_focus=False)
        self._now = now
        self._read_in = read_in
        self._as_found = read_typed_date(date)
        day = date_for_typing(now(), timed=False)
        self.cursor_position = min(len(day), len(date))

    def action_step(self, by: int) -> None:
        """Move the year, month, day, hour, minute or offset at the caret; an empty field begins today."""
        if not self.value.strip():
            self.action_now()
            return
        zone = self._now().tzinfo or dt.UTC
        self.value, self.cursor_position = stepped_date(self.value, self.cursor_position, by, zone)

    def action_now(self) -> None:
        """This moment, to the minute; a day alone, or without an offset, where the post's own date is.

        The offset stays where the site would read another moment without it.
        """
        moment, found = self._now().replace(second=0, microsecond=0), self._as_found
        there = moment.astimezone(self._read_in) if self._read_in else moment
        if found and not found.timed:
            moment = there
        if found and found.moment.tzinfo is None and there.utcoffset() == moment.utcoffset():
            moment = moment.replace(tzinfo=None)
        self.value = date_for_typing(moment, timed=found is None or found.timed)
        self.cursor_position = len(date_for_typing(moment, timed=False))
