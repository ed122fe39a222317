"""Looks for the marks that a merge leaves in texts, before they are sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import in_parts, literal

_OURS = re.compile(rb"<{7}(?: ([^\r\n]*))?")
_OBJECT = re.compile(rb"[0-9a-f]{40}")
_FENCE = re.compile(rb" {0,3}(`{3,}|~{3,})")
_FILE = "100"
"""How the modes of plain files begin; links and submodules hold no text of ours."""
_AT_ONCE = 1000
"""Texts that one git is told to look through by their names."""


def marked_texts(repository: Repository, old: str, new: str) -> tuple[str, ...]:
    """The files of the commit ``new`` with marks of a merge that they do not have in the commit ``old``.

    Marks in a block of code are meant to be read, unless they name a commit, as those of a merge made here
    would.
    """
    changed = _changed(repository, old, new)
    # Among all files of a commit git would look through each of them, those that are as before too.
    blobs = _opened(repository, sorted({*changed.values()}))
    opened = [path for path, blob in changed.items() if blob in blobs]
    if not opened:
        return ()
    named = literal(opened) if len(opened) <= _AT_ONCE else ()
    found = (item.partition(":")[2] for item in _searched(repository, "-I", "--full-name", new, "--", *named))
    return tuple(
        sorted(path for path in {*opened}.intersection(found) if _new_marks(repository, old, new, path))
    )


def _changed(repository: Repository, old: str, new: str) -> dict[str, str]:
    """By path, what git calls the bytes of the files of ``new`` that ``old`` has otherwise or not at all."""
    words = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--diff-filter=d", old, new)
    told = iter(repository.runner.read(*words).items)
    files = ((facts, path) for facts, path in zip(told, told, strict=True) if facts[8:].startswith(_FILE))
    return {path: facts.split(" ")[3] for facts, path in files}


def _opened(repository: Repository, blobs: Sequence[str]) -> frozenset[str]:
    """Those of ``blobs`` with a line that may open what a merge leaves."""
    parts = in_parts(blobs, _AT_ONCE)
    return frozenset(blob for some in parts for blob in _searched(repository, *some))


def _searched(repository: Repository, *where: str) -> tuple[str, ...]:
    """What git calls the texts with such a line among those that ``where`` names."""
    search = ("grep", "-z", "-l", "-E", "--no-color", "-e", "^<<<<<<<( |\r?$)")
    return repository.runner.read(*search, *where, check=False).items


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
