"""One version of a piece of text under its name, rendered."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.signs import sign
from blogwifi_tui.ui.widgets.preview import Preview


class VersionView(Vertical):
    """A name, whether this version is kept, and its text."""

    preview = getters.query_one(Preview)

    def compose(self) -> ComposeResult:
        """Name over text."""
        yield Label()
        yield Preview()

    def label(self, name: str, *, key: str, kept: bool) -> None:
        """Name this version and the key that takes it, and mark it when it is the one chosen."""
        self.set_class(kept, "-kept")
        mark = f"{sign('✓', _('kept:'))} " if kept else ""
        self.query_one(Label).update(Content(f"{mark}{name} ({key})" if key else name))

    def show(self, source: str, *, heading: tuple[str, str] | None = None, empty: str = "") -> None:
        """Show the Markdown ``source`` from its top, or the words ``empty`` when there is nothing."""
        nothing = not source.strip() and heading is None
        self.set_class(nothing, "-empty")
        self.preview.show(empty if nothing else source, heading=heading, key=(source, heading))
