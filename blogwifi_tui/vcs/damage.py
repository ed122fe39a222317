"""What is wrong with a repository that git cannot read, and what would mend it without losing a commit."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from blogwifi_tui.errors import FileFailed, RepositoryDamaged

_NAME = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REF = re.compile(rb"ref:\s*refs/\S+")


def damage_of(git: Path, words: str = "") -> RepositoryDamaged | FileFailed | None:
    """What keeps git from seeing a repository in ``git``, a work tree's ``.git``; None when there is none.

    A FileFailed where it is the system that does not let it be read.
    """
    if not os.path.lexists(git):
        return None
    folder = git_folder(git)
    if not folder.is_dir():
        return RepositoryDamaged(str(git), "link", words)
    return head_damage(folder, words) or damaged_objects(folder, words)


def head_damage(git: Path, words: str = "") -> RepositoryDamaged | FileFailed | None:
    """What is wrong with the file that names the branch; None when nothing is."""
    git = git_folder(git)
    head = git / "HEAD"
    try:
        held = head.read_bytes().strip()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        held = b""
    except OSError as error:
        return FileFailed(str(head), error.errno or 0, "read")
    if not _REF.fullmatch(held) and not _NAME.fullmatch(held):
        return RepositoryDamaged(str(head), "head", words, f"ref: refs/heads/{_branch(git)}")
    return None


def damaged_index(git: Path) -> RepositoryDamaged:
    """The index, which holds no text and can be made anew."""
    return RepositoryDamaged(str(git_folder(git) / "index"), "index")


def damaged_branch(git: Path, ref: str) -> RepositoryDamaged:
    """The file of the branch ``ref``, with the last commit its journal tells of."""
    git = git_folder(git)
    with contextlib.suppress(OSError):
        git = git / (git / "commondir").read_text(errors="surrogateescape").strip()
    try:
        lines = (git / "logs" / ref).read_bytes().splitlines()
    except OSError:
        lines = []
    names = [name for line in lines for name in line.split(b" ", 2)[1:2] if _NAME.fullmatch(name)]
    return RepositoryDamaged(os.path.normpath(git / ref), "branch", "", names[-1].decode() if names else "")


def damaged_objects(git: Path, words: str) -> RepositoryDamaged:
    """What holds the commits, told in git's own ``words``."""
    return RepositoryDamaged(str(git), "", words)


def git_folder(git: Path) -> Path:
    """Where git keeps what belongs to a work tree: ``git``, or the folder it names when it is a file."""
    with contextlib.suppress(OSError):
        if git.is_file():
            return git.parent / git.read_text(errors="surrogateescape").removeprefix("gitdir:").strip()
    return git


def _branch(git: Path) -> str:
    """The branch that was worked on last, as far as the journals tell."""
    journals = git / "logs" / "refs" / "heads"
    try:
        found = [file for file in journals.rglob("*") if file.is_file()]
        latest = max(found, key=lambda file: file.stat().st_mtime)
    except (OSError, ValueError):
        return "main"
    return latest.relative_to(journals).as_posix()
