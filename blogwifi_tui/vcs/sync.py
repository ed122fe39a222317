"""Fetching and publishing: join what the remote has, then push, never by force.

The order of things is fixed: fetch; when only we have commits, push; when only they have, fast-forward; when
both have, merge if ``git merge-tree`` says it is clean, else stop before anything moves. A push that comes
second in a race starts over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from blogwifi_tui.errors import (
    DetachedHead,
    GitFailed,
    HookFailed,
    MarksInMerge,
    Offline,
    OperationInProgress,
    PushRejected,
    RemoteRewritten,
    RemoteUnrelated,
    TimedOut,
)
from blogwifi_tui.vcs.config import Route, Source
from blogwifi_tui.vcs.environment import network_environment
from blogwifi_tui.vcs.error_parsing import remote_failure
from blogwifi_tui.vcs.merge import fast_forward, merge
from blogwifi_tui.vcs.merge_marks import marked_texts
from blogwifi_tui.vcs.output import cleaned
from blogwifi_tui.vcs.progress import CancelToken, Phase, Progress
from blogwifi_tui.vcs.push_output import Pushed, Verdict, read_push, rejection
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import Result
from blogwifi_tui.vcs.status import operation_in
from blogwifi_tui.vcs.take_back import finish_or_take_back

# Once, and three times more when somebody else was faster.
_ATTEMPTS = 4
_IDLE = 60.0
_QUESTION_IDLE = 10.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publication did.

    ``pushed`` counts the commits that went to ``branch`` of ``remote``, ``paths`` are the files they changed
    there; ``joined`` counts the other side's commits that came here; ``first`` tells that the upstream has
    just been set.
    """

    pushed: int
    paths: tuple[str, ...]
    joined: int
    remote: str
    branch: str
    first: bool


@dataclass(frozen=True, slots=True)
class _Distance:
    """The commits only we have, and the number of those only the other side has."""

    ours: tuple[str, ...]
    theirs: int


def _unheard(_: Progress) -> None:
    """For those who do not listen."""


