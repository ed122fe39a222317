"""What git, ssh or gpg do only when a person answers: offered again in the terminal, never over a screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from textual.app import SuspendNotSupported

from blogwifi_tui.errors import AuthenticationFailed, HostKeyUnknown, LockHeld, SigningFailed, Untrusted
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.terminal import lent_terminal
from blogwifi_tui.ui.trusting import may_start
from blogwifi_tui.ui.unlocking import unlocked

if TYPE_CHECKING:
    from blogwifi_tui.ui.command_screen import CommandScreen

T = TypeVar("T")


async def answering(screen: CommandScreen, job: Callable[[], Awaitable[T]]) -> T:
    """Run a job; when a git that is gone left a lock behind, offer to remove it and run the job again.

    Raises:
        LockHeld: the person declined, or a git is at work.
        Untrusted, AuthenticationFailed, HostKeyUnknown, SigningFailed: see below.
    """
    while True:
        try:
            return await _trusting(screen, job)
        except LockHeld as error:
            if not error.stale or not await unlocked(screen, error):
                raise


async def _trusting(screen: CommandScreen, job: Callable[[], Awaitable[T]]) -> T:
    """Run a job; ask first, where the repository would start programs of its own, whether it may.

    Raises:
        Untrusted: the person declined.
        AuthenticationFailed, HostKeyUnknown, SigningFailed: likewise, or it failed in the terminal too.
    """
    try:
        return await _in_terminal(screen, job)
    except Untrusted as error:
        if not await may_start(screen, error):
            raise
        return await _in_terminal(screen, job)


async def _in_terminal(screen: CommandScreen, job: Callable[[], Awaitable[T]]) -> T:
    """Run a job; when a key, a password or a host needs a person, offer to run it again in the terminal.

    Raises:
        AuthenticationFailed, HostKeyUnknown, SigningFailed: the person declined, or it failed there too.
    """
    try:
        return await job()
    except (AuthenticationFailed, HostKeyUnknown, SigningFailed) as error:
        from blogwifi_tui.i18n.explain import explain
        from blogwifi_tui.ui.widgets.dialogs import Choice, Question

        text = _("git can ask for what it needs in the terminal; this screen comes back afterwards.")
        answers = [Choice("again", _("Try again in the terminal"), "ctrl+t"), Choice("", _("Not now"), "n")]
        question = Question(explain(error).what, text, answers)
        if await screen.app.push_screen_wait(question) != "again":
            raise
        try:
            # What is written on the terminal must not meet a screen that draws: the loop waits too.
            with lent_terminal(screen.app), screen.blog.asking(), screen.jobs.block():
                return await job()
        except SuspendNotSupported:
            raise error from None
