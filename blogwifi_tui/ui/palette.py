"""The command palette, in the person's language."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.widgets.option_list import Option

from blogwifi_tui.i18n.translation import _


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
