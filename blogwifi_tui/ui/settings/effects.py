"""What a changed setting changes on the screens that are open."""

from __future__ import annotations

from typing import Final

from textual.app import App

from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.settings.model import Settings
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.themes import DARK

AT_ONCE: Final = frozenset({
    "ui.theme", "ui.language", "ui.editor", "ui.group", "ui.pairs", "blog.title", "blog.language",
    "new_post.draft", "new_post.header", "commit.ask", "publish.confirm",
})  # fmt: skip
"""What is asked for each time; the rest is taken up when the program starts."""


def counts_at_once(key: str) -> bool:
    """Whether a changed setting counts before the next start."""
    return key in AT_ONCE or key.startswith(("ui.keys.", "new_post.header."))


def take_effect(app: App[None], services: Services, key: str, settings: Settings) -> None:
    """Show the new value of the setting ``key``; what was chosen elsewhere in its place is forgotten."""
    memory = services.memory
    if key == "ui.theme":
        theme = settings.ui.theme or DARK.name
        memory.choose_theme(theme, theme)
        app.theme = theme
    elif key == "ui.group":
        memory.list_look = memory.list_look.with_group(settings.ui.group, settings.ui.group)
    elif key.startswith("ui.keys."):
        app.set_keymap(settings.ui.keys)
        _show_keys(app)
    elif key.endswith(".language"):
        set_language(settings.language())
        _show_keys(app)


def _show_keys(app: App[None]) -> None:
    for screen in app.screen_stack:
        if isinstance(screen, CommandScreen):
            screen.show_keys()
