"""What a person does at the program, and what they see: keys in, the letters on the screen out."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from threading import Event
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.command import CommandPalette
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.worker import Worker

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.ui.app import BlogApp
from blogwifi_tui.ui.editor.screen import EditorScreen
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.services import Timings
from blogwifi_tui.ui.widgets.prose import Prose
from blogwifi_tui.ui.widgets.status_line import MessageLine
from blogwifi_tui.ui.workers import Thread, Threads, Work

T = TypeVar("T")
_CALM = 8
"""Turns of the event loop without anything to do after which nothing more is coming."""
_FEWEST_PAINTINGS = 2
"""An animation, which is over at once here, begins with the first."""
_LONGEST = 120
"""Seconds; a program that is busy for longer hangs."""


_NEVER = 1e6
"""Seconds."""


CALM = Timings(poll=_NEVER, look_outside=_NEVER, copy=_NEVER, page=_NEVER, moment=_NEVER, slow_commit=_NEVER)
"""Nothing depends on the clock: what is looked at is looked at on request.

On a busy machine a look at the files, every other second, would fall between any two steps of a test.
"""


class WatchedThreads(Threads):
    """Threads that can tell whether any call is still to be made."""

    under_way: ClassVar[set[asyncio.Future[Any]]] = set()
    _held: set[asyncio.Future[Any]] | None = None

    @contextmanager
    def git_at_work(self) -> Iterator[None]:
        """While git is at work on something long: what is asked of it waits, and is not waited for here."""
        done = Event()
        self._pools[Thread.GIT].submit(done.wait)
        self._held = held = set[asyncio.Future[Any]]()
        try:
            yield
        finally:
            self._held = None
            self.under_way.update(held)
            done.set()

    def _submit(self, thread: Thread, call: Callable[[], T]) -> asyncio.Future[T]:
        future = super()._submit(thread, call)
        if thread is Thread.LIVE:  # a site is asked for minutes, and nobody waits for it
            return future
        watched = self.under_way if self._held is None or thread is not Thread.GIT else self._held
        watched.add(future)
        future.add_done_callback(self.under_way.discard)
        return future


class Person:
    """At a running program."""

    def __init__(self, app: BlogApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def idle(self) -> None:
        """Wait until nothing is under way and all of it is painted."""
        async with asyncio.timeout(_LONGEST):
            await self._calm()
            painted = 0
            while self.is_there and (painted < _FEWEST_PAINTINGS or self._unpainted()):
                self.app.screen._on_timer_update()
                await self.app.animator.wait_until_complete()
                await self._calm()
                painted += 1

    async def _calm(self) -> None:
        """Wait until there is no message, no job, and no worker but those that wait for an answer."""
        calm = 0
        while self.is_there and calm < _CALM:
            if WatchedThreads.under_way:
                await asyncio.wait(WatchedThreads.under_way)
            await asyncio.sleep(0)
            calm = 0 if self._busy() else calm + 1

    def _busy(self) -> bool:
        app = self.app
        if WatchedThreads.under_way or app._typed or app._under_way:
            return True
        looked_for = (each for each in app.workers if each.group == Work.RENDER.group or _is_of_palette(each))
        if not all(worker.is_finished for worker in looked_for):
            return True
        screens = app.screen_stack
        pumps = [app, *screens, *(child for screen in screens for child in screen.walk_children())]
        return not all(pump._message_queue.empty() for pump in pumps)

    def _unpainted(self) -> bool:
        """Whether something is to be painted or waits for that; what is painted may resize, then scroll."""
        screen = self.app.screen
        return bool(
            screen._layout_required
            or screen._scroll_required
            or screen._repaint_required
            or screen._recompose_required
            or screen._dirty_widgets
            or screen._callbacks
        )

    async def press(self, *keys: str) -> None:
        """Press keys, each when nothing is under way any more."""
        for key in keys:
            self.app.post_message(_key(key))
            await self.idle()

    async def burst(self, *keys: str) -> None:
        """Keys that arrive all at once."""
        for key in keys:
            self.app.post_message(_key(key))
        await self.idle()

    async def write(self, text: str) -> None:
        """Put ``text`` where the caret is, at once."""
        self.app.post_message(events.Paste(text))
        await self.idle()

    async def click(self, where: Any, **options: Any) -> None:
        """Click a widget."""
        await self.pilot.click(where, **options)
        await self.idle()

    async def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal other columns and rows."""
        await self.pilot.resize_terminal(*size)
        await self.idle()

    async def palette(self, name: str) -> None:
        """Run a command by its name."""
        await self.press("ctrl+p")
        await self.write(name)
        await self.pilot.pause()
        await self.idle()
        await self.press("enter")
        await self.pilot.pause()
        await self.idle()

    @contextmanager
    def git_at_work(self) -> Iterator[None]:
        """While git is at work on something long, and all that is asked of it waits."""
        threads = self.editor.threads
        assert isinstance(threads, WatchedThreads)
        with threads.git_at_work():
            yield

    # What is seen

    def text(self) -> str:
        """The letters on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    def line(self, number: int) -> str:
        """One line of the screen; -1 is the key bar."""
        return self.text().split("\n")[number]

    @property
    def message(self) -> str:
        """The sentence in the message line."""
        return self.app.screen.query_one(MessageLine).text

    @property
    def asked(self) -> str:
        """What the open dialog says, a line for each of its texts however they are broken on the screen."""
        return "\n".join(prose.text for prose in self.app.screen.query(Prose) if prose.display)

    @property
    def titles(self) -> list[str]:
        """The posts listed, from the top."""
        return [row.title for row in self.app.screen_stack[0].query_one(PostList)._rows]

    @property
    def selected(self) -> str:
        """The title of the post under the cursor."""
        posts = self.app.screen_stack[0].query_one(PostList)
        return posts._rows[posts.cursor].title

    @property
    def is_there(self) -> bool:
        """Whether the program runs, and was not left."""
        return self.app.is_running and not self.app._exit

    @property
    def at(self) -> str:
        """The name of the screen that is open."""
        return type(self.app.screen).__name__

    @property
    def focused(self) -> Widget | None:
        """What the keys go to."""
        return self.app.focused

    @property
    def editor(self) -> EditorScreen:
        """The editor, which must be open."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, EditorScreen))


def _is_of_palette(worker: Worker[Any]) -> bool:
    """Whether it looks for commands; what is found is shown after it was found."""
    return isinstance(worker.node, CommandPalette)


def _key(key: str) -> events.Key:
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    return events.Key(key, " " if key == "space" else None)


@asynccontextmanager
async def at_the_program(
    folder: Path,
    size: tuple[int, int] = (120, 40),
    timings: Timings = CALM,
    notices: Sequence[str] = (),
) -> AsyncIterator[Person]:
    """Open the blog at ``folder``, and wait until it is shown whole."""
    WatchedThreads.under_way.clear()
    blog = Blog.open(folder)
    app = BlogApp(blog, threads=WatchedThreads(), timings=timings, notices=notices)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot)
        await person.idle()
        yield person
    gc.unfreeze()  # what the app took out of the reach of the collector is garbage now
