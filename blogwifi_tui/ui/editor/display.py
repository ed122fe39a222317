"""The open post on the screen: fields above, preview beside, below how long it is and how safe."""

from __future__ import annotations

from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker

from blogwifi_tui.ui.editor.editor_page import EditorPage
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.editor.recovery_copy import RecoveryCopy
from blogwifi_tui.ui.editor.status import WordCount, place_words, safety_words
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.widgets.post_facts import facts_of, source_of
from blogwifi_tui.ui.widgets.preview import Preview
from blogwifi_tui.ui.widgets.status_line import TwoEnds
from blogwifi_tui.ui.workers import Work, run


class PostDisplay:
    """Shows what became of the post; copies it and counts its words a moment after a key.

    The lines above and below the text are its own: :attr:`fields` and :attr:`status`.
    """

    def __init__(
        self,
        opened: OpenPost,
        services: Services,
        screen: Screen[None],
        preview: Preview,
        copy: RecoveryCopy,
        page: EditorPage,
    ) -> None:
        """``screen`` counts the words, off the event loop; ``copy`` is kept of what is written.

        ``page`` is told of what is written, for the browser.
        """
        self._opened = opened
        self._blog = services.blog
        self._threads = services.threads
        self._journal = services.journal
        self._pause = services.timings.copy
        self.fields = TwoEnds(id="fields")
        self.status = TwoEnds(id="status", left_yields=True)
        self._preview = preview
        self._copy = copy
        self._page = page
        self._screen = screen
        self._words = WordCount(opened.post.words)
        self._above = 0
        """How many lines of front matter stand above the text."""
        self._pulse: Timer | None = None

    def show_all(self, *, from_elsewhere: bool = False) -> None:
        """Fields, preview and status, after a load or a change of fields.

        ``from_elsewhere``: another program changed the text, whose words do not count as written here.
        """
        if from_elsewhere:
            self._words.skip()
        self.fields.strong = self._opened.post.title
        self.fields.right = facts_of(self._opened.post, self._blog.now())
        self.show_text()

    def show_text(self) -> None:
        """Render what is written, now; count and copy it soon."""
        body = self._opened.body()
        self._above = self._opened.lines_above(body)
        self._preview.show(source_of(self._opened.post.path, body))
        self._page.text_changed()
        self.show_status()
        if self._pulse is None:
            self._pulse = self._screen.set_timer(self._pause, self.take_stock)

    def take_stock(self) -> None:
        """Keep a recovery copy, and count the words, both off the event loop."""
        self._pulse = None
        self._copy.keep()
        self._screen.set_timer(self._pause, self.show_status)
        self.count()

    def count(self) -> Worker[None]:
        """Count the words of what is written."""
        return run(self._screen, Work.COUNT_WORDS, self._count)

    async def _count(self) -> None:
        edited = self._opened.snapshot()
        self._words.update(await self._threads.disk(lambda: edited().words))
        self.show_status()

    def show_status(self) -> None:
        """Length and place of the caret; what is safe."""
        self.status.left = place_words(self._opened, self._words)
        self.show_progress("")

    def show_progress(self, words: str) -> None:
        """How far a publication is, in the place of what is safe; that again when ``words`` are empty."""
        self.status.right = (words,) if words else safety_words(self._opened, self._journal)

    def follow_caret(self, line: int) -> None:
        """Keep the paragraph being written, at ``line`` of the text, in the preview."""
        if line >= self._above:
            self._preview.follow(line - self._above)
            self._page.caret_moved(line - self._above)
        self.show_status()

    def follow_preview(self, line: int) -> None:
        """Keep the text at what is read in the preview, which ``line`` of the body is the top of."""
        self._opened.area.show_line(line + self._above)
