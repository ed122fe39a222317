"""What git said before is not asked again, and never believed once something it hangs on is another."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.errors import ForeignOwner, NotARepository, RepositoryDamaged
from blogwifi_tui.vcs.answers import Answers
from blogwifi_tui.vcs.repository import Repository

Git = Callable[..., str]
PAIRS = [["core.bare", "false"], ["core.filemode", None]]


def test_an_answer_outlives_the_run() -> None:
    stored: list[bytes] = []
    first = Answers(store=stored.append)
    assert first.to(["question"], lambda: PAIRS) == PAIRS
    assert Answers(stored[-1]).to(["question"], list) == PAIRS


@pytest.mark.parametrize("stored", [b"", b"{", b"[]", b"\xff", b"3", b'{"a": "b"}', b'{"a": [["b"]]}'])
def test_what_is_no_answer_is_asked_again(stored: bytes) -> None:
    assert Answers(stored).to(["question"], lambda: PAIRS) == PAIRS


@pytest.mark.parametrize("change", [b"[" * 200_000, b'{"a": [["b", null]]}', b"\0", b"x"])
def test_a_file_of_answers_that_was_damaged_is_asked_again(change: bytes) -> None:
    stored: list[bytes] = []
    Answers(store=stored.append).to(["question"], lambda: PAIRS)
    for damaged in (change, stored[-1] + change, change + stored[-1], stored[-1].replace(b"core", b"cure")):
        assert Answers(damaged).to(["question"], list) == []


def test_another_git_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Answers()
    answers.to(["question"], list)
    other = tmp_path / "other" / "git"
    other.parent.mkdir()
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{other.parent}{os.pathsep}{os.environ['PATH']}")
    assert answers.to(["question"], lambda: PAIRS) == PAIRS
    other.write_text("#!/bin/sh\n# upgraded\n")
    assert answers.to(["question"], list) == []


def test_no_answer_is_kept_where_there_is_none() -> None:
    answers = Answers()
    assert answers.to(["question"], lambda: None) is None
    assert answers.to(["question"], lambda: PAIRS) == PAIRS


def test_the_answers_that_are_kept_do_not_grow_for_ever() -> None:
    stored: list[bytes] = []
    answers = Answers(store=stored.append)
    for number in range(1000):
        answers.to([str(number)], lambda: PAIRS)
    assert len(stored[-1]) < 20_000


def test_opening_asks_git_once(blog_folder: Path, git_log: Path) -> None:
    answers = Answers()
    first = Repository.open(blog_folder, answers)
    before = git_log.read_text()
    second = Repository.open(blog_folder / "posts", answers)
    assert git_log.read_text() == before
    places = (first.root, first.git_dir, first.common_dir)
    assert places == (second.root, second.git_dir, second.common_dir)


def test_a_work_tree_of_its_own_is_known_too(blog_folder: Path, git: Git, tmp_path: Path) -> None:
    git(blog_folder, "worktree", "add", "--quiet", str(tmp_path / "tree"))
    answers = Answers()
    for _ in range(2):
        opened = Repository.open(tmp_path / "tree", answers)
        assert opened.common_dir == blog_folder / ".git"
        assert opened.git_dir == blog_folder / ".git" / "worktrees" / "tree"


def test_settings_that_put_the_files_elsewhere_are_seen(blog_folder: Path, git: Git, tmp_path: Path) -> None:
    answers = Answers()
    Repository.open(blog_folder, answers)
    git(blog_folder, "config", "core.worktree", str(tmp_path))
    with pytest.raises(NotARepository):
        Repository.open(blog_folder, answers)


def test_a_repository_that_was_damaged_is_seen(blog_folder: Path) -> None:
    answers = Answers()
    Repository.open(blog_folder, answers)
    (blog_folder / ".git" / "HEAD").write_bytes(b"\0" * 40)
    with pytest.raises(RepositoryDamaged):
        Repository.open(blog_folder, answers)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to give a folder away")
@pytest.mark.parametrize("given", [".", ".git"])
def test_a_repository_given_to_another_user_is_seen(blog_folder: Path, given: str) -> None:
    answers = Answers()
    Repository.open(blog_folder, answers)
    os.chown(blog_folder / given, 65534, 65534)
    with pytest.raises(ForeignOwner):
        Repository.open(blog_folder, answers)


def test_settings_are_read_once_by_their_bytes(repository: Repository, git_log: Path) -> None:
    runner = repository.runner
    data = b"[core]\n\tbare\n[user]\n\tname = Zo\xc3\xa9\n"
    first = runner.settings(data)
    before = git_log.read_text()
    assert runner.settings(data) == first
    assert git_log.read_text() == before
    assert [tuple(each) for each in first] == [("core.bare", None), ("user.name", "Zoé")]
    assert runner.settings(data.replace(b"Zo", b"Lo")) != first
