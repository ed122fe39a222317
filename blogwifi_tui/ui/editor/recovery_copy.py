"""The recovery copy of the open post: what is on the screen and in no file."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from blogwifi_tui.content.atomic import write_state
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.recovery import Copy, Journal
from blogwifi_tui.i18n.dates import clock
from blogwifi_tui.i18n.translation import _
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
        self._is_left = False
        self._is_handed_over = False

    @property
    def off(self) -> bool:
        """Whether copies cannot be written now."""
        return self._journal.off

    def comfort(self) -> str:
        """Where the text of this moment is besides on the screen; empty where it is saved, or not copied yet.

        A copy that was written before the disk was full still holds what was typed until then.
        """
        if not self._opened.changed:
            return ""
        time = self._journal.written and clock(self._journal.written)
        if self.off:
            if not time:
                return _("What you typed is only on this screen: no copy of it can be written.")
            words = _("The recovery copy holds what you typed until {time}; no newer one can be written.")
            return words.format(time=time)
        return _("What you typed is in the recovery copy of {time}.").format(time=time) if time else ""

    def keep(self) -> None:
        """Copy the text of this moment, if the file does not hold it."""
        if (self._opened.changed or self._pending) and not self._is_left:
            self._journal.note(self._snapshot())

    def _snapshot(self) -> Callable[[], Copy]:
        """What makes the copy of this moment, on any thread."""
        opened, area = self._opened, self._opened.area
        return partial(
            self._copy,
            opened.buffer,
            self._pending,
            area.snapshot(),
            area.cursor_location,
            is_handed_over=self._is_handed_over,
        )

    def keep_pending(self, change: Callable[[Post], Post] | None) -> None:
        """Copy the post as ``change`` would make it, from now on; as it is when None."""
        self._pending = change
        self.keep()

    def give_up_pending(self) -> None:
        """What the form was about to do is not done; a copy of what was typed there stays. Blocks for it."""
        if self._pending:
            self.let_go()
        elif not self._opened.changed:
            self._journal.forget()
        self._pending = None
        self.keep()

    def forget(self) -> None:
        """The file holds what is on the screen: there is nothing to copy."""
        self._journal.forget()

    def let_go(self) -> None:
        """Copy the text of this moment, and let that copy stay; the next is another. Blocks for the disk."""
        self.keep()
        self._journal.let_go()

    def leave(self) -> None:
        """As :meth:`let_go`, where the text is left without being saved."""
        self.let_go()
        self._is_left = True

    # The person's own editor

    def hand_over(self, text: str) -> Path:
        """Write the shown ``text`` to a file for the person's own editor; it is part of the copy now.

        Raises:
            OSError: it could not be written.
        """
        self._is_handed_over = True
        self._journal.note(self._snapshot())
        self._journal.flush()
        file = self._journal.own_editor_file
        write_state(file, text.encode("utf-8", "surrogateescape"), durable=True)
        return file

    def take_back(self) -> None:
        """The text is on the screen again, and is what is copied."""
        self._is_handed_over = False
        self.keep()

    def settle(self) -> None:
        """Remove the file for the person's own editor once the disk has what was taken back. Blocks."""
        if not self._opened.changed:
            self._journal.forget()
            return
        self._journal.flush()
        if not self._journal.off:
            self._journal.own_editor_file.unlink(missing_ok=True)

    def _copy(
        self,
        buffer: EditorBuffer,
        pending: Callable[[Post], Post] | None,
        content: Callable[[], str],
        caret: tuple[int, int],
        *,
        is_handed_over: bool,
    ) -> Copy:
        """Called on the journal's thread."""
        if pending:
            buffer = buffer.with_post(pending(buffer.post))
        basis, shown = buffer.basis, content()
        text = buffer.whole(shown)
        return Copy(
            root=str(self._root),
            path=buffer.post.path,
            base=basis.digest if basis else "",
            text=text,
            row=max(caret[0] - _hidden_lines(text), 0) if buffer.as_text else caret[0],
            column=caret[1],
            time=time.time(),
            pid=os.getpid(),
            head=text.removesuffix(shown) if is_handed_over else None,
        )


def _hidden_lines(text: str) -> int:
    """How many lines of the file ``text`` stand above what the editor shows of it when it is opened."""
    opened = EditorBuffer.of(Post("", text.encode("utf-8", "surrogateescape")), None)
    return text.count("\n") - opened.text.count("\n")
