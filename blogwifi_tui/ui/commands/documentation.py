"""The documentation on the screen: a list of its pages, and each as a reader would see it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from blogwifi_tui.core.documentation import TOPICS, page
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.signs import arrows
from blogwifi_tui.ui.widgets.picker import Picker
from blogwifi_tui.ui.widgets.preview import Preview
from blogwifi_tui.ui.widgets.prose import Prose
from blogwifi_tui.ui.workers import Threads


class PageScreen(ModalScreen[None]):
    """One page; Esc and q close it."""

    CSS_PATH = "../widgets/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "dismiss", "")]

    def __init__(self, text: str) -> None:
        """Show the Markdown ``text``."""
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The page, and how to leave it."""
        with Vertical(classes="dialog dialog--page"):
            yield Preview()
            yield Prose(arrows(_("↑ ↓ scroll, Esc goes back.")), classes="dialog--note")

    def on_mount(self) -> None:
        """The page has the keyboard."""
        preview = self.query_one(Preview)
        preview.show(self._text)
        preview.focus()


async def show_documentation(app: App[None], threads: Threads) -> None:
    """Let the person choose page after page, until none is chosen."""
    names = list(TOPICS)
    labels = [f"{name} · {_(text)}" for name, text in TOPICS.items()]
    chosen = await app.push_screen_wait(Picker(_("Documentation"), labels))
    while chosen is not None:
        text = await threads.disk(page, names[chosen])
        await app.push_screen_wait(PageScreen(arrows(text)))
        chosen = await app.push_screen_wait(Picker(_("Documentation"), labels, first=chosen))
