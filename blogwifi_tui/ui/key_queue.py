"""One key after the other, however fast they come.

A slow line hands over what was typed in bursts. Textual gives each key to what has the focus when the key
arrives, while the key before it may still be on its way to open a dialog or to change a text: «/wifi» would
lose its letters, and Ctrl+S would save all but the last word. Here a key waits until the one before it took
effect.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections import deque
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import Any, Protocol, runtime_checkable

from textual import events, widgets
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from blogwifi_tui.ui.long_step import LongStep
from blogwifi_tui.ui.opening import Opening
from blogwifi_tui.ui.workers import Rule, is_at_work

GRAVE = 10
"""Moments in which an answer that takes something from readers is read, where its question came late."""
GLANCE = 0.03
"""Seconds between two looks at what became of a key whose effect is slow, or not told."""
PATIENCE = 5.0
"""Seconds after which the next key goes on whatever happened to the one before it."""
TOGETHER = 0.04
"""Seconds between two keys of a text that comes at once; those of a person are further apart."""
PASTED = 12
"""Keys that come together, each while others wait, after which they are a text and not typed."""
LONG = 60
"""Of those that wait: written at once, whether a key among them could mean more than its letter or not."""
LONGEST_OPENING = 30.0
"""Likewise while a screen is known to be on its way: keys meant for it are commands where they are typed."""


@runtime_checkable
class OpensScreens(Protocol):
    """A screen that tells when a key on it is about to open something that will take the keyboard."""

    on_its_way: Opening
    long_step: LongStep

    def stop_commit(self) -> bool:
        """Stop a commit that lasts; whether there was one to stop."""
        ...


@runtime_checkable
class DeclinesKeys(Protocol):
    """A dialog that may come while somebody writes, and closes where they go on writing."""

    def declines(self, typed: events.Key | events.Paste) -> bool:
        """Whether what was typed is meant for what lies under the dialog, which is closed then."""
        ...


@runtime_checkable
class AsksFirst(Protocol):
    """A dialog whose keys answer: those do not that were typed before it could be seen."""

    first_sight: FirstSight


class FirstSight:
    """From when on keys may answer a dialog."""

    def __init__(self, moments: int = 1) -> None:
        """``moments``: how many it takes to read it; none where it follows on a key at once."""
        self._since = inf
        self._moment = 0.0
        self._moments = moments

    def begin(self, app: App[Any]) -> None:
        """The dialog comes to the screen of ``app``."""
        now, moment = monotonic(), 0.0
        if isinstance(app, OrderedKeys):
            moment = app.moment
            if now - app.let_through <= moment:  # it follows on a key, as one types who knows it
                now = moment = 0.0
        moment *= self._moments
        self._since, self._moment = now + moment, moment

    def is_before(self, typed: events.Key | events.Paste) -> bool:
        """Whether this was typed too early to be an answer; Esc only closes, and is always one.

        Who goes on typing has not looked yet: each key that is too early begins the moment anew.
        """
        leaves = isinstance(typed, events.Key) and typed.key == "escape"
        if leaves or typed.time >= self._since:
            return False
        self._since = max(self._since, typed.time + self._moment)
        return True


@dataclass(slots=True, eq=False)
class _UnderWay:
    """A key that was passed on, and whose effect is waited for."""

    screen: Screen[object]
    """The one it was typed on."""
    since: float = field(default_factory=monotonic)
    settled: bool = False
    """Its target has dealt with it, and with what that led to."""
    glance: asyncio.TimerHandle | None = None
    steps: int = 0
    """How far what it opens was at the last glance."""


class _Settled(Message):
    """Follows a key along its way, and so arrives after it; then follows what the key made its target say."""

    def __init__(self, key: _UnderWay, target: MessagePump, *, again: bool) -> None:
        super().__init__()
        self.key = key
        self.target = target
        self.again = again


class OrderedKeys(App[None]):
    """An app whose keys and pastes take effect in order."""

    def __init__(self, moment: float) -> None:
        """``moment``: seconds in which what a key opens comes so fast that one types on without a look."""
        super().__init__()
        self.moment = moment
        self._typed: deque[events.Key | events.Paste] = deque()
        self._under_way: _UnderWay | None = None
        self.let_through = monotonic()
        """When the last key took its way."""
        self._together = 0
        """How many keys came together before the one that waits first."""
        self._last = 0.0
        """When the key came that was let through last."""
        self.strokes = 0
        """Keys and pastes so far but those that answer a dialog: whether somebody is writing."""

    @property
    def clipboard(self) -> str:
        """What was cut or copied here last, on one line where it is for a field."""
        text = super().clipboard
        return _on_one_line(text) if isinstance(self.focused, Input) else text

    async def on_event(self, event: events.Event) -> None:
        """Hold back what is typed while a key is under way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if not isinstance(self.screen, ModalScreen):
                self.strokes += 1
            if isinstance(event, events.Key) and event.key == "escape" and self._stops_opening(self.screen):
                return
            if not self._under_way:
                self._together = 0
            self._typed.append(event)
            await self._type()
        else:
            await super().on_event(event)

    def _stops_opening(self, screen: Screen[object]) -> bool:
        """Whether Esc ends the commit, or the reading of posts, before what the keys wait for."""
        if not isinstance(screen, OpensScreens):
            return False
        if not _is_busy(screen):
            return False
        is_step = screen.long_step.stop()
        if not is_step and screen.stop_commit():
            return True
        if is_stopped := is_step or screen.on_its_way.stop():
            self._typed.clear()  # it was meant for what does not come
        return is_stopped

    async def _type(self) -> None:
        """Let the next key take its way, unless one is under way, or what a click opens."""
        _drop(self._typed, self.screen)
        if self._under_way or not self._typed:
            return
        if _is_busy(self.screen):
            self._look_again_later(_UnderWay(self.screen, settled=True))
            return
        self._join()
        key = _UnderWay(self.screen)
        self.let_through = key.since
        self._look_again_later(key)
        typed = self._typed.popleft()
        if isinstance(key.screen, DeclinesKeys) and key.screen.declines(typed):
            self._typed.appendleft(typed)
        elif not (isinstance(key.screen, AsksFirst) and key.screen.first_sight.is_before(typed)):
            await super().on_event(typed)
        target = self.focused or key.screen
        self._follow(_Settled(key, target, again=True))

    def _join(self) -> None:
        """Make one paste of the keys of a text that waits, as screen's paste and text expanders send it.

        Enter would go on with a list whose marks come by themselves, and each line be indented once more.
        """
        first = self._typed[0]
        if isinstance(first, events.Paste) and isinstance(self.focused, Input):
            first.text = _on_one_line(first.text)
        if first.time - self._last > TOGETHER:
            self._together = 0
        text, last = "", first.time
        for event in self._typed:
            written = _written(event)
            if not written or event.time - last > TOGETHER:
                break
            text, last = text + written, event.time
        meant = len(text) >= LONG or (not text.isprintable() and self._together + len(text) >= PASTED)
        if meant and isinstance(self.focused, widgets.TextArea):
            for _letter in text:
                self._typed.popleft()
            self._typed.appendleft(events.Paste(text))
            self._together += len(text)
            self._last = self._typed[0].time = last
        else:
            self._together += 1
            self._last = first.time

    def on__settled(self, event: _Settled) -> None:
        """The key took effect; what it started may still move the focus."""
        if event.again:
            self._follow(_Settled(event.key, event.target, again=False))
        else:
            self.call_later(self._settle, event.key)

    def _follow(self, message: _Settled) -> None:
        if not message.target.post_message(message):  # the target is gone, and nothing is left to wait for
            self.call_later(self._settle, message.key)

    async def _settle(self, key: _UnderWay) -> None:
        await asyncio.sleep(0)
        key.settled = True
        if key is self._under_way and not self._is_opening(key):
            self._go_on(key)

    def _look_again_later(self, key: _UnderWay) -> None:
        self._under_way = key
        key.glance = asyncio.get_running_loop().call_later(GLANCE, self._look, key)

    def _look(self, key: _UnderWay) -> None:
        """What the key meant to tell us may have gone with the dialog it closed, or still be under way."""
        waited = monotonic() - key.since
        if self._is_opening(key):
            is_done = waited > LONGEST_OPENING and not _gets_on(self.screen, key)
        else:
            is_done = key.settled or key.screen not in self.screen_stack or waited > PATIENCE
        if is_done or not self.is_running:
            self._go_on(key)
        else:
            self._look_again_later(key)

    def _is_opening(self, key: _UnderWay) -> bool:
        """Whether something is on its way that the next key is meant for."""
        screen = self.screen
        if _is_busy(screen):
            return True
        if screen is not key.screen and self.focused is None and self.app_focus:
            return True
        return is_at_work(screen, Rule.KEYS_WAIT)

    def _go_on(self, key: _UnderWay) -> None:
        if key.glance:
            key.glance.cancel()
        self._under_way = None
        self.call_later(self._type)


