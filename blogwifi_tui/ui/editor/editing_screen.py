"""What the objects of the editor need of the screen that owns them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from textual.screen import Screen

from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.ui.opening import Opening

T = TypeVar("T")


class EditingScreen(Protocol):
    """Asks and says what concerns the post that is open."""

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Open a dialog, and give its answer once it is closed."""
        ...

    def opening(self) -> AbstractContextManager[Opening]:
        """While a dialog is on its way, keys wait for it."""
        ...

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Show a sentence."""
        ...

    def say_error(self, error: BlogwifiError, *, safe: str = "") -> None:
        """Show what failed, after what is known to be safe."""
        ...

    def follow(self, moved: Mapping[str, str]) -> None:
        """Go along with the file of the post: where it was, and where it is."""
        ...

    def tell_only_shown(self) -> None:
        """Say why nothing can be changed in a post that is no UTF-8 text."""
        ...
