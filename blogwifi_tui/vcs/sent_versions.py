"""The texts of a file that the remote is known to have had, by the journals of refs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from blogwifi_tui.vcs.log import Revision, log
from blogwifi_tui.vcs.repository import Repository


class SentVersion(NamedTuple):
    """One text of a file that the remote has, or had."""

    revision: Revision
    next: Revision | None
    """What replaced it; None when nothing has."""


def sent_versions(repository: Repository, path: str, ref: str) -> Iterator[SentVersion]:
    """The texts of ``path`` and its former names that the branch behind ``ref`` has had, newest first.

    ``ref`` is the one under which the remote's branch is remembered. A text counts only where the branch was
    seen at a commit that has it. One push may bring several, of which the last alone was ever to be read, and
    commits do not tell what came by one push: of what went there before this clone, the last text is known.
    """
    tip = repository.refs.tip(ref)
    revisions = log(repository, path) if tip else ()
    if not revisions:
        return
    ours = frozenset(repository.runner.read("rev-list", f"{tip}..HEAD", "--").text.split())
    earlier = repository.refs.past(ref) - {tip, ""}
    for newer, each in zip((None, *revisions), revisions, strict=False):
        if each.sha in ours:
            continue
        follower = newer if newer and newer.sha not in ours else None
        if follower is None or (earlier and _was_tip(repository, each.sha, follower.sha, earlier)):
            yield SentVersion(each, newer)


def _was_tip(repository: Repository, sha: str, newer: str, tips: Collection[str]) -> bool:
    """Whether the remote was seen at a commit that has ``sha`` and not yet ``newer``."""
    between = repository.runner.read("rev-list", "--ancestry-path", f"{sha}..{newer}", "--").text.split()
    return not {sha, *between}.difference((newer,)).isdisjoint(tips)
