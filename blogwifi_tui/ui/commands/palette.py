"""What the palette finds: a command by its name, or by a word of the sentence that says what it does."""

from __future__ import annotations

from textual.command import Hit, Hits
from textual.system_commands import SystemCommandsProvider

from blogwifi_tui.content.folding import fold

_LEAST = 0.001
"""The score of a command found by its sentence alone: below each that is found by its name."""


class Commands(SystemCommandsProvider):
    """The commands of the screen underneath."""

    async def search(self, query: str) -> Hits:
        """Those whose name matches, then those whose sentence holds what is typed."""
        matcher, typed = self.matcher(query), fold(query.strip())
        for name, sentence, callback, *_ in self.app.get_system_commands(self.screen):
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), callback, help=sentence)
            elif typed in fold(sentence):
                yield Hit(_LEAST, matcher.highlight(name), callback, help=sentence)
