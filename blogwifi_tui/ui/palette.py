"""The command palette, in the person's language."""

from __future__ import annotations

from rich.align import Align
from rich.text import Text
from textual.command import CommandList, CommandPalette
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
        words = Align.center(Text(_("Nothing matches.")))
        self.query_one(CommandList).add_option(Option(words, disabled=True, id=self._NO_MATCHES))
        self._list_visible = True
