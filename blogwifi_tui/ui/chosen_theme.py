"""Which theme the program wears: that of the settings, or the one chosen since, which is remembered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import App

from blogwifi_tui.ui.themes import DARK, THEMES
from blogwifi_tui.ui.workers import Work, run

if TYPE_CHECKING:
    from blogwifi_tui.ui.services import Services


class ChosenTheme:
    """The theme of one app."""

    def __init__(self, app: App[None], services: Services) -> None:
        """Let ``app`` know our themes."""
        self._app = app
        self._services = services
        for theme in THEMES:
            app.register_theme(theme)

    @property
    def _own(self) -> str:
        """The theme of the settings."""
        return self._services.blog.settings.ui.theme or DARK.name

    def begin(self) -> None:
        """Wear the theme from the first style sheet on, if it is dark: set later, all would be read twice.

        Before there is an event loop: what is remembered is read from its file.
        """
        app, memory = self._app, self._services.memory
        memory.load()
        chosen = memory.theme_or(self._own)
        theme = chosen if chosen in app.available_themes else self._own
        if not app.available_themes[theme].dark:
            app.theme = theme
            return
        app.set_reactive(App.theme, theme)
        app.add_class(f"-theme-{theme}", update=False)
        app.stylesheet.set_variables(app.get_css_variables())

    def remember(self, theme: str) -> None:
        """Begin the next run with the theme that the person has chosen."""
        memory = self._services.memory
        memory.choose_theme(theme, self._own)
        run(self._app, Work.REMEMBER_VIEW, partial(self._services.threads.disk, memory.write))
