"""The editor: what a person can do with the post on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import ClassVar

from textual.binding import BindingType

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import (
    BlogwifiError,
    FileChanged,
    FileExists,
    FileMissing,
    FileRefused,
    NothingToCommit,
)
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.commands.registry import Need, Where, bindings_of
from blogwifi_tui.ui.editor.buffer import EditorBuffer
from blogwifi_tui.ui.editor.external_editor import edit_outside
from blogwifi_tui.ui.editor.find.find_bar import FindBar
from blogwifi_tui.ui.editor.layout import STEP, ViewingScreen
from blogwifi_tui.ui.editor.text_actions import text_actions
from blogwifi_tui.ui.fields.open import edit_fields
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.widgets.dialogs import Choice, Question
from blogwifi_tui.ui.workers import Work, cancel, worker


class EditorScreen(ViewingScreen):
    """Save, commit, publish, change fields, leave. The header stays as it is but for the fields changed."""

    CSS_PATH = "editor.tcss"
    where: ClassVar[Where] = Where.EDITOR
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Where.EDITOR)

    def __init__(
        self, services: Services, post: Post, *, before: Post | None, line: int | None = None
    ) -> None:
        """As :class:`WritingScreen`."""
        super().__init__(services, post, before=before, line=line)
        self._saving = asyncio.Lock()
        self._handed_over: Post | None = None
        """What was last given to be written."""
        self._way_out: Callable[[], object] | None = None
        """Where the person is leaving to, once what is written is safe."""

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each command does here."""
        return {
            "save": self.commit_bar.accept if self.commit_bar.display else self.save,
            "back": self.back,
            "layout": self.next_layout,
            "fields": self.edit_fields,
            "find": lambda: self.query_one(FindBar).open(self.area),
            "external": self.edit_outside,
            "publish_here": self.save_and_publish,
            "editor_help": self.show_help,
            "suspend_here": self.suspend,
            "commit_now": self.commit_bar.accept,
            "commit_later": self.back,
            "focus": self.toggle_focus,
            "text_wider": lambda: self.move_divider(STEP),
            "text_narrower": lambda: self.move_divider(-STEP),
            **text_actions(self),
        }

    def held(self) -> set[Need]:
        """What the command table may count on now."""
        held = {Need.POST}
        if not self.buffer.as_text:
            held.add(Need.READABLE)
        if self.post.is_text:
            held.add(Need.TEXT)
        if self.buffer.before is not None:
            held.add(Need.FILE)
        if self.blog.has_repository:
            held.add(Need.REPOSITORY)
        if not self.publisher.busy:
            held.add(Need.IDLE)
        if self.beside:
            held.add(Need.BESIDE)
        return held

    # Saving: the file, then the message bar, then the commit

    @worker(Work.SAVE)
    async def save(self) -> None:
        """Save; then commit, with the bar unless ``commit.ask`` is off."""
        await self._save_and_commit()

    async def _save_and_commit(self) -> bool:
        # A second Ctrl+S while the first is at work would meet the first one's file as another program's.
        if self._saving.locked():
            if self._handed_over is None or self.edited().data != self._handed_over.data:
                self._say_not_yet()
            return False
        async with self._saving:
            return await self._save_once()

    def _say_not_yet(self) -> None:
        words = _(
            "Your last save, or its commit, is not done yet: do this again after it. Your text stays here."
        )
        self.say(words, kind="warning")

    async def _save_once(self) -> bool:
        if self.buffer.basis is None:
            self.area.end_last_line()
        asks = self.blog.settings.commit.ask
        with self.opening() if asks else nullcontext():
            if not await self._write(self.edited()):
                return False
            post = self.post
            if not self.blog.has_repository:
                self.say(f"{_('Saved.')} {_(Need.REPOSITORY.value)}", kind="warning")
                return False
            proposed = await self.threads.git(self.blog.proposed_message, post)
            if proposed is None:
                self.say(_("Nothing to commit: the post is as in its last commit."))
                return True
        message: str | None = self.commit_bar.kept or proposed
        if asks:
            message = await self.commit_bar.ask(message or proposed)
            self.area.focus()
        if message is None:
            self.say(_("Saved, not committed."))
            return False
        return await self._commit(message)

    async def _write(self, post: Post) -> bool:
        """Write the file; False when another program was there first and the person did not go on."""
        begun, self._handed_over = self.buffer, post
        try:
            await self.threads.git(self.blog.save, post, begun.before)
        except FileChanged:
            return await self._changed_outside(post, _("Another program changed this post."))
        except FileExists:
            return await self._taken_outside(post)
        except FileMissing:
            return await self._removed_outside(post)
        except FileRefused:
            return await self._replaced_outside(post)
        typed_meanwhile = self.edited().data != post.data
        if self.buffer.unsaved or self.area.dirty:
            self._committed = ""
        if self.buffer is begun or not typed_meanwhile:
            self.buffer = self.buffer.saved(post)
        else:
            self.buffer = self.buffer.with_file(post)
        if not typed_meanwhile:
            self.area.mark_saved()
            self.services.journal.forget()
        self.show_all()
        return await self._write_images(post)

    async def _write_images(self, post: Post) -> bool:
        """Copy the pictures inserted here that the post still shows; the words come first."""
        shown = [each for each in self.images.values() if each.data is not None and each.address in post.body]
        try:
            await self.threads.git(self.blog.images.write, shown)
        except BlogwifiError as error:
            self.say_error(error, safe=_("Your text is saved."))
            return False
        for image in shown:
            del self.images[image.path]
        return True

    async def _changed_outside(self, post: Post, heading: str) -> bool:
        """The file holds other bytes than the ones opened here: nothing is written over them unseen."""
        answers = [
            Choice("beside", _("Save mine beside it"), "m"),
            Choice("theirs", _("Show theirs here"), "t"),
            Choice("stay", _("Stay"), "n"),
        ]
        text = _("Nothing was written. Both texts can be kept: yours as a second post, beside the other.")
        choice = await self.app.push_screen_wait(Question(heading, text, answers))
        if choice == "beside":
            return await self._write_as_new(await self.threads.disk(self.blog.beside, post))
        if choice == "theirs":
            self._take_over(await self.threads.disk(self.blog.read, post.path))
        return False

    async def _taken_outside(self, post: Post) -> bool:
        """A file stands where none was: the one that was gone is written over only if it is as it was."""
        if self.buffer.gone:
            self.buffer = self.buffer.with_file_back()
            return await self._write(post)
        return await self._changed_outside(post, _("Another program wrote a post of the same name."))

    async def _removed_outside(self, post: Post) -> bool:
        answers = [Choice("again", _("Write it again"), "w"), Choice("stay", _("Stay"), "n")]
        heading = _("Another program deleted this post.")
        text = _("Your text is still here.")
        if await self.app.push_screen_wait(Question(heading, text, answers)) == "again":
            return await self._write_as_new(post)
        return False

    async def _replaced_outside(self, post: Post) -> bool:
        answers = [Choice("beside", _("Save mine beside it"), "m"), Choice("stay", _("Stay"), "n")]
        heading = _("What stands in the place of this post is no plain file.")
        text = _("Nothing was written. Your text is still here.")
        if await self.app.push_screen_wait(Question(heading, text, answers)) == "beside":
            return await self._write_as_new(await self.threads.disk(self.blog.beside, post))
        return False

    async def _write_as_new(self, post: Post) -> bool:
        self.buffer = EditorBuffer.of(post, None)
        return await self._write(post)

    async def _commit(self, message: str) -> bool:
        path = self.post.path
        try:
            commit = await self.commits.run(self.blog.commit, [path], message)
        except NothingToCommit:
            self.say(_("Nothing to commit: the post is as in its last commit."))
            return True
        except BlogwifiError as error:
            self.commit_bar.kept = message
            self.say_error(error, safe=_("Your text is saved."))
            return False
        self.commit_bar.kept = ""
        self._committed = commit.short
        self.say(_("Committed {sha}: {message}").format(sha=commit.short, message=message), kind="good")
        self.show_status()
        return True

    @worker(Work.SAVE)
    async def save_and_publish(self) -> None:
        """Save and commit what is written, then publish as from the list."""
        if self._saving.locked():
            self._say_not_yet()
            return
        differs = await self.threads.git(self.blog.differs, self.post.path)
        if (self._unsaved() or differs) and not await self._save_and_commit():
            return
        await self.publisher.publish(self, self.post.path)
        if self.buffer.before:
            self._catch_up(await self.threads.disk(self.blog.read, self.post.path))

    # Leaving, fields, another editor

    def back(self) -> None:
        """Close what is open, else go back; ask only if something would be lost."""
        if self.query_one(FindBar).close() or self.commit_bar.close():
            self.area.focus()
            return
        if self.stop_commit():
            if not self.publisher.busy:  # then who is leaving waits for this commit, and writes nothing
                cancel(self, Work.LEAVE)
            return
        if self.publisher.busy:
            self.publisher.cancel()
            return
        self._leave(self.dismiss)

    def quit(self) -> None:
        """Leave the program; ask only if something would be lost."""
        self.commit_bar.close()
        self._leave(self.app.exit)

    @worker(Work.LEAVE)
    async def _leave(self, way_out: Callable[[], object]) -> None:
        """Go once nothing would be lost; a second key meanwhile stops no writing, and only tells where to."""
        is_leaving = self._way_out is not None
        self._way_out = way_out
        if is_leaving:
            return
        try:
            if await self._may_leave():
                self._way_out()
        finally:
            self._way_out = None

    async def _may_leave(self) -> bool:
        """Whether all is saved, or the person gives up what is not."""
        async with self._saving:  # what is being saved is to be committed before the screen goes
            pass
        while self._unsaved():
            answers = [
                Choice("save", _("Save"), "s"),
                Choice("leave", _("Leave without saving"), "l"),
                Choice("stay", _("Stay"), "n"),
            ]
            heading = _("“{title}” is not saved.").format(title=self.post.title)
            choice = await self.app.push_screen_wait(
                Question(heading, _("What you typed is only on this screen."), answers)
            )
            if choice == "leave":
                break
            if choice != "save":
                return False
            async with self._saving:
                if not await self._write(self.edited()):
                    return False
        self.services.journal.forget()
        return True

    async def open_instead(self, entry: Entry) -> None:
        """Open another post in the place of this one, once nothing here would be lost."""
        if self.publisher.busy:
            self.say(_(Need.IDLE.value), kind="warning")
            return
        post = await self.threads.disk(self.blog.read, entry.path)
        self._leave(lambda: self.services.navigation.switch_to_editor(post))

    @worker(Work.FIELDS)
    async def edit_fields(self) -> None:
        """Open the fields of the post as a form."""
        await edit_fields(self)

    @worker(Work.EXTERNAL_EDITOR)
    async def edit_outside(self) -> None:
        """Open the text in the person's own editor and take back what it leaves."""
        text = edit_outside(self.app, self.blog.settings.ui.editor, self.area.content)
        self.area.reload(text, saved=False)

    def show_failure(self, error: BlogwifiError) -> None:
        """A worker ended in an expected error: the text is still here, and the line says why."""
        self.say_error(error)
        self.show_status()
