"""Fetching, taking in and publishing: join what the remote has, then push, never by force.

The order of things is fixed: fetch; when only we have commits, push; when only they have, fast-forward; when
both have, merge if ``git merge-tree`` says it is clean, else stop before anything moves. A push that comes
second in a race starts over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace

from blogwifi_tui.errors import (
    AuthenticationFailed,
    Cancelled,
    DetachedHead,
    HostKeyUnknown,
    MarksInMerge,
    NewBranch,
    OperationInProgress,
    PushRejected,
    RemoteError,
    RemoteRewritten,
    RemoteUnrelated,
    TimedOut,
)
from blogwifi_tui.vcs.config import Route, Source, is_ours
from blogwifi_tui.vcs.error_parsing import remote_failure
from blogwifi_tui.vcs.incoming import Join, join_of
from blogwifi_tui.vcs.line import Line, unheard
from blogwifi_tui.vcs.merge import fast_forward, merge, overlap
from blogwifi_tui.vcs.merge_marks import marked_texts
from blogwifi_tui.vcs.output import masked
from blogwifi_tui.vcs.progress import CancelToken, Phase, Progress
from blogwifi_tui.vcs.push import Missed, Pusher, Step
from blogwifi_tui.vcs.push_output import Verdict
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.status import operation_in
from blogwifi_tui.vcs.take_back import finish_or_take_back

# Once, and three times more when somebody else was faster.
_ATTEMPTS = 4
_IDLE = 60.0
_LOCK_PAUSES = (0.1, 0.2, 0.4, 0.8)
_SHOWN = re.compile(r"^ref: (\S+)\tHEAD$", re.MULTILINE)
_REF_LOCK = re.compile(r"^(?!remote:).*cannot lock ref ", re.MULTILINE)
_NO_BRANCH = re.compile(r"^fatal: couldn't find remote ref ", re.MULTILINE | re.IGNORECASE)
_HEADS = "refs/heads/"


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
    words: str = ""
    """What the server and its hooks said, on lines of their own."""
    aside: bool = False
    """The branch was made beside others, or is not the one the remote was seen to show first."""
    missed: tuple[Missed, ...] = ()
    """The push addresses that did not take it."""
    caught_up: tuple[str, ...] = ()
    """Those that had missed something before, and have all of it now."""
    commit: str = field(default="", compare=False)
    """The full name of the commit that was sent, and that the remote has now; empty before there is any."""
    before: str | None = field(default=None, compare=False)
    """The full name of the commit that the remote had; None where it had no such branch."""

    @property
    def refusal(self) -> RemoteError | None:
        """Why one of the addresses that missed it let nobody in, where a password or a key may open it."""
        errors = (each.error for each in self.missed)
        return next(
            (each for each in errors if isinstance(each, AuthenticationFailed | HostKeyUnknown)), None
        )

    def after(self, again: Outcome) -> Outcome:
        """This one, once ``again`` sent to all addresses what some of them had missed."""
        words = "\n".join(dict.fromkeys(filter(None, (self.words, again.words))))
        return replace(self, words=words, missed=again.missed, joined=self.joined + again.joined)


@dataclass(frozen=True, slots=True)
class _Distance:
    """The commits only we have, and the number of those only the other side has."""

    ours: tuple[str, ...]
    theirs: int


def _plain_message(join: Join) -> str:
    return f"Merge remote-tracking branch '{join.label}'"


def _untold(_join: Join) -> None:
    pass


class Synchronizer:
    """Keeps a repository's branch and its remote together."""

    def __init__(
        self,
        repository: Repository,
        *,
        idle: float = _IDLE,
        message: Callable[[Join], str] = _plain_message,
        joined: Callable[[Join], object] = _untold,
    ) -> None:
        """Work on ``repository``.

        Args:
            repository: where.
            idle: seconds of silence after which a step over the network is given up.
            message: words the commit of a merge.
            joined: told each time commits of the other side have come here.
        """
        self._repository = repository
        self._runner = repository.runner
        self._line = Line(repository, idle=idle)
        self._message = message
        self._joined = joined

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
        progress: Callable[[Progress], None] = unheard,
        cancel: CancelToken | None = None,
        new_branch: bool = False,
    ) -> Outcome:
        """Bring the branch and its remote to the same commits.

        Args:
            progress: told each phase, and percentages as they come, from the calling thread.
            cancel: stops within two seconds; commits and files stay as they are.
            new_branch: whether the branch may be made on a remote that has others.

        Raises:
            OperationInProgress, DetachedHead, NoRemote: before anything else.
            Conflict, EditsInTheWay, RemoteRewritten, RemoteUnrelated: before any file moved.
            MarksInMerge: what would be sent holds marks of a merge.
            NewBranch: before anything was sent.
            PushRejected, HookFailed, RemoteError, TimedOut, Cancelled, GitFailed: the commits are safe here,
            and publishing again resumes.
        """
        self._begin()
        route = self._route()
        joined = 0
        rejected = PushRejected(masked(route.target.remote), "", "race")
        for _ in range(_ATTEMPTS):
            past, tips = self._fetch_all(route, progress, cancel)
            others = self._others(route.target, tips[-1], cancel)
            if others and not new_branch:
                branch = route.target.ref.removeprefix(_HEADS)
                raise NewBranch(masked(route.target.remote), "", branch, others)
            joined += self._join_all(route, tips, past, progress, cancel)
            try:
                done = self._push(route, tips[-1], progress, cancel)
                return replace(done, joined=joined, aside=done.aside or bool(others))
            except PushRejected as error:
                if error.reason != "race":
                    raise
                rejected = error
        raise rejected

    def pull(
        self, *, progress: Callable[[Progress], None] = unheard, cancel: CancelToken | None = None
    ) -> int:
        """Bring what the remote has here, as a publication does, and send nothing; how many commits came.

        Raises:
            OperationInProgress, DetachedHead, NoRemote, Conflict, EditsInTheWay, RemoteRewritten,
            RemoteUnrelated, HookFailed, RemoteError, TimedOut, Cancelled, GitFailed: nothing moved.
        """
        self._begin()
        route = self._route()
        past, tips = self._fetch_all(route, progress, cancel)
        return self._join_all(route, tips, past, progress, cancel)

    def fast_forward(self, open_files: Collection[str]) -> int:
        """Follow what was last fetched where nothing here stands against it; how many commits came.

        Nothing moves where there are commits or uncommitted changes here that it would meet, or where it
        changes one of ``open_files``, or while an operation waits to be finished.

        Raises:
            Untrusted, DetachedHead, NoRemote, LockHeld, EditsInTheWay, GitFailed, FileFailed: nothing moved.
        """
        self._repository.before_writing()
        finish_or_take_back(self._repository)
        came = 0
        route = self._route()
        for source in route.sources:
            head = self._repository.refs.head()
            tip = self._repository.refs.tip(self._repository.configuration().remembered(source))
            if head is None or tip is None or operation_in(self._repository.git_dir):
                return came
            distance = self._distance(tip)
            if distance.ours or not distance.theirs:
                continue
            if set(self._changed(tip, head)).isdisjoint(open_files) and not overlap(self._repository, tip):
                join = join_of(self._repository, source, tip)
                fast_forward(self._repository, tip)
                self._joined(join)
                came += distance.theirs
        return came

    def _begin(self) -> None:
        """Clear up after a step that was killed, and make sure that nothing waits to be finished."""
        self._repository.before_writing()
        finish_or_take_back(self._repository)
        if operation := operation_in(self._repository.git_dir):
            raise OperationInProgress(operation)

    def _fetch_all(
        self, route: Route, progress: Callable[[Progress], None], cancel: CancelToken | None
    ) -> tuple[list[frozenset[str]], list[str | None]]:
        """What each source of the route was remembered to have had before, and what it has."""
        past = [self._past(source) for source in route.sources]
        return past, [self._fetch(source, progress, cancel, quiet=False) for source in route.sources]

    def _join_all(
        self,
        route: Route,
        tips: list[str | None],
        past: list[frozenset[str]],
        progress: Callable[[Progress], None],
        cancel: CancelToken | None,
    ) -> int:
        """Join what each source has; return the number of commits that came."""
        return sum(
            self._join(source, tip, before, progress, cancel)
            for source, tip, before in zip(route.sources, tips, past, strict=True)
            if tip is not None
        )

    def _route(self) -> Route:
        branch = self._repository.refs.branch()
        if branch is None:
            raise DetachedHead(self._repository.refs.left())
        return self._repository.configuration(fresh=True).route(branch)

    def _fetch(
        self,
        source: Source,
        progress: Callable[[Progress], None] | None,
        cancel: CancelToken | None,
        *,
        quiet: bool,
    ) -> str | None:
        """Learn where this branch is on its remote, and return that; None when the remote has no such branch.

        Only this branch: one that became a folder of branches there, or a tag that was moved, stops nothing.
        Nothing is forgotten where it is not listed: a login page on the way may have answered.
        """
        ref = self._repository.configuration().remembered(source)
        # Where the fetch rules would do something else, they are left out.
        rules = ("--refmap=",) if is_ours(ref) else ()
        words = ("fetch", "--progress", "--no-recurse-submodules", "--no-tags", *rules, "--")
        for pause in (*_LOCK_PAUSES, None):
            done = self._line.talk(
                Phase.FETCHING, (*words, source.remote, source.ref), progress, cancel, quiet=quiet
            )
            if not done.status or pause is None or not _REF_LOCK.search(done.err):
                break
            # Another git, which fetches too, moves that ref at this moment.
            (cancel or CancelToken()).wait(pause)
        if not done.status:
            if is_ours(ref):
                self._line.note(ref, self._runner.read("rev-parse", "--verify", "FETCH_HEAD").text)
            return self._repository.refs.tip(ref)
        if _NO_BRANCH.search(done.err):
            return None
        raise remote_failure("fetch", done.status, done.err, self._repository.root, masked(source.remote))

    def _others(self, target: Source, tip: str | None, cancel: CancelToken | None) -> tuple[str, ...]:
        """The branches of a remote that does not have ``target``, the one it shows first at the front."""
        if tip is not None or not target.ref.startswith(_HEADS):
            return ()
        words = ("ls-remote", "--symref", "--", target.remote, "HEAD", f"{_HEADS}*")
        done = self._line.ask(words, cancel)
        if done.status:
            remote = masked(target.remote)
            raise remote_failure("ls-remote", done.status, done.err, self._repository.root, remote)
        found: dict[str, None] = {}
        for line in done.text.splitlines():
            value, _, name = line.partition("\t")
            first = value.removeprefix("ref: ") if name == "HEAD" else name
            if first.startswith(_HEADS):
                found[first.removeprefix(_HEADS)] = None
        return tuple(found)

    def _join(
        self,
        source: Source,
        tip: str,
        past: frozenset[str],
        progress: Callable[[Progress], None],
        cancel: CancelToken | None,
    ) -> int:
        """Join ``tip``, which ``source`` has; return the number of commits that came."""
        join = join_of(self._repository, source, tip)
        if join.ours is None:
            progress(Progress(Phase.JOINING))
            fast_forward(self._repository, tip)
            self._joined(join)
            return self._count(tip)
        distance = self._distance(tip)
        self._check_history(source, past | self._past(source), tip, distance)
        if not distance.theirs:
            return 0
        progress(Progress(Phase.JOINING))
        if distance.ours:
            merge(self._repository, tip, lambda: self._message(join), cancel)
        else:
            fast_forward(self._repository, tip)
        self._joined(join)
        return distance.theirs

    def _check_history(self, source: Source, past: frozenset[str], tip: str, distance: _Distance) -> None:
        """Stop when commits of ours were once the remote's tip, and are no longer in its history."""
        if not distance.ours:
            return
        lost = [sha for sha in distance.ours if sha in past]
        if lost and (distance.theirs or self._repository.contains(tip, within=lost[0])):
            raise RemoteRewritten(masked(source.remote))
        if distance.theirs and self._runner.read("merge-base", "HEAD", tip, check=False).status:
            raise RemoteUnrelated(masked(source.remote))

    def _push(
        self,
        route: Route,
        there: str | None,
        progress: Callable[[Progress], None],
        cancel: CancelToken | None,
    ) -> Outcome:
        """Push, unless the remote has all there is."""
        target, head = route.target, self._repository.refs.head()
        outcome = Outcome(0, (), 0, masked(target.remote), target.ref.removeprefix(_HEADS), first=False)
        if head is None:
            return outcome
        step = Step(route, there, head)
        pusher = Pusher(self._line, step, progress, cancel)
        if not step.first and there == head and len(pusher.addresses) == 1:
            return replace(outcome, commit=head, before=there)
        if there and (marked := self._marked(there, head)):
            raise MarksInMerge(marked)
        with ThreadPoolExecutor(1) as beside:
            is_aside = beside.submit(self._is_aside, target, cancel)
            answers = pusher.push()
        done = replace(
            outcome,
            first=step.first,
            words=answers.pushed.words,
            missed=answers.missed,
            caught_up=answers.caught_up,
            aside=is_aside.result(),
            commit=head,
            before=None if answers.pushed.verdict is Verdict.CREATED else there,
        )
        if answers.pushed.verdict is Verdict.UP_TO_DATE:
            return done
        base = done.before
        return replace(done, pushed=self._count(head, base), paths=self._changed(head, base))

    def _marked(self, there: str, head: str) -> tuple[str, ...]:
        """The files with marks of a merge that are new to the remote, or came here from the other side."""
        joins = ("rev-list", "--merges", "--first-parent", "--parents", f"{there}..{head}")
        lines = self._runner.read(*joins).text.splitlines()
        before = [there, *(line.split()[1] for line in lines)]
        return tuple(sorted({path for each in before for path in marked_texts(self._repository, each, head)}))

    def _is_aside(self, target: Source, cancel: CancelToken | None) -> bool:
        """Whether the remote shows another branch first: as it says, or else as it is remembered here."""
        if not self._runner.terminal:  # where it might ask for a password, beside the push which does
            with suppress(TimedOut, Cancelled):
                done = self._line.ask(("ls-remote", "--symref", "--", target.remote, "HEAD"), cancel)
                if found := _SHOWN.search(done.text if not done.status else ""):
                    return bool(found[1] != target.ref)
        shown = self._repository.refs.leads_to(f"refs/remotes/{target.remote}/HEAD")
        return shown is not None and shown != self._repository.configuration().remembered(target)

    def _past(self, source: Source) -> frozenset[str]:
        return self._repository.refs.past(self._repository.configuration().remembered(source))

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
