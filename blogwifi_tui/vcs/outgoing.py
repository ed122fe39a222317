"""What a publication would change on the remote, as it was at the last fetch."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from blogwifi_tui.errors import RemoteUnrelated
from blogwifi_tui.vcs.commit import Commit
from blogwifi_tui.vcs.config import Source
from blogwifi_tui.vcs.output import masked
from blogwifi_tui.vcs.renames import fates
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import literal

_HEADS = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Paths by what becomes of them there, each in one set; a renamed file is changed, under its new name."""

    tip: str | None
    """The commit the remote's branch is at; None when it has none."""
    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()
    former: Mapping[str, str] | None = None
    """For a renamed file, the name it has there."""
    branch: str = ""
    """What the branch is called there; empty when it goes nowhere."""
    remote: str = ""
    """Its name, or its address with secrets masked."""
    others: tuple[str, ...] = ()
    """Where it has no such branch, those it has, the one it shows first before the others."""

    def name_on_remote(self, path: str) -> str:
        """What the remote calls the file at ``path``."""
        return (self.former or {}).get(path, path)


@dataclass(frozen=True, slots=True)
class OutsideCommit:
    """A commit that is sent along and changes files outside the blog's folder."""

    commit: Commit
    subject: str
    paths: tuple[str, ...]
    """Those files."""


def outgoing(repository: Repository, folders: Sequence[str] = ()) -> Outgoing:
    """What the commits that are only here change under ``folders`` (everywhere, when empty).

    Raises:
        RemoteUnrelated: the remote's branch and the one here have no commit in common.
    """
    target = _target(repository)
    known = replace(Outgoing(None), branch=_branch(target), remote=masked(target.remote) if target else "")
    if target is None or repository.refs.head() is None:
        tip = None
    else:
        tip = repository.refs.tip(repository.configuration().remembered(target))
    if repository.refs.head() is None:
        return known
    scope = literal(folders)
    if tip is None:
        added = frozenset(repository.runner.read("ls-files", "-z", "--", *scope).items)
        return replace(known, added=added, others=_others(repository, target) if target else ())
    base = _common(repository, known.remote, tip)
    found = fates(repository, base, "HEAD", scope)
    added, changed, deleted = found.added, found.changed, found.deleted
    return replace(known, tip=tip, added=added, changed=changed, deleted=deleted, former=found.former)


def outgoing_files(
    repository: Repository, tip: str | None, folder: str, endings: Collection[str]
) -> frozenset[str]:
    """The files with these ``endings`` below ``folder`` that the last commit has and ``tip`` lacks.

    ``folder`` ends with a slash, or is empty; ``endings`` are in small letters.
    """
    if repository.refs.head() is None:
        return frozenset()
    if tip is None:
        words = ["ls-files", "-z"]
    else:
        common = _common(repository, "", tip)
        words = ["diff-tree", "-r", "-z", "--name-only", "--no-renames", "--diff-filter=d", common, "HEAD"]
    # git compares a name with a pattern for each file there is, and without any only the folders that differ.
    found = repository.runner.read(*words, "--", *literal([folder] if folder else [])).items
    return frozenset(path for path in found if path.lower().endswith(tuple(endings)))


def _common(repository: Repository, remote: str, tip: str) -> str:
    """The commit that the last one has in common with ``tip``, which ``remote`` has.

    Where they have several, as after merges of each other's work, the first that git names.

    Raises:
        RemoteUnrelated: they have none.
    """
    common = repository.runner.read("merge-base", tip, "HEAD", check=False)
    if common.status:
        raise RemoteUnrelated(remote)
    return common.text


def outside_commits(repository: Repository, tip: str, folder: str) -> tuple[OutsideCommit, ...]:
    """The commits the branch has and ``tip`` has not that change files outside ``folder``, newest first."""
    if repository.refs.head() == tip:
        return ()
    words = ("log", "-z", "--no-merges", "--no-renames", "--name-only", "--format=%x00%H", f"{tip}..HEAD")
    found: dict[str, list[str]] = {}
    sha = ""
    before = "."
    # No name is empty: what follows an empty one is a commit.
    for part in repository.runner.read(*words, "--").out.split(b"\0"):
        text = os.fsdecode(part)
        if not before:
            sha = text
        elif text and not (name := text.removeprefix("\n")).startswith(folder):
            found.setdefault(sha, []).append(name)
        before = text
    if not found:
        return ()
    titles = repository.runner.read("log", "-z", "--no-walk=unsorted", "--format=%s", *found, "--").out.split(
        b"\0"
    )
    return tuple(
        OutsideCommit(Commit(sha), os.fsdecode(title), tuple(paths))
        for (sha, paths), title in zip(found.items(), titles, strict=False)
    )


def remembered(repository: Repository) -> str | None:
    """The ref under which the branch is remembered that publishing goes to; None when it goes nowhere."""
    target = _target(repository)
    return repository.configuration().remembered(target) if target else None


def last_publication(repository: Repository) -> int | None:
    """When the branch was last published, in seconds since the epoch; None when that is not known to be.

    A push from here is remembered with its time. Of what another machine sent only the commit is known, which
    came before its sending: so a moment too early rather than too late is told.
    """
    ref = remembered(repository)
    tip = repository.refs.tip(ref) if ref else None
    if not ref or not tip:
        return None
    pushed = repository.refs.last_push(ref)
    if pushed is not None:
        return pushed
    return int(repository.runner.read("log", "--max-count=1", "--format=%ct", tip, "--").text)


def _target(repository: Repository) -> Source | None:
    branch, settings = repository.refs.branch(), repository.configuration()
    if branch is None or settings.push_remote(branch) is None:
        return None
    return settings.route(branch).target


def _branch(target: Source | None) -> str:
    return target.ref.removeprefix(_HEADS) if target else ""


def _others(repository: Repository, target: Source) -> tuple[str, ...]:
    """The branches a remote is remembered to have."""
    place = f"refs/remotes/{target.remote}/"
    words = ("for-each-ref", "--format=%(refname)", place)
    names = [name for name in repository.runner.read(*words).text.splitlines() if name != f"{place}HEAD"]
    shown = repository.refs.leads_to(f"{place}HEAD")
    return tuple(name.removeprefix(place) for name in sorted(names, key=lambda name: name != shown))
