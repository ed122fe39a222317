"""What the commands on the text do: marks, finding again, headings, how the text is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from blogwifi_tui.content.encodings import readings, wide
from blogwifi_tui.errors import CannotEdit
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.markdown.headings import headings
from blogwifi_tui.ui.editor.buffer import EditorBuffer
from blogwifi_tui.ui.editor.display import PostDisplay
from blogwifi_tui.ui.editor.editing_screen import EditingScreen
from blogwifi_tui.ui.editor.find.find_bar import FindBar
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.widgets.picker import Picker
from blogwifi_tui.ui.workers import Threads


class TextActions:
    """Changes the text of the open post, and how it is shown."""

    def __init__(
        self, opened: OpenPost, threads: Threads, screen: EditingScreen, shown: PostDisplay, bar: FindBar
    ) -> None:
        """``bar`` is where one types what to look for."""
        self._opened = opened
        self._threads = threads
        self._screen = screen
        self._shown = shown
        self._bar = bar

    def by_command(self) -> Mapping[str, Callable[[], object]]:
        """What each command does, by its id, but for those that open a dialog."""
        area = self._opened.area
        return {
            "find": partial(self._bar.open, area),
            "find_next": partial(self.find_again, 1),
            "find_previous": partial(self.find_again, -1),
            "undo_typing": self.undo,
            "redo_typing": self.redo,
            "bold": partial(area.wrap_selection, "**", "**"),
            "italic": partial(area.wrap_selection, "*", "*"),
            "link": self.link,
            "no_break": partial(_flip, area, "show_no_break"),
            "line_numbers": partial(_flip, area, "show_line_numbers"),
        }

    def undo(self) -> None:
        """Take back the last change of the text."""
        self._step(self._opened.undo)

    def redo(self) -> None:
        """Make again what was taken back."""
        self._step(self._opened.redo)

    def link(self) -> None:
        """Make what is selected a link."""
        if not self._opened.area.make_link():
            self._screen.say(_("A link cannot go over several paragraphs: select words of one."))

    def _step(self, step: Callable[[], bool]) -> None:
        """Go a step through the history; all is shown anew where it shows or hides the header."""
        try:
            if step():
                self._shown.show_all()
        except CannotEdit as error:
            self._screen.say_error(error)

    async def recode(self) -> None:
        """Make a file that is not UTF-8 text that can be changed; only saving writes it."""
        post, screen = self._opened.post, self._screen
        if post.is_text:
            screen.say(_("This post is UTF-8 text already."))
            return
        encoding = wide(post.data)
        name = encoding[: len("utf-16")].upper()
        if not encoding:
            found = await self._threads.disk(readings, post.data)
            width = max(len(reading.name) for reading in found)
            labels = [f"{reading.name:{width}}  {reading.words}" for reading in found]
            picked = await screen.ask(Picker(_("In which of these are the accents right?"), labels))
            if picked is None:
                return
            name, encoding, _words = found[picked]
        self._opened.load(EditorBuffer.of(post.as_utf8(encoding), self._opened.buffer.before))
        self._shown.show_all()
        screen.say(
            _("Read as {encoding}: look at the words, then save to keep it as UTF-8.").format(encoding=name)
        )

    def find_again(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) match; ask what to look for when nothing was yet."""
        if not self._bar.find_next(direction):
            self._bar.open(self._opened.area)

    async def pick_heading(self) -> None:
        """List the headings, and put the caret on the one picked."""
        area, source = self._opened.area, self._opened.body()
        above = self._opened.lines_above(source)
        found = await self._threads.disk(headings, source)
        if not found:
            self._screen.say(_("This post has no headings yet: begin a line with ## to write one."))
            return
        row = area.cursor_location[0] - above
        here = max((number for number, heading in enumerate(found) if heading.line <= row), default=0)
        labels = [f"{'  ' * (heading.level - 1)}{heading.text}" for heading in found]
        picked = await self._screen.ask(Picker(_("Headings"), labels, first=here))
        if picked is not None:
            area.goto(found[picked].line + above)


def _flip(owner: object, name: str) -> None:
    setattr(owner, name, not getattr(owner, name))
