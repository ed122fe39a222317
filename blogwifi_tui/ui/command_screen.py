"""What the screens with commands share: keys run commands, a refusal is a sentence, an error is said once."""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar, TypeVar

from textual import on
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from blogwifi_tui.errors import BlogwifiError, IdentityMissing
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.commands.registry import Command, Need, Where, commands_of, key_name, keys_of, why_not
from blogwifi_tui.ui.git_retry import answering
from blogwifi_tui.ui.key_queue import OrderedKeys, TakesOver
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.widgets.key_bar import KeyBar, KeyHint
from blogwifi_tui.ui.widgets.status_line import MessageLine

T = TypeVar("T")
SLOW_COMMIT = 2
"""Seconds after which a commit is said to last, and how to stop it: a hook may hang."""


class CommandScreen(TakesOver, Screen[None]):
    """A screen whose keys, key bar, palette entries and help come from the command table."""

    where: ClassVar[Where]
    boxes: ClassVar[tuple[Where, ...]] = ()
    """What on this screen has keys of its own while it has the focus."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.blog = services.blog
        self.jobs = services.jobs
        self.publisher = services.publisher
        self._commits = 0
        """How many commits asked for here are not made yet."""
        self._lasts = False
        """Whether one of them was said to last."""
        self._commands = {
            command.id: command for where in (self.where, *self.boxes) for command in commands_of(where)
        }

    @abstractmethod
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each command id of this screen does."""

    @abstractmethod
    def held(self) -> set[Need]:
        """The needs that hold now."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """This screen's commands, in the order of the table."""
        return commands_of(self.where)

    @property
    def keyboard(self) -> Where:
        """Whose keys work now: the screen's, or those of the box that has the focus."""
        return self.where

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """The keys of a command under the person's own keymap."""
        return keys_of(command, self.blog.settings.ui.keys)

    def action_run(self, command_id: str) -> None:
        """Run a command, or say why it cannot run now."""
        reason = why_not(self._commands[command_id], self.held())
        if reason:
            self.say(reason, kind="warning")
            return
        self.query_one(MessageLine).clear()
        self.actions()[command_id]()

    @on(KeyBar.Pressed)
    def _run_pressed(self, event: KeyBar.Pressed) -> None:
        self.action_run(event.command)

    def on_mount(self) -> None:
        """Keep the key bar in step with what has the focus."""
        self.watch(self, "focused", self.show_keys)

    def show_keys(self) -> None:
        """Fill the key bar from the command table."""
        self.query_one(KeyBar).hints = tuple(
            KeyHint(command.id, key_name(self.keys_of(command)[0]), command.shown_title, command.bar)
            for command in commands_of(self.keyboard)
            if command.bar
        )

    def quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    def suspend(self) -> None:
        """Stop, and leave the terminal to the shell this program was started from."""
        if os.getsid(0) == os.getpid():
            self.say(_("No shell waits behind this screen: there is nothing to go back to."), kind="warning")
        else:
            self.app.action_suspend_process()

    def show_help(self) -> None:
        """List every key of this screen."""
        from blogwifi_tui.ui.commands.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.commands, self.keys_of))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The one funnel: what a worker could not do becomes a sentence; a bug goes on as the crash it is."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            if not isinstance(error, BlogwifiError):
                raise error
            self.show_failure(error)

    def show_failure(self, error: BlogwifiError) -> None:
        """Say an expected error; a screen that shows state looks at it again."""
        self.say_error(error)

    def show_progress(self, words: str) -> None:
        """Show how far a publication is, where the screen has a place for it; empty when it ended."""

    def keep_copy(self) -> None:
        """Note what only this screen holds: the program is about to end."""

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Say something in the message line."""
        self.query_one(MessageLine).say(text, kind=kind)

    @property
    def tells_a_failure(self) -> bool:
        """Whether the message line says what could not be done."""
        return self.query_one(MessageLine).has_class("-error")

    def say_error(self, error: BlogwifiError, *, safe: str = "") -> None:
        """Say what failed and what to do next; ``safe`` is what is known to be kept, said first."""
        from blogwifi_tui.i18n.explain import explain

        sentence = explain(error)
        self.say(" ".join(part for part in (safe, sentence.what, sentence.next) if part), kind="error")

    async def with_identity(self, job: Callable[[], Awaitable[T]]) -> T:
        """Run a job that commits; when git does not know who commits, ask once and run it again.

        Raises:
            IdentityMissing: the person closed the form.
            SigningFailed: the commit could not be signed, in the terminal either when the person tried there.
        """
        try:
            return await answering(self, lambda: self._made(job))
        except IdentityMissing:
            from blogwifi_tui.ui.widgets.forms import identity_form

            values = await self.app.push_screen_wait(identity_form())
            if values is None:
                raise
            await self.jobs.git(self.blog.set_identity, values["name"], values["email"])
            return await answering(self, lambda: self._made(job))

    async def _made(self, job: Callable[[], Awaitable[T]]) -> T:
        slow = self.set_timer(SLOW_COMMIT, self._say_slow)
        self._commits += 1
        try:
            return await job()
        finally:
            slow.stop()
            self._commits -= 1
            self._lasts = self._lasts and self.committing

    @property
    def strokes(self) -> int:
        """How many keys were pressed so far: whether somebody went on writing meanwhile."""
        return self.app.strokes if isinstance(self.app, OrderedKeys) else 0

    @property
    def committing(self) -> bool:
        """Whether a commit asked for here is being made."""
        return self._commits > 0

    def stop_commit(self) -> bool:
        """Stop a commit that was said to last; whether there is one. An ordinary one is over before that."""
        if self._lasts:
            self.blog.interrupt()
        return self._lasts

    def _say_slow(self) -> None:
        self._lasts = True
        self.say(_("git is still at work on the commit; Esc stops it."), kind="warning")
