"""A post on the screen: its fields above, its text, its preview beside, and below what is safe."""

from __future__ import annotations

import os
import time
from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.timer import Timer

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.recovery import Copy
from blogwifi_tui.i18n.dates import clock
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.site.image_folder import Image
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import Need, Where
from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from blogwifi_tui.ui.editor.buffer import EditorBuffer
from blogwifi_tui.ui.editor.commit_bar import CommitBar
from blogwifi_tui.ui.editor.divider import Divider
from blogwifi_tui.ui.editor.find.find_bar import FindBar
from blogwifi_tui.ui.editor.view_state import EditorView
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.link_targets import linked
from blogwifi_tui.ui.widgets.open_link import show_target
from blogwifi_tui.ui.widgets.post_facts import facts_of, length_words, written_words
from blogwifi_tui.ui.widgets.preview import Preview
from blogwifi_tui.ui.widgets.status_line import MessageLine, TwoEnds
from blogwifi_tui.ui.workers import Work, worker

WIDE = 100
"""Columns from which text and preview stand side by side."""


class WritingScreen(CommandScreen):
    """What is written, shown as it is and as a reader will see it, with a copy kept of what is not saved."""

    boxes: ClassVar[tuple[Where, ...]] = (Where.MESSAGE,)

    area = getters.query_one(EditorArea)
    preview = getters.query_one(Preview)
    commit_bar = getters.query_one(CommitBar)
    status = getters.query_one("#status", TwoEnds)
    fields_line = getters.query_one("#fields", TwoEnds)

    def __init__(
        self, services: Services, post: Post, *, before: Post | None, line: int | None = None
    ) -> None:
        """Open ``post`` (its file holds ``before``) with the caret on ``line`` of its body, 0-based."""
        super().__init__(services)
        self._line = line
        self.buffer = EditorBuffer.of(post, before)
        self._committed = ""
        self._words = self._words_before = post.words
        self._from_elsewhere = False
        """Whether another program changed the text since the words were counted."""
        self.images: dict[str, Image] = {}
        """Those inserted here, by the path in the blog that a save writes them to."""
        self._pulse: Timer | None = None
        self.pending: Callable[[Post], Post] | None = None
        """What a form that is open over the text is about to make of the post."""

    def compose(self) -> ComposeResult:
        """Fields, text and preview, find, message, status, keys."""
        yield TwoEnds(id="fields")
        with Horizontal(id="body"):
            yield EditorArea(with_pairs=self.blog.settings.ui.pairs)
            yield Divider()
            yield Preview()
        yield FindBar()
        yield CommitBar()
        yield MessageLine()
        yield TwoEnds(id="status", left_yields=True)
        yield KeyBar()

    @property
    def keyboard(self) -> Where:
        """The message bar while it has the focus."""
        return Where.MESSAGE if self.commit_bar.has_focus_within else self.where

    def on_mount(self) -> None:
        """Load the text."""
        self.area.load(self.buffer.text)
        self.area.read_only = not self.post.is_text
        self.take_keys()
        if self._line is not None:
            self.area.goto(max(self._line - self.buffer.lead.count("\n"), 0))
        if self.area.read_only:
            self.tell_only_shown()
        elif self.post.problem:
            from blogwifi_tui.i18n.explain import problem_sentence

            self.say(problem_sentence(self.post.problem), kind="warning")
        self.show_all()
        if self.buffer.unsaved and self.buffer.before:
            self._beat()

    def take_keys(self) -> None:
        """Let what is typed go to the text."""
        self.area.focus()

    def remember(self, view: EditorView) -> None:
        """Open the next post, and the next run, with this view."""
        if view != self.services.memory.view:
            self.services.memory.view = view
            self._keep_view()

    @worker(Work.REMEMBER_VIEW)
    async def _keep_view(self) -> None:
        await self.threads.disk(self.services.memory.write)

    @property
    def post(self) -> Post:
        """The post with its header as edited here; :meth:`edited` has the text too."""
        return self.buffer.post

    @on(EditorArea.Refused)
    def tell_only_shown(self) -> None:
        """Say why nothing can be typed."""
        self.say(_(Need.TEXT.value), kind="warning")

    def on_resize(self, event: Resize) -> None:
        """Below :data:`WIDE` columns text and preview take turns."""
        self.set_class(event.size.width < WIDE, "-narrow")

    def edited(self) -> Post:
        """The post as it stands on the screen."""
        return self.buffer.joined(self.area.content)

    # State goes down

    def show_all(self) -> None:
        """Fields, preview and status, after a load or a change of fields."""
        self.fields_line.strong = self.post.title
        self.fields_line.right = facts_of(self.post, self.blog.now())
        self.show_preview()
        self.show_status()

    @on(EditorArea.Edited)
    def show_preview(self) -> None:
        """Render what is written, now; count and copy it soon."""
        as_text = self.buffer.as_text
        self.preview.show(self.edited().body if as_text else self.area.text)
        self.show_status()
        if self._pulse is None:
            self._pulse = self.set_timer(self.services.timings.copy, self._beat)

    def _beat(self) -> None:
        """A moment after a key: keep a recovery copy, and count the words, both off the event loop."""
        self._pulse = None
        self.keep_copy()
        self.set_timer(self.services.timings.copy, self.show_status)
        self.count(self.area.snapshot())

    def keep_copy(self) -> None:
        """Hand the text of this moment to the journal, if the file does not hold it."""
        if self.area.dirty or self.buffer.unsaved or self.pending:
            content, caret = self.area.snapshot(), self.area.cursor_location
            self.services.journal.note(partial(self._copy, self.buffer, self.pending, content, caret))

    def _copy(
        self,
        buffer: EditorBuffer,
        pending: Callable[[Post], Post] | None,
        content: Callable[[], str],
        caret: tuple[int, int],
    ) -> Copy:
        if pending:
            buffer = buffer.with_post(pending(buffer.post))
        basis = buffer.basis
        return Copy(
            root=str(self.blog.root),
            path=buffer.post.path,
            base=basis.digest if basis else "",
            text=buffer.whole(content()),
            row=caret[0],
            column=caret[1],
            time=time.time(),
            pid=os.getpid(),
        )

    @worker(Work.COUNT_WORDS)
    async def count(self, content: Callable[[], str]) -> None:
        """Count the words of what is written."""
        words = await self.threads.disk(lambda: self.buffer.joined(content()).words)
        if self._from_elsewhere:
            self._words_before += words - self._words
            self._from_elsewhere = False
        self._words = words
        self.show_status()

    @on(EditorArea.CaretMoved)
    def follow(self, event: EditorArea.CaretMoved) -> None:
        """Keep the paragraph being written in the preview."""
        if not self.buffer.as_text:
            self.preview.follow(event.line)
        self.show_status()

    @on(Preview.LinkActivated)
    @worker(Work.FOLLOW_LINK)
    async def follow_link(self, event: Preview.LinkActivated) -> None:
        """Open another post in the place of this one, show a picture, or show an address before it opens."""
        entry = linked(event.href, self.post.path, await self.threads.disk(self.blog.posts))
        waiting = [
            each for each in self.images.values() if each.data is not None and each.address == event.href
        ]
        if waiting:
            self.say(_("Saving copies the picture to {path}.").format(path=waiting[0].path))
        elif entry is None:
            await show_target(self, self.preview, self.post.path, event.href)
        elif entry.path == self.post.path:
            self.say(_("This link leads to this very post."))
        else:
            await self.open_instead(entry)

    @abstractmethod
    async def open_instead(self, entry: Entry) -> None:
        """Open another post in the place of this one, once nothing here would be lost."""

    @on(Preview.Scrolled)
    def follow_back(self, event: Preview.Scrolled) -> None:
        """Keep the text at what is read in the preview."""
        if not self.buffer.as_text:
            self.area.show_line(event.source_line)

    def show_status(self) -> None:
        """Length and position; what is safe."""
        row, column = self.area.cursor_location
        place = _("line {line}, column {column}").format(line=row + 1, column=column + 1)
        written = written_words(self._words - self._words_before)
        self.status.left = (*length_words(self._words), place, written)
        self.status.right = self._safe_words()

    def _safe_words(self) -> tuple[str, ...]:
        new = self.buffer.before is None
        if self.area.dirty or self.buffer.unsaved:
            words = _("new, not saved") if new else _("not saved")
            written = self.services.journal.written
            if self.services.journal.off:
                return words, _("recovery is off")
            return (words, f"{_('recovery copy')} {clock(written)}") if written else (words,)
        return (_("commit {sha}").format(sha=self._committed) if self._committed else _("saved"),)

    def show_progress(self, words: str) -> None:
        """The state of a publication."""
        self.status.right = (words,) if words else self._safe_words()
