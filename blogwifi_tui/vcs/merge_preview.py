"""What a merge would give, on paper: a tree, and the files that git cannot decide, one by one.

``git merge-tree`` gives up to three blobs at a path in conflict. They are the three versions of one file only
in the plain cases. After a rename on both sides, or where a rename meets another file of that name, they are
texts that git has merged already, marks and all; and the versions of one file lie at several paths. Here each
file in conflict is one :class:`Undecided`, with the versions that the commits hold.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeAlias

from blogwifi_tui.errors import MergeTooTangled
from blogwifi_tui.vcs.error_parsing import local_failure
from blogwifi_tui.vcs.repository import Repository

_BASE, _MINE, _THEIRS = 1, 2, 3
_MARK = b"<<<<<<< "
_INNER_MARK = b"<<<<<<< Temporary merge branch"
"""Of the merge that git makes of several common ancestors."""

Blob: TypeAlias = tuple[str, str]
"""Mode and name of what a tree holds at a path."""
Stages: TypeAlias = Mapping[int, Blob]


@dataclass(frozen=True, slots=True)
class Told:
    """What git says of some paths: in a word, as in ``CONFLICT (rename/rename)``."""

    kind: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge of ``head`` and ``tip`` gives: a tree, and where it cannot decide, the blobs of each side.

    ``stages`` maps a path to ``{1: base, 2: mine, 3: theirs}``.
    """

    head: str
    tip: str
    tree: str
    stages: Mapping[str, Stages] = field(default_factory=dict)
    told: Sequence[Told] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """One file that both sides changed; None where a version does not have it."""

    path: str
    """Where it goes, unless another name is chosen."""
    base: Blob | None
    mine: Blob | None
    theirs: Blob | None
    names: tuple[str, str, str]
    """What it is called before, here and there."""
    taken: tuple[str, ...]
    """The paths that it has in the merged tree, and that are to be cleared."""
    moved_from: str = ""
    """It is new on one side, in a folder that the other renamed: where it was written."""

    @property
    def settled(self) -> bool:
        """Whether only one side has it and nobody took it away, so that nothing is to be asked."""
        return self.base is None and (self.mine is None or self.theirs is None)


def preview_merge(repository: Repository, tip: str) -> MergePreview:
    """Merge ``tip`` into HEAD on paper; no file, index or ref changes, but the tree is kept for a commit."""
    head = repository.refs.head() or ""
    words = ("merge-tree", "--write-tree", "-z", "--messages", "--allow-unrelated-histories", head, tip)
    done = repository.runner.run(*words, check=False)
    if done.status not in {0, 1}:
        raise local_failure("merge-tree", done.status, done.err, repository.root)
    fields = done.out.split(b"\0")
    # An empty one parts the files from what is told of them.
    part = fields.index(b"") if b"" in fields else len(fields)
    tree, *records = fields[:part]
    stages: dict[str, dict[int, Blob]] = {}
    for record in records:
        entry, tab, path = record.partition(b"\t")
        if tab:
            mode, blob, stage = entry.decode().split(" ")
            stages.setdefault(os.fsdecode(path), {})[int(stage)] = (mode, blob)
    return MergePreview(head, tip, tree.decode().strip(), stages, tuple(_told(iter(fields[part + 1 :]))))


def _told(fields: Iterator[bytes]) -> Iterator[Told]:
    for count in fields:
        if not count.strip().isdigit():
            return
        paths = tuple(os.fsdecode(next(fields, b"")) for _ in range(int(count)))
        kind = next(fields, b"").decode("utf-8", "replace")
        next(fields, None)  # the sentence
        yield Told(kind, paths)


def undecided(repository: Repository, preview: MergePreview) -> tuple[Undecided, ...]:
    """Every file that the merge cannot decide, sorted by path.

    Raises:
        MergeTooTangled: its versions cannot be told apart.
    """
    if not preview.stages:
        return ()
    return tuple(sorted(_Sorter(repository, preview).files(), key=lambda file: file.path))


