"""The post that is open in the editor: the text on the screen, and what its file holds beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from textual.document._edit import Edit

from blogwifi_tui.content.post import Post, Problem
from blogwifi_tui.errors import CannotEdit
from blogwifi_tui.site.image_folder import Image
from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from blogwifi_tui.ui.editor.buffer import EditorBuffer


class _Switch(NamedTuple):
    """A step of the text's history that showed the header above the text, or hid it."""

    step: list[Edit]
    before: EditorBuffer
    after: EditorBuffer


class OpenPost:
    """What saving, changes from outside, fields and actions on the text work on together."""

    def __init__(self, buffer: EditorBuffer, area: EditorArea) -> None:
        """``area`` is to show the text of ``buffer``, from :meth:`load` on."""
        self.buffer = buffer
        self.area = area
        self.images: dict[str, Image] = {}
        """Those inserted here, by the path in the blog that a save writes them to."""
        self._switches: list[_Switch] = []
        self.committed = ""
        """The short hash of the commit that holds what is shown, once it was made here."""

    @property
    def post(self) -> Post:
        """The post with its header as edited here; :meth:`edited` has the text too."""
        return self.buffer.post

    @property
    def changed(self) -> bool:
        """Whether something was changed since the file was read or written; told at once, for each key."""
        return self.area.dirty or self.buffer.unsaved

    @property
    def unsaved(self) -> bool:
        """Whether the screen holds something the file does not; a new post without a word holds nothing.

        A file that is to go elsewhere is not saved either.
        """
        before = self.buffer.before
        if before is None:
            return bool(self.area.text.strip())
        if self.buffer.target:
            return True
        try:
            return self.edited().digest != before.digest
        except CannotEdit:  # no file holds what cannot be joined to its header
            return True

    def edited(self) -> Post:
        """The post as it stands on the screen.

        Raises:
            CannotEdit: the text would be taken for a part of the header.
        """
        return self.buffer.joined(self.area.content)

    def snapshot(self) -> Callable[[], Post]:
        """What :meth:`edited` gives at this moment, put together when called, on any thread."""
        buffer, content = self.buffer, self.area.snapshot()
        return lambda: buffer.joined(content())

    def body(self) -> str:
        """What is shown without its front matter."""
        return self.edited().body if self.buffer.as_text else self.area.text

    @property
    def problem(self) -> Problem | None:
        """Why the front matter cannot be read, as it stands on the screen."""
        return self.edited().problem if self.buffer.as_text else self.post.problem

    def lines_above(self, body: str) -> int:
        """How many lines are shown above ``body``, which :meth:`body` gave."""
        return self.area.document.line_count - body.count("\n") - 1 if self.buffer.as_text else 0

    def load(self, buffer: EditorBuffer) -> None:
        """Show ``buffer`` as a post that was just opened: nothing can be taken back."""
        self.buffer = buffer
        self._switches.clear()
        self.area.load(buffer.text)
        self.area.read_only = not buffer.post.is_text

    def show(self, buffer: EditorBuffer, *, saved: bool = True) -> None:
        """Show ``buffer`` in the place of what is shown, as one step that undo takes back."""
        history, before = self.area.history, self.buffer
        steps = len(history.undo_stack)
        self.buffer = buffer
        self.area.reload(buffer.text, saved=saved)
        if buffer.as_text is not before.as_text and len(history.undo_stack) > steps:
            self._switches.append(_Switch(history.undo_stack[-1], before, buffer))

    def undo(self) -> bool:
        """Take back the last step; whether that was to show or hide the header, which is done here too."""
        switch = self._switch(self.area.history.undo_stack)
        return self._go(self.area.action_undo, switch.before if switch else None)

    def redo(self) -> bool:
        """Make again the step that was taken back, and tell as :meth:`undo`."""
        switch = self._switch(self.area.history.redo_stack)
        return self._go(self.area.action_redo, switch.after if switch else None)

    def _switch(self, stack: Sequence[list[Edit]]) -> _Switch | None:
        """What the last step on ``stack`` showed or hid, if it is such a step."""
        return next((each for each in self._switches if stack and each.step is stack[-1]), None)

    def _go(self, step: Callable[[], None], to: EditorBuffer | None) -> bool:
        """Take ``step``; where it shows or hides the header, as ``to`` had it, the header of now stays.

        A header of now that cannot be read came from another program: then ``to`` has the one of before.

        Raises:
            CannotEdit: the text of now would be taken for a part of the header; no step was taken.
        """
        if to is None:
            step()
        else:
            content, buffer = self.area.content, self.buffer
            wanted = buffer.with_header(content) if to.as_text else buffer.without_header(content)
            step()
            if wanted.as_text is to.as_text:
                self.buffer = wanted
                self.area.reload(wanted.text)
            else:
                self.buffer = replace(to, before=buffer.before, gone=buffer.gone, target=buffer.target)
        self.area.history.checkpoint()  # what is typed next is a step of its own
        if self._switches and self.buffer.before and self.changed and not self.unsaved:
            self.buffer = replace(self.buffer, post=self.buffer.before)
            self.area.mark_saved()
        return to is not None
