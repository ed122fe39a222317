"""The bytes that git keeps of many files at one commit, asked for together."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterator, Sequence

from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import in_parts

_AT_ONCE = 500
"""Files of which the bytes are held together: so many posts, whatever their number is."""
_FEW = 3
"""Files that git looks up by their names one by one: each time it reads the whole list of their folder."""
_NAMED = 1000
"""Names given to git at once; of more, it sooner lists the folder around them all."""


def raw_texts(repository: Repository, revision: str, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Those of ``paths`` that ``revision`` has as files, each with its bytes, without filters.

    They come in their order, and are read a few hundred at a time.
    """
    named = [(path, os.fsencode(f"{revision}:{path}")) for path in paths]
    if len(paths) > _FEW and (blobs := _listed(repository, revision, paths)) is not None:
        named = [(path, blobs[path]) for path in paths if path in blobs]
    for some in in_parts(named, _AT_ONCE):
        yield from _read(repository, some)


def texts_of(repository: Repository, blobs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes that git calls by each of these names, which are read a few hundred at a time."""
    for some in in_parts(blobs, _AT_ONCE):
        yield from _read(repository, [(blob, blob.encode("ascii")) for blob in some])


def held(repository: Repository, revision: str, paths: Collection[str]) -> frozenset[str]:
    """Those of ``paths`` that ``revision`` has as files. Raises GitError where that cannot be told."""
    return frozenset(_listed(repository, revision, list(paths), check=True) or ()) if paths else frozenset()


def _listed(
    repository: Repository, revision: str, paths: Sequence[str], *, check: bool = False
) -> dict[str, bytes] | None:
    """By path, what git calls the bytes of each of ``paths`` that is there.

    None where git cannot tell; with ``check`` that raises GitError.
    """
    wanted = frozenset(paths)
    around = posixpath.commonpath(paths) if len(paths) > _NAMED else ""
    asked = paths if len(paths) <= _NAMED else filter(None, [around])
    words = ("ls-tree", "-r", "-z", "--full-tree", revision, "--")
    done = repository.runner.read(*words, *asked, check=check)
    found: dict[str, bytes] = {}
    for line in done.out.split(b"\0"):
        facts, _, name = line.partition(b"\t")
        if facts and (path := os.fsdecode(name)) in wanted:
            _mode, kind, blob = facts.split(b" ")
            if kind == b"blob":
                found[path] = blob
    return None if done.status else found


def _read(repository: Repository, names: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The bytes of each path that git knows by the name given with it."""
    asked = b"".join(name + b"\0" for _, name in names)
    told = repository.runner.read("cat-file", "--batch", "-z", data=asked).out
    at = 0
    for path, name in names:
        missing = name + b" missing\n"
        if told.startswith(missing, at):
            at += len(missing)
            continue
        end = told.index(b"\n", at)
        kind, size = told[at:end].split()[1:]
        at = end + 1 + int(size)
        if kind == b"blob":
            yield path, told[end + 1 : at]
        at += 1  # the line end after it
