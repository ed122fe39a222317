"""A post on the screen whose file is looked at now and then, because other programs write it too."""

from __future__ import annotations

from blogwifi_tui.content.post import Post
from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.ui.editor.base_screen import WritingScreen
from blogwifi_tui.ui.editor.buffer import EditorBuffer
from blogwifi_tui.ui.editor.external_compare import ExternalChange, ExternalComparison, look
from blogwifi_tui.ui.workers import Rule, Work, is_at_work, worker

_WORDS = {
    ExternalChange.TAKEN: N_("Another program changed this post; here it is as it is now."),
    ExternalChange.JOINED: N_(
        "Another program changed this post too; its words and yours are joined here, not saved."
    ),
    ExternalChange.APART: N_(
        "Another program changed the same words of this post; saving asks what to keep."
    ),
    ExternalChange.GONE: N_(
        "Another program deleted or renamed this post; your text stays, saving writes it again."
    ),
    ExternalChange.REPLACED: N_(
        "What stands in the place of this post is no plain file; your text stays here."
    ),
}


class WatchingScreen(WritingScreen):
    """What another program did is taken over where nothing can be lost, and said."""

    _noticed: str | None = None
    """What was said last, so that it is said once."""

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_interval(self.services.timings.look_outside, self.look_outside)

    @worker(Work.CHANGED_OUTSIDE)
    async def look_outside(self) -> None:
        """Look at the file; what is typed while looking is met by the next look."""
        buffer, version = self.buffer, self.area.version
        basis = buffer.basis
        if basis is None or self._occupied():
            return
        content = self.area.snapshot()
        found = await self.threads.disk(look, self.blog, basis, lambda: buffer.joined(content()))
        if self.buffer is buffer and self.area.version == version and not self._occupied():
            self._meet(found)

    def _occupied(self) -> bool:
        return is_at_work(self, Rule.HOLDS_TEXT) or self.publisher.busy or not self.is_current

    def _meet(self, found: ExternalComparison) -> None:
        if self.buffer.gone and found.meeting is not ExternalChange.GONE:
            self._come_back(found)
        sign = found.theirs.digest if found.theirs else found.meeting.name
        if found.meeting is ExternalChange.SAME or sign == self._noticed:
            return
        self._noticed = sign
        if found.joined and found.theirs:
            self._show(found.joined, found.theirs)
        elif found.meeting is ExternalChange.GONE:
            self.buffer = self.buffer.without_file()
            self.show_all()
        self.say(
            _(_WORDS[found.meeting]), kind="plain" if found.meeting is ExternalChange.TAKEN else "warning"
        )

    def _come_back(self, found: ExternalComparison) -> None:
        """The file that was gone is there again: it is met as if it had never been away."""
        self.buffer = self.buffer.with_file_back()
        self._noticed = None
        if found.meeting is ExternalChange.SAME:
            self.say(_("The file of this post is there again, as it was."))
            if not (self.area.dirty or self.buffer.unsaved):
                self.services.journal.forget()
        self.show_status()

    def _show(self, post: Post, file: Post) -> None:
        """Put ``post`` on the screen, the caret on the words where it was; the file holds ``file``."""
        as_text = self.buffer.as_text or post.problem is not None
        self.buffer = EditorBuffer(post, file, as_text)
        self.area.reload(self.buffer.text)
        self._from_elsewhere = True
        self._noticed = None
        if not self.buffer.unsaved:
            self.services.journal.forget()
        self.show_all()

    def _take_over(self, post: Post) -> None:
        """Show the post as its file is now; undo still knows what was typed."""
        self.buffer = EditorBuffer.of(post, post)
        self.area.reload(self.buffer.text)
        self._from_elsewhere = True
        self.show_all()

    def _catch_up(self, post: Post) -> None:
        """After a publication changed the file: take it over, but never over what was typed meanwhile.

        Where the text itself was changed too, the next save finds out and asks.
        """
        now = EditorBuffer.of(post, post)
        if self.buffer.unsaved:
            return
        if not self.area.dirty:
            self._take_over(post)
        elif now.text == self.buffer.text:
            self.buffer = now
            self.show_all()

    def _unsaved(self) -> bool:
        """Whether the screen holds something the file does not; a new post without a word holds nothing."""
        before = self.buffer.before
        if before is None:
            return bool(self.area.text.strip())
        return self.edited().digest != before.digest
