"""An error, then a kill, at each call of the system that a save or a commit makes, one after the other."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.content import files
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.recovery import Copy, found, keep
from blogwifi_tui.errors import BlogwifiError, LockHeld
from tests.conftest import POST, Git

from .conftest import SAID, SAVED, in_child

NEW = ("Trois bornes, « œuvre » d’un été.\n" * 400).encode()
CALLS = {
    "openat": "ENOSPC",
    "read": "EIO",
    "write": "ENOSPC",
    "fsync": "EIO",
    "rename": "EIO",
    "link": "ENOSPC",
    "chmod": "EPERM",
    "unlink": "EIO",
}
MOST = 40


def attempt(strace: str, log: Path, call: str, action: str, work: Callable[[], object]) -> tuple[int, bool]:
    """Do ``work`` with ``action`` at a call; the child's exit status, and whether the call was reached."""
    log.write_text("", encoding="utf-8")
    tracers = []

    def begin(pid: int) -> None:
        inject = f"inject={call}:{action}"
        command = [strace, "-p", str(pid), "-o", str(log), "-e", f"trace={call}", "-e", inject]
        tracer = subprocess.Popen(command, stderr=subprocess.PIPE)
        tracers.append(tracer)
        assert tracer.stderr is not None
        assert b"attached" in tracer.stderr.readline()

    status = in_child(work, begin=begin)
    tracers[0].communicate()
    return status, status < 0 or "INJECTED" in log.read_text("utf-8", "replace")


def sweep(strace: str, log: Path, work: Callable[[], object], check: Callable[[int], object]) -> int:
    """Do ``work`` with each call failing, and with a kill at each; how often something was injected."""
    hits = 0
    for call, error in CALLS.items():
        for action in (f"error={error}", "signal=KILL"):
            for number in range(1, MOST):
                status, hit = attempt(strace, log, call, f"{action}:when={number}", work)
                assert status in {SAVED, SAID, -signal.SIGKILL}, f"{call} {action} {number}"
                check(status)
                hits += hit
                if not hit:
                    assert status == SAVED
                    break
    return hits


def test_a_save_leaves_the_old_text_or_the_new_and_says_the_truth(
    strace: str, blog_folder: Path, tmp_path: Path
) -> None:
    file = blog_folder / POST
    old = file.read_bytes()
    expected = files.digest(old)

    def check(status: int) -> None:
        now = file.read_bytes()
        assert now in ({old, NEW} if status < 0 else {NEW} if status == SAVED else {old})
        file.write_bytes(old)
        for scratch in file.parent.glob(".blogwifi-*"):
            scratch.unlink()

    hits = sweep(
        strace, tmp_path / "log", lambda: files.write(blog_folder, POST, NEW, expected=expected), check
    )
    assert hits > 10


def test_a_new_post_is_there_whole_or_not_at_all(strace: str, blog_folder: Path, tmp_path: Path) -> None:
    file = blog_folder / "posts" / "neuf.md"

    def check(status: int) -> None:
        if status == SAVED or (status < 0 and file.exists()):
            assert file.read_bytes() == NEW
        elif status == SAID:
            assert not file.exists()
        file.unlink(missing_ok=True)
        for scratch in file.parent.glob(".blogwifi-*"):
            scratch.unlink()

    hits = sweep(strace, tmp_path / "log", lambda: files.create(blog_folder, "posts/neuf.md", NEW), check)
    assert hits > 8


def test_a_recovery_copy_is_the_last_or_the_one_before(
    strace: str, blog_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "recovery"

    def copy(text: str) -> Copy:
        return Copy(str(blog_folder), POST, "", text, 0, 0, 1.0, pid=2**22 + 1, name="a.recovery")

    keep(folder, copy("avant"))

    def check(status: int) -> None:
        (kept,) = found(folder, blog_folder)
        assert kept.text in {"avant", "après"}
        assert not list(folder.glob("*.damaged"))
        keep(folder, copy("avant"))

    def work() -> None:
        try:
            keep(folder, copy("après"))
        except OSError as error:
            raise BlogwifiError from error

    assert sweep(strace, tmp_path / "log", work, check) > 5


@pytest.mark.parametrize("call", ["write", "fsync", "rename,renameat,renameat2", "link,linkat", "openat"])
@pytest.mark.parametrize("action", ["error=ENOSPC", "signal=KILL"])
def test_a_commit_is_whole_or_there_is_none(
    strace: str,
    blog_folder: Path,
    tmp_path: Path,
    git: Git,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    action: str,
) -> None:
    shim, log = tmp_path / "bin" / "git", tmp_path / "log"
    shim.parent.mkdir()
    shim.write_text(
        f'#!/bin/sh\nPATH="$OLD_PATH"\nexport PATH\ncase " $* " in *" commit "*) ;; *) exec git "$@";; esac\n'
        f'exec {strace} -qq -o {log} -e trace={call} -e inject={call}:{action}:when=$WHEN git "$@"\n',
        encoding="utf-8",
    )
    shim.chmod(0o755)
    monkeypatch.setenv("OLD_PATH", os.environ["PATH"])
    monkeypatch.setenv("PATH", f"{shim.parent}:{os.environ['PATH']}")
    blog = Blog.open(blog_folder)
    file = blog_folder / POST
    hits = 0
    # Of the many files git opens, the first are its settings.
    for number in range(1, 6) if call != "openat" else (12, 18, 24, 30, 36):
        log.unlink(missing_ok=True)
        monkeypatch.setenv("WHEN", str(number))
        text = f"{file.read_text('utf-8')}Encore {number}.\n"
        file.write_text(text, encoding="utf-8")
        before = git(blog_folder, "rev-parse", "HEAD")
        try:
            made = blog._repository.git.commit([POST], f"Encore {number}").sha
        except LockHeld as error:
            assert action == "signal=KILL"
            Path(error.path).unlink()
            made = before
        except BlogwifiError:
            made = before
        for lock in (blog_folder / ".git").rglob("*.lock"):
            assert action == "signal=KILL", lock
            lock.unlink()
        assert git(blog_folder, "rev-parse", "HEAD") == made
        assert file.read_text(encoding="utf-8") == text
        git(blog_folder, "fsck", "--strict")
        git(blog_folder, "status", "--porcelain")
        if not re.search("INJECTED|killed by", log.read_text("utf-8", "replace")):
            break
        hits += 1
    assert hits
