"""The main screen: what a person can do with the posts in the list.

Other screens are imported when they open: the list is to be on the terminal first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from blogwifi_tui.content.index.index import Entry
from blogwifi_tui.core.recovery import found
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.commands.registry import Need, Where, bindings_of
from blogwifi_tui.ui.list.bulk import MarkingScreen
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.widgets.link_targets import open_address
from blogwifi_tui.ui.workers import Work, worker

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.ui.list.recovery_dialog import RecoveryOffer
    from blogwifi_tui.ui.navigation import Editor


class MainScreen(MarkingScreen):
    """Open, write, rename, delete, publish."""

    where: ClassVar[Where] = Where.MAIN
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Where.MAIN)

    def __init__(self, services: Services, known: Sequence[Entry]) -> None:
        super().__init__(services, known)
        self._rescues: list[RecoveryOffer] = []
        self._postponed = False
        """Whether some of them are still to be offered, once nothing lies over the list."""

    def begin(self) -> None:
        """Also offer what an earlier run could not save, and that first: keys wait for it."""
        self.rescue()
        super().begin()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each command does here; some act on the marked posts when there are any."""
        marked = bool(self.posts.marked)
        return {
            **super().actions(),
            "edit": self.edit,
            "new": self.new,
            "publish": self.publish_marked if marked else lambda: self.publish(self.posts.selected),
            "toggle_draft": self.toggle_marked if marked else lambda: self.toggle_draft(self._selected()),
            "rename": lambda: self.rename(self._selected()),
            "duplicate": lambda: self.duplicate(self._selected()),
            "delete": self.delete_marked if marked else lambda: self.delete(self._selected()),
            "history": lambda: self.history(self._selected()),
            "undo": self.undo,
            "open_public": lambda: self.open_public(self._selected()),
            "help": self.show_help,
            "quit": self.quit,
            "suspend": self.suspend,
        }

    def held(self) -> set[Need]:
        """What the command table may count on now."""
        entry = self.list_state.entry(self.posts.selected)
        held = {Need.FILE}
        if entry:
            held.add(Need.POST)
        if entry and entry.problem is None:
            held |= {Need.READABLE, Need.CHANGEABLE}
        if entry or self.posts.marked:
            held.add(Need.CHOSEN)
        if self.posts.marked:
            held.add(Need.CHANGEABLE)
        if self.blog.has_repository:
            held.add(Need.REPOSITORY)
        if not self.publisher.busy:
            held.add(Need.IDLE)
        if self.blog.settings.blog.public_address:
            held.add(Need.ADDRESS)
        return held

    # Acting on a post

    @on(PostList.Opened)
    def edit(self) -> None:
        """Open the post in the editor."""
        self.open_editor()

    @worker(Work.OPEN)
    async def open_editor(self) -> None:
        """Read the post and open the editor on it, or on what an earlier run could not save."""
        path = self.posts.selected
        if path is None:
            return
        await self._look_for_copies()
        rescue = next((rescue for rescue in self._rescues if rescue.copy.path == path), None)
        if rescue is None or not await self._taken_up(rescue):
            post = await self.threads.disk(self.blog.read, path)
            excerpt = self.list_state.answer.excerpts.get(path) if self.list_state.answer else None
            await self._edit(post, before=post, line=excerpt.line if excerpt else None)

    async def _edit(
        self,
        post: Post,
        *,
        before: Post | None,
        line: int | None = None,
        caret: tuple[int, int] | None = None,
    ) -> Editor:
        def closed(path: str) -> None:
            if path != post.path:  # it was given another name
                self._awaited = path

        return await self.services.navigation.open_editor(
            post, before=before, line=line, caret=caret, closed=closed
        )

    @worker(Work.RECOVERY)
    async def rescue(self) -> None:
        """Offer, once, each text that an earlier run could not save."""
        await self._look_for_copies()
        await self._offer()

    def on_screen_resume(self) -> None:
        """Back from another screen: also offer what could not be offered under it."""
        super().on_screen_resume()
        if self._postponed:
            self._postponed = False
            self.go_on_offering()

    @worker(Work.RECOVERY)
    async def go_on_offering(self) -> None:
        """Offer what is left to offer."""
        await self._offer()

    async def _offer(self) -> None:
        for rescue in list(self._rescues):
            if not self.is_active:  # something was opened meanwhile: who types there is not to answer this
                self._postponed = True
                return
            if await self._taken_up(rescue):
                return

    async def _look_for_copies(self) -> None:
        self._rescues = []
        if await self.threads.disk(found, recovery_dir(), self.blog.root):
            from blogwifi_tui.ui.list.recovery_dialog import rescues

            self._rescues = await self.threads.disk(rescues, self.blog)

    async def _taken_up(self, rescue: RecoveryOffer) -> bool:
        from blogwifi_tui.ui.list.recovery_dialog import forget

        choice = await self.app.push_screen_wait(rescue.question())
        if choice not in ("take", "drop"):
            return False
        self._rescues.remove(rescue)
        if choice == "take":
            caret = rescue.copy.row, rescue.copy.column
            editor = await self._edit(rescue.post, before=rescue.before, caret=caret)
            editor.keep_copy()
            await self.threads.disk(self.services.journal.flush)
            # The old copy goes only when the new one is on the disk, under another process's name.
            if self.services.journal.written is None or rescue.copy.pid == os.getpid():
                return True
        await self.threads.disk(forget, rescue)
        return choice == "take"

    @worker(Work.OPEN)
    async def new(self) -> None:
        """Ask for title and tags, and open the editor on a new draft."""
        from blogwifi_tui.ui.widgets.forms import new_post_form
        from blogwifi_tui.ui.widgets.tags_input import split_list

        values = await self.app.push_screen_wait(new_post_form(self.list_state.known_tags()))
        if values:
            tags = split_list(values["tags"])
            post = await self.threads.disk(self.blog.compose, values["title"], tags)
            self._awaited = post.path
            await self._edit(post, before=None)

    @worker(Work.CHANGE)
    async def toggle_draft(self, entry: Entry) -> None:
        """Draft becomes ready, ready becomes draft."""
        draft = await self.commits.run(self._turned, entry.path)
        text = _("“{title}” is a draft again.") if draft else _("“{title}” is ready to publish.")
        self._done(text.format(title=entry.title))

    def _turned(self, path: str) -> bool:
        """Turn the post, as its file is now; whether it is a draft then."""
        draft = not self.blog.read(path).draft
        self.blog.set_draft(path, draft)
        return draft

    @worker(Work.CHANGE)
    async def rename(self, entry: Entry) -> None:
        """Ask for another title."""
        from blogwifi_tui.i18n.result_messages import renamed
        from blogwifi_tui.ui.widgets.forms import rename_form

        linking = partial(self.threads.disk, self.blog.linking, entry.path)
        values = await self.app.push_screen_wait(rename_form(entry.title, linking))
        if values and values["title"] != entry.title:
            done = await self.commits.run(self.blog.rename, entry.path, values["title"])
            if entry.path in self.posts.marked:
                self.posts.marked ^= {entry.path, done.path}
            notes = renamed(done)
            words = _("Renamed: {path}").format(path=done.path)
            self._done(f"{words}. {notes}" if notes else words, at=done.path)

    @worker(Work.CHANGE)
    async def duplicate(self, entry: Entry) -> None:
        """Start a new draft from a copy."""
        path = await self.commits.run(self.blog.duplicate, entry.path)
        self._done(_("Copied to {path}, as a draft.").format(path=path), at=path)

    @worker(Work.CHANGE)
    async def delete(self, entry: Entry) -> None:
        """Ask, then delete in one commit."""
        from blogwifi_tui.ui.widgets.forms import delete_question

        with self.opening():
            kept = await self.threads.git(self.blog.is_kept, entry.path)
            choice = await self.app.push_screen_wait(delete_question(entry.title, kept=kept))
        if choice == "delete":
            await self.commits.run(self.blog.delete, entry.path)
            self._done(_("Deleted: “{title}”.").format(title=entry.title))

    @worker(Work.OPEN)
    async def history(self, entry: Entry) -> None:
        """List the commits of the post."""
        revisions = await self.threads.git(lambda: self.blog.history.of(entry.path))
        if revisions:
            self.services.navigation.open_history(entry, revisions)
        else:
            self.say(_("No commit holds this post yet."), kind="warning")

    @worker(Work.CHANGE)
    async def undo(self) -> None:
        """Undo the last change made here; ask first when the remote has it already."""
        from blogwifi_tui.i18n.result_messages import undone
        from blogwifi_tui.ui.widgets.forms import undo_question

        with self.opening():
            change = await self.threads.git(self.blog.last_change)
            if change.published and await self.app.push_screen_wait(undo_question(change.subject)) != "undo":
                return
        await self.commits.run(self.blog.undo, change)
        self._done(undone(change.subject))

    @worker(Work.OPEN)
    async def open_public(self, entry: Entry) -> None:
        """Open the public page in the browser."""
        await open_address(self, await self.threads.disk(self.blog.public_page, entry.path))

    @worker(Work.PUBLISH)
    async def publish(self, path: str | None) -> None:
        """Publish, with the post under the cursor when it is a draft and the person says so."""
        self.stop_fetching()
        await self.publisher.publish(self, path)
        self.look()

    def _selected(self) -> Entry:
        entry = self.list_state.entry(self.posts.selected)
        assert entry is not None, "the command table lets this run only on a post"  # noqa: S101
        return entry

    def _done(self, text: str, *, at: str | None = None) -> None:
        self._awaited = at
        self.say(text, kind="good")
        self.look()

    def show_failure(self, error: BlogwifiError) -> None:
        """A worker of this screen ended in an expected error: say it, and show what is true now."""
        self.say_error(error)
        self.look()
