"""The bytes of many files at one commit are those that git tells of each by itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from blogwifi_tui.errors import GitError
from blogwifi_tui.vcs import committed_texts
from blogwifi_tui.vcs.committed_texts import held, raw_texts
from blogwifi_tui.vcs.repository import Repository
from tests.conftest import Git

NAMES = [
    "posts/a.md",
    "posts/b c.md",
    "posts/é.md",
    "posts/sub/d.md",
    "posts/:(top)e.md",
    "f*.md",
    "posts/vide.md",
]
MISSING = ["posts/none.md", "posts", "posts/sub/a.md", "f.md"]


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Repository:
    git(tmp_path, "init", "--quiet")
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"" if "vide" in name else f"Texte de {name}\n\0 missing\n".encode())
    (tmp_path / os.fsdecode(b"posts/\xff.md")).write_bytes(b"octets\r\n")
    git(tmp_path, "add", "--all", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Tout")
    return Repository.open(tmp_path)


@pytest.mark.parametrize("named", [1000, 2])
@pytest.mark.parametrize("at_once", [500, 2])
def test_each_file_that_is_there_has_its_bytes_in_the_order_asked(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, named: int, at_once: int
) -> None:
    monkeypatch.setattr(committed_texts, "_NAMED", named)
    monkeypatch.setattr(committed_texts, "_AT_ONCE", at_once)
    asked = [*MISSING[:2], *reversed(NAMES), os.fsdecode(b"posts/\xff.md"), *MISSING[2:]]
    expected = [(path, (repository.root / path).read_bytes()) for path in asked if path not in MISSING]
    assert list(raw_texts(repository, "HEAD", asked)) == expected
    assert [text for path in asked for text in raw_texts(repository, "HEAD", [path])] == expected
    assert held(repository, "HEAD", asked) == {path for path, _ in expected}


def test_a_commit_that_is_not_there_has_none(repository: Repository) -> None:
    assert not list(raw_texts(repository, "0" * 40, NAMES))
    assert not list(raw_texts(repository, "HEAD", []))
    assert not held(repository, "HEAD", [])


def test_a_commit_that_is_not_there_holds_something_unknown_rather_than_nothing(
    repository: Repository,
) -> None:
    with pytest.raises(GitError):
        held(repository, "1" * 40, NAMES)
