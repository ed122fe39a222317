"""The recovery copy of the open post: what is on the screen and in no file."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from blogwifi_tui.content.post import Post
from blogwifi_tui.core.recovery import Copy, Journal
from blogwifi_tui.ui.editor.buffer import EditorBuffer
from blogwifi_tui.ui.editor.open_post import OpenPost


class RecoveryCopy:
    """Hands the text of the open post to the journal, which writes it on a thread of its own."""

    def __init__(self, opened: OpenPost, root: Path, journal: Journal) -> None:
        """Copy what is ``opened`` in the blog at ``root``."""
        self._opened = opened
        self._root = root
        self._journal = journal
        self._pending: Callable[[Post], Post] | None = None
        """What a form that is open over the text is about to make of the post."""

    def keep(self) -> None:
        """Copy the text of this moment, if the file does not hold it."""
        opened = self._opened
        if opened.changed or self._pending:
            self._journal.note(
                partial(
                    self._copy,
                    opened.buffer,
                    self._pending,
                    opened.area.snapshot(),
                    opened.area.cursor_location,
                )
            )

    def keep_pending(self, change: Callable[[Post], Post] | None) -> None:
        """Copy the post as ``change`` would make it, from now on; as it is when None."""
        self._pending = change
        self.keep()

    def give_up_pending(self) -> None:
        """What the form was about to do is not done: where nothing else is to be saved, there is no copy."""
        self._pending = None
        if not self._opened.changed:
            self._journal.forget()
        self.keep()

    def _copy(
        self,
        buffer: EditorBuffer,
        pending: Callable[[Post], Post] | None,
        content: Callable[[], str],
        caret: tuple[int, int],
    ) -> Copy:
        """Called on the journal's thread."""
        if pending:
            buffer = buffer.with_post(pending(buffer.post))
        basis, text = buffer.basis, buffer.whole(content())
        return Copy(
            root=str(self._root),
            path=buffer.post.path,
            base=basis.digest if basis else "",
            text=text,
            row=max(caret[0] - _hidden_lines(text), 0) if buffer.as_text else caret[0],
            column=caret[1],
            time=time.time(),
            pid=os.getpid(),
        )


def _hidden_lines(text: str) -> int:
    """How many lines of the file ``text`` stand above what the editor shows of it when it is opened."""
    opened = EditorBuffer.of(Post("", text.encode("utf-8", "surrogateescape")), None)
    return text.count("\n") - opened.text.count("\n")
