"""Two versions of the same posts, and a person who chooses what stays of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from blogwifi_tui.content.merge.three_way import Side
from blogwifi_tui.core.conflict_choices import ConflictChoices, ConflictRow
from blogwifi_tui.core.conflicts import PostConflict
from blogwifi_tui.errors import Conflict
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import Need, Where, bindings_of, key_name
from blogwifi_tui.ui.conflict.versions import Versions
from blogwifi_tui.ui.conflict.wording import heading, kind_of, name_of
from blogwifi_tui.ui.key_queue import FirstSight
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.signs import is_plain, sign
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.status_line import MessageLine, TwoEnds
from blogwifi_tui.ui.workers import Work, worker
from blogwifi_tui.vcs.commit import Commit

WIDE, NARROW = 100, 72
"""Columns from which the pieces stand beside the versions, and below which the versions stand in a column."""
_SIDES = {Side.MINE: N_("mine"), Side.THEIRS: N_("theirs"), Side.BOTH: N_("both")}


class PieceList(OptionList):
    """The posts and their pieces, in a list that ends where it ends: no key comes round to a whole post."""

    def action_cursor_down(self) -> None:
        """Go to the next row, if there is one."""
        if (self.highlighted or 0) < self.option_count - 1:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go to the row before, if there is one."""
        if self.highlighted:
            super().action_cursor_up()


