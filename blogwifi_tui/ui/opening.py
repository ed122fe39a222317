"""What is on its way to the screen: keys wait for it, it is said how far it is, and Esc stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar, overload

from blogwifi_tui.errors import Cancelled
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import _, ngettext

if TYPE_CHECKING:
    from textual.timer import Timer


T = TypeVar("T")


class OpeningScreen(Protocol):
    """A screen that something is to come over."""

    @property
    def is_active(self) -> bool:
        """Whether nothing lies over it, and takes its keys, yet."""
        ...

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Show a sentence."""
        ...

    def set_interval(self, interval: float, callback: Callable[[], object]) -> Timer:
        """Call a function each so many seconds."""
        ...


class Opening:
    """Of one screen: whether a box or a dialog is on its way, and how far that is."""

    def __init__(self, screen: OpeningScreen, moment: float) -> None:
        """``moment``: seconds after which it is said how far it is, and then again and again."""
        self._screen = screen
        self._moment = moment
        self._said = self._stopped = self._expects = False
        self._total = self._posts = 0
        self.is_under_way = False
        self.steps = 0
        """How many posts were read for it."""

    @contextmanager
    def begin(self) -> Iterator[Opening]:
        """Let keys wait; what was said of it goes with its end."""
        self.is_under_way, self._said, self._stopped, self._expects = True, False, False, False
        self.steps = self._total = self._posts = 0
        timer = self._screen.set_interval(self._moment, self._tell)
        try:
            yield self
        finally:
            timer.stop()
            self.is_under_way = False
            self._hush()

    def expect(self) -> None:
        """Posts are about to be counted, after something else: Esc stops that too."""
        self.steps = self._total = self._posts = 0
        self._stopped, self._expects = False, True

    def check(self) -> None:
        """What was expected is over. Raises Cancelled when it was to stop."""
        self._expects = False
        if self._stopped:
            raise Cancelled

    def counted(self, posts: Sequence[T], *, rounds: int = 1) -> Sequence[T]:
        """The same ``posts``, or their paths, of which each counts when it is taken; for a thread.

        ``rounds``: how often all are taken; each counts as one post all the same.

        Raises:
            Cancelled: by the one that is taken after :meth:`stop`.
        """
        self._posts += len(posts)
        self._total += rounds * len(posts)
        return _Counted(posts, self._step)

    def stop(self) -> bool:
        """Take no further post; whether there are any to take."""
        self._stopped = self.is_under_way and (self._expects or self.steps < self._total)
        if self._stopped:
            self._tell()
        return self._stopped

    def _step(self) -> None:
        """On the thread that reads."""
        if self._stopped:
            raise Cancelled
        self.steps += 1

    def _tell(self) -> None:
        if not self._screen.is_active:
            self._hush()
            return
        self._said = True
        if self._stopped:
            self._screen.say(_("Stopping…"))
        elif self._total:
            words = ngettext(
                "{done} of {n} post read; Esc stops.", "{done} of {n} posts read; Esc stops.", self._posts
            )
            done = min(self.steps, self._total) * self._posts // self._total
            self._screen.say(words.format(done=number(done), n=number(self._posts)))
        else:
            self._screen.say(_("One moment…"))

    def _hush(self) -> None:
        if self._said:
            self._said = False
            self._screen.say("")


class _Counted(Sequence[T]):
    """Things, each of which is told when it is taken."""

    def __init__(self, things: Sequence[T], step: Callable[[], None]) -> None:
        self._things = things
        self._step = step

    def __len__(self) -> int:
        return len(self._things)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._things[at]

    def __iter__(self) -> Iterator[T]:
        for thing in self._things:
            self._step()
            yield thing
