"""Talking to a remote: the environment, the patience, and what is remembered of what it said."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from blogwifi_tui.errors import LockHeld
from blogwifi_tui.vcs.environment import network_environment
from blogwifi_tui.vcs.progress import CancelToken, Phase, Progress
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import Result

_QUESTION_IDLE = 10.0


def unheard(_: Progress) -> None:
    """For those who do not listen."""


class Line:
    """The line to the remotes of one repository."""

    def __init__(self, repository: Repository, *, idle: float) -> None:
        """``idle``: seconds of silence after which a step over the network is given up."""
        self.repository = repository
        self._runner = repository.runner
        self._idle = idle

    def talk(
        self,
        phase: Phase,
        words: tuple[str, ...],
        progress: Callable[[Progress], None] | None,
        cancel: CancelToken | None,
        *,
        quiet: bool,
    ) -> Result:
        """Run a step of a publication; when ``quiet``, nothing asks for a password, in no window either."""
        told = progress or unheard
        told(Progress(phase))
        return self._runner.stream(
            *words,
            env=self._environment(quiet=quiet),
            progress=lambda percent: told(Progress(phase, percent)),
            cancel=cancel,
            idle=self._idle,
        )

    def ask(self, words: tuple[str, ...], cancel: CancelToken | None) -> Result:
        """Ask a remote what it has; it is given little time."""
        return self._runner.stream(
            *words,
            env=self._environment(quiet=True),
            cancel=cancel,
            idle=min(self._idle, _QUESTION_IDLE),
        )

    def note(self, ref: str, tip: str) -> None:
        """Remember that the remote has ``tip``, where git has not done so itself."""
        if self.repository.refs.tip(ref) != tip:
            with suppress(LockHeld):  # what was sent is sent; the next fetch remembers it
                self._runner.run("update-ref", ref, tip)

    def _environment(self, *, quiet: bool) -> dict[str, str]:
        if self._runner.terminal:
            return {}
        return network_environment(self.repository.configuration().get("core.sshcommand"), quiet=quiet)
