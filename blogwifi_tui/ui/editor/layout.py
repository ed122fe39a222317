"""How text and preview share the screen: beside each other, one alone; remembered for the next post."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual.widget import Widget

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import keys_words
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.signs import is_plain
from blogwifi_tui.ui.view_memory import EditorLayout, EditorView
from blogwifi_tui.ui.workers import Work, run

WIDE = 100
"""Columns from which text and preview stand side by side."""
STEP = 5
"""Percent of the width that a key moves the divider by."""
_FOCUS = "-focus"
"""The class of the screen while the text is shown alone, without anything around it."""
_NARROW = "-narrow"


class LayoutSwitch:
    """Puts text and preview where the person likes them, by classes that the style sheet knows."""

    def __init__(
        self,
        screen: CommandScreen,
        text: Widget,
        preview: Widget,
        services: Services,
    ) -> None:
        """``screen`` gets the classes; text and preview share its ``#body``."""
        self._screen = screen
        self._text = text
        self._preview = preview
        self._memory = services.memory
        self._threads = services.threads
        self.shown = EditorLayout.BESIDE
        """The layout of now, on a screen that is wide enough for it."""

    def restore(self, *, is_new: bool) -> None:
        """Look as when the editor was last left; a new post is there to be written."""
        view = self._memory.view
        wide = self._screen.app.size.width >= WIDE and not is_plain()
        layout = view.layout if wide else EditorLayout.BESIDE
        if layout is EditorLayout.ALONE and is_new:
            layout = EditorLayout.BESIDE
        self._screen.set_class(view.focus, _FOCUS)
        self.fit(self._screen.app.size.width)  # before the first drawing, which would be of another layout
        self._show(layout)
        self._share_out()

    def fit(self, width: int) -> None:
        """Below :data:`WIDE` columns, and in plain, text and preview take turns."""
        self._screen.set_class(width < WIDE or is_plain(), _NARROW)

    def take_keys(self) -> None:
        """Typing goes where the text is, keys to what is shown."""
        (self._preview if self.shown is EditorLayout.ALONE else self._text).focus()

    @property
    def beside(self) -> bool:
        """Whether text and preview stand side by side now."""
        alone = self._screen.has_class(_FOCUS) or self._screen.has_class(_NARROW)
        return self.shown is EditorLayout.BESIDE and not alone

    def next(self) -> None:
        """Preview beside, alone, off; alone and off where the screen is too narrow for both."""
        self._screen.remove_class(_FOCUS)
        narrow = self._screen.has_class(_NARROW)
        layouts = [EditorLayout.OFF, EditorLayout.ALONE] if narrow else list(EditorLayout)
        now = layouts.index(self.shown) if self.shown in layouts else 0
        self._show(layouts[(now + 1) % len(layouts)])
        self._remember_layout()

    def bring_text(self) -> None:
        """Let the text be seen, and typed into, where the preview stood alone."""
        if self.shown is EditorLayout.ALONE:
            self._show(EditorLayout.BESIDE)
        self._text.focus()

    def toggle_focus(self) -> None:
        """The text alone, or all again."""
        self.bring_text()
        self._screen.toggle_class(_FOCUS)
        if self._screen.has_class(_FOCUS):
            key = keys_words(self._screen.keys.of(self._screen.keys.commands["focus"])[:1])
            self._screen.say(_("The text alone; {key} shows all again.").format(key=key or "Ctrl+P"))
        self._remember_layout()

    def move_divider(self, percent: int) -> None:
        """Give the text so much more of the width beside the preview."""
        view = self._memory.view
        self.remember(view.with_share(view.share + percent))
        self._share_out()

    def drag_divider(self, x: int) -> None:
        """Let the divider follow the mouse to the column ``x``; where it is dropped is remembered."""
        body = self._screen.query_one("#body").region
        view = self._memory.view
        self._memory.view = view.with_share(round(100 * (x - body.x) / max(body.width - 1, 1)))
        self._share_out()

    def _show(self, layout: EditorLayout) -> None:
        self.shown = layout
        self._screen.set_class(layout is EditorLayout.ALONE, "-preview-alone")
        self._screen.set_class(layout is EditorLayout.OFF, "-preview-off")
        self.take_keys()

    def remember(self, view: EditorView) -> None:
        """Open the next post, and the next run, with this view."""
        if view != self._memory.view:
            self._memory.view = view
            self.keep()

    def keep(self) -> None:
        """Let the next run find the view as it is now."""
        run(self._screen, Work.REMEMBER_VIEW, partial(self._threads.disk, self._memory.write))

    def _remember_layout(self) -> None:
        view = replace(self._memory.view, focus=self._screen.has_class(_FOCUS))
        if not self._screen.has_class(_NARROW):  # there the turns they take say nothing of wider screens
            view = replace(view, layout=self.shown)
        self.remember(view)

    def _share_out(self) -> None:
        share = self._memory.view.share
        self._text.styles.width = f"{share}fr"
        self._preview.styles.width = f"{100 - share}fr"
