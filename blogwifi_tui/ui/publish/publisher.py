"""Publishing and taking in from a screen: a sheet where there is something to say, progress, the result.

There is a publisher from the start; the dialogs and the plan are imported when somebody publishes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from blogwifi_tui.errors import (
    AuthenticationFailed,
    BlogwifiError,
    Cancelled,
    Conflict,
    GitError,
    HostKeyUnknown,
    NewBranch,
    NothingToCommit,
    RemoteGone,
    RemoteUnrelated,
)
from blogwifi_tui.i18n.result_messages import came_in, safe
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.paths import publication_file
from blogwifi_tui.vcs.progress import CancelToken, Progress

if TYPE_CHECKING:
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.bulk_edit import BulkEdit
    from blogwifi_tui.core.conflicts import PostConflict
    from blogwifi_tui.core.publish import PublishPlan
    from blogwifi_tui.ui.git_retry import GitRetry
    from blogwifi_tui.ui.opening import Opening
    from blogwifi_tui.ui.publish.remote_address import AddressAsker
    from blogwifi_tui.ui.publish.screens import AskingScreen, PublishingScreen
    from blogwifi_tui.ui.workers import Threads
    from blogwifi_tui.vcs.sync import Outcome

    Choose = Callable[[Sequence[PostConflict]], Awaitable[bool]]


T = TypeVar("T")
_OTHER_WAYS = {"committed": "committed_only", "keep": "keeps_date"}
"""The answers of which the plan is made anew, and what of :meth:`.Publication.plan` makes it."""


def _nobody_told() -> None:
    pass


class Publisher:
    """One publication at a time, whichever screen asked for it."""

    def __init__(self, blog: Blog, threads: Threads, git_retry: GitRetry, choose: Choose) -> None:
        """``choose`` asks what stays of posts both sides changed, and tells whether that was resolved."""
        self._blog = blog
        self._threads = threads
        self._git_retry = git_retry
        self._choose = choose
        self.accepted: Callable[[], object] = _nobody_told
        """Called after each publication that the remote accepted, once it is noted and told."""
        self._cancel: CancelToken | None = None
        self._trial: CancelToken | None = None
        """While an address is tried, what ends that."""

    @property
    def busy(self) -> bool:
        """Whether a publication runs, or its address is asked."""
        return self._cancel is not None

    def cancel(self) -> None:
        """Ask the running publication to stop; what is committed stays committed."""
        if self._cancel:
            self._cancel.cancel()
            self.stop_trial()
            self._blog.steps.interrupt()  # it may be a commit, before it, that a hook keeps waiting

    def stop_trial(self) -> bool:
        """Stop trying an address; whether one was tried."""
        if self._trial:
            self._trial.cancel()
        return self._trial is not None

    async def change_address(self, screen: AskingScreen) -> None:
        """Show where publications go, and let it be changed; say what it is then.

        Raises:
            BlogwifiError: the addresses cannot be read.
        """
        if self.busy:
            return
        self._cancel = CancelToken()
        try:
            with screen.opening():
                addresses = await self._addresses(screen).change()
        finally:
            self._cancel = None
        if addresses:
            words = _("Publications go to this address now: {address}.")
            screen.say(words.format(address=", ".join(addresses)), kind="good")

    async def publish(
        self, screen: PublishingScreen, path: str | None, marked: BulkEdit | None = None
    ) -> bool:
        """Agree on the plan, commit what it commits, push, and say what happened; whether it was agreed.

        ``path`` is the post under the cursor. The plan is made from the files and from git as they are now:
        what a screen shows may be older than the last save.

        What goes wrong is said on the screen.
        """
        if self.busy:
            return False
        with self._at_work(screen) as cancel:
            try:
                with screen.opening() as on_its_way:
                    plan, take_in_only = await self._agreed(screen, on_its_way, path, marked)
            except Cancelled:
                screen.say(_("Stopped: nothing was published."), kind="warning")
                return False
            except BlogwifiError as error:
                screen.say_error(error, safe=await self._safe_words((), 0))
                return False
            if take_in_only:
                if words := await self._take_in(screen, cancel):
                    screen.say(words, kind="good")
            elif plan:
                await self._carry_out(screen, cancel, plan)
            return plan is not None

    async def show_server_words(self, screen: AskingScreen) -> None:
        """Show all that the server answered to the last publication."""
        from blogwifi_tui.core.live.record import read_record
        from blogwifi_tui.ui.publish.server_sheet import server_sheet

        with screen.opening():
            record = await self._threads.disk(read_record, publication_file(self._blog.root))
            if record:
                await screen.app.push_screen_wait(server_sheet(record, self._blog.zone))
            else:
                screen.say(_("What a server said is kept from the next publication on."))

    async def take_in(self, screen: PublishingScreen) -> str:
        """Take in what the other side has, publish nothing, and give the words that tell what came.

        They are empty where it did not go well, which is said on the screen.
        """
        if self.busy:
            return ""
        with self._at_work(screen) as cancel:
            return await self._take_in(screen, cancel)

    @contextmanager
    def _at_work(self, screen: PublishingScreen) -> Iterator[CancelToken]:
        """Busy from the first key on, so that a second one, however fast, finds it so."""
        cancel = self._cancel = CancelToken()
        try:
            yield cancel
        finally:
            # When the program ends meanwhile, only our waiting is given up: git is to be stopped too.
            cancel.cancel()
            self._cancel = None
            screen.show_progress("")

    async def _take_in(self, screen: PublishingScreen, cancel: CancelToken) -> str:
        take_in = partial(self._blog.other_side.take_in, cancel=cancel)
        try:
            await self._joined(screen, partial(self._watched, screen, _("taking in…"), take_in))
        except Cancelled:
            screen.say(_("Stopped; your posts are as they were."), kind="warning")
        except Conflict:
            words = _("Nothing was joined, here or there; g shows both versions again.")
            screen.say(words, kind="warning")
        except BlogwifiError as error:
            screen.say_error(error, safe=await self._came_in())
        else:
            return await self._came_in() or _("Nothing to take in: all that the other side has is here.")
        return ""

    async def _came_in(self) -> str:
        """What has come from the other side, in words."""
        try:
            return came_in(await self._threads.git(self._blog.other_side.came_in))
        except GitError:
            return ""  # what was done, or failed, is to be said; the list shows what came

    async def _agreed(
        self, screen: PublishingScreen, on_its_way: Opening, path: str | None, marked: BulkEdit | None
    ) -> tuple[PublishPlan | None, bool]:
        """What the person agrees to, asked where there is something to ask; None: nothing.

        And whether what the other side has is to be taken in, and nothing published.
        """
        on_its_way.expect()
        if not await self._addresses(screen).find():
            return None, False
        on_its_way.check()
        from blogwifi_tui.ui.publish.plan import TAKE_IN, chosen, question

        agreed: PublishPlan | None = None
        way: dict[str, bool] = {}
        while True:
            screen.show_progress(_("looking the posts over…"))
            on_its_way.expect()
            look = on_its_way.counted
            make = partial(self._blog.publication.plan, path, marked, look=look, **way)
            try:
                plan = await self._threads.git(make)
                on_its_way.check()
            except RemoteUnrelated as error:
                if not await self._addresses(screen).after(error):
                    raise
                continue
            finally:
                screen.show_progress("")
            if agreed and not plan.tells_more_than(agreed):
                return plan, False
            if not plan.needs_consent(self._blog.settings.publish.confirm):
                return plan, False
            answer = await screen.app.push_screen_wait(question(plan))
            if answer in _OTHER_WAYS:
                agreed, way = plan, {_OTHER_WAYS[answer]: True}
            elif answer == "clean":
                await screen.commits.run(partial(self._blog.images.clean, plan.telling_pictures))
            else:
                take_in_only = answer == TAKE_IN
                return chosen(plan, answer) if answer and not take_in_only else None, take_in_only

    def _addresses(self, screen: AskingScreen) -> AddressAsker:
        from blogwifi_tui.ui.publish.remote_address import AddressAsker

        return AddressAsker(
            self._blog,
            self._threads,
            self._git_retry,
            ask=screen.app.push_screen_wait,
            show_progress=screen.show_progress,
            trying=self._trying,
        )

    @contextmanager
    def _trying(self) -> Iterator[CancelToken]:
        """While an address is tried; gives what ends that."""
        self._trial = CancelToken()
        try:
            yield self._trial
        finally:
            self._trial = None

    async def _carry_out(self, screen: PublishingScreen, cancel: CancelToken, plan: PublishPlan) -> None:
        """Commit and push; whatever stops it, the words tell what is committed."""
        from blogwifi_tui.ui.publish.outcome import Published, tell_outcome

        commits: list[str] = []
        moved: dict[str, str] = {}
        ready: int | None = None
        try:
            await self._commit(screen, cancel, plan, commits, moved)
            ready = len(plan.ready)
            outcome = await self._sent(
                screen, cancel, new_branch=plan.new_branch is not None, kept=safe(commits, None, 0)
            )
        except Cancelled:
            kept = await self._safe_words(commits, ready) or _("Your commits are safe here.")
            screen.say(f"{_('Publication stopped.')} {kept}", kind="warning")
        except Conflict:
            kept = await self._safe_words(commits, ready)
            words = _("Nothing was joined, here or there; p shows both versions again.")
            screen.say(" ".join(filter(None, (kept, words))), kind="warning")
        except NewBranch as error:  # it was declined, and nothing failed
            screen.say_error(error, safe=safe(commits, None, 0))
        except BlogwifiError as error:
            known = await self._safe_words(commits, ready), await self._came_in()
            screen.say_error(error, safe=" ".join(filter(None, known)))
        else:
            came = await self._came_in()
            await tell_outcome(screen, self._blog, self._threads, Published(outcome, plan, moved, came))
            self.accepted()

    async def _safe_words(self, commits: Sequence[str], ready: int | None) -> str:
        """What is kept though it was not sent; ``ready`` posts were committed before, None: not all yet."""
        if commits or ready is None:
            return safe(commits, None, 0)
        try:
            last = await self._threads.git(self._blog.publication.last_commit)
        except BlogwifiError:  # git fails altogether: what it keeps is not known, and why is said beside
            return ""
        return safe(commits, last, ready)

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
                with screen.long_step.begin() if plan.bulk_edit else nullcontext():
                    commit = await screen.commits.run(step)
                if commit:
                    made.append(commit.short)
                    moved.update(commit.moved)
                    screen.follow(dict(commit.moved))

    async def _sent(
        self, screen: PublishingScreen, cancel: CancelToken, *, new_branch: bool, kept: str
    ) -> Outcome:
        """Publish, asking what is to be asked on the way; ``kept`` tells what was committed for it.

        Raises:
            NewBranch: the person does not want the branch made.
            Conflict: the person left the choice for later.
            RemoteGone, RemoteUnrelated: the person gives no other address.
            BlogwifiError: see :meth:`blogwifi_tui.core.publish.Publication.send`.
        """
        while True:
            may_ask = partial(_is_waited_for, screen, screen.strokes)
            publish = partial(self._blog.publication.send, cancel=cancel, new_branch=new_branch)
            send = partial(self._watched, screen, _("publishing…"), publish)
            try:
                outcome = await self._joined(screen, send, kept)
                return await self._let_in(outcome, send, may_ask)
            except NewBranch as error:
                if new_branch or not may_ask():
                    raise
                screen.show_progress("")
                from blogwifi_tui.ui.publish.plan import new_branch_question

                if await screen.app.push_screen_wait(new_branch_question(error)) != "make":
                    raise
                new_branch = True

    async def _joined(self, screen: PublishingScreen, job: Callable[[], Awaitable[T]], kept: str = "") -> T:
        """Do ``job``, and ask what stays of each post both sides changed, until there is none.

        Raises:
            Conflict: the person left the choice for later.
            BlogwifiError: what ``job`` raises.
        """
        while True:
            may_ask = partial(_is_waited_for, screen, screen.strokes)
            try:
                return await self._git_retry.commit(job, may_ask=may_ask)
            except Conflict:
                if not may_ask():
                    raise
                with screen.opening():
                    conflicts = await self._threads.git(self._blog.conflicts.current)
                    screen.show_progress("")
                    is_resolved = await self._choose(conflicts)
                if not is_resolved:
                    raise
            except (RemoteGone, RemoteUnrelated) as error:
                if not may_ask():
                    raise
                screen.show_progress("")
                with screen.opening():
                    if not await self._addresses(screen).after(error, kept):
                        raise

    async def _let_in(
        self, outcome: Outcome, send: Callable[[], Awaitable[Outcome]], may_ask: Callable[[], bool]
    ) -> Outcome:
        """Offer the terminal for what only one of several addresses asked for; the others have it all."""
        refusals = [outcome.refusal]

        async def again() -> Outcome:
            if error := refusals.pop() if refusals else None:
                raise error
            return await send()

        if not outcome.refusal:
            return outcome
        with suppress(AuthenticationFailed, HostKeyUnknown):  # declined: the outcome names the address
            outcome = outcome.after(await self._git_retry.run(again, may_ask=may_ask))
        return outcome

    async def _watched(self, screen: PublishingScreen, words: str, call: Callable[..., T]) -> T:
        """Make a call over the network, and show how far it is after ``words``."""
        screen.show_progress(words)

        def progress(step: Progress) -> None:
            percent = "" if step.percent is None else f" {step.percent} %"
            if not self._threads.blocking:
                screen.app.call_later(screen.show_progress, f"{words}{percent}")

        return await self._threads.network(call, progress=progress)


def _is_waited_for(screen: PublishingScreen, strokes: int) -> bool:
    """Whether nobody has gone on writing since so many keys: what is typed is not meant to choose."""
    return screen.is_current and screen.strokes == strokes
