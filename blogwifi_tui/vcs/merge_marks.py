"""Looks for the marks that a merge leaves in texts, before they are sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blogwifi_tui.vcs.repository import Repository

_OURS = re.compile(rb"<{7}(?: ([^\r\n]*))?")
_OBJECT = re.compile(rb"[0-9a-f]{40}")
_FENCE = re.compile(rb" {0,3}(`{3,}|~{3,})")


def marked_texts(repository: Repository, old: str, new: str) -> tuple[str, ...]:
    """The files of the commit ``new`` with marks of a merge that they do not have in the commit ``old``.

    Marks in a block of code are meant to be read, unless they name a commit, as those of a merge made here
    would.
    """
    words = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", "--diff-filter=d", old, new)
    changed = set(repository.runner.read(*words).items)
    search = (
        "grep",
        "-z",
        "-l",
        "-I",
        "-E",
        "--full-name",
        "--no-color",
        "-e",
        "^<<<<<<<( |\r?$)",
        new,
        "--",
    )
    found = (item.partition(":")[2] for item in repository.runner.read(*search, check=False).items)
    return tuple(
        sorted(path for path in changed.intersection(found) if _new_marks(repository, old, new, path))
    )


def _new_marks(repository: Repository, old: str, new: str, path: str) -> bool:
    before = repository.runner.read("cat-file", "blob", f"{old}:{path}", check=False)
    after = repository.runner.read("cat-file", "blob", f"{new}:{path}").out
    known = set() if before.status else set(marks(before.out))
    return not known.issuperset(marks(after))


def marks(text: bytes) -> Iterator[bytes]:
    """The lines that open a stretch with both versions of a text, marked as git does."""
    opened, parted, fence = b"", False, b""
    for line in text.splitlines():
        if found := _OURS.fullmatch(line):
            # In a block of code they may be shown; git names its sides, and a merge made here by commits.
            shown = bool(fence) and not _OBJECT.match(found[1] or b"")
            opened, parted = b"" if shown else line, False
        elif line == b"=======":
            parted = bool(opened)
        elif parted and (line == b">>>>>>>" or line.startswith(b">>>>>>> ")):
            yield opened
            opened, parted = b"", False
        elif (rule := _FENCE.match(line)) and not opened:
            fence = _after(fence, rule[1])


def _after(fence: bytes, rule: bytes) -> bytes:
    """The fence that is open after a line with ``rule``."""
    if not fence:
        return rule
    return b"" if rule.startswith(fence) else fence
