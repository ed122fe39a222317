"""The composition root: settings, theme, screens, palette, the way out."""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import constants
from textual.app import App, SystemCommand
from textual.command import Provider
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.events import DescendantFocus, Key
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from blogwifi_tui.content.index.index import Entry
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.recovery import Journal
from blogwifi_tui.i18n.explain import folder_cause, mistakes_words
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.model import Loaded, Settings, UiSettings
from blogwifi_tui.settings.paths import crash_dir, recovery_dir
from blogwifi_tui.ui import palette
from blogwifi_tui.ui.chosen_theme import ChosenTheme
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import COMMANDS
from blogwifi_tui.ui.drawing import Drawing
from blogwifi_tui.ui.driver import Terminal, TerminalDriver
from blogwifi_tui.ui.git_retry import GitRetry
from blogwifi_tui.ui.key_queue import OrderedKeys
from blogwifi_tui.ui.line_filter import ControlFilter, contrast_filter
from blogwifi_tui.ui.list.screen import ListScreen
from blogwifi_tui.ui.publish.publisher import Publisher
from blogwifi_tui.ui.real_page import RealPage
from blogwifi_tui.ui.screens import Screens
from blogwifi_tui.ui.services import Services, Timings
from blogwifi_tui.ui.shutdown import Shutdown
from blogwifi_tui.ui.signs import use_words_alone
from blogwifi_tui.ui.terminal_cursor import TerminalCursor
from blogwifi_tui.ui.terminal_input import writes
from blogwifi_tui.ui.themes import ratios_of
from blogwifi_tui.ui.view_memory import ViewMemory
from blogwifi_tui.ui.watchdog import Watchdog
from blogwifi_tui.ui.widgets.status_line import MessageLine
from blogwifi_tui.ui.workers import Threads


def checked_settings(settings: Settings) -> Loaded:
    """``settings`` without a theme and keys that there are not, each of which is a mistake."""
    from blogwifi_tui.ui.commands.keymap import checked

    return checked(settings)


def _with_mistakes(blog: Blog, notices: Sequence[str]) -> Sequence[str]:
    """Take out of its settings what there is not; ``notices``, and what is wrong in the settings."""
    if blog.settings.ui != UiSettings():
        from blogwifi_tui.core.settings_editor import lined
        from blogwifi_tui.ui.commands.keymap import clashes

        blog.settings, wrong = checked_settings(blog.settings)
        blog.mistakes = (*blog.mistakes, *lined(wrong))
        notices = [*notices, *map(str, clashes(blog.settings.ui.keys, COMMANDS))]
    return [*mistakes_words(blog.mistakes), *notices] if blog.mistakes else notices


def _say_notices(app: App[None], notices: Sequence[str]) -> None:
    if notices and isinstance(app.screen, CommandScreen):
        app.screen.say(" ".join(notices), kind="warning")


def _say_copies(screen: Screen[object], error: OSError | None) -> None:
    """Once, beside the words that stand in the status line; a failure before it is better to know."""
    if isinstance(screen, CommandScreen) and not screen.tells_a_failure:
        words = (
            _("Recovery copies cannot be written ({reason}): save often.").format(reason=folder_cause(error))
            if error
            else _("Recovery copies are written again.")
        )
        screen.say(words, kind="warning" if error else "good")


def _write_rare(box: Widget | None, event: Key) -> None:
    if isinstance(box, Input) and not event.is_printable and event.character and writes(event.character):
        event.stop()
        box.replace(event.character, *box.selection)


def _command_screen(app: App[None]) -> CommandScreen | None:
    """The uppermost screen that has a line for what happened."""
    found = (each for each in reversed(app.screen_stack) if isinstance(each, CommandScreen))
    return next((screen for screen in found if screen.query(MessageLine)), None)


def _collect_garbage() -> None:
    """Once the first screen stands: what it is made of is never looked at again."""
    gc.freeze()
    gc.enable()


def _commands() -> type[Provider]:
    from blogwifi_tui.ui.commands.palette import Commands

    return Commands


