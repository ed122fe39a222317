"""The page of a post in the browser, in step with what is written: one for the whole program.

What serves it is a process of its own; nothing here waits for it on the event loop.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from blogwifi_tui.errors import GitError, PageServerFailed
from blogwifi_tui.i18n.quotes import filled
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.commands.registry import keys_words

if TYPE_CHECKING:
    from textual.app import App

    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.serve.messages import Address, BuildEvent, BuildPlan, Failed
    from blogwifi_tui.core.serve.page_server import PageServer
    from blogwifi_tui.errors import BlogwifiError
    from blogwifi_tui.ui.git_retry import GitRetry
    from blogwifi_tui.ui.screen_keys import ScreenKeys
    from blogwifi_tui.ui.workers import Threads

LONGEST: Final = 20.0
"""Seconds in which the page server says where a page is."""


class Says(Protocol):
    """A screen that has commands, and a line for what happened."""

    keys: ScreenKeys

    @property
    def tells_a_failure(self) -> bool:
        """Whether the line says what could not be done."""
        ...

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Show a sentence."""
        ...

    def say_error(self, error: BlogwifiError, *, safe: str = "") -> None:
        """Show what failed."""
        ...


class RealPage:
    """Shows one post at a time."""

    def __init__(
        self,
        app: App[None],
        blog: Blog,
        threads: Threads,
        git_retry: GitRetry,
        screen: Callable[[], Says | None],
    ) -> None:
        """Made by the app.

        Args:
            app: shows the dialogs.
            blog: whose posts are shown.
            threads: where what serves them is waited for.
            git_retry: asks whether a generator may run the blog's code.
            screen: gives the screen that can say what happened, if one can.
        """
        self._app = app
        self._blog = blog
        self._threads = threads
        self._git_retry = git_retry
        self._screen = screen
        self._server: PageServer | None = None
        self._plan: BuildPlan | None = None
        """How the server builds the site; None: it shows plain pages."""
        self._said = ""
        """The last that was said of the generator, which is not said again."""
        self._shown = ""
        self.failure: Failed | None = None
        """What the generator could not build, as long as it cannot."""

    def shows(self, path: str) -> bool:
        """Whether the post at a path is what the browser shows."""
        return path == self._shown and self._server is not None and self._server.is_running

    async def show(
        self, screen: Says, path: str, title: str, begin: Callable[[], object] = lambda: None
    ) -> None:
        """Show a post in the browser: in the window that shows one already, else in a new one.

        ``begin`` is called once the page is there, and before anything is asked.

        Raises:
            PageServerFailed: what serves it did not start.
        """
        from blogwifi_tui.core.browser import connection, has_browser

        plan, note = await self._planned(path)
        where = await self._threads.page(self._where, path, plan)
        self._shown = path
        begin()
        port = self._server.port if self._server else 0
        came = connection()
        if came and not where.followed:
            await self._tell_address(screen, where.address, note, came.tunnel(port))
        elif where.followed:
            screen.say(" ".join((filled(_("“{title}” is in the browser."), title=title), note)).rstrip())
        elif has_browser():
            import webbrowser

            # A browser that starts may keep its starter waiting for seconds.
            threading.Thread(target=webbrowser.open, args=[where.address], daemon=True).start()
            words = filled(
                _("“{title}” is in the browser: {address}"), title=title, address=f"http://127.0.0.1:{port}/"
            )
            screen.say(f"{words} {note}".rstrip())
        else:
            await self._tell_address(screen, where.address, note)

    def typed(self, path: str, text: Callable[[], bytes | None]) -> None:
        """Show a post as it is typed; None: as its file has it. ``text`` is called on another thread."""
        if self._server:
            self._server.typed(path, text)

    def at(self, path: str, line: int) -> None:
        """Keep the paragraph at a 0-based line of the body in view."""
        if self._server:
            self._server.at(path, line)

    def move(self, path: str, to: str) -> None:
        """Go along with a post whose file went elsewhere."""
        if self._server and self.shows(path):
            self._server.typed(path, lambda: None)
            self._server.show(to)
            self._shown = to

    async def show_words(self) -> None:
        """Show all that the generator printed when it could not build the site."""
        from blogwifi_tui.ui.widgets.page_dialogs import generator_question

        await self._app.push_screen_wait(generator_question(self.failure))

    def stop(self) -> None:
        """End what serves the page; it takes moments, for which nobody waits."""
        if self._server:
            self._server.stop()

    async def _planned(self, path: str) -> tuple[BuildPlan | None, str]:
        """How the site is built that shows a post (None: it is not), and what is to be said of that."""
        from blogwifi_tui.core.serve.generator_trust import trusted_plan
        from blogwifi_tui.core.serve.messages import BuildPlan
        from blogwifi_tui.i18n.serve_messages import plan_words

        try:
            found = await self._git_retry.run(lambda: self._threads.page(trusted_plan, self._blog, path))
        except GitError as error:
            return None, plan_words(error)
        return found if isinstance(found, BuildPlan) else None, plan_words(found)

    def _where(self, path: str, plan: BuildPlan | None) -> Address:
        """Where the page of a post is, on a server that is started first where there is none for it."""
        from blogwifi_tui.core.serve.page_server import PageServer

        if self._server and self._plan != plan:
            self._server.stop()
        if self._server is None or not self._server.is_running:
            language = self._blog.settings.language()
            self._server = PageServer(self._blog.root, self._hear, language=language, plan=plan)
            self._plan, self._shown = plan, ""
            self.failure, self._said = None, ""  # of a generator that is gone
            self._server.start()
        try:
            return self._server.show(path).result(LONGEST)
        except TimeoutError as error:
            self._server.stop()
            raise PageServerFailed("") from error

    async def _tell_address(self, screen: Says, address: str, note: str, tunnel: str = "") -> None:
        """Show what is to be typed or opened elsewhere, and copy it."""
        from blogwifi_tui.ui.widgets.page_dialogs import address_question

        self._app.copy_to_clipboard(tunnel or address)
        if note:
            screen.say(note)
        while answer := await self._app.push_screen_wait(address_question(address, tunnel)):
            self._app.copy_to_clipboard(tunnel if answer == "tunnel" else address)
            screen.say(_("Copied."))

    # What the generator says

    def _hear(self, event: BuildEvent | PageServerFailed) -> None:
        """Called on a thread of the page server."""
        if self._app.is_running:
            self._app.call_later(partial(self._tell, event))

    def _tell(self, event: BuildEvent | PageServerFailed) -> None:
        from blogwifi_tui.core.serve.messages import Failed, Mended
        from blogwifi_tui.i18n.serve_messages import build_event_words

        screen = self._screen()
        if isinstance(event, PageServerFailed):
            if screen:
                screen.say_error(event)
            return
        self.failure = (
            event if isinstance(event, Failed) else None if isinstance(event, Mended) else self.failure
        )
        words = build_event_words(event)
        is_news = bool(words) and words != self._said
        self._said = words or self._said
        if is_news and screen and not screen.tells_a_failure:
            if self.failure and (key := _key_of_words(screen)):
                words = f"{words} {_('{key} shows all that was said.').format(key=key)}"
            screen.say(words, kind="good" if isinstance(event, Mended) else "warning")


def _key_of_words(screen: Says) -> str:
    """The key that shows what the generator printed, on the screen that is open; empty where none does."""
    commands = screen.keys.commands.values()
    found = [command for command in commands if command.id.startswith("generator_words")]
    return keys_words(screen.keys.of(found[0])[:1]) if found else ""
