"""What the palette finds: a command by its name, or by a word of the sentence that says what it does."""

from __future__ import annotations

from collections.abc import Sequence

from textual.command import Hit, Hits
from textual.content import Content
from textual.fuzzy import Matcher
from textual.system_commands import SystemCommandsProvider

from blogwifi_tui.content.folding import fold


class FoldedMatcher(Matcher):
    """Finds what is typed with or without its accents: «theme» finds «Thème»."""

    def match(self, candidate: str) -> float:
        """How well ``candidate`` matches, from 0 to 1."""
        return self._find(candidate)[0]

    def highlight(self, candidate: str) -> Content:
        """``candidate``, with the letters lit that match."""
        shown = Content(candidate)
        for at in self._find(candidate)[1]:
            shown = shown.stylize(self.match_style, at, at + 1)
        return shown

    def _find(self, candidate: str) -> tuple[float, Sequence[int]]:
        """The score, and which of the characters match."""
        letters = [(letter, at) for at, each in enumerate(candidate) for letter in fold(each)]
        folded = "".join(letter for letter, _at in letters)
        score, found = self.fuzzy_search.match(fold(self.query), folded)
        return score, sorted({letters[at][1] for at in found if not letters[at][0].isspace()})


_LEAST = 0.001
"""The score of a command found by its sentence alone: below each that is found by its name."""


class Commands(SystemCommandsProvider):
    """The commands of the screen underneath."""

    async def search(self, query: str) -> Hits:
        """Those whose name matches, then those whose sentence holds what is typed."""
        matcher, typed = FoldedMatcher(query, match_style=self.match_style), fold(query.strip())
        for name, sentence, callback, *_ in self.app.get_system_commands(self.screen):
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), callback, help=sentence)
            elif typed in fold(sentence):
                yield Hit(_LEAST, matcher.highlight(name), callback, help=sentence)
