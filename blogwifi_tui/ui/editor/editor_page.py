"""The post that is open in the editor on its page in the browser: as it is typed, at the caret."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from textual.timer import Timer

from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.workers import Work, run


class EditorPage:
    """Sends what is typed to the page, a moment after a key, where the page shows this post."""

    def __init__(self, opened: OpenPost, services: Services, screen: CommandScreen) -> None:
        self._opened = opened
        self._page = services.real_page
        self._pause = services.timings.page
        self._screen = screen
        self._path = opened.post.path
        """Under which the page knows the post."""
        self._line = 0
        self._pulse: Timer | None = None
        self._is_due = False
        """Whether the page has not been told the text of now."""
        self._is_sent = False
        """Whether the page shows what is typed here, which goes when the editor does."""

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What the commands of the page do here."""
        return {
            "real_page_here": partial(run, self._screen, Work.SHOW_PAGE, self.show),
            "generator_words_here": partial(run, self._screen, Work.FIND_OUT, self.show_words),
        }

    async def show(self) -> None:
        """Show the post in the browser, as it is typed."""
        post = self._opened.post
        self._path = post.path
        self._is_due = self._is_due or self._opened.changed or self._opened.buffer.before is None
        await self._page.show(self._screen, post.path, post.title, self._send)

    async def show_words(self) -> None:
        """Show what the generator printed."""
        await self._page.show_words()

    def text_changed(self) -> None:
        """The text is another one, or its fields are."""
        self._is_due = True
        self._send_soon()

    def caret_moved(self, line: int) -> None:
        """The caret is on this 0-based line of the body, as it is shown."""
        self._line = line
        self._send_soon()

    def close(self) -> None:
        """The editor is left: the page shows what the file holds."""
        if self._is_sent:
            self._page.typed(self._path, lambda: None)

    def _send_soon(self) -> None:
        if self._pulse is None and self._page.shows(self._path):
            self._pulse = self._screen.set_timer(self._pause, self._send)

    def _send(self) -> None:
        self._pulse = None
        path, buffer = self._opened.post.path, self._opened.buffer
        if path != self._path:
            self._page.move(self._path, path)
            self._path, self._is_due = path, True
        if self._is_due:
            self._is_due, self._is_sent = False, True
            text = self._opened.snapshot()
            self._page.typed(path, lambda: text().data)
        self._page.at(path, self._line + buffer.lead.count("\n"))
