"""Find and replace, at the bottom of the editor."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.document._document import Location
from textual.events import DescendantFocus, Resize
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from blogwifi_tui.ui.editor.find.find_pattern import MOST, BadPattern, FindPattern, TooSlow
from blogwifi_tui.ui.editor.find.find_session import FindSession
from blogwifi_tui.ui.editor.find.toggle import Toggle
from blogwifi_tui.ui.signs import arrows, is_plain

_SIDE_BY_SIDE = 76
"""Columns that hold the texts and, beside them, the answers."""
_AFTER_EDIT = 0.1
"""Seconds without a change of the text after which it is searched again."""


class FindBar(Widget):
    """Two lines: what to look for and how, what to put in its place. Hidden until opened."""

    DEFAULT_CSS: ClassVar[str] = Path(__file__).with_name("find_bar.tcss").read_text("utf-8")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f3,down", "step(1)", show=False),
        Binding("shift+f3,f15,up", "step(-1)", show=False),
        # Before the inputs, which take the letter for text.
        Binding("alt+c", "flip('exact')", show=False, priority=True),
        Binding("alt+w", "flip('words')", show=False, priority=True),
        Binding("alt+r", "flip('regex')", show=False, priority=True),
        Binding("alt+a", "replace_all", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self._session: FindSession | None = None
        self._area: EditorArea | None = None
        self._origin: Location = (0, 0)
        """Where the caret was when the search began."""
        self._soon: Timer | None = None
        self._done = (-1, "")
        """What was done, as long as the text is of this version."""

    def compose(self) -> ComposeResult:
        """Left the two texts, one Tab apart; right the count, the choices, and what the keys do."""
        with Vertical(id="texts"):
            with Horizontal():
                yield Static(_("Find"), classes="label", markup=False)
                yield Input(id="find", compact=True, select_on_focus=True)
            with Horizontal():
                yield Static(_("Replace"), classes="label", markup=False)
                yield Input(id="replace", compact=True)
        with Vertical(id="answers"):
            with Horizontal():
                yield Static(id="count", markup=False)
                yield Toggle("Aa", key="Alt+C", tooltip=_("Case and accents count"), name="exact")
                yield Toggle(_("word"), key="Alt+W", tooltip=_("Whole words only"), name="words")
                yield Toggle(".*", key="Alt+R", tooltip=_("Regular expression"), name="regex")
            yield Static(id="note", markup=False)

    def on_resize(self, event: Resize) -> None:
        """Without room for both, the answers stand under the texts."""
        self.set_class(event.size.width < _SIDE_BY_SIDE or is_plain(), "-narrow")

    # For screens

    def open(self, area: EditorArea) -> None:
        """Look for something in ``area``: the words selected there, or what was looked for last."""
        if self._session is None or self._area is not area:
            self._area, self._session = area, FindSession(area)
            self.watch(area, "revision", self._text_changed, init=False)
        find = self.query_one("#find", Input)
        self._origin = min(area.selection)
        self.display = True
        if 0 < len(area.selected_text) <= 200 and "\n" not in area.selected_text:
            find.value = area.selected_text
        self.screen.set_focus(find)  # at once: the next key is for it
        find.action_select_all()
        self._look()

    def close(self) -> bool:
        """Hide, unmark what was found; False when there was nothing to hide."""
        if not self.display:
            return False
        self.display = False
        if self._session:
            self._session.clear()
        return True

    def find_next(self, direction: int = 1) -> bool:
        """As F3 (1) or Shift+F3 (-1), the bar open or not; False when nothing was looked for yet."""
        session = self._session
        if session is None or not session.pattern.text:
            return False
        session.step(direction)
        if self.display:
            self._tell()
        else:
            session.clear()
        return True

    # What happens in the bar

    @on(Input.Changed, "#find")
    @on(Toggle.Flipped)
    def _look(self) -> None:
        """Look for what is written now, from where the search began."""
        if self._session and self.display:
            self._done = (-1, "")
            self._session.look(self._pattern(), self._origin)
            self._tell()

    def _pattern(self) -> FindPattern:
        def chosen(name: str) -> bool:
            return self.query_one(f"#{name}", Toggle).chosen

        text = self.query_one("#find", Input).value
        return FindPattern(text, exact=chosen("exact"), words=chosen("words"), regex=chosen("regex"))

    @on(Input.Submitted, "#find")
    def _next(self) -> None:
        self.action_step(1)

    @on(Input.Submitted, "#replace")
    def _replace_one(self) -> None:
        """Replace this one and go to the next."""
        if self._session and self._area and not self._area.read_only:
            self._session.replace(self.query_one("#replace", Input).value)
            self._origin = min(self._session.text.selection)
            self._tell()

    def action_replace_all(self) -> None:
        """Replace all of them, as one step for undo."""
        if self._session and self._area and not self._area.read_only:
            done = self._session.replace_all(self.query_one("#replace", Input).value)
            note = ngettext("{n} replacement", "{n} replacements", done).format(n=done) if done else ""
            self._done = (self._area.version, note)
            self._tell()

    def action_step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) match."""
        if self._session:
            self._done = (-1, "")
            self._session.step(direction)
            self._origin = min(self._session.text.selection)
            self._tell()

    def action_flip(self, name: str) -> None:
        """Change one of the choices."""
        self.query_one(f"#{name}", Toggle).action_flip()

    def action_leave(self) -> None:
        """Close, and go back to the text."""
        self.close()
        if self._area:
            self._area.focus()

    def _text_changed(self) -> None:
        """The text is another one: search it again when its writer pauses."""
        if self.display:
            if self._soon:
                self._soon.stop()
            self._soon = self.set_timer(_AFTER_EDIT, self._again)

    def _again(self) -> None:
        if self._session and self.display:
            self._session.again()
            self._tell()

    # What it says

    def _tell(self) -> None:
        """Count the matches, or say why there can be none, or what was done to them."""
        session = self._session
        if session is None:
            return
        found = len(session.matches)
        version, note = self._done
        note = note if session.text.version == version and not session.problem else ""
        count = ""
        if session.pattern.text and not session.problem and (found or not note):
            most = f"{MOST}+" if found >= MOST else str(found)
            count = f"{session.current + 1 or '–'}/{most}" if found else _("not found")
        self.query_one("#count", Static).update(Content(count))
        self.set_class(bool(session.pattern.text) and not found and not note, "-nothing")
        self.set_class(session.problem is not None, "-problem")
        self.query_one("#note", Static).update(Content(note or self._sentence(session.problem)))

    def _sentence(self, problem: BadPattern | TooSlow | None) -> str:
        """What is wrong, else what the keys do where the person is."""
        if isinstance(problem, TooSlow):
            return _("This expression takes too long.")
        if isinstance(problem, BadPattern):
            if problem.position is None:
                return _("The expression has no such group.")
            return _("Not an expression: see character {n}.").format(n=problem.position + 1)
        session = self._session
        if session and not session.matches and session.pattern.asks_for_line_ends:
            return _("Lines are searched one by one: no line end is found.")
        found = len(session.matches) if session else 0
        if self.query_one("#replace", Input).has_focus:
            can_replace = found and self._area and not self._area.read_only
            return _("Enter: this one · Alt+A: all") if can_replace else ""
        return arrows(_("Enter: next · ↑: previous")) if found > 1 else ""

    @on(DescendantFocus)
    def _focus_moved(self) -> None:
        self._tell()
