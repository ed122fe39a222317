"""On every screen: nothing is sent while nothing happens, and the terminal shows what was drawn last."""

from __future__ import annotations

from itertools import chain
from math import inf
from pathlib import Path
from typing import Any

import pyte
import pytest
from textual._compositor import CompositorUpdate
from textual.app import App

from blogwifi_tui.ui.drawing import Drawing
from blogwifi_tui.ui.list.screen import ListScreen
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from tests.conftest import Git
from tests.ui.every_screen import EVERY, Way
from tests.ui.person import Person, at_the_program
from tests.ui.test_drawing import seen

SIZE = (110, 30)
ROUNDS = 3
"""How often each timer goes off; what blinks is at its end as it was at its start after two."""


class Terminal:
    """What the program sends, and what a terminal shows of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[str] = []
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self._screen)
        monkeypatch.setattr(App, "_display", lambda app, _screen, frame: self._draw(app, frame))

    def _draw(self, app: App[None], frame: Any) -> None:
        if isinstance(frame, CompositorUpdate) and app.is_running and not app._batch_count:
            self.sent.append(frame.render_segments(app.console))
            self._stream.feed(self.sent[-1])

    def write_over(self) -> None:
        """What another program does that writes to the same terminal."""
        self._stream.feed("\x1b[3;1HWall message from root")

    def shows(self, person: Person) -> bool:
        """Whether each cell is as if all of the screen were drawn now."""
        app, anew = person.app, pyte.Screen(*SIZE)
        frame = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
        assert isinstance(frame, CompositorUpdate)
        pyte.Stream(anew).feed(frame.render_segments(app.console).replace("\n", "\r\n"))
        columns, lines = SIZE
        cells = ((y, x) for y in range(lines) for x in range(columns))
        return all(seen(anew.buffer[y][x]) == seen(self._screen.buffer[y][x]) for y, x in cells)


async def let_time_pass(person: Person, *, is_walk_due: bool = True) -> bool:
    """Let every timer of the program go off once, and all that comes of it happen.

    ``is_walk_due``: whether the list looks at every post again, which it does the rarer the more there are.
    Whether one of them was to go off once only: what it led to may have started another one.
    """
    app, was_awaited = person.app, False
    for screen in app.screen_stack:
        if isinstance(screen, ListScreen):
            screen.refresher.file_watch.next_walk = 0.0 if is_walk_due else inf
        nodes = chain([app] if screen is app.screen else [], [screen], screen.walk_children())
        for node in nodes:
            for timer in tuple(node._timers):
                if timer._active.is_set() and timer._task and timer is not screen._update_timer:
                    if timer._repeat is not None:  # it goes off once
                        timer.stop()
                        was_awaited = True
                    with node._context():
                        await timer._tick(next_timer=0.0, count=1)
    await person.idle()
    return was_awaited


@pytest.mark.parametrize("way", EVERY, ids=lambda way: way.name)
async def test_a_screen_sends_nothing_while_nothing_happens_and_stands_on_the_terminal_as_it_is(
    blog: Path, git: Git, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(monkeypatch)
    async with way.opened(blog, git, SIZE) as person:
        while await let_time_pass(person):
            pass
        terminal.sent.clear()
        for _round in range(ROUNDS):
            await let_time_pass(person)
            assert terminal.sent == []
        assert terminal.shows(person)


async def test_leaving_a_dialog_sends_what_it_covered_and_no_more(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(monkeypatch)
    async with at_the_program(blog, SIZE) as person:
        await person.press("delete")
        assert person.at == "Question"
        terminal.sent.clear()
        await person.press("escape")
        everything = person.app.screen._compositor.render_update(full=True)
        assert isinstance(everything, CompositorUpdate)
        assert 0 < len("".join(terminal.sent)) < len(everything.render_segments(person.app.console)) / 4
        assert terminal.shows(person)


async def test_nothing_is_drawn_either_while_a_dialog_lies_over_the_list(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = list[object]()
    changes = Drawing.changes
    async with at_the_program(blog, SIZE) as person:
        await person.press("delete")
        person.app.screen_stack[0].query_one(KeyBar).refresh()
        await let_time_pass(person)
        monkeypatch.setattr(Drawing, "changes", lambda *given: (drawn.append(given), changes(*given))[1])
        for _round in range(ROUNDS):
            await let_time_pass(person)
        assert drawn == []
