"""The texts of a file that the remote has had, as far as commits and the journals of refs tell."""

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

    ``ref`` is the one under which the remote's branch is remembered. A text that was committed here and
    replaced before the next push is none of them.
    """
    tip = repository.refs.tip(ref)
    revisions = log(repository, path) if tip else ()
    if not revisions:
        return
    ours = frozenset(repository.runner.read("rev-list", f"{tip}..HEAD", "--").text.split())
    tips = repository.refs.past(ref)
    here = repository.refs.past("HEAD") if tips - {tip, ""} else frozenset[str]()
    for newer, each in zip((None, *revisions), revisions, strict=False):
        if each.sha in ours:
            continue
        # Both made here and sent, perhaps by one push: then nobody had the former.
        follower = newer if newer and newer.sha not in ours and each.sha in here else None
        if follower is None or _was_tip(repository, each.sha, follower.sha, tips):
            yield SentVersion(each, newer)


def _was_tip(repository: Repository, sha: str, newer: str, tips: Collection[str]) -> bool:
    """Whether the remote was seen at a commit that has ``sha`` and not yet ``newer``."""
    between = repository.runner.read("rev-list", "--ancestry-path", f"{sha}..{newer}", "--").text.split()
    return not {sha, *between}.difference((newer,)).isdisjoint(tips)
