"""Which files commits gave another name: one name goes and another comes in the same commit.

A file that only looks like another is none: posts made from the same pattern look alike, and each of them has
a history of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from blogwifi_tui.vcs.repository import Repository

RENAME_LIMIT = 1000
"""git's own; a smaller one in somebody's settings would end a history at a renaming."""


def renamed_from(repository: Repository, sha: str, path: str) -> str | None:
    """The name that the commit ``sha`` took from the file it calls ``path``; None when it gave it none."""
    told = _read(repository, "--no-walk", sha)
    return next((old for old, new in told if new == path), None)


def renames_since(repository: Repository, base: str, tip: str) -> Mapping[str, str]:
    """What files that have another name at the commit ``tip`` were called at ``base``, by their names now."""
    names: dict[str, str] = {}
    left: set[str] = set()
    for old, new in reversed(_read(repository, "--topo-order", f"{base}..{tip}")):
        if old in names:
            names[new] = names.pop(old)
        elif old not in left:  # what came under a name that was left is another file
            names[new] = old
            left.add(old)
    return {new: old for new, old in names.items() if new != old}


class Fates(NamedTuple):
    """Paths by what became of them between two commits, each in one set."""

    added: frozenset[str]
    changed: frozenset[str]
    """Renamed files among them, under their new names."""
    deleted: frozenset[str]
    former: Mapping[str, str]
    """For a renamed file, the name it had."""


def fates(repository: Repository, base: str, tip: str, scope: Sequence[str] = ()) -> Fates:
    """What became of the files that ``scope`` (pathspecs) names from the commit ``base`` to ``tip``."""
    words = ("diff-tree", "-r", "-z", "--name-status", "--no-renames", base, tip, "--", *scope)
    items = iter(repository.runner.read(*words).items)
    sets: dict[str, set[str]] = {"A": set(), "M": set(), "D": set()}
    for status in items:
        sets[status if status in sets else "M"].add(next(items))
    added, changed, deleted = sets["A"], sets["M"], sets["D"]
    renames = renames_since(repository, base, tip) if added and deleted else {}
    former = {new: old for new, old in renames.items() if new in added and old in deleted}
    return Fates(
        frozenset(added - former.keys()),
        frozenset(changed | former.keys()),
        frozenset(deleted.difference(former.values())),
        former,
    )


def _read(repository: Repository, *which: str) -> list[tuple[str, str]]:
    """The old and new names of the files that these commits renamed, the last ones first."""
    listed = repository.runner.read(
        "-c",
        f"diff.renameLimit={RENAME_LIMIT}",
        "log",
        *which,
        "-z",
        "--format=",
        "--name-status",
        "--find-renames",
        "--diff-filter=R",
        "--diff-merges=off",
        "--no-ext-diff",
        "--no-color",
        "--no-show-signature",
        "--",
    )
    words = iter([word for word in listed.items if word.strip()])
    return [(next(words), next(words)) for _status in words]
