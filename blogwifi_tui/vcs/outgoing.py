"""What a publication would change on the remote, as it was at the last fetch."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import literal


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

    def name_on_remote(self, path: str) -> str:
        """What the remote calls the file at ``path``."""
        return (self.former or {}).get(path, path)


def outgoing(repository: Repository, folders: Sequence[str] = ()) -> Outgoing:
    """What the commits that are only here change under ``folders`` (everywhere, when empty)."""
    if repository.refs.head() is None:
        return Outgoing(None)
    tip, scope = _tip(repository), literal(folders)
    if tip is None:
        return Outgoing(None, added=frozenset(repository.runner.read("ls-files", "-z", "--", *scope).items))
    words = ("diff-tree", "-r", "-z", "--name-status", "--find-renames", "--merge-base", tip, "HEAD", "--")
    return _parsed(tip, repository.runner.read(*words, *scope).items)


def on_remote(repository: Repository, tip: str, paths: Collection[str]) -> frozenset[str]:
    """Those of ``paths`` that the commit ``tip`` has."""
    if not paths:
        return frozenset()
    words = ("ls-tree", "-r", "-z", "--full-tree", "--name-only", tip, "--")
    return frozenset(repository.runner.read(*words, *paths).items) & frozenset(paths)


def _tip(repository: Repository) -> str | None:
    branch, settings = repository.refs.branch(), repository.configuration()
    if branch is None or settings.push_remote(branch) is None:
        return None
    ref = settings.tracking(settings.route(branch).target)
    return repository.refs.tip(ref) if ref else None


def _parsed(tip: str, items: Sequence[str]) -> Outgoing:
    sets: dict[str, set[str]] = {"A": set(), "M": set(), "D": set()}
    former = {}
    words = iter(items)
    for status in words:
        path = next(words)
        if status[0] == "R":
            new = next(words)
            former[new] = path
            sets["M"].add(new)
        else:
            sets[status[0] if status[0] in "AD" else "M"].add(path)
    return Outgoing(tip, frozenset(sets["A"]), frozenset(sets["M"]), frozenset(sets["D"]), former)