class BlogApp(OrderedKeys):
    """BlogWiFi on a terminal."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "app.tcss",
        "list/list.tcss",
        "list/post_list.tcss",
    ]
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar = {_commands}
    BINDINGS: ClassVar = []

    def __init__(
        self,
        blog: Blog,
        known: Sequence[Entry] | None = None,
        *,
        threads: Threads | None = None,
        timings: Timings | None = None,
        notices: Sequence[str] = (),
        at: str | None = None,
    ) -> None:
        """Open ``blog``, the posts last ``known`` first (by itself), the cursor ``at`` one; say ``notices``.

        What is wrong in the settings has its default, and is said too.
        """
        timings, threads = timings or Timings(), threads or Threads()
        super().__init__(timings.moment)
        self._cursor, self._drawing = TerminalCursor(), Drawing()
        self.animation_level = "none"
        git_retry = GitRetry(self, blog, threads)
        navigation = Screens(self, lambda: self._services, self.redraw)
        self._services = Services(
            blog,
            threads,
            git_retry,
            Publisher(blog, threads, git_retry, navigation.resolve_conflicts),
            RealPage(self, blog, threads, git_retry, lambda: _command_screen(self)),
            navigation,
            Journal(recovery_dir(), self._copies_failed),
            ViewMemory(blog.root),
            timings,
        )
        self._ending = Shutdown(
            blog,
            threads,
            is_headless=lambda: self.is_headless,
            keep_copies=self._keep_copies,
            cancel=self._services.cancel,
            leave=lambda status: self.exit(return_code=status),
            restore=self._restore_terminal,
            is_restoring=self._is_restoring,
        )
        self._watchdog = Watchdog(self._keep_copies_of_now)
        self._known, self._at, self._notices = known, at, _with_mistakes(blog, notices)
        self._controls = ControlFilter()
        self.title = blog.title
        use_words_alone(plain=blog.settings.ui.plain)
        self.set_class(blog.settings.ui.plain, "-plain", update=False)
        self._theme = ChosenTheme(self, self._services)
        self._theme.begin()

    def get_default_screen(self) -> Screen[None]:
        """The list of posts."""
        return ListScreen(self._services, self._known, self._at)

    def on_mount(self) -> None:
        """Listen for the signals that end a program, and take the person's own keys."""
        self._ending.listen()
        self._watchdog.start()
        threading.excepthook = self._thread_failed
        # A program that is stopped may never go on, and one that lends its terminal writes nothing meanwhile.
        self.app_suspend_signal.subscribe(self, lambda _app: self._keep_copies(), immediate=True)
        self.app_resume_signal.subscribe(self, lambda _app: self.redraw())
        self.set_interval(1, self._ending.watch_terminal)
        self.watch(self, "theme", self._theme.remember, init=False)
        self.set_keymap(self._services.blog.settings.ui.keys)
        self.call_after_refresh(_collect_garbage)
        self.call_after_refresh(_say_notices, self, self._notices)

    def on_resize(self) -> None:
        """A terminal of another size may have moved or cut what it showed."""
        self._drawing.forget()

    def redraw(self) -> None:
        """Draw all anew: another program may have written over it."""
        self._drawing.forget()
        self.refresh(layout=True)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send what of a frame the terminal does not show yet."""
        if renderable and self.is_running and not self._batch_count:
            renderable = self._drawing.changes(renderable, self.console, self.size, self.cursor_position)
        super()._display(screen, renderable)

    def on_key(self, event: Key) -> None:
        """Write in a box what Textual takes for no text: the no-break spaces of French, what joins emoji."""
        _write_rare(self.focused, event)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Let no caret blink: each time, it would be sent to the terminal."""
        if isinstance(event.widget, Input | TextArea):
            event.widget.cursor_blink = False

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor stands after each drawing."""
        return self._cursor.cell(self.screen)

    @cursor_position.setter
    def cursor_position(self, _cell: Offset) -> None:
        """What a text box says is asked of it when it is drawn."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, then those that let nothing unreadable and no control character through."""
        sixteen = self.console.color_system == "standard" and not self.native_ansi_color
        readable = contrast_filter(ratios_of(self.theme), sixteen=sixteen)
        return [*super().get_line_filters(), readable, self._controls]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every command of the screen underneath with its keys, and the choice of a theme."""
        return palette.commands(self, screen, self._services.threads)

    def action_command_palette(self) -> None:
        """Open the palette, in the person's language."""
        palette.search_commands(self)

    def search_themes(self) -> None:
        """Open the list of themes, in the person's language."""
        palette.search_themes(self)

    async def action_quit(self) -> None:
        """Leave the way the screen does; a dialog is to be answered first."""
        if isinstance(self.screen, CommandScreen):
            self.screen.quit()

    def action_help_quit(self) -> None:
        """Ctrl+C where it copies nothing: tell how to leave."""
        if isinstance(self.screen, CommandScreen):
            self.screen.say(_("Ctrl+Q leaves BlogWiFi."))

    def panic(self, *_renderables: object) -> None:
        """Whatever Textual cannot go on from ends the program as a fault of our own does."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        """A fault of our own: keep the text, write a report, end; Textual prints the values of variables."""
        from blogwifi_tui.core import crash_report

        error = self._exception or RuntimeError()
        gone = self._ending.terminal_gone()
        self._return_code = status = 128 + signal.SIGHUP if gone else crash_report.EXIT_STATUS
        if self._exit_renderables:
            return
        kept = self._ending.keep_last(status)
        if not gone:  # else what failed is the drawing, and nobody is there to be told
            self._exit_renderables.append(
                Text(crash_report.told(error, crash_dir(), kept=kept), overflow="fold")
            )
        self._ending.end_soon(status)
        self._close_messages_no_wait()

    def _thread_failed(self, failed: threading.ExceptHookArgs) -> None:
        """A thread of ours met a fault: nothing is to go on as if it had not."""
        if isinstance(failed.exc_value, Exception) and self.is_running:
            self.call_later(self._handle_exception, failed.exc_value)

    def _keep_copies(self) -> bool:
        """Copy now what the screens hold; whether a copy exists."""
        for screen in self.screen_stack:
            if isinstance(screen, CommandScreen):
                with suppress(NoMatches):
                    screen.keep_copy()
        self._services.journal.flush()
        return self._services.journal.written is not None

    def _keep_copies_of_now(self) -> None:
        """Asked for by the watchdog: the loop is held, perhaps in the middle of a change of the text."""
        with suppress(IndexError):
            self._keep_copies()

    def on_unmount(self) -> None:
        """Start nothing more, and end what runs."""
        threading.excepthook = threading.__excepthook__
        self._watchdog.stop()
        self._ending.stop_work()
        self._services.memory.write()
        self._services.journal.close()

    def _copies_failed(self, error: OSError | None) -> None:
        """Called on the journal's thread, or on ours while leaving: neither waits for the other."""
        self.call_later(lambda: _say_copies(self.screen, error))

    def get_driver_class(self) -> type[Driver]:
        """The one that reads keys, unless another was chosen by the environment."""
        return super().get_driver_class() if constants.DRIVER else TerminalDriver

    def _is_restoring(self) -> bool:
        return isinstance(self._driver, TerminalDriver) and self._driver.terminal is Terminal.GOING

    def _restore_terminal(self) -> None:
        if isinstance(self._driver, TerminalDriver):
            self._driver.give_back()
            self._print_error_renderables()
