"""A terminal made of what an app wrote to it, to see what a person sees after partial repaints."""

from __future__ import annotations

import asyncio
from typing import Any

import pyte
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.events import Key
from textual.keys import _character_to_key

from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from blogwifi_tui.ui.editor.find.find_bar import FindBar

_CALM = 5
"""Turns of the event loop with empty queues after which nothing more is coming."""


class SeenApp(App[None]):
    """An app whose output is drawn on a terminal of ours, byte by byte as a real one would get it."""

    ENABLE_COMMAND_PALETTE = False
    written = 0

    def _display(self, screen: Any, renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate):
            if not hasattr(self, "terminal") or (self.terminal.columns, self.terminal.lines) != self.size:
                self.terminal = pyte.Screen(*self.size)
                self.stream = pyte.Stream(self.terminal)
            output = renderable.render_segments(self.console).replace("\n", "\r\n")
            self.written += len(output.encode())
            self.stream.feed(output)

    def seen(self) -> list[list[Any]]:
        """Every cell of the terminal, with its colours."""
        cells = self.terminal.buffer
        return [[cells[y][x] for x in range(self.size.width)] for y in range(self.size.height)]

    def text(self) -> str:
        """The letters on the terminal."""
        return "\n".join(line.rstrip() for line in self.terminal.display).rstrip()

    async def settle(self) -> None:
        """Let everything asked for happen and be painted."""
        await self.workers.wait_for_complete()
        for _round in range(3):
            await self._calm()
            self.screen._on_timer_update()
        await self._calm()

    async def _calm(self) -> None:
        calm = 0
        while calm < _CALM:
            await asyncio.sleep(0)
            pumps = [self, self.screen, *self.screen.walk_children()]
            calm = calm + 1 if all(pump._message_queue.empty() for pump in pumps) else 0


def pressed(key: str) -> Key:
    """The event of a key by its name, or of a character, as terminals send it."""
    if len(key) == 1:
        return Key(_character_to_key(key), key)
    if key.startswith("alt+"):
        return Key(key, key[-1])
    return Key(key, {"space": " ", "enter": "\r", "tab": "\t"}.get(key))


class AreaApp(SeenApp):
    """An editing area over a find bar."""

    def __init__(self, text: str = "", **options: Any) -> None:
        super().__init__()
        self.area = EditorArea(text, **options)
        self.bar = FindBar()

    def compose(self) -> ComposeResult:
        yield self.area
        yield self.bar

    def on_mount(self) -> None:
        self.area.focus()

    async def press(self, *keys: str) -> None:
        """Press keys, each handled before the next."""
        for key in keys:
            self.post_message(pressed(key))
            await self.settle()

    async def type(self, text: str) -> None:
        """Send the keys of a text as a terminal does, one event for each character."""
        for letter in text:
            self.post_message(Key("enter" if letter == "\n" else _character_to_key(letter), letter))
            await self.settle()
