"""When commits first and last changed files: one ``git log`` for all of them, or for the new commits only."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from blogwifi_tui.vcs.progress import CancelToken
from blogwifi_tui.vcs.repository import Repository

_RECORD = re.compile(rb"\x01[0-9a-f]{40,64}")
_LATEST = 253_000_000_000
"""In the year 9987: clocks far beyond it give no date that can be shown."""


class FileDates(NamedTuple):
    """When commits first and last changed a file under its present name.

    Both in seconds since the epoch, by the authors' clocks.
    """

    created: int
    changed: int


def file_dates(
    repository: Repository,
    head: str,
    since: str | None,
    wanted: Callable[[str], bool],
    *,
    cancel: CancelToken | None = None,
) -> dict[str, FileDates]:
    """The dates of the ``wanted`` paths that commits up to ``head`` changed, those up to ``since`` left out.

    A merge changes nothing here: what it joins was changed by the commits of its two sides. With ten thousand
    posts and as many commits the whole history takes some seconds, the new part of it some milliseconds.

    Raises:
        Cancelled: ``cancel`` was.
    """
    listed = repository.runner.read(
        "log",
        "--format=%x01%H%x00%at",
        "--name-only",
        "-z",
        "--root",
        "--no-renames",
        "--diff-merges=off",
        "--no-ext-diff",
        "--no-color",
        "--no-show-signature",
        f"{since}..{head}" if since else head,
        "--",
        cancel=cancel,
    )
    return _dates(listed.out, wanted)


def _dates(output: bytes, wanted: Callable[[str], bool]) -> dict[str, FileDates]:
    found: dict[bytes, tuple[int, int]] = {}
    when = 0
    items = iter(output.split(b"\0"))
    for item in items:
        if _RECORD.fullmatch(item):
            when = min(int(next(items)), _LATEST)
        elif name := item.removeprefix(b"\n"):
            created, changed = found.get(name, (when, when))
            found[name] = min(created, when), max(changed, when)
    paths = {os.fsdecode(name): dates for name, dates in found.items()}
    return {path: FileDates(*dates) for path, dates in paths.items() if wanted(path)}


def merge_dates(before: Mapping[str, FileDates], after: Mapping[str, FileDates]) -> dict[str, FileDates]:
    """The dates of two parts of a history."""
    together = dict(before)
    for path, dates in after.items():
        known = before.get(path, dates)
        together[path] = FileDates(min(known.created, dates.created), max(known.changed, dates.changed))
    return together
