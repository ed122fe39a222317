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
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.conflicts import Kind, PostConflict
from blogwifi_tui.errors import Conflict
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import Need, Where, bindings_of, keys_words
from blogwifi_tui.ui.conflict.choices import ConflictChoices, ConflictRow
from blogwifi_tui.ui.conflict.version_view import VersionView
from blogwifi_tui.ui.conflict.wording import described, heading, kind_of, literal, name_of
from blogwifi_tui.ui.key_queue import FirstSight
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.post_facts import heading_of
from blogwifi_tui.ui.widgets.status_line import MessageLine, TwoEnds
from blogwifi_tui.ui.workers import Work, worker
from blogwifi_tui.vcs.commit import Commit

WIDE, NARROW = 100, 72
"""Columns from which the pieces stand beside the versions, and below which the versions stand in a column."""
_SIDES = {Side.MINE: N_("mine"), Side.THEIRS: N_("theirs"), Side.BOTH: N_("both")}


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
            yield OptionList(markup=False, compact=True)
            with Container(id="versions"):
                yield VersionView(id="mine")
                yield VersionView(id="theirs")
                yield VersionView(id="before")
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first piece."""
        self._list()
        self._go_on(-1)
        self.pieces.focus()
        self.first_sight.begin(self.app)

    def on_resize(self, event: events.Resize) -> None:
        """Set the parts beside or under each other."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.width < NARROW, "-narrow")

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each command does here."""
        return {
            "take_mine": lambda: self._take(self._row, Side.MINE),
            "take_theirs": lambda: self._take(self._row, Side.THEIRS),
            "take_both": lambda: self._take(self._row, Side.BOTH),
            "all_mine": lambda: self._take(ConflictRow(self._row.conflict), Side.MINE),
            "all_theirs": lambda: self._take(ConflictRow(self._row.conflict), Side.THEIRS),
            "keep_posts": self._keep_posts,
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
            self.say(_("All is chosen: Enter joins both sides and publishes."), kind="good")

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
        if row.index is not None:
            return Content(f"  {'·' if is_open else '✓'} {name_of(row)}{f'  {words}' if words else ''}")
        if not row.conflict.merge:
            words = f"{'·' if is_open else '✓'} {words or kind_of(row.conflict)}"
        return Content.assemble((visible(row.conflict.title), "bold"), f"  {words}" if words else "")

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._rows):
            self._show(self._rows[event.option_index])
            self.show_keys()

    def _show(self, row: ConflictRow) -> None:
        side, apart = self._choices.chosen(row), self._choices.is_apart(row)
        conflict, piece = row.conflict, row.piece
        posts = {"mine": conflict.mine, "theirs": conflict.theirs, "before": conflict.before}
        labels = {"mine": _("Mine"), "theirs": _("Theirs"), "before": _("Before")}
        keys = {
            side: keys_words(self.keys.of(self.keys.commands[command])[:1])
            for side, command in (("mine", "take_mine"), ("theirs", "take_theirs"))
        }
        kept = {
            "mine": apart or side in (Side.MINE, Side.BOTH),
            "theirs": apart or side in (Side.THEIRS, Side.BOTH),
        }
        for name, post in posts.items():
            version = self.query_one(f"#{name}", VersionView)
            version.label(labels[name], key=keys.get(name, ""), kept=kept.get(name, False))
            if piece:
                text = str(getattr(piece, name))
                plain = piece.key or piece.is_name or conflict.kind is not Kind.POST
                version.show(literal(text) if plain else text, empty=_("(nothing)"))
            elif post and conflict.kind is not Kind.POST:
                version.show(described(conflict, post), heading=(visible(conflict.path), ""), empty="")
            elif post:
                version.show(post.body if post.is_text else "", heading=self._heading(post), empty="")
            else:
                absent = _("(not there yet)") if conflict.before is None else _("(deleted)")
                version.show("", empty=absent)

    def _heading(self, post: Post) -> tuple[str, str]:
        return heading_of(post, self.blog.now())
