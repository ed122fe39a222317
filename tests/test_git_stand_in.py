"""The watch over what the program asks of git: it sees every call, and knows what may never be asked."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.vcs.repository import Repository
from tests import git_stand_in
from tests.e2e.terminal import PROGRAM, Terminal

Git = Callable[..., str]
POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"


@pytest.mark.parametrize(
    "words",
    [
        "push --force origin main",
        "push --force-with-lease origin main",
        "push -f origin main",
        "push origin +refs/heads/main:refs/heads/main",
        "push origin :refs/heads/main",
        "push --mirror origin",
        "push --delete origin main",
        "fetch origin +main:main",
        "-c core.fsync=all rebase origin/main",
        "pull --rebase",
        "merge --autostash origin/main",
        "-c merge.autoStash=true merge origin/main",
        "stash push",
        "reset --hard",
        "add -A",
        "add --all",
        "add .",
        "commit --amend",
        "commit --all --message=x",
        "commit --no-verify --message=x",
        "checkout -- posts/a.md",
        "clean -fd",
        "branch -D main",
    ],
)
def test_what_could_lose_work_is_known(words: str) -> None:
    assert git_stand_in.forbidden(words.split())


@pytest.mark.parametrize(
    "words",
    [
        "-c core.fsync=all push --porcelain --progress -- origin refs/heads/main:refs/heads/main",
        "fetch --progress -- origin",
        "merge --quiet --ff-only --no-autostash abc",
        "commit --quiet --only --pathspec-from-file=-",
        "add --intent-to-add -- :(top,literal)posts/reset",
        "status --porcelain=v2 -- :(top,literal)+plus",
    ],
)
def test_what_is_asked_every_day_is_not(words: str) -> None:
    assert git_stand_in.forbidden(words.split()) is None


def test_a_call_that_may_never_be_made_fails_the_test_that_made_it(
    blog_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    log.touch()
    monkeypatch.setenv(git_stand_in.LOG, str(log))
    Repository.open(blog_folder).runner.read("stash", "list", check=False)
    with pytest.raises(AssertionError, match=r"git .*stash list"):
        git_stand_in.check(log)


def test_calls_made_from_the_command_line_and_in_a_terminal_are_seen_too(
    blog_folder: Path, git_log: Path
) -> None:
    def seen() -> set[str]:
        asked = git_log.read_text(encoding="utf-8")
        git_log.write_text("", encoding="utf-8")
        return {"commit", "status"} & set(asked.split("\x1f"))

    (blog_folder / POST).write_text("---\ntitle: Un\n---\n\nTexte.\n", encoding="utf-8")
    Blog.open(blog_folder).status()
    assert seen() == {"status"}
    subprocess.run([*PROGRAM, "commit", "--blog", blog_folder], check=True, capture_output=True)
    assert "commit" in seen()
    with Terminal(blog_folder, cwd=blog_folder) as window:
        window.wait_for("to publish|not published yet")
        window.press("t")
        window.wait_for("is a draft now")
        assert seen() == {"commit", "status"}
        window.press("q")
        assert window.wait_exit() == 0
