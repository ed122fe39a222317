"""Where HEAD and the branches point, read from git's own files.

A git process for each such look would cost more than all else a commit needs. Refs kept in tables (the
reftable format) are asked of git.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from blogwifi_tui.errors import FileFailed
from blogwifi_tui.vcs.damage import damage_of, damaged_branch
from blogwifi_tui.vcs.runner import Runner

_NAME = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_HEADS = "refs/heads/"
_DEPTH = 5
_JOURNAL_TAIL = 8192
_WHEN = re.compile(r"@\{(\d+)\}")


class Refs:
    """The refs of one work tree."""

    def __init__(self, runner: Runner, git_dir: Path, common_dir: Path) -> None:
        self.git_dir = git_dir
        self.common_dir = common_dir
        self._runner = runner

    def head(self) -> str | None:
        """The full name of the last commit, None before the first."""
        return self.tip(self.head_ref() or "HEAD")

    def head_ref(self) -> str | None:
        """The full name of the branch HEAD is on, None when it is detached."""
        file = self.git_dir / "HEAD"
        if self._tables() or file.is_symlink():
            return self._runner.read("symbolic-ref", "--quiet", "HEAD", check=False).text or None
        held = _read(file)
        if held is None or _NAME.fullmatch(held):
            return None
        if not held.startswith("refs/") and (error := damage_of(self.git_dir)):
            raise error
        return held

    def branch(self) -> str | None:
        """The short name of the branch HEAD is on, None when it is detached."""
        ref = self.head_ref()
        return None if ref is None else ref.removeprefix(_HEADS)

    def left(self) -> str:
        """The branch HEAD was on before it was detached, or the only one; empty where neither is known."""
        listed = self._runner.read("for-each-ref", "--format=%(refname:short)", _HEADS, check=False)
        branches = listed.text.split()
        before = self._runner.read("rev-parse", "--abbrev-ref", "@{-1}", check=False).text
        return before if before in branches else branches[0] if len(branches) == 1 else ""

    def tip(self, ref: str) -> str | None:
        """The full name of the commit ``ref`` (as in ``refs/heads/main``) points to, None without one.

        Raises:
            RepositoryDamaged: its file holds none, as after a power cut.
            FileFailed: its file cannot be read.
        """
        if self._tables():
            return self._runner.read("rev-parse", "--verify", "--quiet", ref, check=False).text or None
        name: str | None = ref
        at = ref
        for _ in range(_DEPTH):
            if name is None or _NAME.fullmatch(name):
                return name
            if name != "HEAD" and not name.startswith("refs/"):
                raise (damage_of(self.git_dir) if at == "HEAD" else None) or damaged_branch(
                    self.common_dir, at
                )
            folder = self.git_dir if name == "HEAD" else self.common_dir
            at, held = name, _read(folder / name)
            name = self._packed(name) if held is None else held
        return None

    def leads_to(self, ref: str) -> str | None:
        """The full name of the ref that ``ref`` stands for, as ``refs/remotes/origin/HEAD`` does."""
        if self._tables():
            return self._runner.read("symbolic-ref", "--quiet", ref, check=False).text or None
        held = _read(self.common_dir / ref)
        return held if held is not None and held.startswith("refs/") else None

    def past(self, ref: str) -> frozenset[str]:
        """Every commit ``ref`` is remembered to have pointed to, the present one included."""
        if self._tables():
            listed = self._runner.read("rev-list", "--walk-reflogs", ref, "--", check=False)
            return frozenset(listed.text.split())
        lines = (_bytes(self.common_dir / "logs" / ref) or b"").splitlines()
        names = {name.decode("ascii", "replace") for line in lines for name in line.split(b" ", 2)[:2]}
        return frozenset(names | {self.tip(ref) or ""})

    def last_move(self) -> tuple[str, str] | None:
        """Where HEAD moved from and to when it last did, in this work tree; None when nobody noted it."""
        try:
            with (self.git_dir / "logs" / "HEAD").open("rb") as journal:
                journal.seek(max(0, journal.seek(0, os.SEEK_END) - _JOURNAL_TAIL))
                old, new = journal.read().splitlines()[-1].decode("ascii", "replace").split(" ", 2)[:2]
        except (OSError, IndexError, ValueError):
            return None
        return old, new

    def last_push(self, ref: str) -> int | None:
        """When a push from here moved ``ref``, in seconds since the epoch; None where a fetch did."""
        words = ("log", "--walk-reflogs", "--max-count=1", "--format=%gd%x00%gs", "--date=unix", ref, "--")
        moved, _, why = self._runner.read(*words, check=False).text.strip().partition("\0")
        when = _WHEN.search(moved)
        return int(when[1]) if when and why == "update by push" else None

    def make_durable(self) -> None:
        """Write to the disk what git's ``core.fsync`` leaves out: the folder of HEAD's branch, and the index.

        A commit of some paths alone renames an index that no fsync has seen (git 2.39): a power cut would
        leave one full of zeros, and every git command after it would refuse to work.
        """
        with suppress(OSError):
            ref = self.head_ref()
            branch = (self.common_dir / ref).parent if ref else self.git_dir
            for place in dict.fromkeys((branch, self.git_dir / "index", self.git_dir)):
                descriptor = os.open(place, os.O_RDONLY)
                try:
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)

    def _tables(self) -> bool:
        return (self.common_dir / "reftable").is_dir()

    def _packed(self, ref: str) -> str | None:
        lines = (_bytes(self.common_dir / "packed-refs") or b"").splitlines()
        wanted = b" " + os.fsencode(ref)
        return next((line.split(b" ")[0].decode() for line in lines if line.endswith(wanted)), None)


def _read(file: Path) -> str | None:
    """What a ref's file holds: a commit's name, or another ref's; None when there is no such file."""
    held = _bytes(file)
    return None if held is None else os.fsdecode(held).strip().removeprefix("ref:").strip()


def _bytes(file: Path) -> bytes | None:
    """What ``file`` holds, None when there is no such file. Raises FileFailed when it cannot be read."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    except OSError as error:
        raise FileFailed(str(file), error.errno or 0, "read") from error
