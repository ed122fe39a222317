"""What ``git push --porcelain`` reports for the one ref we push (git-push, OUTPUT)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from blogwifi_tui.errors import PushRejected
from blogwifi_tui.vcs.output import cleaned, remote_words

_RACE = re.compile(
    r"fetch first|non-fast-forward|stale info|failed to update ref|cannot lock ref|failed to lock"
    r"|incorrect old value"
)
_FULL = re.compile(r"no space left|quota|storage limit|file size limit", re.IGNORECASE)
_PROTECTED = re.compile(r"protected branch|GH006|GH013|protected ref", re.IGNORECASE)
_HOOK = re.compile(r"^(?:error|fatal): [^\n]*\bhooks/post-(?:receive|update)\b", re.MULTILINE)
"""How git on the server tells of a hook after the push that was killed or could not be started: it prints
that beside what is marked as the server's, as over ssh and to a folder."""
_FORBIDDEN = re.compile(r"insufficient permission|permission denied|permission to \S+ denied", re.IGNORECASE)


class Verdict(Enum):
    """What became of the ref."""

    MOVED = auto()
    CREATED = auto()
    UP_TO_DATE = auto()
    REJECTED = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Pushed:
    """The line about our ref: its verdict and git's summary of it; and what the server said."""

    verdict: Verdict
    summary: str = ""
    words: str = ""

    @property
    def race(self) -> bool:
        """Whether somebody else was faster, so that trying again makes sense."""
        return self.verdict is Verdict.REJECTED and bool(_RACE.search(self.summary))


_VERDICTS = {" ": Verdict.MOVED, "*": Verdict.CREATED, "=": Verdict.UP_TO_DATE, "!": Verdict.REJECTED}


def read_push(output: bytes, ref: str, printed: str = "") -> Pushed:
    """Find the line about ``ref`` (a full name on the remote); ``printed`` is the standard error."""
    words = remote_words(_HOOK.sub(r"remote: \g<0>", printed))
    for line in output.decode("utf-8", "replace").splitlines():
        flag, _, rest = line.partition("\t")
        names, _, summary = rest.partition("\t")
        if flag in _VERDICTS and names.endswith(f":{ref}"):
            return Pushed(_VERDICTS[flag], summary, words)
    return Pushed(Verdict.NONE, words=words)


def rejection(pushed: Pushed, printed: str, remote: str) -> PushRejected:
    """The error for a rejected ref, with the server's own words where it gave any."""
    said = remote_words(printed)
    words = said or cleaned(pushed.summary)
    everything = f"{pushed.summary}\n{cleaned(printed)}"
    if pushed.race:
        return PushRejected(remote, words, "race")
    if _FULL.search(everything):
        return PushRejected(remote, words, "quota")
    if _PROTECTED.search(everything):
        return PushRejected(remote, words, "protected")
    if _FORBIDDEN.search(everything):
        return PushRejected(remote, words, "permission")
    return PushRejected(remote, words, "hook" if "hook declined" in pushed.summary else "other")
