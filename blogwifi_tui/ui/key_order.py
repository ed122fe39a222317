"""One key after the other, however fast they come.

A slow line hands over what was typed in bursts. Textual gives each key to what has the focus when the key
arrives, while the key before it may still be on its way to open a dialog or to change a text: «/wifi» would
lose its letters, and Ctrl+S would save all but the last word. Here a key waits until the one before it took
effect.
"""

from __future__ import annotations

import asyncio
from collections import deque

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

GLANCE = 0.03
"""Seconds between two looks whether a dialog closed, and took with it what followed the key."""
OPENING = "open"
"""The group of the workers that open another screen."""
PATIENCE = 1.0
"""Seconds after which the next key goes on whatever happened to the one before it."""


class _Settled(Message):
    """Follows a key along its way, and so arrives after it; then follows what the key made its target say."""

    def __init__(self, target: MessagePump, *, again: bool) -> None:
        super().__init__()
        self.target = target
        self.again = again


class OrderedKeys(App[None]):
    """An app whose keys and pastes take effect in order."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._glance: asyncio.TimerHandle | None = None
        """Runs while a key is under way."""

    async def on_event(self, event: events.Event) -> None:
        """Hold back what is typed while a key is under way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self._type()
        else:
            await super().on_event(event)

    async def _type(self) -> None:
        """Let the next key take its way, unless one is under way."""
        if self._glance or not self._typed:
            return
        screen = self.screen
        self._look_again_later(screen, PATIENCE)
        await super().on_event(self._typed.popleft())
        target = self.focused or screen
        target.post_message(_Settled(target, again=True))

    def on__settled(self, event: _Settled) -> None:
        """The key took effect; what it started may still move the focus."""
        if not (event.again and event.target.post_message(_Settled(event.target, again=False))):
            self.call_later(self._see_whether_settled)

    async def _see_whether_settled(self) -> None:
        await asyncio.sleep(0)
        opening = self.focused is None or self._opens_another()
        if opening and self._typed and self._glance:
            self.call_later(self._see_whether_settled)  # what follows is meant for the screen that opens
        else:
            self._go_on()

    def _opens_another(self) -> bool:
        """Whether the screen is busy with what a key opened, as reading a post for the editor."""
        return any(
            worker.node is self.screen and worker.group == OPENING and worker.is_running
            for worker in self.workers
        )

    def _look_again_later(self, screen: Screen[object], patience: float) -> None:
        self._glance = asyncio.get_running_loop().call_later(GLANCE, self._look, screen, patience - GLANCE)

    def _look(self, screen: Screen[object], patience: float) -> None:
        closed = screen not in self.screen_stack and not self._opens_another()
        if patience <= 0 or not self.is_running or closed:
            self._go_on()
        else:
            self._look_again_later(screen, patience)

    def _go_on(self) -> None:
        if self._glance:
            self._glance.cancel()
            self._glance = None
            self.call_later(self._type)
