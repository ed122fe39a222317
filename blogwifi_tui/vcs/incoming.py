"""What the other side's commits bring: which files they change, who made them and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from blogwifi_tui.errors import DetachedHead
from blogwifi_tui.vcs.config import Source
from blogwifi_tui.vcs.output import masked
from blogwifi_tui.vcs.renames import fates
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import literal

_HEADS = "refs/heads/"
_FORMAT = "--format=%aN%x00%aE%x00%aI%x00%s"


@dataclass(frozen=True, slots=True)
class Join:
    """The commits of two sides that are brought together: of the branch here, and of the remote."""

    ours: str | None
    """The last commit here before; None when there was none."""
    theirs: str
    """The last commit of the other side."""
    label: str
    """What that is called, as in ``origin/main``."""


@dataclass(frozen=True, slots=True)
class CommitInfo:
    """Who made a commit, when and with which message."""

    author: str
    email: str
    when: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """What commits of the other side bring, each path in one set; a renamed file is changed."""

    base: str | None
    """The last commit that both sides had; None when there is none."""
    commits: int
    added: frozenset[str]
    changed: frozenset[str]
    """By their new names."""
    deleted: frozenset[str]


def join_of(repository: Repository, source: Source, tip: str) -> Join:
    """The branch here, and ``tip``, the commit that ``source`` was seen at."""
    label = f"{masked(source.remote)}/{source.ref.removeprefix(_HEADS)}"
    return Join(repository.refs.head(), tip, label)


def pending(repository: Repository) -> Join | None:
    """What is to be joined with the branch here, as of the last fetch; None when all of it is here.

    Raises:
        DetachedHead, NoRemote: there is no other side.
    """
    branch = repository.refs.branch()
    if branch is None:
        raise DetachedHead(repository.refs.left())
    settings = repository.configuration(fresh=True)
    for source in settings.route(branch).sources:
        tip = repository.refs.tip(settings.remembered(source))
        if tip is not None and not repository.contains(tip):
            return join_of(repository, source, tip)
    return None


def incoming(repository: Repository, join: Join) -> Incoming:
    """What the commits of the other side change, against the last commit that both sides had."""
    base = common(repository, join)
    count = int(repository.runner.read("rev-list", "--count", *commits_of(join), "--").text)
    if base is None:
        listed = repository.runner.read("ls-tree", "-r", "-z", "--name-only", join.theirs)
        return Incoming(None, count, frozenset(listed.items), frozenset(), frozenset())
    found = fates(repository, base, join.theirs)
    return Incoming(base, count, found.added, found.changed, found.deleted)


def landed(repository: Repository, join: Join) -> frozenset[str] | None:
    """The paths that differ since a join was made; None where there was nothing before, and all of it is new.

    What both sides changed, and of which ours was kept, is not among them.
    """
    if join.ours is None:
        return None
    words = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", join.ours, "HEAD", "--")
    return frozenset(repository.runner.read(*words).items)


def common(repository: Repository, join: Join) -> str | None:
    """The last commit that both sides had, one of them where there are several; None when there is none."""
    if join.ours is None:
        return None
    found = repository.runner.read("merge-base", join.ours, join.theirs, check=False).text.split()
    return found[0] if found else None


def commits_of(join: Join, *, ours: bool = False) -> Sequence[str]:
    """What git calls the commits that only the other side had, or only ours."""
    kept, left = (join.ours, join.theirs) if ours else (join.theirs, join.ours)
    return tuple(filter(None, (kept, left and f"^{left}")))


def incoming_commits(repository: Repository, join: Join) -> Sequence[CommitInfo]:
    """The commits that only the other side had, newest first, merges left out."""
    return _told(repository, commits_of(join))


def last_commit(repository: Repository, join: Join, path: str, *, ours: bool = False) -> CommitInfo | None:
    """The last commit of one side that changes ``path``; None when none of them does."""
    return next(iter(_told(repository, ("--max-count=1", *commits_of(join, ours=ours)), path)), None)


def _told(repository: Repository, which: Sequence[str], *paths: str) -> Sequence[CommitInfo]:
    words = ("log", "-z", "--no-merges", "--no-show-signature", "--encoding=UTF-8", _FORMAT)
    found = repository.runner.read(*words, *which, "--", *literal(paths)).out.decode("utf-8", "replace")
    facts = zip(*[iter(found.split("\0")[:-1])] * 4, strict=True)
    return tuple(
        CommitInfo(author, email, datetime.fromisoformat(when), text) for author, email, when, text in facts
    )
