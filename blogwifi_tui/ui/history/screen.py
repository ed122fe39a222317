"""The commits of one post, and the post as each of them left it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from blogwifi_tui.content.index.index import Entry
from blogwifi_tui.content.merge.word_diff import differences
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.moves import PostEdit
from blogwifi_tui.errors import NotInHistory
from blogwifi_tui.i18n.dates import date_short
from blogwifi_tui.i18n.result_messages import leaves_site
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import Need, Where, bindings_of
from blogwifi_tui.ui.history.diff_view import DiffView
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.signs import sign
from blogwifi_tui.ui.widgets.dialogs import Question
from blogwifi_tui.ui.widgets.forms import restore_leaves_question, restore_other_question
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.post_facts import heading_of, source_of
from blogwifi_tui.ui.widgets.preview import Preview
from blogwifi_tui.ui.widgets.status_line import MessageLine, TwoEnds, shortened
from blogwifi_tui.ui.workers import Work, worker
from blogwifi_tui.vcs.log import Revision

ROOMY = 80
"""Columns from which the time, the lines changed and the commit stand beside day, author and message."""
LONGEST_NAME = 18


class HistoryScreen(CommandScreen):
    """Who changed the post, when, with which words; the one under the cursor is rendered below."""

    CSS_PATH = "history.tcss"
    where: ClassVar[Where] = Where.HISTORY
    boxes: ClassVar[tuple[Where, ...]] = (Where.PREVIEW,)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Where.HISTORY)

    revisions = getters.query_one(OptionList)
    preview = getters.query_one(Preview)

    def __init__(self, services: Services, entry: Entry, revisions: Sequence[Revision]) -> None:
        super().__init__(services)
        self._entry = entry
        self._revisions = tuple(revisions)

    def compose(self) -> ComposeResult:
        """Title, commits, the post as it was."""
        yield TwoEnds(id="top")
        with Vertical(id="body"):
            yield OptionList(markup=False, compact=True)
            yield Preview()
            yield DiffView()
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the newest commit."""
        self._fill()
        self.revisions.focus()

    def _fill(self) -> None:
        """Name the post and its number of commits, and list them."""
        count = len(self._revisions)
        top = self.query_one(TwoEnds)
        top.strong = self._entry.title
        top.left = (ngettext("{n} commit", "{n} commits", count).format(n=count),)
        self._list(roomy=self.size.width >= ROOMY)
        self.revisions.highlighted = 0

    def on_resize(self, event: events.Resize) -> None:
        """Show in each line as much as there is room for."""
        if self.revisions.option_count:
            self._list(roomy=event.size.width >= ROOMY)

    def _list(self, *, roomy: bool) -> None:
        at = self.revisions.highlighted
        table = Table.of(self._revisions, roomy=roomy)
        self.revisions.set_options(Option(table.row(each)) for each in self._revisions)
        self.revisions.highlighted = at

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each command does here."""
        return {
            "history_back": self.back,
            "text_back": self.back,
            "history_help": self.show_help,
            "changes": self.toggle_changes,
            "restore": self.restore,
        }

    def back(self) -> None:
        """Stop a commit that lasts, or go back to the commits from a text; else leave."""
        if not self.stop_commit() and not self.keys.leave_text(self.revisions):
            self.dismiss()

    def held(self) -> set[Need]:
        """There is a post, and a repository that keeps it."""
        return {Need.POST, Need.REPOSITORY} | (set() if self.publisher.busy else {Need.IDLE})

    @on(OptionList.OptionHighlighted)
    @worker(Work.REVISION)
    async def show_revision(self, event: OptionList.OptionHighlighted) -> None:
        """Show the post as the commit under the cursor left it, and what that commit changed."""
        at = event.option_index
        revision, older = self._revisions[at], self._revisions[at + 1 : at + 2]
        post = await self._read(revision)
        if post:
            shown = source_of(post.path, post.body)
            self.preview.show(shown, heading=heading_of(post, self.blog.now()), key=revision.sha)
        else:
            words = _("deleted by this commit; R brings back the text it had before")
            self.preview.show("", heading=(self._entry.title, words), key=revision.sha)
        before = await self._read(older[0]) if older else None
        after = post or self.blog.post(revision.path, b"")
        changes = await self.threads.disk(differences, before, after)
        self.query_one(DiffView).show(changes)

    async def _read(self, revision: Revision) -> Post | None:
        """The post as a commit left it; None where it deleted it."""
        with suppress(NotInHistory):
            return await self.threads.git(self.blog.history.read_at, revision)
        return None

    def toggle_changes(self) -> None:
        """The whole text, or what changed in it; the keys stay where they are."""
        in_text = not self.revisions.has_focus
        self.toggle_class("-changes")
        if in_text:
            (self.query_one(DiffView) if self.has_class("-changes") else self.preview).focus()

    @worker(Work.RESTORE)
    async def restore(self) -> None:
        """Give the post the text of the commit under the cursor, and list the new commit."""
        path, history = self._entry.path, self.blog.history
        from_here = self._revisions[self.revisions.highlighted or 0 :]
        with self.opening():
            revision = await self.threads.git(history.newest_text, from_here)
            planned = await self.threads.git(history.plan_restore, path, revision.sha)
            leaving = await self.threads.git(self.blog.other_side.posts.leaving, [planned])
            for question in self._questions(planned, revision, leaves=bool(leaving)):
                if not await self.app.push_screen_wait(question):
                    return
        done = await self.commits.run(history.restore, path, revision.sha)
        if done is None:
            self.say(_("The post has this text already."))
            return
        self._revisions = tuple(await self.threads.git(self.blog.history.of, path))
        self._fill()
        words = _("Restored as on {date}, commit {sha}; u on the list undoes it.")
        told = words.format(date=date_short(revision.when), sha=done.short)
        self.say(" ".join(filter(None, (told, leaves_site(leaving.values())))), kind="good")

    def _questions(self, planned: PostEdit, revision: Revision, *, leaves: bool) -> Iterator[Question]:
        """What is asked before a restore: of a text under another name, and of one that leaves the site."""
        after = planned.after or planned.before
        if after.title != planned.before.title or revision.path != self._entry.path:
            yield restore_other_question(planned.before.title, after.title, revision.path)
        if leaves:
            yield restore_leaves_question(planned.before.title)


@dataclass(frozen=True, slots=True)
class Table:
    """How the commits are lined up: when, who, how much, which, and last the message."""

    name: int
    """Columns of the longest author."""
    change: int
    """Columns of the longest number of lines; 0: those and what follows from them are left out."""

    @classmethod
    def of(cls, revisions: Sequence[Revision], *, roomy: bool) -> Table:
        """Wide enough for all of them."""
        return cls(
            max(cell_len(_name(each)) for each in revisions),
            max(len(_change(each)) for each in revisions) if roomy else 0,
        )

    def row(self, revision: Revision) -> Content:
        """The line of one commit."""
        name = _name(revision)
        when = (
            f"{date_short(revision.when)} {revision.when:%H:%M}" if self.change else date_short(revision.when)
        )
        parts = [when, name + " " * (self.name - cell_len(name))]
        if self.change:
            parts += [f"{_change(revision):>{self.change}}", revision.sha[:7]]
        return Content("  ".join([*parts, visible(revision.subject)]))


def _name(revision: Revision) -> str:
    return shortened(visible(revision.author), LONGEST_NAME)


def _change(revision: Revision) -> str:
    if revision.added is None:
        return "?"
    words = sign("+{added} −{removed}", _("{added} added, {removed} removed"))
    return words.format(added=revision.added, removed=revision.removed)
