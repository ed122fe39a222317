"""The command palette, in the person's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.app import App, SystemCommand
from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.screen import Screen
from textual.theme import ThemeProvider
from textual.widgets.option_list import Option

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import keys_words
from blogwifi_tui.ui.workers import Threads, Work, run


class Palette(CommandPalette):
    """Textual's palette, but for its one sentence, which stands in its code in English."""

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say soon, unless something is found until then, that nothing is."""
        if not search_value:
            super()._start_no_matches_countdown(search_value)
            return
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, self._say_nothing_matches)

    def _say_nothing_matches(self) -> None:
        nothing = Option(Content(_("Nothing matches.")), disabled=True, id=self._NO_MATCHES)
        self.query_one(CommandList).add_option(nothing)
        self._list_visible = True


def search_commands(app: App[None]) -> None:
    """Open the palette of the commands, unless it is open."""
    if not isinstance(app.screen, CommandPalette):
        app.push_screen(Palette(placeholder=_("Search for a command…")))


def search_themes(app: App[None]) -> None:
    """Open the list of themes."""
    app.push_screen(Palette([ThemeProvider], placeholder=_("Search for a theme…")))


def commands(app: App[None], screen: Screen[object], threads: Threads) -> Iterator[SystemCommand]:
    """Every command of the ``screen`` underneath with its keys, the documentation, the choice of a theme."""
    if isinstance(screen, CommandScreen):
        for command in screen.commands:
            action: Callable[[], None] = partial(screen.action_run, command.id)
            keys = keys_words(screen.keys.of(command))
            title = f"{command.shown_title} ({keys})" if keys else command.shown_title
            yield SystemCommand(title, command.shown_help, action)
        words = _("Keys, settings, publishing, when something is wrong: the pages of “blogwifi help”.")
        yield SystemCommand(_("Documentation"), words, partial(_show_documentation, app, screen, threads))
    yield SystemCommand(_("Theme"), _("Choose the colours; they are remembered."), app.action_change_theme)


def _show_documentation(app: App[None], screen: CommandScreen, threads: Threads) -> None:
    """Open the list of pages over ``screen``."""
    from blogwifi_tui.ui.commands.documentation import show_documentation

    run(screen, Work.FIND_OUT, partial(show_documentation, app, threads))
