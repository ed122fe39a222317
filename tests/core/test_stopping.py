"""Ctrl+C, SIGTERM and a hang-up in the middle of a step: it ends whole, and then the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.stopping import SIGNALS, Stopped
from blogwifi_tui.core.transaction import FileChange, Transaction
from blogwifi_tui.core.trust import agree_to_all
from blogwifi_tui.errors import Cancelled, NothingToCommit
from blogwifi_tui.vcs.commit import Commit
from tests.conftest import POST, Git

CHANGES = [FileChange(name, b"old", b"new") for name in ("a.md", "b.md")]


@pytest.fixture(autouse=True)
def _listened_to() -> Iterator[None]:
    """What runs in the background may have been told to ignore Ctrl+C."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in SIGNALS}
    yield
    for number, answer in before.items():
        signal.signal(number, answer)


def files(folder: Path) -> list[bytes]:
    return [(folder / change.path).read_bytes() for change in CHANGES]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for change in CHANGES:
        (tmp_path / change.path).write_bytes(b"old")
    return tmp_path


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_among_the_files_takes_them_all_back(
    folder: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = Transaction._change

    def stopped(self: Transaction, each: FileChange) -> None:
        change(self, each)
        if each is CHANGES[0]:
            os.kill(os.getpid(), number)

    monkeypatch.setattr(Transaction, "_change", stopped)
    with pytest.raises(Stopped) as stop:
        Transaction(folder, lambda _paths, _message: Commit("a" * 40)).apply(CHANGES, "m")
    assert (stop.value.status, stop.value.done) == (128 + number, False)
    assert files(folder) == [b"old", b"old"]


def test_a_signal_that_comes_when_the_commit_is_made_finds_it_done(folder: Path) -> None:
    def commit(_paths: Sequence[str], _message: str) -> Commit:
        os.kill(os.getpid(), signal.SIGTERM)
        return Commit("a" * 40)

    with pytest.raises(Stopped) as stop:
        Transaction(folder, commit).apply(CHANGES, "m")
    assert stop.value.done
    assert files(folder) == [b"new", b"new"]


def test_a_step_that_makes_nothing_is_not_said_to_be_done(folder: Path) -> None:
    def commit(_paths: Sequence[str], _message: str) -> Commit:
        os.kill(os.getpid(), signal.SIGTERM)
        raise NothingToCommit

    post = Post("a.md", (folder / "a.md").read_bytes())
    with pytest.raises(Stopped) as stop:
        Transaction(folder, commit).replace(post, post, "m")
    assert stop.value.done is False


def test_signals_are_answered_as_before_once_the_step_is_over(folder: Path) -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    Transaction(folder, lambda _paths, _message: Commit("a" * 40)).apply(CHANGES, "m")
    assert [signal.getsignal(number) for number in SIGNALS] == before


def test_a_step_on_a_thread_of_its_own_leaves_signals_to_the_main_one(folder: Path) -> None:
    seen: list[object] = []

    def commit(_paths: Sequence[str], _message: str) -> Commit:
        seen.extend(signal.getsignal(number) for number in SIGNALS)
        return Commit("a" * 40)

    before = [signal.getsignal(number) for number in SIGNALS]
    thread = threading.Thread(target=Transaction(folder, commit).apply, args=(CHANGES, "m"))
    thread.start()
    thread.join()
    assert seen == before


def test_who_listens_to_a_signal_himself_gets_it_after_the_step(folder: Path) -> None:
    heard: list[tuple[int, list[bytes]]] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: heard.append((number, files(folder))))

    def commit(_paths: Sequence[str], _message: str) -> Commit:
        os.kill(os.getpid(), signal.SIGTERM)
        raise Cancelled

    with pytest.raises(Cancelled):
        Transaction(folder, commit).apply(CHANGES, "m")
    assert heard == [(signal.SIGTERM, [b"old", b"old"])]


SLOW_HOOK = '#!/bin/sh\necho $$ > "$HOOK_RUNS"\nsleep 60\n'


def stopped_in(
    blog: Path, hook_name: str, words: Sequence[str], number: int, tmp_path: Path
) -> tuple[int, str, int]:
    """Run a verb whose hook hangs, and send it a signal once that runs: its status, its words, the hook."""
    hook, runs = blog / ".git" / "hooks" / hook_name, tmp_path / "runs"
    hook.write_text(SLOW_HOOK, encoding="utf-8")
    hook.chmod(0o755)
    agree_to_all(Blog.open(blog)._repository.git)
    os.mkfifo(runs)
    program = subprocess.Popen(
        [sys.executable, "-m", "blogwifi_tui", *words],
        cwd=blog,
        env={**os.environ, "HOOK_RUNS": str(runs), "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    pid = int(runs.read_text(encoding="utf-8"))  # waits until the hook opens it
    program.send_signal(number)
    _out, err = program.communicate()
    return program.returncode, err, pid


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_verb_that_is_stopped_takes_its_step_back_and_says_so(
    blog_folder: Path, tmp_path: Path, git: Git, number: int
) -> None:
    status, said, _hook = stopped_in(blog_folder, "pre-commit", ["rename", POST, "Palace"], number, tmp_path)
    assert status == 128 + number
    assert said == "blogwifi: Stopped, and what was under way taken back: every file is as before.\n"
    assert git(blog_folder, "status", "--porcelain") == ""
    assert not list(blog_folder.rglob("*blogwifi-*"))
    assert not list((blog_folder / ".git").rglob("*.lock"))


def test_a_publication_that_is_stopped_leaves_no_git_and_no_hook_behind(
    published_blog: Path, tmp_path: Path, git: Git
) -> None:
    git(published_blog, "commit", "--quiet", "--allow-empty", "-m", "À publier")
    status, said, hook = stopped_in(published_blog, "pre-push", ["publish"], signal.SIGTERM, tmp_path)
    assert (status, said) == (143, "blogwifi: Stopped. Nothing is lost; start again when you like.\n")
    while not _is_over(hook):  # it was told to end, which a busy system may do a moment later
        time.sleep(0.01)


def _is_over(pid: int) -> bool:
    """Whether a process is gone, or waits only to be counted."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return shown.strip()[:1] in {"", "Z"}


STEPS: dict[str, Callable[[Transaction], object]] = {
    "replace": lambda step: step.replace(Post("a.md", b"old"), Post("a.md", b"new"), "m"),
    "add": lambda step: step.add(Post("c.md", b"new"), "m"),
    "remove": lambda step: step.remove([Post("a.md", b"old")], "m", kept=["a.md"]),
}


@pytest.mark.parametrize("name", STEPS)
def test_every_kind_of_step_is_held_together(folder: Path, name: str) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(Stopped):
        STEPS[name](Transaction(folder, _refused_after_hang_up))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def _refused_after_hang_up(_paths: Sequence[str], _message: str) -> Commit:
    os.kill(os.getpid(), signal.SIGHUP)
    raise Cancelled
