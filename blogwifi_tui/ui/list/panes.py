"""How the list and the preview share the screen: beside each other, or in turns where it is narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.signs import is_plain
from blogwifi_tui.ui.widgets.divider import Divider
from blogwifi_tui.ui.widgets.preview import Preview

if TYPE_CHECKING:
    from blogwifi_tui.ui.view_memory import ListLook, ViewMemory

WIDE = 100
"""Columns from which list and preview stand side by side."""
STEP = 5
"""Percent of the width that a key moves the divider by."""
LEAST, MOST = 25, 80
"""Bounds of the list's share of the width, in percent."""


class ListPanes:
    """Puts list and preview where the person likes them, by classes that the style sheet knows."""

    def __init__(
        self, screen: Screen[None], memory: ViewMemory, remember: Callable[[ListLook], object]
    ) -> None:
        """``memory`` holds how the person likes them, ``remember`` keeps a new look for the next run."""
        self._screen = screen
        self._memory = memory
        self._remember = remember

    @property
    def share(self) -> int:
        """Percent of the width that the list has beside the preview."""
        return min(max(self._memory.list_look.share, LEAST), MOST)

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the commands of the panes do."""
        return {
            "preview": self.toggle_preview,
            "list_wider": lambda: self.set_share(self.share + STEP),
            "list_narrower": lambda: self.set_share(self.share - STEP),
        }

    @property
    def beside(self) -> bool:
        """Whether list and preview stand side by side now."""
        return not self._screen.has_class("-narrow", "-preview")

    def fit(self, width: int) -> None:
        """Below :data:`WIDE` columns, and in plain, the list stands alone and the preview opens over it."""
        self._screen.set_class(width < WIDE or is_plain(), "-narrow")
        self._show_share()

    def toggle_preview(self) -> None:
        """Show the rendered post over the list, or the list again; the keys go to what is shown."""
        self._screen.toggle_class("-preview")
        shown = Preview if self._screen.has_class("-preview") else PostList
        self._screen.query_one(shown).focus()

    def leave_preview(self) -> bool:
        """From the preview, over the list or beside it, go back to the list; whether the keys were there."""
        if self._screen.has_class("-preview"):
            self.toggle_preview()
            return True
        in_preview = self._screen.query_one(Preview).has_focus
        if in_preview:
            self._screen.query_one(PostList).focus()
        return in_preview

    def set_share(self, share: int) -> None:
        """Give the list so much of the width, in percent, within the bounds."""
        look = self._memory.list_look
        self._remember(look.with_share(min(max(share, LEAST), MOST)))
        self._show_share()

    def _show_share(self) -> None:
        self._screen.query_one(PostList).styles.width = f"{self.share}fr"
        self._screen.query_one(Preview).styles.width = f"{100 - self.share}fr"

    def drag_divider(self, x: int) -> None:
        """Let the divider follow the mouse to the column ``x``."""
        body = self._screen.query_one("#body").region
        self.set_share(round(100 * (x - body.x) / max(body.width - 1, 1)))

    def show_focus(self, in_preview: bool) -> None:
        """Light the divider while the keys go to the preview."""
        self._screen.query_one(Divider).lit = in_preview
