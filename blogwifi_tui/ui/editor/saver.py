"""Saving: the file, then the bar with the message, then the commit."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial

from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import (
    BlogwifiError,
    FileChanged,
    FileError,
    FileExists,
    FileMissing,
    FileRefused,
    HookMended,
    NothingToCommit,
)
from blogwifi_tui.i18n.quotes import filled
from blogwifi_tui.i18n.result_messages import moved
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.site.image_folder import Image
from blogwifi_tui.ui.commands.registry import Need
from blogwifi_tui.ui.commit_runner import CommitRunner
from blogwifi_tui.ui.editor.commit_bar import CommitBar
from blogwifi_tui.ui.editor.display import PostDisplay
from blogwifi_tui.ui.editor.editing_screen import EditingScreen
from blogwifi_tui.ui.editor.external_changes import ExternalChanges
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.editor.recovery_copy import RecoveryCopy
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.widgets.dialogs import DESTROY, Choice, TextQuestion


class Saver:
    """Writes the open post and commits it; asks where another program was there first."""

    def __init__(
        self,
        opened: OpenPost,
        services: Services,
        screen: EditingScreen,
        shown: PostDisplay,
        external: ExternalChanges,
        *,
        copy: RecoveryCopy,
        commits: CommitRunner,
        bar: CommitBar,
    ) -> None:
        """Save what is ``opened``.

        Args:
            opened: the post.
            services: the blog and its threads.
            screen: where questions are asked and sentences shown.
            shown: shows what became of the post.
            external: takes over what another program wrote, when the person chooses it.
            copy: the recovery copy of what is not saved.
            commits: makes the commits.
            bar: asks for their messages.
        """
        self._opened = opened
        self._blog = services.blog
        self._threads = services.threads
        self._copy = copy
        self._screen = screen
        self._shown = shown
        self._commits = commits
        self._bar = bar
        self._external = external
        self._at_work = asyncio.Lock()
        self._handed_over: Post | None = None
        """What was last given to be written."""

    async def save(self) -> bool:
        """Save; then commit, with the bar unless ``commit.ask`` is off. Whether all of that was done."""
        # A second Ctrl+S while the first is at work would meet the first one's file as another program's.
        if self._at_work.locked():
            if self._handed_over is None or self._opened.edited().data != self._handed_over.data:
                self._say_not_yet()
            return False
        async with self._at_work:
            return await self._save_once() and await self._move()

    async def save_to_publish(self) -> bool:
        """Save and commit what is not committed yet; whether the post may be published now."""
        if self._at_work.locked():
            self._say_not_yet()
            return False
        differs = await self._threads.git(self._blog.differs, self._opened.post.path)
        return not (self._opened.unsaved or differs) or await self.save()

    async def may_leave(self) -> bool:
        """Whether all is saved, or the person gives up what is not; a save under way is waited for."""
        async with self._at_work:  # what is being saved is to be committed before the screen goes
            pass
        while self._opened.unsaved:
            choice = await self._ask_to_leave()
            if choice == "leave":
                await self._threads.disk(self._copy.leave)
                return True
            if choice != "save":
                return False
            async with self._at_work:
                if not await self._write(self._opened.edited()) or not await self._move():
                    return False
        self._copy.forget()
        return True

    async def _ask_to_leave(self) -> str | None:
        answers = [
            Choice("save", _("Save"), "enter"),
            Choice("leave", _("Leave without saving"), DESTROY, deliberate=True),
            Choice("stay", _("Stay"), "escape"),
        ]
        text = (
            self._copy.comfort()
            if self._copy.off
            else _("What you leave without saving is offered again at the next start.")
        )
        heading = filled(_("“{title}” is not saved."), title=self._opened.post.title)
        return await self._screen.ask(TextQuestion(heading, text, answers))

    def _say_not_yet(self) -> None:
        words = _(
            "Your last save, or its commit, is not done yet: do this again after it. Your text stays here."
        )
        self._screen.say(words, kind="warning")

    async def _save_once(self) -> bool:
        opened = self._opened
        if opened.buffer.basis is None:
            opened.area.end_last_line()
        asks = self._blog.settings.commit.ask
        with self._screen.opening() if asks else nullcontext():
            if not await self._write(opened.edited()):
                return False
            post = opened.post
            if not self._blog.has_repository:
                self._screen.say(f"{_('Saved.')} {_(Need.REPOSITORY.value)}", kind="warning")
                return False
            proposed = await self._threads.git(self._blog.proposed_message, post)
            if proposed is None:
                self._screen.say(_("Nothing to commit: the post is as in its last commit."))
                return True
        message: str | None = self._bar.kept or proposed
        if asks:
            message = await self._bar.ask(message or proposed)
            opened.area.focus()
        if message is None:
            self._screen.say(_("Saved, not committed."))
            return False
        return await self._commit(message)

    async def _move(self) -> bool:
        """Let the file go where a changed field wants it, in a commit of its own, once its text is saved."""
        before, target = self._opened.buffer.before, self._opened.buffer.target
        if before is None or not target:
            return True
        try:
            planned = await self._threads.git(lambda: self._blog.bulk.move(before.path, target))
            await self._commits.run(self._blog.bulk.apply, planned)
        except BlogwifiError as error:
            self._screen.say_error(error, safe=_("Your text is saved."))
            return False
        self._screen.follow(dict(planned.moved))
        await self._external.catch_up()
        self._screen.say(moved(path for _old, path in planned.moved), kind="good")
        return True

    async def _commit(self, message: str) -> bool:
        try:
            commit = await self._commits.run(self._blog.commit, [self._opened.post.path], message)
        except NothingToCommit:
            self._screen.say(_("Nothing to commit: the post is as in its last commit."))
            return True
        except BlogwifiError as error:
            self._bar.kept = message
            if isinstance(error, HookMended):
                # Shown now: the next look at the file would take it for another program's work.
                await self._external.catch_up()
            self._screen.say_error(error, safe=_("Your text is saved."))
            return False
        self._bar.kept = ""
        self._opened.committed = commit.short
        # The bar has just shown the message in the same place: said again it looks like the question.
        asked = self._blog.settings.commit.ask
        words = _("Committed {sha}.") if asked else _("Committed {sha}: {message}")
        self._screen.say(words.format(sha=commit.short, message=message), kind="good")
        self._shown.show_status()
        return True

    async def _write(self, post: Post) -> bool:
        """Write the file, after the pictures inserted here that it shows.

        False when another program was there first and the person did not go on, or a picture stays out.
        """
        opened = self._opened
        begun, self._handed_over = opened.buffer, post
        images = opened.images.values()
        pictures = [each for each in images if each.data is not None and each.address in post.body]
        write = partial(self._blog.save, post, begun.before)
        try:
            failed = await self._threads.git(self._blog.images.write_before, pictures, write)
        except FileChanged:
            return await self._changed_outside(post, _("Another program changed this post."))
        except FileExists:
            return await self._taken_outside(post)
        except FileMissing:
            return await self._removed_outside(post)
        except FileRefused as error:
            if error.reason == "grown":
                raise
            return await self._replaced_outside(post)
        typed_meanwhile = opened.edited().data != post.data
        if opened.changed:
            opened.committed = ""
        if opened.buffer is begun or not typed_meanwhile:
            opened.buffer = opened.buffer.saved(post)
        else:
            opened.buffer = opened.buffer.with_file(post)
        if not typed_meanwhile:
            opened.area.mark_saved()
            self._copy.forget()
        self._shown.show_all()
        return self._told_pictures(pictures, failed)

    def _told_pictures(self, pictures: Sequence[Image], failed: FileError | None) -> bool:
        """The pictures are in the blog now, unless the one that ``failed`` kept one from it."""
        if failed:
            self._screen.say_error(failed, safe=_("Your text is saved."))
            return False
        for image in pictures:
            self._opened.images.pop(image.path, None)
        return True

    # Another program was there first

    async def _changed_outside(self, post: Post, heading: str) -> bool:
        """The file holds other bytes than the ones opened here: nothing is written over them unseen."""
        answers = [
            Choice("beside", _("Save mine beside it"), "ctrl+s"),
            Choice("theirs", _("Show theirs here"), DESTROY, deliberate=True),
            Choice("stay", _("Stay"), "escape"),
        ]
        text = _("Nothing was written. Both texts can be kept: yours as a second post, beside the other.")
        choice = await self._screen.ask(TextQuestion(heading, text, answers))
        if choice == "beside":
            return await self._write_as_new(await self._threads.disk(self._blog.beside, post))
        if choice == "theirs":
            await self._threads.disk(self._copy.let_go)
            self._external.take_over(await self._threads.disk(self._blog.read, post.path))
        return False

    async def _taken_outside(self, post: Post) -> bool:
        """A file stands where none was: the one that was gone is written over only if it is as it was."""
        if self._opened.buffer.gone:
            self._opened.buffer = self._opened.buffer.with_file_back()
            return await self._write(post)
        return await self._changed_outside(post, _("Another program wrote a post of the same name."))

    async def _removed_outside(self, post: Post) -> bool:
        answers = [Choice("again", _("Write it again"), "ctrl+s"), Choice("stay", _("Stay"), "escape")]
        heading = _("Another program deleted this post.")
        text = _("Your text is still here.")
        if await self._screen.ask(TextQuestion(heading, text, answers)) == "again":
            return await self._write_as_new(post)
        return False

    async def _replaced_outside(self, post: Post) -> bool:
        answers = [
            Choice("beside", _("Save mine beside it"), "ctrl+s"),
            Choice("stay", _("Stay"), "escape"),
        ]
        heading = _("What stands in the place of this post is no plain file.")
        text = _("Nothing was written. Your text is still here.")
        if await self._screen.ask(TextQuestion(heading, text, answers)) == "beside":
            return await self._write_as_new(await self._threads.disk(self._blog.beside, post))
        return False

    async def _write_as_new(self, post: Post) -> bool:
        self._opened.buffer = self._opened.buffer.without_basis(post)
        return await self._write(post)
