"""The rows of the help, of which each screen has some of its own."""

from __future__ import annotations

from typing import NamedTuple


class HelpRow(NamedTuple):
    """Keys, or a sign on the screen, and what they mean; a heading has no keys."""

    keys: str
    words: str
    called: str = ""
    """The command as the key bar and the palette call it, which it is found by too."""

    @property
    def is_heading(self) -> bool:
        """Whether it stands above others."""
        return not self.keys
