"""A step over many posts: keys do nothing while it lasts, it is told how far it is, and Esc stops it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import _, ngettext

if TYPE_CHECKING:
    from blogwifi_tui.core.step_watch import StepWatch
    from blogwifi_tui.ui.opening import OpeningScreen

SEEN = 3
"""Moments after which the result of a step that lasted has been seen."""


class LongStep:
    """Of one screen: the step over many that it waits for.

    One that is over within a moment is as any key: what was typed meanwhile comes after it. Who types on
    while one lasts does not see what it will lead to, and means none of it.
    """

    def __init__(self, screen: OpeningScreen, watch: StepWatch, moment: float) -> None:
        """``watch``: of the step; ``moment``: seconds after which it lasts, and its result has been seen."""
        self._screen = screen
        self._watch = watch
        self._moment = moment
        self._said = self._stopped = False
        self.is_under_way = False
        self._began = self._free = -inf

    @contextmanager
    def begin(self) -> Iterator[None]:
        """Hold keys and tell how far the step is; what was told goes with its end."""
        self._said, self._stopped, self.is_under_way = False, False, True
        self._began, self._free = monotonic(), inf
        timer = self._screen.set_interval(self._moment, self._tell)
        try:
            yield
        finally:
            timer.stop()
            self._free = monotonic() + SEEN * self._moment if self._lasts else -inf
            self.is_under_way = False
            self._hush()

    @property
    def _lasts(self) -> bool:
        return self.is_under_way and monotonic() > self._began + self._moment

    def drops(self, typed: float) -> bool:
        """Whether what was typed at this time does nothing: the step lasts, or was seen by nobody to end.

        Who goes on typing has not looked yet: each key before the result was seen begins the while anew.
        """
        if self.is_under_way:
            return self._lasts
        is_early = self._began <= typed < self._free
        if is_early:
            self._free = max(self._free, typed + SEEN * self._moment)
        return is_early

    def refuse(self) -> None:
        """Say, to who types, that the step is under way."""
        if self.is_under_way:
            self._tell()

    def stop(self) -> bool:
        """Stop the step, which takes back what it did; whether there was one to stop."""
        if self.is_under_way:
            self._stopped = True
            self._watch.interrupt()
            self._tell()
        return self.is_under_way

    def _tell(self) -> None:
        if not self._screen.is_active:
            self._hush()
            return
        self._said = True
        self._screen.say(self._words())

    def _words(self) -> str:
        done, total = self._watch.done, self._watch.total
        if self._stopped:
            return _("Stopping…")
        if done >= total:
            return _("git is still at work on the commit; Esc stops it.")
        words = ngettext(
            "{done} of {n} file written; Esc stops and takes it back.",
            "{done} of {n} files written; Esc stops and takes them back.",
            total,
        )
        return words.format(done=number(done), n=number(total))

    def _hush(self) -> None:
        if self._said:
            self._said = False
            self._screen.say("")