def _drop(typed: deque[events.Key | events.Paste], screen: Screen[object]) -> None:
    """Take away what does nothing, for a step over many on this screen that lasts; that is said there."""
    step = screen.long_step if isinstance(screen, OpensScreens) else None
    while step and typed and step.drops(typed[0].time):
        typed.popleft()
        step.refuse()


def _is_busy(screen: Screen[object]) -> bool:
    """Whether what is typed waits for something that is on its way to the screen, or for a step."""
    return isinstance(screen, OpensScreens) and (
        screen.on_its_way.is_under_way or screen.long_step.is_under_way
    )


def _gets_on(screen: Screen[object], key: _UnderWay) -> bool:
    """Whether what is to be opened has come further since the last glance."""
    before = key.steps
    key.steps = screen.on_its_way.steps if isinstance(screen, OpensScreens) else 0
    return key.steps != before


def _on_one_line(text: str) -> str:
    """``text`` with a blank in the place of each line end."""
    lines = text.splitlines()
    return " ".join(filter(None, map(str.strip, lines))) if len(lines) > 1 else text


def _written(event: events.Key | events.Paste) -> str:
    """The letter a key writes into a text; empty for keys that do something else."""
    if isinstance(event, events.Paste) or event.key.startswith("alt+"):
        return ""
    if event.key in ("enter", "ctrl+j"):
        return "\n"
    if event.key == "tab":
        return "\t"
    letter = event.character or ""
    return letter if len(letter) == 1 and unicodedata.category(letter) not in ("Cc", "Cs") else ""