class ConflictScreen(CommandScreen):
    """Field by field and paragraph by paragraph: mine, theirs, both. Nothing is touched before Enter."""

    where: ClassVar[Where] = Where.CONFLICT
    boxes: ClassVar[tuple[Where, ...]] = (Where.PREVIEW,)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Where.CONFLICT)

    CSS_PATH: ClassVar[str] = "conflict.tcss"

    pieces = getters.query_one(OptionList)

    def __init__(self, services: Services, conflicts: Sequence[PostConflict]) -> None:
        super().__init__(services)
        self._choices = ConflictChoices(conflicts)
        self._rows = self._choices.rows()
        self.resolved: Commit | None = None
        """The merge that was made, once it is."""
        self._resolving = False
        self.first_sight = FirstSight()

    def compose(self) -> ComposeResult:
        """What is to choose, the three versions of it, the keys."""
        yield TwoEnds(id="top")
        with Container(id="body"):
            yield PieceList(markup=False, compact=True)
            yield Versions()
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first piece."""
        self._list()
        self._go_on(-1)
        self.pieces.focus()
        self.first_sight.begin(self.app)

    def on_resize(self, event: events.Resize) -> None:
        """Set the parts beside or under each other; under in plain."""
        self.set_class(event.size.width >= WIDE and not is_plain(), "-wide")
        self.set_class(event.size.width < NARROW or is_plain(), "-narrow")

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each command does here."""
        return {
            "take_mine": lambda: self._take_piece(Side.MINE),
            "take_theirs": lambda: self._take_piece(Side.THEIRS),
            "take_both": lambda: self._take_piece(Side.BOTH),
            "all_mine": lambda: self._take(ConflictRow(self._row.conflict), Side.MINE),
            "all_theirs": lambda: self._take(ConflictRow(self._row.conflict), Side.THEIRS),
            "keep_posts": self._keep_posts,
            "take_back": self._take_back,
            "settle": self.resolve,
            "conflict_leave": self.leave,
            "text_back": self.leave,
            "conflict_help": self.show_help,
        }

    def held(self) -> set[Need]:
        """What may be chosen on this row, and whether all is chosen."""
        held = {Need.REPOSITORY, Need.POST}
        if self._choices.can_be_both(self._row):
            held.add(Need.BOTH)
        if self._choices.can_be_apart(self._row):
            held.add(Need.PAIR)
        if not self._choices.left():
            held.add(Need.DECIDED)
        return held

    # What is chosen

    @property
    def _row(self) -> ConflictRow:
        return self._rows[self.pieces.highlighted or 0]

    def _take_piece(self, side: Side) -> None:
        """Choose on this row; a post that has pieces is chosen as a whole by keys of its own alone."""
        if self._row.index is None and self._row.conflict.merge:
            mine, theirs = (self._key(command) for command in ("all_mine", "all_theirs"))
            words = _("{mine} keeps this whole post as it is here, {theirs} takes all of theirs.")
            self.say(words.format(mine=mine, theirs=theirs))
        else:
            self._take(self._row, side)

    def _take_back(self) -> None:
        """Undo the last choice, and go to where it was made."""
        row = self._choices.take_back()
        if row is None:
            self.say(_("Nothing is chosen yet."))
            return
        self._list()
        self.pieces.highlighted = self._rows.index(row)
        self._show(row)

    def _key(self, command: str) -> str:
        return key_name(self.keys.of(self.keys.commands[command])[0])

    def _take(self, row: ConflictRow, side: Side) -> None:
        self._choices.take(row, side)
        self._after(row)

    def _keep_posts(self) -> None:
        self._choices.keep_apart(self._row)
        self._after(ConflictRow(self._row.conflict))

    def _after(self, row: ConflictRow) -> None:
        """Show the choice, and go to what is still to choose."""
        at = self.pieces.highlighted or 0
        self._list()
        self.pieces.highlighted = at
        self._show(self._rows[at])
        if not self._choices.is_open(row):
            self._go_on(at)
        self.show_keys()

    def _go_on(self, at: int) -> None:
        rows = [*range(at + 1, len(self._rows)), *range(at + 1)]
        pieces = [n for n in rows if self._rows[n].index is not None or not self._rows[n].conflict.merge]
        following = next((n for n in pieces if self._choices.is_open(self._rows[n])), None)
        if following is not None:
            self.pieces.highlighted = following
        elif at >= 0:
            words = _("All is chosen: {join} joins both sides, {back} takes the last choice back.")
            words = words.format(join=self._key("settle"), back=self._key("take_back"))
            self.say(words, kind="good")

    def leave(self) -> None:
        """Go back to the pieces from a text, else leave all as it was.

        While the merge is being made, only a lasting one can still be stopped.
        """
        if not self.stop_commit() and not self.keys.leave_text(self.pieces) and not self._resolving:
            self.dismiss()

    def resolve(self) -> None:
        """Make the merge commit, once however often it is asked for."""
        if not self._resolving:
            self._resolving = True
            self._resolve()

    @worker(Work.RESOLVE)
    async def _resolve(self) -> None:
        try:
            await self._merge()
        finally:
            self._resolving = False

    async def _merge(self) -> None:
        """When the other side moved meanwhile, begin again with what it says now."""
        conflicts = self._choices.conflicts
        chosen, beside = await self.threads.git(self._choices.posts, self.blog.conflicts.keep_both)
        try:
            self.resolved = await self.commits.run(self.blog.conflicts.resolve, conflicts, chosen, beside)
        except Conflict:
            self._begin_again(await self.threads.git(self.blog.conflicts.current))
        else:
            self.dismiss()

    def _begin_again(self, conflicts: Sequence[PostConflict]) -> None:
        if not conflicts:
            self.dismiss()
            return
        self._choices = ConflictChoices(conflicts)
        self._rows = self._choices.rows()
        self._list()
        self._go_on(-1)
        self.say(_("The other side changed again meanwhile: choose anew."), kind="warning")

    # Showing

    def _list(self) -> None:
        """Fill the list, and say at the top how much is left."""
        self.pieces.set_options(Option(self._line(row)) for row in self._rows)
        left = self._choices.left()
        top = self.query_one(TwoEnds)
        top.strong = heading([conflict for conflict in self._choices.conflicts if not conflict.settled])
        words = ngettext("{n} choice to make", "{n} choices to make", left).format(n=number(left))
        top.right = (words if left else _("all chosen"),)

    def _line(self, row: ConflictRow) -> Content:
        is_open, side = self._choices.is_open(row), self._choices.chosen(row)
        chosen = _("two posts") if self._choices.is_apart(row) else ""
        words = chosen or (_(_SIDES[side]) if side else "")
        mark = sign("·", _("to choose:")) if is_open else sign("✓", _("chosen:"))
        if row.index is not None:
            return Content(f"  {mark} {name_of(row)}{f'  {words}' if words else ''}")
        if not row.conflict.merge:
            words = f"{mark} {words or kind_of(row.conflict)}"
        return Content.assemble((visible(row.conflict.title), "bold"), f"  {words}" if words else "")

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._rows):
            self._show(self._rows[event.option_index])
            self.show_keys()

    def _show(self, row: ConflictRow) -> None:
        is_whole = row.index is None and row.conflict.merge is not None
        commands = ("all_mine", "all_theirs") if is_whole else ("take_mine", "take_theirs")
        mine, theirs = map(self._key, commands)
        versions = self.query_one(Versions)
        versions.keys = {"mine": mine, "theirs": theirs}
        versions.show(row, self._choices, self.blog.now())