class Synchronizer:
    """Keeps a repository's branch and its remote together."""

    def __init__(self, repository: Repository, *, idle: float = _IDLE) -> None:
        """``idle``: seconds of silence after which a step over the network is given up."""
        self._repository = repository
        self._runner = repository.runner
        self._idle = idle

    def fetch(self, *, cancel: CancelToken | None = None) -> None:
        """Learn what the remote has, changing nothing else; asks nobody anything, in no window either.

        Raises:
            NoRemote, DetachedHead: there is nothing to fetch from.
            Offline, AuthenticationFailed, HostKeyUnknown, RemoteGone, TimedOut, Cancelled, GitFailed.
        """
        self._repository.before_writing()
        for source in self._route().sources:
            self._fetch(source, None, cancel, quiet=True)

    def publish(
        self,
        *,
        progress: Callable[[Progress], None] = _unheard,
        cancel: CancelToken | None = None,
    ) -> Outcome:
        """Bring the branch and its remote to the same commits.

        Args:
            progress: told each phase, and percentages as they come, from the calling thread.
            cancel: stops within two seconds; commits and files stay as they are.

        Raises:
            OperationInProgress, DetachedHead, NoRemote: before anything else.
            Conflict, EditsInTheWay, RemoteRewritten, RemoteUnrelated: before any file moved.
            MarksInMerge: what would be sent holds marks of a merge.
            PushRejected, HookFailed, RemoteError, TimedOut, Cancelled, GitFailed: the commits are safe here,
            and publishing again resumes.
        """
        self._repository.before_writing()
        finish_or_take_back(self._repository)
        if operation := operation_in(self._repository.git_dir):
            raise OperationInProgress(operation)
        route = self._route()
        joined = 0
        rejected = PushRejected(route.target.remote, "", "race")
        for _ in range(_ATTEMPTS):
            past = [self._past(source) for source in route.sources]
            for source in route.sources:
                self._fetch(source, progress, cancel, quiet=False)
            for source, before in zip(route.sources, past, strict=True):
                joined += self._join(source, before, progress, cancel)
            try:
                return self._push(route, joined, progress, cancel)
            except PushRejected as error:
                if error.reason != "race":
                    raise
                rejected = error
        raise rejected

    def _route(self) -> Route:
        branch = self._repository.refs.branch()
        if branch is None:
            raise DetachedHead
        return self._repository.configuration(fresh=True).route(branch)

    def _fetch(
        self,
        source: Source,
        progress: Callable[[Progress], None] | None,
        cancel: CancelToken | None,
        *,
        quiet: bool,
    ) -> None:
        done = self._talk(
            Phase.FETCHING,
            ("fetch", "--progress", "--no-recurse-submodules", "--", source.remote),
            progress,
            cancel,
            quiet=quiet,
        )
        if done.status:
            raise remote_failure("fetch", done.status, done.err, self._repository.root, source.remote)

    def _join(
        self,
        source: Source,
        past: frozenset[str],
        progress: Callable[[Progress], None],
        cancel: CancelToken | None,
    ) -> int:
        """Join what ``source`` has; return the number of commits that came."""
        ref, tip = self._last_seen(source)
        if ref is None or tip is None:
            return 0
        if self._repository.refs.head() is None:
            progress(Progress(Phase.JOINING))
            fast_forward(self._repository, tip)
            return self._count(tip)
        distance = self._distance(tip)
        self._check_history(source, past | self._past(source), tip, distance)
        if not distance.theirs:
            return 0
        progress(Progress(Phase.JOINING))
        if distance.ours:
            merge(self._repository, tip, ref.removeprefix("refs/remotes/"), cancel)
        else:
            fast_forward(self._repository, tip)
        return distance.theirs

    def _check_history(self, source: Source, past: frozenset[str], tip: str, distance: _Distance) -> None:
        """Stop when commits of ours were once the remote's tip, and are no longer in its history."""
        if not distance.ours:
            return
        lost = [sha for sha in distance.ours if sha in past]
        if lost and (distance.theirs or self._repository.contains(tip, within=lost[0])):
            raise RemoteRewritten(source.remote)
        if distance.theirs and self._runner.read("merge-base", "HEAD", tip, check=False).status:
            raise RemoteUnrelated(source.remote)

    def _push(
        self, route: Route, joined: int, progress: Callable[[Progress], None], cancel: CancelToken | None
    ) -> Outcome:
        remote, ref = route.target.remote, route.target.ref
        first = route.upstream is None
        head = self._repository.refs.head()
        _, old = self._last_seen(route.target)
        nothing = Outcome(0, (), joined, remote, ref.removeprefix("refs/heads/"), first=False)
        if head is None or (not first and old == head and self._remote_tip(route.target, cancel)):
            return nothing
        if old and (marked := marked_texts(self._repository, old, head)):
            raise MarksInMerge(marked)
        upstream = ("--set-upstream",) if first else ()
        refspec = f"refs/heads/{route.branch}:{ref}"
        words = ("push", "--porcelain", "--progress", *upstream, "--", remote, refspec)
        try:
            done = self._talk(Phase.PUSHING, words, progress, cancel, quiet=False)
            pushed = read_push(done.out, ref)
            self._check_push(route.target, done, pushed)
        except (TimedOut, Offline, GitFailed):
            # The line may have broken after the remote took the commits.
            if self._remote_tip(route.target, cancel) != head:
                raise
            self._fetch(route.target, None, cancel, quiet=True)
            pushed = Pushed(Verdict.MOVED)
        if pushed.verdict is Verdict.UP_TO_DATE:
            return Outcome(0, (), joined, remote, nothing.branch, first)
        base = None if pushed.verdict is Verdict.CREATED else old
        return Outcome(
            self._count(head, base), self._changed(head, base), joined, remote, nothing.branch, first
        )

    def _check_push(self, target: Source, done: Result, pushed: Pushed) -> None:
        if pushed.verdict is Verdict.REJECTED:
            raise rejection(pushed, done.err, target.remote)
        if pushed.verdict is not Verdict.NONE or not done.status:
            return
        if done.status == 1:
            raise HookFailed(cleaned(done.err))
        raise remote_failure("push", done.status, done.err, self._repository.root, target.remote)

    def _talk(
        self,
        phase: Phase,
        words: tuple[str, ...],
        progress: Callable[[Progress], None] | None,
        cancel: CancelToken | None,
        *,
        quiet: bool,
    ) -> Result:
        told = progress or _unheard
        told(Progress(phase))
        return self._runner.stream(
            *words,
            env=self._environment(quiet=quiet),
            progress=lambda percent: told(Progress(phase, percent)),
            cancel=cancel,
            idle=self._idle,
        )

    def _environment(self, *, quiet: bool) -> dict[str, str]:
        if self._runner.terminal:
            return {}
        return network_environment(self._repository.configuration().get("core.sshcommand"), quiet=quiet)

    def _remote_tip(self, target: Source, cancel: CancelToken | None) -> str | None:
        """What the remote itself says its branch is; None when it has none or does not answer."""
        try:
            done = self._runner.stream(
                "ls-remote",
                "--",
                target.remote,
                target.ref,
                env=self._environment(quiet=True),
                cancel=cancel,
                idle=min(self._idle, _QUESTION_IDLE),
            )
        except TimedOut:
            return None
        return done.text.partition("\t")[0] or None

    def _last_seen(self, source: Source) -> tuple[str | None, str | None]:
        """The ref that remembers a remote's branch, and the commit it had at the last fetch."""
        ref = self._repository.configuration().tracking(source)
        return ref, self._repository.refs.tip(ref) if ref else None

    def _past(self, source: Source) -> frozenset[str]:
        ref = self._repository.configuration().tracking(source)
        return self._repository.refs.past(ref) if ref else frozenset()

    def _distance(self, tip: str) -> _Distance:
        lines = self._runner.read("rev-list", "--left-right", f"HEAD...{tip}", "--").text.split()
        ours = tuple(line[1:] for line in lines if line.startswith("<"))
        return _Distance(ours, len(lines) - len(ours))

    def _count(self, head: str, base: str | None = None) -> int:
        exclude = (f"^{base}",) if base else ()
        return int(self._runner.read("rev-list", "--count", head, *exclude, "--").text)

    def _changed(self, head: str, base: str | None) -> tuple[str, ...]:
        if base is None:
            return self._runner.read("ls-tree", "-r", "-z", "--name-only", head).items
        return self._runner.read("diff-tree", "-r", "-z", "--name-only", "--no-renames", base, head).items
