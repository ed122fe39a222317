"""The history of one file, through its renames."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from blogwifi_tui.vcs.renames import RENAME_LIMIT, renamed_from
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import literal

_FORMAT = "%x01%H%x00%aN%x00%aI%x00%s"
_RECORD = re.compile(rb"(?:^|\0)\x01(?=[0-9a-f]{40,64}\0)")
_NUMBERS = re.compile(rb"\s*(\d+|-)\t(\d+|-)\t(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit that changed a file.

    ``path`` is the file's name in that commit; ``when`` the author's date, aware; ``added`` and ``removed``
    count lines, None for a binary file.
    """

    sha: str
    author: str
    when: datetime
    subject: str
    path: str
    added: int | None
    removed: int | None


def log(repository: Repository, path: str, limit: int | None = None) -> tuple[Revision, ...]:
    """The commits that changed ``path``, newest first, at most ``limit``; empty when none did.

    Names it had before are followed, where one commit gave it another. What only looks like another file when
    it comes has its own history. A merge is among them only where it holds a text neither side had.
    """
    if repository.refs.head() is None:
        return ()
    return tuple(islice(_history(repository, path), limit))


def _history(repository: Repository, path: str) -> Iterator[Revision]:
    """The commits that changed ``path`` under this name, and under those it was renamed from."""
    start: Sequence[str] = ("HEAD",)
    while start:
        followed = _read(repository, path, "--follow", *start)
        start = ()
        for number, each in enumerate(followed, 1):
            older = followed[number] if number < len(followed) else None
            if older is None or older.path == each.path:
                yield each
                continue
            former = renamed_from(repository, each.sha, each.path)
            if former == older.path:
                yield each
                continue
            # git goes on with the file that is most alike, though that one is still there.
            yield from _read(repository, each.path, "--max-count=1", each.sha)
            path, start = former or each.path, (f"{each.sha}^@",)
            break


def _read(repository: Repository, path: str, *which: str) -> tuple[Revision, ...]:
    listed = repository.runner.read(
        "-c",
        f"diff.renameLimit={RENAME_LIMIT}",
        "log",
        "--find-renames",
        "--root",
        "--numstat",
        "-z",
        f"--format={_FORMAT}",
        "--encoding=UTF-8",
        "--diff-merges=dense-combined",
        "--no-ext-diff",
        "--no-textconv",
        "--no-color",
        "--no-show-signature",
        *which,
        "--",
        *literal([path]),
    )
    return tuple(_revisions(listed.out))


def _revisions(output: bytes) -> Iterator[Revision]:
    for record in _RECORD.split(output)[1:]:
        sha, author, when, subject, *rest = record.split(b"\0")
        parts = [part for part in rest if part.strip()]
        found = _NUMBERS.match(parts[0]) if parts else None
        if found is None:
            # A merge that took the file from one side as it was.
            continue
        # A rename is written as the counts, the old name, the new name.
        path = os.fsdecode(found[3] or parts[-1])
        yield Revision(
            sha.decode(),
            author.decode("utf-8", "replace"),
            datetime.fromisoformat(when.decode()),
            subject.decode("utf-8", "replace"),
            path,
            _count(found[1]),
            _count(found[2]),
        )


def _count(number: bytes) -> int | None:
    return None if number == b"-" else int(number)
