"""The file of the open post is looked at now and then, because other programs write it too."""

from __future__ import annotations

from collections.abc import Callable

from blogwifi_tui.content.post import Post
from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.ui.editor.display import PostDisplay
from blogwifi_tui.ui.editor.editing_screen import EditingScreen
from blogwifi_tui.ui.editor.external_compare import ExternalChange, ExternalComparison, compare
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.services import Services

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


class ExternalChanges:
    """Takes over what another program did where nothing can be lost, and says so."""

    def __init__(
        self,
        opened: OpenPost,
        services: Services,
        screen: EditingScreen,
        shown: PostDisplay,
        *,
        is_occupied: Callable[[], bool],
    ) -> None:
        """Watch the file of what is ``opened``.

        Args:
            opened: the post.
            services: the blog, its threads, the journal of recovery copies.
            screen: where sentences are shown.
            shown: shows what became of the post.
            is_occupied: whether the text is being written or changed: nothing is taken over meanwhile.
        """
        self._opened = opened
        self._blog = services.blog
        self._threads = services.threads
        self._journal = services.journal
        self._screen = screen
        self._shown = shown
        self._is_occupied = is_occupied
        self._noticed: str | None = None
        """What was said last, so that it is said once."""

    async def look(self) -> None:
        """Look at the file; what is typed while looking is met by the next look."""
        opened = self._opened
        buffer, version = opened.buffer, opened.area.version
        basis = buffer.basis
        if basis is None or self._is_occupied():
            return
        found = await self._threads.disk(compare, self._blog, basis, opened.snapshot())
        if opened.buffer is buffer and opened.area.version == version and not self._is_occupied():
            self._meet(found)

    def take_over(self, post: Post) -> None:
        """Show the post as its file is now; undo still knows what was typed."""
        self._show(post, post)

    async def catch_up(self) -> None:
        """After a publication changed the file: take it over, but never over what was typed meanwhile.

        Where the text itself was changed too, the next save finds out and asks.
        """
        opened = self._opened
        if opened.buffer.before is None:
            return
        post = await self._threads.disk(self._blog.read, opened.post.path)
        if opened.buffer.unsaved:
            return
        now = opened.buffer.with_both(post, post)
        if not opened.area.dirty:
            self.take_over(post)
        elif now.text == opened.buffer.text:
            opened.buffer = now
            self._shown.show_all()

    def _meet(self, found: ExternalComparison) -> None:
        change, theirs = found.change, found.theirs
        if self._opened.buffer.gone and change is not ExternalChange.GONE:
            self._come_back(change)
        sign = theirs.digest if theirs else change.name
        if change is ExternalChange.SAME or sign == self._noticed:
            return
        self._noticed = sign
        if found.joined and theirs:
            self._noticed = None
            self._show(found.joined, theirs)
            if not self._opened.buffer.unsaved:
                self._journal.forget()
                self._shown.show_status()
        elif change is ExternalChange.GONE:
            self._opened.buffer = self._opened.buffer.without_file()
            self._shown.show_all()
        self._screen.say(_(_WORDS[change]), kind="plain" if change is ExternalChange.TAKEN else "warning")

    def _come_back(self, change: ExternalChange) -> None:
        """The file that was gone is there again: it is met as if it had never been away."""
        self._opened.buffer = self._opened.buffer.with_file_back()
        self._noticed = None
        if change is ExternalChange.SAME:
            self._screen.say(_("The file of this post is there again, as it was."))
            if not self._opened.changed:
                self._journal.forget()
        self._shown.show_status()

    def _show(self, post: Post, file: Post) -> None:
        """Put ``post`` on the screen, the caret on the words where it was; the file holds ``file``."""
        self._opened.show(self._opened.buffer.with_both(post, file))
        self._shown.show_all(from_elsewhere=True)
