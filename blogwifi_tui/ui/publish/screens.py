"""What a publication needs of the screen that asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.app import App

    from blogwifi_tui.errors import BlogwifiError
    from blogwifi_tui.ui.commit_runner import CommitRunner
    from blogwifi_tui.ui.long_step import LongStep
    from blogwifi_tui.ui.opening import Opening
    from blogwifi_tui.ui.screen_keys import ScreenKeys


class AskingScreen(Protocol):
    """What the questions about the address need of a screen: a place for dialogs and for words."""

    @property
    def app(self) -> App[object]: ...  # noqa: D102

    def opening(self) -> AbstractContextManager[Opening]:
        """While a sheet is on its way, keys wait for it."""
        ...

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Show a sentence."""
        ...

    def show_progress(self, words: str) -> None:
        """Show how far the publication is; empty when it ended."""
        ...


class PublishingScreen(AskingScreen, Protocol):
    """What a publication needs of the screen that asked for it."""

    commits: CommitRunner
    long_step: LongStep
    keys: ScreenKeys

    @property
    def is_current(self) -> bool: ...  # noqa: D102

    @property
    def strokes(self) -> int:
        """Keys pressed so far."""
        ...

    def say_error(self, error: BlogwifiError, *, safe: str = "") -> None:
        """Show what failed, after what is known to be safe."""
        ...

    def follow(self, moved: Mapping[str, str]) -> None:
        """Go along with posts whose files went elsewhere: where each was, and where it is."""
        ...
