"""The tags and categories of the whole blog, and what can be done to one of them in every post."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from blogwifi_tui.content.search.query import tag_key
from blogwifi_tui.content.tags import TagGroup, TagKind, groups
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.sanitize import one_line
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import Need, Where, bindings_of
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.tags.confirm_dialog import ConfirmDialog
from blogwifi_tui.ui.tags.rename import retag_form, retag_sheet, retagged_words
from blogwifi_tui.ui.tags.rows import TagRow, rows
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.status_line import MessageLine, TwoEnds
from blogwifi_tui.ui.workers import Work, worker


class TagsScreen(CommandScreen):
    """Spellings of one tag stand together. What is typed narrows the list; arrows move in it."""

    CSS_PATH = "tags.tcss"
    where: ClassVar[Where] = Where.TAGS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Where.TAGS),
        ("up", "move('cursor_up')", ""),
        ("down", "move('cursor_down')", ""),
        ("pageup", "move('page_up')", ""),
        ("pagedown", "move('page_down')", ""),
    ]

    box = getters.query_one(Input)
    listed = getters.query_one(OptionList)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._groups: list[TagGroup] = []
        self._rows: list[TagRow] = []
        self.query_chosen = ""
        """What shows the posts of the tag that was chosen; empty when none was."""

    def compose(self) -> ComposeResult:
        """How many there are, what is typed, the tags."""
        yield TwoEnds(id="top")
        with Vertical(id="body"):
            yield Input(placeholder=_("Type to filter"), compact=True)
            picks = OptionList(markup=False, compact=True)
            picks.can_focus = False
            yield picks
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Count, and list all."""
        self.box.focus()
        self.count()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each command does here."""
        return {
            "tag_show": self.show_posts,
            "tag_rename": self.rename,
            "tags_back": self.back,
            "tags_help": self.show_help,
        }

    def held(self) -> set[Need]:
        """Whether there is a tag under the cursor, and what can be done to it now."""
        held = {Need.TAG} if self._row else set()
        if self.blog.has_repository:
            held.add(Need.REPOSITORY)
        if not self.publisher.busy:
            held.add(Need.IDLE)
        return held

    @property
    def _row(self) -> TagRow | None:
        at = self.listed.highlighted
        return None if at is None or at >= len(self._rows) else self._rows[at]

    @worker(Work.COUNT_TAGS)
    async def count(self, at: str = "") -> None:
        """Count the tags; the cursor goes to the one spelled ``at``."""
        self._groups = await self.threads.listing(lambda: groups(self.blog.posts()))
        self._list(at)
        count = {kind: sum(group.kind is kind for group in self._groups) for kind in TagKind}
        tags, categories = count[TagKind.TAG], count[TagKind.CATEGORY]
        varying = sum(group.varies for group in self._groups)
        several = ngettext("{n} in several spellings", "{n} in several spellings", varying)
        top = self.query_one(TwoEnds)
        top.strong = _("Tags of the blog")
        top.left = (
            ngettext("{n} tag", "{n} tags", tags).format(n=number(tags)),
            ngettext("{n} category", "{n} categories", categories).format(n=number(categories)),
            *([several.format(n=number(varying))] if varying else []),
        )

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._list()

    def _list(self, at: str = "") -> None:
        typed = self.box.value
        self._rows = rows(self._groups, typed)
        self.listed.set_options([Option(Content(row.line())) for row in self._rows])
        places = [place for place, row in enumerate(self._rows) if row.name == at]
        self.listed.highlighted = (places or [0])[0] if self._rows else None
        if not self._rows:
            words = _("No tag matches. Esc shows all of them.") if typed else _("No post has a tag yet.")
            self.listed.set_options([Option(Content(words), disabled=True)])
        self.show_keys()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self.show_keys()

    def action_move(self, how: str) -> None:
        """Move the cursor of the list; the keyboard stays with what is typed."""
        getattr(self.listed, f"action_{how}")()

    def back(self) -> None:
        """Stop a commit that lasts, show all tags again, or leave."""
        if self.stop_commit():
            return
        if self.box.value:
            self.box.value = ""
        else:
            self.dismiss()

    @on(OptionList.OptionSelected)
    def show_posts(self) -> None:
        """Leave, for the list to show the posts with the tag."""
        if self._row:
            self.query_chosen = self._row.query()
            self.dismiss()

    @worker(Work.RENAME_TAG)
    async def rename(self) -> None:
        """Ask for the name, show what that changes, and change it in one commit."""
        row = self._row
        if row is None:
            return
        kind = row.group.kind
        with self.opening() as on_its_way:
            values = await self.app.push_screen_wait(retag_form(row, self._groups))
            if values is None:
                return
            new = one_line(values["name"])
            blog = self.blog
            posts = on_its_way.counted(await self.threads.listing(blog.posts))
            bulk_edit = await self.threads.git(lambda: blog.bulk.retag(posts, kind, row.names, new))
            if not (bulk_edit.edits or bulk_edit.refused):
                self.say(_("Every post writes it so already."))
                return
            met = next((one for one in self._groups if one.kind is kind and one.key == tag_key(new)), None)
            sheet = retag_sheet(bulk_edit, row, new, met=met)
            if not await self.app.push_screen_wait(ConfirmDialog(sheet)):
                return
        self.say(_("Changing the posts…"))
        with self.long_step.begin():
            commit = await self.commits.run(self.blog.bulk.apply, bulk_edit)
        self.box.value = ""
        self.count(new)
        self.say(retagged_words(bulk_edit, new, commit), kind="good")
