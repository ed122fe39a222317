"""What git, ssh or gpg do only when a person answers: the question, and then the same job once more.

git itself never asks over a screen: it is told to fail instead, and what it failed for is asked here.
The dialogs are imported for the first question: most runs ask none.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App, SuspendNotSupported

from blogwifi_tui.errors import (
    AuthenticationFailed,
    HookFailed,
    HostKeyUnknown,
    IdentityMissing,
    LockHeld,
    SigningFailed,
    Untrusted,
)
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.terminal import lent_terminal

if TYPE_CHECKING:
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.ui.workers import Threads

    Job = Callable[[], Awaitable["T"]]

T = TypeVar("T")


class GitRetry:
    """Runs jobs that start git; asks what stops them, and runs them again."""

    def __init__(self, app: App[Any], blog: Blog, threads: Threads) -> None:
        self._app = app
        self._blog = blog
        self._threads = threads

    async def commit(self, job: Job[T], *, may_ask: Callable[[], bool] = lambda: True) -> T:
        """Run a job that commits; also ask for name and address when git knows neither.

        ``may_ask``: see :meth:`run`.

        Raises:
            IdentityMissing: the person closed the form.
            LockHeld, Untrusted, SigningFailed: see :meth:`run`.
        """
        try:
            return await self.run(job, may_ask=may_ask)
        except IdentityMissing:
            if not may_ask():
                raise
            from blogwifi_tui.ui.widgets.forms import identity_form

            values = await self._app.push_screen_wait(identity_form())
            if values is None:
                raise
            await self._threads.git(self._blog.git.set_identity, values["name"], values["email"])
            return await self.run(job)

    async def run(self, job: Job[T], *, may_ask: Callable[[], bool] = lambda: True) -> T:
        """Run a job; ask about a lock left behind, about trust, and for what needs the terminal.

        ``may_ask`` is asked before the first question: where somebody has gone on typing since, a key that is
        meant for something else would answer it. Then the error is the caller's to say.

        Raises:
            LockHeld: the person leaves the lock, or a git is at work there.
            Untrusted: the person does not trust the repository.
            AuthenticationFailed, HostKeyUnknown, SigningFailed, HookFailed: declined, or failed in the
            terminal too.
        """
        while True:
            try:
                return await self._trusting(job, may_ask)
            except LockHeld as error:
                if not error.stale or not may_ask() or not await self._removes_lock(error):
                    raise

    async def _trusting(self, job: Job[T], may_ask: Callable[[], bool]) -> T:
        agreed: set[str] = set()
        while True:
            try:
                return await self._in_terminal(job, may_ask)
            except Untrusted as error:
                # What is fetched may bring other programs than those that were there.
                if error.digest in agreed or not may_ask() or not await self._trusts(error):
                    raise
                agreed.add(error.digest)

    async def _in_terminal(self, job: Job[T], may_ask: Callable[[], bool]) -> T:
        """Run a job; where a key, a password, a host or a hook needs a person, offer the terminal for it."""
        try:
            return await job()
        except (AuthenticationFailed, HostKeyUnknown, SigningFailed, HookFailed) as error:
            if (isinstance(error, HookFailed) and error.reason != "terminal") or not may_ask():
                raise
            from blogwifi_tui.ui.widgets.dialogs import Choice, Question

            text = _("git can ask for what it needs in the terminal; this screen comes back afterwards.")
            choices = [
                Choice("again", _("Try again in the terminal"), "ctrl+t"),
                Choice("", _("Not now"), "n"),
            ]
            question = Question(explain(error).what, text, choices)
            if await self._app.push_screen_wait(question) != "again":
                raise
            try:
                # What is written on the terminal must not meet a screen that draws: the loop waits too.
                with lent_terminal(self._app), self._blog.git.asking(), self._threads.block():
                    return await job()
            except SuspendNotSupported:
                raise error from None

    async def _trusts(self, error: Untrusted) -> bool:
        """Ask once whether the repository may start the programs it brings along; a yes is remembered.

        The question may come while words are typed: no letter and no Enter agrees.
        """
        from blogwifi_tui.i18n.trust_messages import described, what_starts_them
        from blogwifi_tui.ui.widgets.dialogs import Choice, Question

        text = "\n".join(
            [
                what_starts_them(error.generator),
                "",
                *(f"  {program}" for program in described(error.programs, error.generator)),
                "",
                _("Agree if you set them up, or know who did. You are asked again when they change."),
            ]
        )
        choices = [
            Choice("", _("Not now"), "n"),
            Choice("trust", _("Trust this repository"), "ctrl+t", deliberate=True),
        ]
        question = Question(_("This repository brings programs along."), text, choices)
        if await self._app.push_screen_wait(question) != "trust":
            return False
        await self._threads.git(self._blog.git.trust, error.digest)
        return True

    async def _removes_lock(self, error: LockHeld) -> bool:
        """Explain a lock that a git which is gone left behind, and remove it when the person says so.

        Raises:
            LockHeld: a git is at work there by now.
        """
        from blogwifi_tui.ui.widgets.dialogs import Choice, Question

        text = _("No running git holds it. Remove it unless one is at work on another machine.")
        choices = [
            Choice("", _("Not now"), "n"),
            Choice("remove", _("Remove the lock"), "delete", deliberate=True),
        ]
        if await self._app.push_screen_wait(Question(explain(error).what, text, choices)) != "remove":
            return False
        await self._threads.git(self._blog.git.remove_lock, error)
        return True
