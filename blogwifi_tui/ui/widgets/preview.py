"""The post as a reader would see it, kept up to date while it is written."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

from textual.message import Message

from blogwifi_tui.markdown.lexing import lex_by
from blogwifi_tui.markdown.rendering import Rendering
from blogwifi_tui.ui.widgets.styled_rows import StyledRows
from blogwifi_tui.ui.workers import Work, run

if TYPE_CHECKING:
    from blogwifi_tui.markdown.renderer import Renderer

_LONG = 8_000
"""Characters; when more than that is new, the event loop does not even begin to read it."""
_PATIENCE = 0.012
"""Seconds the event loop may spend on a rendering before the rest is left to a thread."""

_LARGE = 5_000
"""Characters; a block larger than that is not drawn on the event loop."""

Heading = tuple[str, ...]
"""A title, and what is said about the post, on lines of its own."""


@dataclass(frozen=True, slots=True)
class _Job:
    """What to show, and the cells there are for it."""

    source: str
    heading: Heading | None
    key: object
    width: int = 0


class Preview(StyledRows):
    """Shows the Markdown of a post; what did not change is neither rendered nor painted again."""

    @dataclass
    class Scrolled(Message):
        """The person scrolled: the top row now comes from ``source_line`` (0-based)."""

        source_line: int

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._renderer: Renderer | None = None
        self._wanted: _Job | None = None
        self._working: _Job | None = None
        self._shown: _Job | None = None
        self._scheduled = self._busy = self._led = False
        self._followed: int | None = None

    def show(self, source: str, heading: Heading | None = None, *, key: object = None) -> None:
        """Show the Markdown ``source``, soon; of several calls in a row only the last counts.

        Args:
            source: the body of the post, without its header.
            heading: title and what is said about the post, to stand above it.
            key: says which post this is; another post is shown from its top.
        """
        if self._wanted is None or self._wanted.key != key:
            self._followed = None
        self._wanted = _Job(source, heading, key)
        self._schedule()

    def clear(self) -> None:
        """Show nothing; what is shown next starts at its top."""
        self._wanted = self._shown = self._followed = None
        self.present(Rendering(()))
        self._lead_to(0)

    def follow(self, source_line: int) -> None:
        """Bring what the 0-based ``source_line`` became into view, soon, and moving only if it is not."""
        self._followed = source_line
        self._schedule()

    @property
    def source(self) -> str:
        """The Markdown that is shown, or soon will be."""
        return self._wanted.source if self._wanted else ""

    def go_to(self, source_line: int) -> None:
        """Bring what the 0-based ``source_line`` became to the top, as far as the text goes."""
        self.scroll_to(y=self.rendering.row_of(source_line), animate=False)

    @property
    def source_line(self) -> int:
        """The 0-based source line the top row comes from."""
        return self.rendering.source_of(self.scroll_offset.y)

    # Rendering: on the event loop when it is a matter of milliseconds, else in a thread

    def _schedule(self) -> None:
        if not self._scheduled:
            self._scheduled = True
            # After the refresh, so that the editor paints the key before we look at it.
            self.call_after_refresh(self._begin)

    def _due(self) -> _Job | None:
        """Return what ought to be shown and is not."""
        job = replace(self._wanted, width=self.measure) if self._wanted else None
        return job if job and job.width > 0 and job != self._shown else None

    def _begin(self) -> None:
        self._scheduled = False
        job = self._due()
        if self._busy:
            return
        if job is None:
            self._obey()
            return
        shown = self._shown
        same = shown is not None and (shown.key, shown.width) == (job.key, job.width)
        known = len(shown.source) if shown and same else 0
        if "markdown_it" in sys.modules and abs(len(job.source) - known) < _LONG:
            end = perf_counter() + _PATIENCE
            self._take(job, self._rendered(job, lambda _rows: perf_counter() > end, _LARGE))
        if self._due():
            self._busy = True
            run(self, Work.RENDER, self._catch_up)

    async def _catch_up(self) -> None:
        """Render in a thread until what is shown is what was asked for last."""
        try:
            while job := self._due():
                self._working = self._wanted
                if self._is_new(job):
                    self._take(job, await asyncio.to_thread(self._rendered, job, self._is_screenful))
                self._take(job, await asyncio.to_thread(self._rendered, job, self._is_outdated))
        finally:
            self._busy = False

    def _rendered(self, job: _Job, stop: Callable[[int], bool], largest: float = inf) -> Rendering:
        from blogwifi_tui.markdown.renderer import Renderer
        from blogwifi_tui.markdown.title_rows import title_rows

        if self._renderer is None:
            self._renderer = Renderer()
        rendering = self._renderer.render(job.source, job.width, stop=stop, largest=largest)
        return rendering.headed(title_rows(*job.heading, width=job.width)) if job.heading else rendering

    def _is_screenful(self, rows: int) -> bool:
        return rows > self.size.height

    def _is_outdated(self, _rows: int) -> bool:
        return self._wanted is not self._working

    def _is_new(self, job: _Job) -> bool:
        return self._shown is None or self._shown.key != job.key

    def _take(self, job: _Job, rendering: Rendering) -> None:
        """Show a rendering if it is whole, or at least of the right post."""
        new = self._is_new(job)
        if not rendering.complete and not new:
            return
        self._shown = job if rendering.complete else replace(job, width=0)
        self.present(rendering)
        if new:
            self._lead_to(0)
        self._obey()

    # Moving about

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say where the person scrolled to; that is not taken back before the text is moved in again."""
        super().watch_scroll_y(old_value, new_value)
        if not self._led and round(old_value) != round(new_value):
            self._followed = None
            self.post_message(self.Scrolled(self.source_line))

    def _obey(self) -> None:
        """Bring the followed line into view, a third down the screen when it is out of it."""
        if self._followed is None or not len(self.rendering):
            return
        row, top, height = self.rendering.row_of(self._followed), self.scroll_offset.y, self.size.height
        if not top <= row <= top + height - 3:
            self._lead_to(max(0, row - height // 3))

    def _lead_to(self, row: int) -> None:
        self._led = True
        self.scroll_to(y=row, animate=False, force=True)
        self._led = False

    def on_resize(self) -> None:
        """Fit the text to the new width."""
        self._schedule()

    def on_mount(self) -> None:
        """Let what renders in a thread have its code lexed here, where it can be interrupted."""
        lex_by(asyncio.get_running_loop().call_soon_threadsafe)

    def on_unmount(self) -> None:
        """Let a rendering under way stop at its next block."""
        self._wanted = None
