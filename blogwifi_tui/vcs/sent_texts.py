"""All texts of many files that the remote may have had, found by one look through the history."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from itertools import chain

from blogwifi_tui.vcs.committed_texts import texts_of
from blogwifi_tui.vcs.outgoing import remembered
from blogwifi_tui.vcs.repository import Repository

_RECORD = re.compile(rb"\x01([0-9a-f]{40,64})")
_NONE = re.compile("0+")
"""What git calls the bytes of a file that is not there."""


def sent_texts(repository: Repository, paths: Collection[str]) -> Iterator[tuple[str, bytes | None]]:
    """The texts that commits which the remote has hold of ``paths``, without filters.

    None in place of a text: there may be others, of former names or of a merge, which :func:`.sent_versions`
    tells. A path of which nothing is told has never been there. Of one path it is :func:`.sent_versions` that
    asks less of git; of several, each would look through the whole history.
    """
    ref = remembered(repository)
    if ref is None or (tip := repository.refs.tip(ref)) is None or repository.refs.head() is None:
        return
    ours = frozenset(repository.runner.read("rev-list", f"{tip}..HEAD", "--").text.split())
    found: dict[str, set[str]] = {}
    unsure: set[str] = set()
    for sha, files in _commits(repository):
        is_renaming = any(_NONE.fullmatch(blob) for _, blob, _ in files)
        for path, blob, is_new in files:
            if path not in paths:
                continue
            if is_new is None or (is_new and is_renaming):
                unsure.add(path)
            if sha not in ours and not _NONE.fullmatch(blob):
                found.setdefault(path, set()).add(blob)
    yield from ((path, None) for path in sorted(unsure))
    held = {path: blobs for path, blobs in found.items() if path not in unsure}
    texts = dict.fromkeys(chain.from_iterable(held.values()))
    paths_of: dict[str, list[str]] = {blob: [] for blob in texts}
    for path, blobs in held.items():
        for blob in blobs:
            paths_of[blob].append(path)
    for blob, data in texts_of(repository, list(texts)):
        yield from ((path, data) for path in paths_of[blob])


def _commits(repository: Repository) -> Iterator[tuple[str, list[tuple[str, str, bool | None]]]]:
    """Each commit with the files it changed: the path, what git calls the bytes, and whether it is new.

    None for whether it is new: a merge holds what neither side had.
    """
    words = ("log", "--raw", "-z", "--no-abbrev", "--no-renames", "--root", "--diff-merges=combined")
    shown = ("--format=%x01%H", "--no-ext-diff", "--no-color", "--no-show-signature", "HEAD", "--")
    sha = ""
    files: list[tuple[str, str, bool | None]] = []
    items = iter(repository.runner.read(*words, *shown).out.split(b"\0"))
    for item in items:
        if record := _RECORD.fullmatch(item):
            yield sha, files
            sha, files = record[1].decode("ascii"), []
        elif facts := item.strip(b"\n").decode("ascii"):
            # As in ":100644 100644 <before> <after> M"; a merge begins with a colon for each side.
            sides = facts.count(":")
            *_, blob, status = facts.split(" ")
            files.append((os.fsdecode(next(items)), blob, None if sides > 1 else status == "A"))
    yield sha, files
