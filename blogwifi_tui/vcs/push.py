"""Pushing a branch to its remote, or to each of the remote's push addresses, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from blogwifi_tui.errors import (
    BlogwifiError,
    Cancelled,
    GitFailed,
    Offline,
    PushRejected,
    TimedOut,
)
from blogwifi_tui.vcs.config import Route, lacking
from blogwifi_tui.vcs.error_parsing import push_failure
from blogwifi_tui.vcs.line import Line
from blogwifi_tui.vcs.output import masked
from blogwifi_tui.vcs.progress import CancelToken, Phase, Progress
from blogwifi_tui.vcs.push_output import Pushed, Verdict, read_push, rejection
from blogwifi_tui.vcs.runner import Result

_HEADS = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Missed:
    """A push address that did not take what others of the same remote took: its name, secrets masked."""

    address: str
    error: BlogwifiError


@dataclass(frozen=True, slots=True)
class Step:
    """What is known before a push: where to, and what is there."""

    route: Route
    there: str | None
    """The commit the remote's branch is at; None when it has none."""
    head: str
    """The commit that is sent."""

    @property
    def first(self) -> bool:
        """Whether the branch has no upstream yet."""
        return self.route.upstream is None


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of a push: what the remote said, and which of several addresses missed it or caught up."""

    pushed: Pushed
    missed: tuple[Missed, ...] = ()
    caught_up: tuple[str, ...] = ()


class Pusher:
    """Pushes one commit, once."""

    def __init__(
        self, line: Line, step: Step, progress: Callable[[Progress], None], cancel: CancelToken | None
    ) -> None:
        self._line = line
        self._repository = line.repository
        self._runner = line.repository.runner
        self._step = step
        self._progress = progress
        self._cancel = cancel
        self.addresses = self._addresses(step.route.target.remote)
        """Where it goes, first the address that is fetched from."""

    def push(self) -> Answers:
        """Push to the remote.

        Raises:
            PushRejected, HookFailed, RemoteError, TimedOut, Cancelled, GitFailed: nobody took it.
        """
        if len(self.addresses) == 1:
            return Answers(self._push_to(self._step.route.target.remote))
        return self._push_to_each(self.addresses)

    def _push_to_each(
        self,
        addresses: Sequence[str],
    ) -> Answers:
        """Push to every address of a remote, one by one: git itself gives up at the first that is away.

        The first is the one that is fetched from, where it is among them: what it has, is seen as published.
        What another has missed is noted until it has caught up.

        Raises:
            PushRejected: somebody was faster at the first.
            BlogwifiError: none took it; the error of the first.
        """
        step = self._step
        answers: list[Pushed] = []
        missed: list[Missed] = []
        caught_up: list[str] = []
        branch = step.route.target.ref.removeprefix(_HEADS)
        for address in addresses:
            note, name = lacking(address, branch), masked(address)
            try:
                answer = self._push_to(address)
            except Cancelled:
                raise
            except BlogwifiError as error:
                if address == addresses[0] and isinstance(error, PushRejected) and error.reason == "race":
                    raise
                missed.append(Missed(name, _diverged(error)))
                self._note_lack(note, step.there)
                continue
            answers.append(answer)
            if self._repository.refs.tip(note):
                self._runner.run("update-ref", "-d", note)
                caught_up.append(name)
            if address == addresses[0]:
                self._remember()
        if not answers:
            raise missed[0].error
        if step.first:
            for key, value in (("remote", step.route.target.remote), ("merge", step.route.target.ref)):
                self._runner.run("config", f"branch.{step.route.branch}.{key}", value)
        words = "\n".join(dict.fromkeys(answer.words for answer in answers if answer.words))
        return Answers(replace(answers[0], words=words), tuple(missed), tuple(caught_up))

    def _addresses(self, remote: str) -> tuple[str, ...]:
        """Where a push goes, first the address that is fetched from."""
        settings = self._repository.configuration()
        found = settings.addresses(remote)
        site = (settings.all(f"remote.{remote}.url") or ("",))[0]
        return tuple(sorted(found, key=lambda address: address != site))

    def _push_to(
        self,
        place: str,
    ) -> Pushed:
        """Push to a remote, by its name or by one of its addresses."""
        step, target = self._step, self._step.route.target
        upstream = ("--set-upstream",) if step.first and place == target.remote else ()
        refspec = f"{_HEADS}{step.route.branch}:{target.ref}"
        words = ("push", "--porcelain", "--progress", "--no-recurse-submodules", *upstream, "--", place)
        try:
            done = self._line.talk(
                Phase.PUSHING, (*words, refspec), self._progress, self._cancel, quiet=False
            )
            pushed = read_push(done.out, target.ref, done.err)
            self._check_push(masked(place), done, pushed)
        except (TimedOut, Offline, GitFailed):
            # The line may have broken after the remote took the commits.
            if self._tip_at(place, target.ref) != step.head:
                raise
            pushed = Pushed(Verdict.MOVED if step.there else Verdict.CREATED)
        if place == target.remote:
            self._remember()
        return pushed

    def _check_push(self, remote: str, done: Result, pushed: Pushed) -> None:
        if pushed.verdict is Verdict.REJECTED:
            raise rejection(pushed, done.err, remote)
        if pushed.verdict is not Verdict.NONE or not done.status:
            return
        raise push_failure(done.status, done.err, self._repository.root, remote)

    def _remember(self) -> None:
        """Remember that the remote has it, and what was committed meanwhile, where git has not done so."""
        ref = self._repository.configuration().remembered(self._step.route.target)
        tip = self._repository.refs.tip(ref)
        if tip is None or not self._repository.contains(self._step.head, within=tip):
            self._line.note(ref, self._step.head)

    def _note_lack(self, note: str, had: str | None) -> None:
        """Remember what an address has that missed a push; of one that has nothing, an empty folder."""
        if self._repository.refs.tip(note) is None:
            empty = self._runner.run("hash-object", "-t", "tree", "-w", "--stdin", data=b"").text
            self._runner.run("update-ref", note, had or empty)

    def _tip_at(self, place: str, ref: str) -> str | None:
        """What a remote itself says its branch is; None when it has none or does not answer."""
        try:
            done = self._line.ask(("ls-remote", "--", place, ref), self._cancel)
        except TimedOut:
            return None
        return done.text.partition("\t")[0] or None


def _diverged(error: BlogwifiError) -> BlogwifiError:
    """An address that is only pushed to is not joined: trying again does not help."""
    if isinstance(error, PushRejected) and error.reason == "race":
        return PushRejected(error.remote, error.words, "diverged")
    return error
