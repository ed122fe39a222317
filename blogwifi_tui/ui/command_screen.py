"""What the screens with commands share: keys run commands, a refusal is a sentence, an error is said once."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import ClassVar

from textual import on
from textual.screen import Screen
from textual.worker import Worker

from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.ui.commands.help_rows import HelpRow
from blogwifi_tui.ui.commands.registry import Command, Need, Where, commands_of
from blogwifi_tui.ui.commit_runner import CommitRunner
from blogwifi_tui.ui.key_queue import OrderedKeys
from blogwifi_tui.ui.long_step import LongStep
from blogwifi_tui.ui.opening import Opening
from blogwifi_tui.ui.screen_keys import ScreenKeys
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.terminal import stop_in_shell
from blogwifi_tui.ui.widgets.key_bar import KeyBar
from blogwifi_tui.ui.widgets.status_line import MessageLine
from blogwifi_tui.ui.widgets.styled_rows import StyledRows
from blogwifi_tui.ui.workers import expected_error


def _is_seen(screen: Screen[None]) -> bool:
    """Whether a screen is on top, or is seen through all that lie over it.

    Textual counts the one below the top as seen in any case: whatever happened on it, a timer included, would
    draw all of a screen anew that covers it.
    """
    for over in reversed(screen.app.screen_stack):
        if over is screen:
            return True
        if over.styles.background.a == 1:
            break
    return False


def _refresh_compositor(screen: Screen[None]) -> None:
    """Draw what changed, once: Textual would mark all of a screen below a dialog as changed, for ever."""
    Screen._compositor_refresh(screen)
    if screen is not screen.app.screen:
        screen._repaint_required = False


class CommandScreen(Screen[None]):
    """A screen whose keys, key bar, palette entries and help come from the command table."""

    where: ClassVar[Where]
    boxes: ClassVar[tuple[Where, ...]] = ()
    """What on this screen has keys of its own while it has the focus."""
    is_current = property(_is_seen)
    _compositor_refresh = _refresh_compositor

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.blog, self.threads = services.blog, services.threads
        self.publisher = services.publisher
        self.commits = CommitRunner(
            services.git_retry,
            services.threads,
            interrupt=services.blog.steps.interrupt,
            slow=services.timings.slow_commit,
            say=partial(self.say, kind="warning"),
            after=self.set_timer,
        )
        self.on_its_way = Opening(self, services.timings.moment)
        self.long_step = LongStep(self, services.blog.steps, services.timings.moment)
        self.keys = ScreenKeys(self, self.where, self.boxes, lambda: self.blog.settings.ui.keys)

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
        in_text = Where.PREVIEW in self.boxes and isinstance(self.focused, StyledRows)
        return Where.PREVIEW if in_text else self.where

    def action_run(self, command_id: str) -> None:
        """Run a command, or say why it cannot run now."""
        self.keys.run(command_id, self.query_one(MessageLine))

    @on(KeyBar.Pressed)
    def _run_pressed(self, event: KeyBar.Pressed) -> None:
        self.action_run(event.command)

    def on_mount(self) -> None:
        """Keep the key bar in step with what has the focus."""
        self.watch(self, "focused", self.show_keys)

    @on(StyledRows.ReachChanged)
    def show_keys(self) -> None:
        """Fill the key bar from the command table."""
        self.keys.show(self.query_one(KeyBar))

    def quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    def suspend(self) -> None:
        """Stop, and leave the terminal to the shell this program was started from."""
        if reason := stop_in_shell(self.app):
            self.say(reason, kind="warning")

    def show_help(self) -> None:
        """List every key of this screen, and what its signs mean."""
        self.services.navigation.show_help(tuple(self.keys.commands.values()), self.keys.of, self.legend())

    def legend(self) -> Sequence[HelpRow]:
        """What the signs on this screen mean."""
        return ()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say in a sentence what a worker could not do; a fault of ours goes on as the crash it is."""
        if error := expected_error(event):
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
        sentence = explain(error)
        self.say(" ".join(part for part in (safe, sentence.what, sentence.next) if part), kind="error")

    @property
    def strokes(self) -> int:
        """How many keys were pressed so far: whether somebody went on writing meanwhile."""
        return self.app.strokes if isinstance(self.app, OrderedKeys) else 0

    def opening(self) -> AbstractContextManager[Opening]:
        """While a box or a dialog is on its way: what is typed is meant for it, and waits."""
        return self.on_its_way.begin()

    def stop_commit(self) -> bool:
        """Stop a commit that lasts, or the trial of an address; whether there was one to stop."""
        return self.long_step.stop() or self.commits.stop() or self.publisher.stop_trial()
