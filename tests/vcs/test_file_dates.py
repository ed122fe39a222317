"""When commits first and last changed files, from one git log."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.errors import Cancelled
from blogwifi_tui.vcs.file_dates import FileDates, file_dates, merge_dates
from blogwifi_tui.vcs.progress import CancelToken
from blogwifi_tui.vcs.repository import Repository
from tests.conftest import Git
from tests.vcs.conftest import Write

MAY, JUNE, JULY = 1_715_500_000, 1_718_000_000, 1_720_500_000


def commit(folder: Path, git: Git, monkeypatch: pytest.MonkeyPatch, when: int, *paths: str) -> str:
    monkeypatch.setenv("GIT_AUTHOR_DATE", f"{when} +0200")
    git(folder, "add", "--", *paths)
    git(folder, "commit", "--quiet", "-m", "Un changement", "--", *paths)
    monkeypatch.delenv("GIT_AUTHOR_DATE")
    return git(folder, "rev-parse", "HEAD")


def every(repository: Repository, since: str | None = None) -> dict[str, FileDates]:
    return file_dates(repository, repository.refs.head() or "", since, lambda _: True)


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """An empty repository."""
    git(tmp_path, "init", "--quiet")
    return tmp_path


def test_a_file_has_the_dates_of_its_first_and_last_commit(
    folder: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(folder, git, monkeypatch, MAY, write(folder, "posts/a.md"), write(folder, "posts/été.md"))
    write(folder, "posts/a.md", "Autre.\n")
    commit(folder, git, monkeypatch, JULY, "posts/a.md")
    assert every(Repository.open(folder)) == {
        "posts/a.md": FileDates(MAY, JULY),
        "posts/été.md": FileDates(MAY, MAY),
    }


def test_only_commits_since_the_one_known_are_read(
    folder: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = commit(folder, git, monkeypatch, MAY, write(folder, "a.md"), write(folder, "b.md"))
    write(folder, "b.md", "Autre.\n")
    commit(folder, git, monkeypatch, JUNE, "b.md", write(folder, "c.md"))
    repository = Repository.open(folder)
    new = every(repository, known)
    assert new == {"b.md": FileDates(JUNE, JUNE), "c.md": FileDates(JUNE, JUNE)}
    assert merge_dates({"a.md": FileDates(MAY, MAY), "b.md": FileDates(MAY, MAY)}, new) == every(repository)


def test_a_merge_changes_no_file_and_its_sides_do(
    folder: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(folder, git, monkeypatch, MAY, write(folder, "a.md"), write(folder, "b.md"))
    git(folder, "switch", "--quiet", "-c", "autre")
    write(folder, "a.md", "Autre.\n")
    commit(folder, git, monkeypatch, JUNE, "a.md")
    git(folder, "switch", "--quiet", "main")
    write(folder, "b.md", "Autre.\n")
    commit(folder, git, monkeypatch, JUNE, "b.md")
    git(folder, "merge", "--quiet", "--no-edit", "autre")
    git(folder, "config", "log.diffMerges", "first-parent")
    git(folder, "config", "log.showRoot", "false")
    assert every(Repository.open(folder)) == dict.fromkeys(("a.md", "b.md"), FileDates(MAY, JUNE))


def test_names_of_any_kind_are_read_as_they_are(
    folder: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["a b.md", "-x.md", "deux\nlignes.md", "\x01drôle.md", "caf\udce9.md", '"guillemets".md', "🎉.md"]
    commit(folder, git, monkeypatch, MAY, *(write(folder, name) for name in names))
    assert every(Repository.open(folder)) == dict.fromkeys(names, FileDates(MAY, MAY))


def test_a_clock_in_a_far_future_gives_a_date_that_can_be_shown(
    folder: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(folder, git, monkeypatch, MAY, write(folder, "a.md"))
    raw = git(folder, "cat-file", "commit", "HEAD").replace(f" {MAY} ", f" {10**15} ")
    later = git(folder, "hash-object", "-t", "commit", "-w", "--stdin", stdin=f"{raw}\n")
    git(folder, "update-ref", "HEAD", later)
    assert every(Repository.open(folder))["a.md"].changed < 253_402_300_800


def test_reading_can_be_given_up(repository: Repository) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        file_dates(repository, "HEAD", None, lambda _: True, cancel=cancel)
