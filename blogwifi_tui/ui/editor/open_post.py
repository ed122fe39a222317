"""The post that is open in the editor: the text on the screen, and what its file holds beside it."""

from __future__ import annotations

from collections.abc import Callable

from blogwifi_tui.content.post import Post
from blogwifi_tui.site.image_folder import Image
from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from blogwifi_tui.ui.editor.buffer import EditorBuffer


class OpenPost:
    """What saving, changes from outside, fields and actions on the text work on together."""

    def __init__(self, buffer: EditorBuffer, area: EditorArea) -> None:
        """``area`` is to show the text of ``buffer``, from :meth:`load` on."""
        self.buffer = buffer
        self.area = area
        self.images: dict[str, Image] = {}
        """Those inserted here, by the path in the blog that a save writes them to."""
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
        """Whether the screen holds something the file does not; a new post without a word holds nothing."""
        before = self.buffer.before
        if before is None:
            return bool(self.area.text.strip())
        return self.edited().digest != before.digest

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

    def load(self, buffer: EditorBuffer) -> None:
        """Show ``buffer`` as a post that was just opened: nothing can be taken back."""
        self.buffer = buffer
        self.area.load(buffer.text)
        self.area.read_only = not buffer.post.is_text

    def show(self, buffer: EditorBuffer, *, saved: bool = True) -> None:
        """Show ``buffer`` in the place of what is shown, as one step that undo takes back."""
        self.buffer = buffer
        self.area.reload(buffer.text, saved=saved)
