"""The front matter as text: shown above the text of a post, to be changed by hand, and hidden again."""

from __future__ import annotations

from blogwifi_tui.content.front_matter.key_line import line_of
from blogwifi_tui.errors import CannotEdit
from blogwifi_tui.i18n.explain import problem_sentence
from blogwifi_tui.ui.editor.display import PostDisplay
from blogwifi_tui.ui.editor.editing_screen import EditingScreen
from blogwifi_tui.ui.editor.layout import LayoutSwitch
from blogwifi_tui.ui.editor.open_post import OpenPost


class FrontMatterText:
    """Shows the whole file, or the text alone."""

    def __init__(
        self, opened: OpenPost, screen: EditingScreen, shown: PostDisplay, layout: LayoutSwitch
    ) -> None:
        """``layout`` brings the text to the screen where the preview stood alone."""
        self._opened = opened
        self._screen = screen
        self._shown = shown
        self._layout = layout

    def switch(self) -> None:
        """Show the front matter; hide it again, or say why it cannot be read, which keeps it shown."""
        opened = self._opened
        if opened.buffer.as_text and opened.problem:
            self._screen.say(problem_sentence(opened.problem), kind="warning")
            return
        try:
            if opened.buffer.as_text:
                opened.show(opened.buffer.without_header(opened.area.content))
            else:
                opened.show(opened.buffer.with_header(opened.area.content))
        except CannotEdit as error:
            self._screen.say_error(error)
            return
        self._shown.show_all()
        self._layout.bring_text()

    def go_to(self, key: str) -> None:
        """Put the caret on the line of ``key`` in the front matter, which is shown for it."""
        if not self._opened.buffer.as_text:
            self.switch()
        if self._opened.buffer.as_text:
            self._layout.bring_text()
            self._opened.area.goto(line_of(self._opened.edited().parts, key))
