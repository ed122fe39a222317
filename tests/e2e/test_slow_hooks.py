"""A hook that never ends: the keys answer, Esc and every way out end it, and no lock is left behind."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from blogwifi_tui.core.trust import agree_to_all, open_guarded
from tests.conftest import POST, Git

from .conftest import Open, check_ended, process_in
from .terminal import HURRIED, Terminal, open_editor

HANGING = {
    "sleeps": "exec sleep 1000",
    "ignores TERM": "trap '' TERM; while :; do sleep 0.05; done",
}


@pytest.fixture(params=HANGING)
def hook(request: pytest.FixtureRequest, blog_folder: Path, tmp_path: Path) -> Path:
    """The blog has a hook that hangs; the pipe returned tells its process when it has begun."""
    begun = tmp_path / "begun"
    os.mkfifo(begun)
    file = blog_folder / ".git" / "hooks" / "pre-commit"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\necho $$ > '{begun}'\n{HANGING[request.param]}\n", encoding="utf-8")
    file.chmod(0o755)
    agree_to_all(open_guarded(blog_folder))
    return begun


def commit_in_editor(window: Terminal, hook: Path) -> int:
    """Write a word, ask for its commit, and wait until the hook hangs; a descriptor of its process."""
    open_editor(window)
    window.type("Trois. ")
    window.wait_for("not saved")
    window.press("ctrl+s")
    window.wait_for("Edit: ")
    window.press("enter")
    return process_in(hook, window)


def check_stopped(process: int, blog: Path, git: Git) -> None:
    """The hook has ended; nothing was committed, nothing is left locked, and git works."""
    check_ended(process)
    assert not list((blog / ".git").rglob("*.lock"))
    assert git(blog, "rev-list", "--count", "HEAD") == "1"
    git(blog, "fsck", "--strict")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_during_a_commit_ends_the_hook(
    blog_folder: Path, hook: Path, terminal: Open, git: Git, number: signal.Signals
) -> None:
    window = terminal(blog_folder)
    process = commit_in_editor(window, hook)
    window.send_signal(number)
    assert window.wait_exit() == 128 + number
    assert window.restored
    check_stopped(process, blog_folder, git)
    assert "Trois. " in (blog_folder / POST).read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_machine_too_busy_for_the_farewell_leaves_neither_a_hook_nor_a_lock(
    blog_folder: Path, hook: Path, terminal: Open, git: Git, number: signal.Signals
) -> None:
    before = (blog_folder / POST).read_bytes()
    window = terminal(blog_folder, program=HURRIED)
    window.wait_for("canal 36")
    window.press("t")
    process = process_in(hook, window)
    window.send_signal(number)
    assert window.wait_exit() == 128 + number
    assert window.restored
    check_stopped(process, blog_folder, git)
    assert (blog_folder / POST).read_bytes() == before


def test_a_line_that_drops_during_a_commit_ends_the_hook(
    blog_folder: Path, hook: Path, terminal: Open, git: Git
) -> None:
    window = terminal(blog_folder)
    process = commit_in_editor(window, hook)
    window.hang_up()
    assert window.wait_exit() == 128 + signal.SIGHUP
    check_stopped(process, blog_folder, git)
    assert "Trois. " in (blog_folder / POST).read_text(encoding="utf-8")


def test_escape_ends_the_hook_and_the_text_stays(
    blog_folder: Path, hook: Path, terminal: Open, git: Git
) -> None:
    window = terminal(blog_folder)
    process = commit_in_editor(window, hook)
    window.wait_for("still at work on the commit; Esc stops it")
    window.type("Quatre. ")
    window.wait_for("Trois. Quatre. ")
    window.press("escape")
    window.wait_for(r"Your text is saved\. Stopped\.")
    check_stopped(process, blog_folder, git)
    (blog_folder / ".git" / "hooks" / "pre-commit").unlink()
    window.press("ctrl+s")
    window.wait_for("Edit: ")
    window.press("enter")
    window.wait_for("commit [0-9a-f]{7}")
    assert "Trois. Quatre. " in git(blog_folder, "show", f"HEAD:{POST}")


def test_quitting_waits_for_the_commit_until_escape_stops_it(
    blog_folder: Path, hook: Path, terminal: Open, git: Git
) -> None:
    window = terminal(blog_folder)
    process = commit_in_editor(window, hook)
    window.press("ctrl+q")
    window.wait_for("still at work on the commit; Esc stops it")
    window.press("escape")
    window.wait_for("Stopped")
    check_stopped(process, blog_folder, git)
    window.press("ctrl+q")
    assert window.wait_exit() == 0


@pytest.mark.parametrize("key", ["q", "escape"])
def test_leaving_the_list_or_escape_there_ends_the_hook_and_puts_the_post_back(
    blog_folder: Path, hook: Path, terminal: Open, git: Git, key: str
) -> None:
    before = (blog_folder / POST).read_bytes()
    window = terminal(blog_folder)
    window.wait_for("canal 36")
    window.press("t")
    process = process_in(hook, window)
    if key == "escape":
        window.wait_for("Esc stops it")
    window.press(key)
    if key == "escape":
        window.wait_for("Stopped")
        window.press("q")
    if key == "q":
        window.wait_for("Stopped, and what was under way taken back")
    assert window.wait_exit() == 0
    assert window.restored
    check_stopped(process, blog_folder, git)
    assert (blog_folder / POST).read_bytes() == before


def test_escape_ends_a_publication_whose_first_commit_hangs(
    published_blog: Path, hook: Path, terminal: Open, git: Git
) -> None:
    with (published_blog / POST).open("a", encoding="utf-8") as file:
        file.write("\nTrois bornes.\n")
    window = terminal(published_blog)
    window.wait_for("edited")
    window.press("p")
    window.wait_to_answer("will be committed first")
    window.press("p")
    process = process_in(hook, window)
    window.press("escape")
    window.wait_for("Publication stopped")
    check_stopped(process, published_blog, git)