class _Sorter:
    """Finds the three versions of each file in conflict."""

    def __init__(self, repository: Repository, preview: MergePreview) -> None:
        self._repository = repository
        self._preview = preview
        self._mine, self._theirs = _tree(repository, preview.head), _tree(repository, preview.tip)
        bases = repository.runner.read("merge-base", "-a", preview.head, preview.tip, check=False)
        common = bases.text.split()
        # Of several common ancestors none is the one that both began from.
        self._base = _tree(repository, common[0]) if len(common) == 1 else {}
        self._left = {path: dict(stages) for path, stages in preview.stages.items()}
        self._names = {*self._mine, *self._theirs, *preview.stages}
        self._moved = {
            told.paths[0]: told.paths[1] for told in preview.told if "directory rename suggested" in told.kind
        }

    def files(self) -> Iterator[Undecided]:
        """One for each file."""
        told = self._preview.told
        renamed = [each.paths for each in told if "(rename/rename)" in each.kind and len(each.paths) == 3]
        for base, mine, theirs in renamed:
            yield self._renamed_twice(base, mine, theirs)
        for each in told:
            if "rename involved in collision" in each.kind:
                yield from self._collision(*each.paths[:2])
            elif "distinct modes" in each.kind:
                yield self._two_kinds(each.paths[0])
            elif "file/directory" in each.kind:
                yield self._in_the_way_of_a_folder(*each.paths[:2])
        for path, stages in list(self._left.items()):
            if stages:
                yield self._plain(path, stages)

    def _renamed_twice(self, base: str, mine: str, theirs: str) -> Undecided:
        names = (base, mine, theirs)
        versions = (
            self._base.get(base),
            self._mine.get(self._moved.get(mine, mine)) or self._mine.get(mine),
            self._theirs.get(self._moved.get(theirs, theirs)) or self._theirs.get(theirs),
        )
        for path, stage in zip(names, (_BASE, _MINE, _THEIRS), strict=True):
            self._left.get(path, {}).pop(stage, None)
        if versions[1] is None or versions[2] is None:
            raise MergeTooTangled(names)
        # A name that the other side gave to another file is not free.
        free = [name for name in (mine, theirs) if not self._left.get(name)]
        path = free[0] if free else self._unused(mine)
        if len(free) < 2:
            names = (base, path, path)
        taken = tuple(name for name in (base, mine, theirs) if not self._left.get(name))
        return Undecided(path, *versions, names, taken)

    def _collision(self, path: str, old: str) -> Iterator[Undecided]:
        """``old`` was renamed to a name that the other side gave to another file; both texts stay."""
        stages = self._left.pop(path, None)
        here = old not in self._mine and path in self._mine
        renamed = self._mine.get(path) if here else self._mine.get(old)
        edited = self._theirs.get(old) if here else self._theirs.get(path)
        place = path if stages else self._unused(path)
        yield Undecided(
            place, self._base.get(old), renamed, edited, (old, place, place), (path,) if stages else ()
        )
        other = self._theirs.get(path) if here else self._mine.get(path)
        twice = sum(each.paths[:1] == (path,) and "collision" in each.kind for each in self._preview.told) > 1
        if stages and other and not twice:
            beside = self._unused(path)
            mine, theirs = (None, other) if here else (other, None)
            yield Undecided(beside, None, mine, theirs, (path, beside, beside), ())

    def _two_kinds(self, path: str) -> Undecided:
        """A file here and a link or a submodule there."""
        taken = tuple(name for name in self._left if name == path or name.startswith(f"{path}~"))
        for name in taken:
            self._left.pop(name)
        versions = (self._base.get(path), self._mine.get(path), self._theirs.get(path))
        return Undecided(path, *versions, (path, path, path), taken)

    def _in_the_way_of_a_folder(self, aside: str, path: str) -> Undecided:
        stages = self._left.pop(aside, {})
        place = self._unused(path)
        versions = (stages.get(_BASE), stages.get(_MINE), stages.get(_THEIRS))
        return Undecided(place, *versions, (path, place, place), (aside,))

    def _plain(self, path: str, stages: Stages) -> Undecided:
        base, mine, theirs = (stages.get(stage) for stage in (_BASE, _MINE, _THEIRS))
        if base and self._is_marked(base[1], _INNER_MARK):
            base = None
        mark = _MARK + self._preview.head.encode()
        if any(blob and self._is_marked(blob[1], mark) for blob in (mine, theirs)):
            raise MergeTooTangled((path,))
        moved_from = self._moved.get(path, "") if base is None and (mine is None or theirs is None) else ""
        return Undecided(path, base, mine, theirs, (path, path, path), (path,), moved_from)

    def _is_marked(self, blob: str, mark: bytes) -> bool:
        """Whether a blob that no commit holds is a text in which this merge left its marks."""
        if any(blob == name for tree in (self._base, self._mine, self._theirs) for _, name in tree.values()):
            return False
        found = self._repository.runner.read("cat-file", "blob", blob, check=False)
        return not found.status and mark in found.out

    def _unused(self, path: str) -> str:
        pure = PurePosixPath(path)
        number = 2
        while (name := str(pure.with_name(f"{pure.stem}-{number}{pure.suffix}"))) in self._names:
            number += 1
        self._names.add(name)
        return name


def _tree(repository: Repository, commit: str) -> dict[str, Blob]:
    listed = repository.runner.read("ls-tree", "-r", "-z", "--full-tree", commit).items
    entries = (entry.partition("\t") for entry in listed)
    return {path: (told.split(" ")[0], told.split(" ")[2]) for told, _, path in entries}
