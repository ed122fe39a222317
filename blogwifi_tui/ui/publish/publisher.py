"""Publishing from a screen: a sheet when there is something to say, progress, and the result in words.

There is a publisher from the start; the dialogs and the plan are imported when somebody publishes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol

from blogwifi_tui.errors import BlogwifiError, Cancelled, Conflict, NewBranch, NothingToCommit
from blogwifi_tui.i18n.result_messages import awaited, published, server_words
from blogwifi_tui.i18n.result_messages import moved as moved_words
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.vcs.progress import CancelToken, Progress

if TYPE_CHECKING:
    from textual.app import App

    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.bulk_edit import BulkEdit
    from blogwifi_tui.core.conflicts import PostConflict
    from blogwifi_tui.core.publish import PublishPlan
    from blogwifi_tui.ui.commit_runner import CommitRunner
    from blogwifi_tui.ui.git_retry import GitRetry
    from blogwifi_tui.ui.opening import Opening
    from blogwifi_tui.ui.workers import Threads
    from blogwifi_tui.vcs.sync import Outcome

    Choose = Callable[[Sequence[PostConflict]], Awaitable[bool]]


class PublishingScreen(Protocol):
    """What a publication needs of the screen that asked for it."""

    commits: CommitRunner

    @property
    def app(self) -> App[object]: ...  # noqa: D102

    @property
    def is_current(self) -> bool: ...  # noqa: D102

    @property
    def strokes(self) -> int:
        """Keys pressed so far."""
        ...

    def opening(self) -> AbstractContextManager[Opening]:
        """While a sheet is on its way, keys wait for it."""
        ...

    def say(self, text: str, *, kind: str = "plain") -> None:
        """Show a sentence."""
        ...

    def say_error(self, error: BlogwifiError, *, safe: str = "") -> None:
        """Show what failed, after what is known to be safe."""
        ...

    def show_progress(self, words: str) -> None:
        """Show how far the publication is; empty when it ended."""
        ...

    def follow(self, moved: Mapping[str, str]) -> None:
        """Go along with posts whose files went elsewhere: where each was, and where it is."""
        ...


class Publisher:
    """One publication at a time, whichever screen asked for it."""

    def __init__(self, blog: Blog, threads: Threads, git_retry: GitRetry, choose: Choose) -> None:
        """``choose`` asks what stays of posts both sides changed, and tells whether that was resolved."""
        self._blog = blog
        self._threads = threads
        self._git_retry = git_retry
        self._choose = choose
        self._cancel: CancelToken | None = None

    @property
    def busy(self) -> bool:
        """Whether a publication runs."""
        return self._cancel is not None

    def cancel(self) -> None:
        """Ask the running publication to stop; what is committed stays committed."""
        if self._cancel:
            self._cancel.cancel()
            self._blog.interrupt()  # it may be a commit, before it, that a hook keeps waiting

    async def publish(
        self, screen: PublishingScreen, path: str | None, marked: BulkEdit | None = None
    ) -> bool:
        """Agree on the plan, commit what it commits, push, and say what happened; whether it was agreed.

        ``path`` is the post under the cursor. The plan is made from the files and from git as they are now:
        what a screen shows may be older than the last save.

        Raises:
            BlogwifiError: nothing was agreed, committed or sent; errors after that are said here.
        """
        if self.busy:
            return False
        # Busy from the first key on, so that a second one, however fast, finds it so.
        cancel = self._cancel = CancelToken()
        try:
            with screen.opening():
                plan = await self._agreed(screen, path, marked)
            if plan:
                await self._carry_out(screen, cancel, plan)
            return plan is not None
        finally:
            # When the program ends meanwhile, only our waiting is given up: git is to be stopped too.
            cancel.cancel()
            self._cancel = None
            screen.show_progress("")

    async def _agreed(
        self, screen: PublishingScreen, path: str | None, marked: BulkEdit | None
    ) -> PublishPlan | None:
        """What the person agrees to, asked where there is something to ask; None: nothing."""
        if not await self._has_remote(screen):
            return None
        from blogwifi_tui.ui.publish.plan import chosen, question

        while True:
            screen.show_progress(_("looking the posts over…"))
            plan = await self._threads.git(lambda: self._blog.publication.plan(path, marked))
            screen.show_progress("")
            if not plan.needs_consent(self._blog.settings.publish.confirm):
                return plan
            answer = await screen.app.push_screen_wait(question(plan))
            if answer != "clean":
                return chosen(plan, answer) if answer else None
            await screen.commits.run(partial(self._blog.images.clean, plan.telling_pictures))

    async def _has_remote(self, screen: PublishingScreen) -> bool:
        if await self._threads.git(lambda: self._blog.publication.remotes()):  # noqa: PLW0108 - imported in the job
            return True
        from blogwifi_tui.ui.widgets.forms import remote_form

        values = await screen.app.push_screen_wait(remote_form())
        if values is None:
            return False
        add = self._blog.publication.add_remote
        await self._git_retry.run(lambda: self._threads.git(add, values["address"]))
        return True

    async def _carry_out(self, screen: PublishingScreen, cancel: CancelToken, plan: PublishPlan) -> None:
        """Commit and push; whatever stops it, the words tell what is committed."""
        commits: list[str] = []
        moved: dict[str, str] = {}
        try:
            await self._commit(screen, cancel, plan, commits, moved)
            outcome = await self._joined(screen, cancel, new_branch=plan.new_branch is not None)
        except Cancelled:
            safe = _safe_words(commits) or _("Your commits are safe here.")
            screen.say(f"{_('Publication stopped.')} {safe}", kind="warning")
        except Conflict:
            safe = _safe_words(commits)
            words = _("Nothing was joined, here or there; p shows both versions again.")
            screen.say(" ".join(filter(None, (safe, words))), kind="warning")
        except BlogwifiError as error:
            screen.say_error(error, safe=_safe_words(commits))
        else:
            posts = list(filter(self._blog.holds, outcome.paths))
            later = await self._threads.disk(self._blog.publication.awaited, posts)
            told = (
                published(outcome, posts, plan),
                awaited(later, self._blog.now()),
                moved_words(moved.values()),
                server_words(outcome),
            )
            screen.say(" ".join(filter(None, told)), kind="warning" if outcome.missed else "good")

    async def _commit(
        self,
        screen: PublishingScreen,
        cancel: CancelToken,
        plan: PublishPlan,
        made: list[str],
        moved: dict[str, str],
    ) -> None:
        """Make the commits that come before the push; ``made`` grows by each, ``moved`` by files that go.

        Raises:
            Cancelled: the publication is to stop; the commits made stay.
        """
        for step in self._blog.publication.commits(plan):
            if cancel.cancelled:
                raise Cancelled
            with suppress(NothingToCommit):  # another window was there first
                if commit := await screen.commits.run(step):
                    made.append(commit.short)
                    moved.update(commit.moved)
                    screen.follow(dict(commit.moved))

    async def _joined(self, screen: PublishingScreen, cancel: CancelToken, *, new_branch: bool) -> Outcome:
        """Publish, and ask what stays of each post both sides changed, until there is none.

        Raises:
            NewBranch: the person does not want the branch made.
            Conflict: the person left the choice for later.
            BlogwifiError: see :meth:`blogwifi_tui.core.publish.Publication.send`.
        """
        while True:
            strokes = screen.strokes
            try:
                return await self._git_retry.run(partial(self._send, screen, cancel, new_branch=new_branch))
            except NewBranch as error:
                if new_branch or not screen.is_current or screen.strokes != strokes:
                    raise
                screen.show_progress("")
                from blogwifi_tui.ui.publish.plan import new_branch_question

                if await screen.app.push_screen_wait(new_branch_question(error)) != "make":
                    raise
                new_branch = True
            except Conflict:
                if not screen.is_current or screen.strokes != strokes:
                    raise  # somebody is writing: what is typed is not meant to choose
                with screen.opening():
                    conflicts = await self._threads.git(self._blog.conflicts.current)
                    screen.show_progress("")
                    is_resolved = await self._choose(conflicts)
                if not is_resolved:
                    raise

    async def _send(self, screen: PublishingScreen, cancel: CancelToken, *, new_branch: bool) -> Outcome:
        screen.show_progress(_("publishing…"))

        def progress(step: Progress) -> None:
            percent = "" if step.percent is None else f" {step.percent} %"
            if not self._threads.blocking:
                screen.app.call_later(screen.show_progress, f"{_('publishing…')}{percent}")

        send = self._blog.publication.send
        return await self._threads.network(send, progress=progress, cancel=cancel, new_branch=new_branch)


def _safe_words(commits: Sequence[str]) -> str:
    if not commits:
        return ""
    return ngettext(
        "Your post is safe (commit {commits}).", "Your posts are safe (commits {commits}).", len(commits)
    ).format(commits=", ".join(commits))
