"""How text and preview share the screen: beside each other, one alone; remembered for the next post."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.reactive import var

from blogwifi_tui.ui.editor.base_screen import WIDE
from blogwifi_tui.ui.editor.divider import Divider
from blogwifi_tui.ui.editor.external_changes import WatchingScreen
from blogwifi_tui.ui.editor.view_state import EditorLayout

FOCUS = "-focus"
"""The class of the screen while the text is shown alone, without anything around it."""
STEP = 5
"""Percent of the width that a key moves the divider by."""


class ViewingScreen(WatchingScreen):
    """A post on the screen, its text and its preview where the person likes them."""

    view: var[EditorLayout] = var(EditorLayout.BESIDE, init=False)

    def on_mount(self) -> None:
        """Look as when the editor was last left; a new post is there to be written."""
        view = self.services.memory.view
        layout = view.layout if self.app.size.width >= WIDE else EditorLayout.BESIDE
        if layout is EditorLayout.ALONE and self.buffer.before is None:
            layout = EditorLayout.BESIDE
        self.set_class(view.focus, FOCUS)
        self.view = layout
        self._share_out()

    def take_keys(self) -> None:
        """Typing goes where the text is, keys to what is shown."""
        (self.preview if self.view is EditorLayout.ALONE else self.area).focus()

    @property
    def beside(self) -> bool:
        """Whether text and preview stand side by side now."""
        return self.view is EditorLayout.BESIDE and not (self.has_class(FOCUS) or self.has_class("-narrow"))

    def next_layout(self) -> None:
        """Preview beside, alone, off; alone and off where the screen is too narrow for both."""
        self.remove_class(FOCUS)
        views = [EditorLayout.OFF, EditorLayout.ALONE] if self.has_class("-narrow") else list(EditorLayout)
        now = views.index(self.view) if self.view in views else 0
        self.view = views[(now + 1) % len(views)]
        self._remember_layout()

    def watch_view(self, view: EditorLayout) -> None:
        """Show what the layout asks for; typing goes where the text is."""
        self.set_class(view is EditorLayout.ALONE, "-preview-alone")
        self.set_class(view is EditorLayout.OFF, "-preview-off")
        self.take_keys()

    def toggle_focus(self) -> None:
        """The text alone, or all again."""
        if self.view is EditorLayout.ALONE:
            self.view = EditorLayout.BESIDE
        self.toggle_class(FOCUS)
        self.area.focus()
        self._remember_layout()

    def _remember_layout(self) -> None:
        view = replace(self.services.memory.view, focus=self.has_class(FOCUS))
        if not self.has_class("-narrow"):  # there the turns they take say nothing of wider screens
            view = replace(view, layout=self.view)
        self.remember(view)

    def move_divider(self, percent: int) -> None:
        """Give the text so much more of the width beside the preview."""
        view = self.services.memory.view
        self.remember(view.with_share(view.share + percent))
        self._share_out()

    @on(Divider.Dragged)
    def _drag(self, event: Divider.Dragged) -> None:
        body = self.query_one("#body").region
        view = self.services.memory.view
        self.services.memory.view = view.with_share(round(100 * (event.x - body.x) / max(body.width - 1, 1)))
        self._share_out()

    @on(Divider.Dropped)
    def _drop(self) -> None:
        self._keep_view()

    def _share_out(self) -> None:
        share = self.services.memory.view.share
        self.area.styles.width = f"{share}fr"
        self.preview.styles.width = f"{100 - share}fr"
