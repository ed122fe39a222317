"""The colours of the fenced code of a text, each language loaded when the first line of it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from blogwifi_tui.ui.editor.area.code_colours import CodeColours, CodeSpans
from blogwifi_tui.ui.editor.area.line_states import Fence, LineStates

REACH = 400
"""How far up a block of code is read for the colours of a line of it."""


class FencedCode:
    """Finds the block a line of code is in, and the colours of the line."""

    def __init__(self, load: Callable[[str], object]) -> None:
        """``load`` is called once for each language seen, and sees that :attr:`colours` know it."""
        self.colours = CodeColours()
        self._load = load
        self._awaited: set[str] = set()

    def spans(self, lines: Sequence[str], states: LineStates, line: int, height: int) -> CodeSpans:
        """The tokens of a line of code; none until its language is ready, nor where there is no code.

        The block is read down to ``height`` lines further: more does not show.
        """
        state = states.at(line)
        if not isinstance(state, Fence):
            return ()
        language = state.language
        if not self.colours.ready(language):
            if language not in self._awaited:
                self._awaited.add(language)
                self._load(language)
            return ()
        top, bottom = line, line + 1
        while line - top < REACH and states.at(top - 1) is state:
            top -= 1
        limit = min(line + height, len(lines))
        while bottom < limit and states.at(bottom) is state:
            bottom += 1
        return self.colours.spans(language, lines[top:bottom], line - top)
