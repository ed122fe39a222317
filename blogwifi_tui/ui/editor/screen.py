"""The editor: a post's fields above, its text, its preview beside, and below what is safe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import Screen

from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import BlogwifiError, FileError
from blogwifi_tui.i18n.explain import problem_sentence
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.commands.registry import Need, Where, bindings_of
from blogwifi_tui.ui.editor.area.editor_area import EditorArea
from blogwifi_tui.ui.editor.buffer import EditorBuffer
from blogwifi_tui.ui.editor.commit_bar import CommitBar
from blogwifi_tui.ui.editor.display import PostDisplay
from blogwifi_tui.ui.editor.editor_page import EditorPage
from blogwifi_tui.ui.editor.external_changes import ExternalChanges
from blogwifi_tui.ui.editor.external_editor import OwnEditor
from blogwifi_tui.ui.editor.field_edits import FieldEdits
from blogwifi_tui.ui.editor.find.find_bar import FindBar
from blogwifi_tui.ui.editor.front_matter_text import FrontMatterText
from blogwifi_tui.ui.editor.insert import Insertions
from blogwifi_tui.ui.editor.layout import STEP, LayoutSwitch
from blogwifi_tui.ui.editor.leaving import Leaving
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.editor.post_links import follow_link
from blogwifi_tui.ui.editor.recovery_copy import RecoveryCopy
from blogwifi_tui.ui.editor.saver import Saver
from blogwifi_tui.ui.editor.text_actions import TextActions
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.widgets.divider import Divider
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.preview import Preview
from blogwifi_tui.ui.widgets.status_line import MessageLine
from blogwifi_tui.ui.workers import Rule, Work, cancel, is_at_work, run, worker

T = TypeVar("T")


class EditorScreen(CommandScreen):
    """Hands each command to the object that does it, and shows what became of the post."""

    CSS_PATH = "editor.tcss"
    where: ClassVar[Where] = Where.EDITOR
    boxes: ClassVar[tuple[Where, ...]] = (Where.FIND, Where.MESSAGE)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Where.EDITOR)

    def __init__(
        self, services: Services, post: Post, *, before: Post | None, line: int | None = None
    ) -> None:
        """Open ``post`` (its file holds ``before``) with the caret on ``line`` of its body, 0-based."""
        super().__init__(services)
        self._line = line
        self.area, self.preview = EditorArea(with_pairs=self.blog.settings.ui.pairs), Preview()
        self.find_bar, self.commit_bar = FindBar(), CommitBar()
        opened = self.opened = OpenPost(EditorBuffer.of(post, before), self.area)
        self.copy = RecoveryCopy(opened, self.blog.root, services.journal)
        self.page = EditorPage(opened, services, self)
        shown = self.shown = PostDisplay(opened, services, self, self.preview, self.copy, self.page)
        self.external = ExternalChanges(opened, services, self, shown, is_occupied=self._is_occupied)
        bar, commits = self.commit_bar, self.commits
        self.saver = Saver(
            opened, services, self, shown, self.external, copy=self.copy, commits=commits, bar=bar
        )
        self.leaving = Leaving(self.saver.may_leave)
        self.panes = LayoutSwitch(self, self.area, self.preview, services)
        self.header = FrontMatterText(opened, self, shown, self.panes)
        self.fields = FieldEdits(opened, services, self, shown, self.copy, self.header)
        self.own_editor = OwnEditor(opened, services, self, self.copy)
        self.insertions = Insertions(opened, services, self, self.panes.remember)
        self.text_actions = TextActions(opened, self.threads, self, shown, self.find_bar)

    def compose(self) -> ComposeResult:
        """Fields, text and preview, find, message, status, keys."""
        yield self.shown.fields
        yield Horizontal(self.area, Divider(), self.preview, id="body")
        yield self.find_bar
        yield self.commit_bar
        yield MessageLine()
        yield self.shown.status
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the post, and begin to look at its file."""
        opened = self.opened
        opened.load(opened.buffer)
        self.panes.restore(is_new=opened.buffer.before is None)
        self.set_interval(self.services.timings.look_outside, self.look_outside)
        if self._line is not None:
            self.area.goto(max(self._line - opened.buffer.lead.count("\n"), 0))
        if not self.post.is_text:
            self.tell_only_shown()
        elif self.post.problem:
            self.say(problem_sentence(self.post.problem), kind="warning")
        self.shown.show_all()
        if opened.buffer.unsaved and opened.buffer.before:
            self.shown.take_stock()

    def on_unmount(self) -> None:
        """Let the page in the browser show what the file holds."""
        self.page.close()

    @property
    def post(self) -> Post:
        """The post with its header as edited here."""
        return self.opened.post

    @property
    def keyboard(self) -> Where:
        """The message bar while it has the focus; beside the text the bar to find in it, while it is open."""
        if self.commit_bar.has_focus_within:
            return Where.MESSAGE
        return Where.FIND if self.find_bar.display else self.where

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each command does here."""
        return {
            "save": self.commit_bar.accept if self.commit_bar.display else self.save,
            "back": self.back,
            "find_close": self.back,
            "layout": self.panes.next,
            "fields": self.edit_fields,
            "front_matter_text": self.header.switch,
            "external": self.edit_outside,
            "publish_here": self.save_and_publish,
            "server_words_here": partial(
                run, self, Work.FIND_OUT, partial(self.publisher.show_server_words, self)
            ),
            "editor_help": self.show_help,
            "suspend_here": self.suspend,
            "commit_now": self.commit_bar.accept,
            "commit_later": self.back,
            "focus": self.panes.toggle_focus,
            "text_wider": partial(self.panes.move_divider, STEP),
            "text_narrower": partial(self.panes.move_divider, -STEP),
            "outline": partial(run, self, Work.OUTLINE, self.text_actions.pick_heading),
            "recode": partial(run, self, Work.RECODE, self.text_actions.recode),
            "picture": partial(run, self, Work.INSERT, self.insertions.image),
            "link_post": partial(run, self, Work.INSERT, self.insertions.link_to_post),
            **self.text_actions.by_command(),
            **self.page.actions(),
        }

    def held(self) -> set[Need]:
        """What the command table may count on now."""
        needs = {
            Need.POST: True,
            Need.FIELDS: self.opened.problem is None,
            Need.TEXT: self.post.is_text,
            Need.FILE: self.opened.buffer.before is not None,
            Need.REPOSITORY: self.blog.has_repository,
            Need.IDLE: not self.publisher.busy,
            Need.BESIDE: self.panes.beside,
        }
        return {need for need, holds in needs.items() if holds}

    @worker(Work.SAVE)
    async def save(self) -> None:
        """Save and commit."""
        await self.saver.save()

    @worker(Work.SAVE)
    async def save_and_publish(self) -> None:
        """Save and commit what is written, then publish as from the list."""
        if await self.saver.save_to_publish():
            await self.publisher.publish(self, self.post.path)
            await self.external.catch_up()

    @worker(Work.FIELDS)
    async def edit_fields(self) -> None:
        """Open the fields of the post as a form."""
        await self.fields.edit()

    @worker(Work.EXTERNAL_EDITOR)
    async def edit_outside(self) -> None:
        """Open the text in the person's own editor and take back what it leaves."""
        await self.own_editor.edit()

    @worker(Work.CHANGED_OUTSIDE)
    async def look_outside(self) -> None:
        """Look whether another program changed the file."""
        await self.external.look()

    def _is_occupied(self) -> bool:
        return is_at_work(self, Rule.HOLDS_TEXT) or self.publisher.busy or not self.is_current

    @on(Preview.LinkActivated)
    @worker(Work.FOLLOW_LINK)
    async def follow_link(self, event: Preview.LinkActivated) -> None:
        """Open another post in the place of this one, show a picture, or show an address before it opens."""
        post = await follow_link(self, self.preview, self.opened, event.href)
        if post:
            self.leave(partial(self.services.navigation.switch_to_editor, post))

    @worker(Work.LEAVE)
    async def leave(self, way_out: Callable[[], object]) -> None:
        """Leave once nothing would be lost."""
        await self.leaving.leave(way_out)

    def back(self) -> None:
        """Close what is open, else go back; ask only if something would be lost."""
        if self.find_bar.close() or self.commit_bar.close():
            self.area.focus()
            self.show_keys()
        elif self.stop_commit():
            if not self.publisher.busy:  # then who is leaving waits for this commit, and writes nothing
                cancel(self, Work.LEAVE)
        elif self.publisher.busy:
            self.publisher.cancel()
        else:
            self.leave(self.dismiss)

    def quit(self) -> None:
        """Leave the program; ask only if something would be lost."""
        self.commit_bar.close()
        self.leave(self.app.exit)

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Open a dialog, and give its answer once it is closed."""
        return await self.app.push_screen_wait(dialog)

    def keep_copy(self) -> None:
        """Hand the text of this moment to the journal, if the file does not hold it."""
        self.copy.keep()

    def follow(self, moved: Mapping[str, str]) -> None:
        """Go along with the file of the post, if it went elsewhere."""
        if path := moved.get(self.post.path):
            self.opened.buffer = self.opened.buffer.elsewhere(path)
            self.copy.keep()
            self.shown.show_all()

    def show_progress(self, words: str) -> None:
        """The state of a publication."""
        self.shown.show_progress(words)

    def show_failure(self, error: BlogwifiError) -> None:
        """A worker ended in an expected error: the text is still here, and the line says why."""
        self.say_error(error, safe=self.copy.comfort() if isinstance(error, FileError) else "")
        self.shown.show_status()

    @on(EditorArea.Refused)
    def tell_only_shown(self) -> None:
        """Say why nothing can be typed."""
        self.say(_(Need.TEXT.value), kind="warning")

    @on(EditorArea.Edited)
    def _edited(self) -> None:
        self.shown.show_text()

    @on(EditorArea.CaretMoved)
    def _caret_moved(self, event: EditorArea.CaretMoved) -> None:
        self.shown.follow_caret(event.line)

    @on(Preview.Scrolled)
    def _preview_scrolled(self, event: Preview.Scrolled) -> None:
        self.shown.follow_preview(event.source_line)

    @on(Divider.Dragged)
    def _divider_dragged(self, event: Divider.Dragged) -> None:
        self.panes.drag_divider(event.x)

    @on(Divider.Dropped)
    def _divider_dropped(self) -> None:
        self.panes.keep()

    def on_resize(self, event: Resize) -> None:
        """Fit text and preview to the width."""
        self.panes.fit(event.size.width)
