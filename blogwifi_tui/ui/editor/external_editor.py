"""The text on the screen, in the person's own editor and back."""

from __future__ import annotations

from pathlib import Path

from textual.app import SuspendNotSupported
from textual.screen import Screen

from blogwifi_tui.content.front_matter.read import decode
from blogwifi_tui.core.external_editor import edit_file
from blogwifi_tui.errors import EditorFailed, FileFailed
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.editor.recovery_copy import RecoveryCopy
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.terminal import LentTerminal, lent_terminal


class OwnEditor:
    """Lends the terminal to the person's own editor, and takes back what it leaves."""

    def __init__(
        self, opened: OpenPost, services: Services, screen: Screen[None], copy: RecoveryCopy
    ) -> None:
        """Edit what is ``opened``; what the editor saves is part of the recovery ``copy``."""
        self._opened = opened
        self._services = services
        self._screen = screen
        self._copy = copy

    async def edit(self) -> None:
        """Let the person edit what is shown as a Markdown file, and show what the editor left.

        Raises:
            EditorFailed: the editor could not be started, or ended with an error and had saved nothing.
            FileFailed: the file for it could not be written, or not be read again.
        """
        area = self._opened.area
        try:
            area.reload(self._edited(area.content), saved=False)
        finally:
            self._copy.take_back()
            await self._services.threads.disk(self._copy.settle)

    def _edited(self, text: str) -> str:
        """What the editor made of ``text``.

        What it saved before it ended with an error is taken all the same: one step of undo gives it back, and
        nothing would bring back what is dropped.
        """
        try:
            file = self._copy.hand_over(text)
            with lent_terminal(self._screen.app) as terminal:
                failure = self._failure(file, terminal)
            left = decode(file.read_bytes())  # an editor set up for another encoding loses no word
        except SuspendNotSupported as error:
            raise EditorFailed("", None) from error
        except OSError as error:
            raise FileFailed(str(error.filename or ""), error.errno or 0, "create") from error
        if failure and left == text:
            raise failure
        return left

    def _failure(self, file: Path, terminal: LentTerminal) -> EditorFailed | None:
        chosen = self._services.blog.settings.ui.editor
        try:
            edit_file(file, chosen, asked_to_end=terminal.asked_to_end)
        except EditorFailed as error:
            return error
        return None
