"""A repository of which a power cut or another program left parts unreadable: named, and made no worse."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.errors import FileFailed, NotARepository, RepositoryDamaged
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.vcs.error_parsing import local_failure
from blogwifi_tui.vcs.repository import Repository

Git = Callable[..., str]
Write = Callable[..., str]


def _mend(root: Path, error: RepositoryDamaged) -> None:
    """Do what the next step says, in a shell."""
    step = explain(error).next
    subprocess.run(["sh", "-c", step[step.index(": ") + 2 :]], cwd=root, check=True)


@pytest.mark.parametrize("zeros", [bytes(41), b""], ids=["zeros", "empty"])
def test_a_branch_file_that_holds_nothing_is_mended_by_the_step_that_is_named(
    repository: Repository, write: Write, git: Git, post: str, zeros: bytes
) -> None:
    head = git(repository.root, "rev-parse", "HEAD")
    file = repository.git_dir / "refs" / "heads" / "main"
    file.write_bytes(zeros)
    write(repository.root, post, "deux\n")
    with pytest.raises(RepositoryDamaged) as refused:
        Repository.open(repository.root).commit([post], "Modifie")
    assert (refused.value.path, refused.value.reason, refused.value.mend) == (str(file), "branch", head)
    _mend(repository.root, refused.value)
    repository.commit([post], "Modifie")
    assert git(repository.root, "rev-parse", "HEAD~1") == head


@pytest.mark.parametrize("held", [b"", bytes(20), b"n'importe quoi\n"], ids=["empty", "zeros", "nonsense"])
def test_a_head_that_names_no_branch_leads_to_no_new_repository(
    repository: Repository, write: Write, git: Git, post: str, held: bytes
) -> None:
    before = git(repository.root, "rev-parse", "HEAD")
    (repository.git_dir / "HEAD").write_bytes(held)
    with pytest.raises(RepositoryDamaged) as opened:
        Repository.open(repository.root)
    write(repository.root, post, "deux\n")
    with pytest.raises(RepositoryDamaged) as refused:
        repository.commit([post], "Modifie")
    for error in (opened.value, refused.value):
        assert error.reason == "head"
        assert "init" not in str(explain(error))
    _mend(repository.root, refused.value)
    assert git(repository.root, "rev-parse", "main") == before
    Repository.open(repository.root).commit([post], "Modifie")


def test_a_damaged_repository_is_not_mistaken_for_the_one_around_it(
    repository: Repository, git: Git, tmp_path: Path
) -> None:
    git(tmp_path, "init", "--quiet")
    (repository.git_dir / "HEAD").write_bytes(b"")
    with pytest.raises(RepositoryDamaged):
        Repository.open(repository.root / "posts")


def test_an_index_of_zeros_is_made_anew_by_the_step_that_is_named(
    repository: Repository, write: Write, git: Git, post: str
) -> None:
    (repository.git_dir / "index").write_bytes(bytes(400))
    write(repository.root, post, "deux\n")
    with pytest.raises(RepositoryDamaged) as refused:
        repository.commit([post], "Modifie")
    assert refused.value.reason == "index"
    _mend(repository.root, refused.value)
    repository.commit([post], "Modifie")
    assert git(repository.root, "status", "--porcelain") == ""
    assert (repository.root / post).read_text() == "deux\n"


def test_an_empty_commit_and_a_missing_text_are_damage_and_no_hook(
    repository: Repository, write: Write, git: Git, post: str
) -> None:
    repository.commit([write(repository.root, "posts/b.md")], "Crée")
    blob = git(repository.root, "rev-parse", "HEAD:posts/b.md")
    (repository.git_dir / "objects" / blob[:2] / blob[2:]).unlink()
    write(repository.root, post, "deux\n")
    with pytest.raises(RepositoryDamaged):
        repository.commit([post], "Modifie")
    head = git(repository.root, "rev-parse", "HEAD")
    file = repository.git_dir / "objects" / head[:2] / head[2:]
    file.chmod(0o644)
    file.write_bytes(b"")
    with pytest.raises(RepositoryDamaged) as refused:
        repository.commit([post], "Modifie")
    assert "empty" in refused.value.words or "corrupt" in refused.value.words


def test_a_repository_that_goes_while_it_is_open_is_missed_and_not_begun_again(
    repository: Repository, write: Write, post: str, tmp_path: Path
) -> None:
    write(repository.root, post, "deux\n")
    repository.git_dir.rename(tmp_path / "away")
    for step in (repository.status, lambda: repository.commit([post], "Modifie")):
        with pytest.raises(NotARepository) as refused:
            step()
        assert refused.value.reason == "gone"
        assert "init" not in str(explain(refused.value))
    (tmp_path / "away").rename(repository.git_dir)
    repository.commit([post], "Modifie")


def test_a_work_tree_whose_repository_is_away(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /nulle/part\n")
    with pytest.raises(RepositoryDamaged) as refused:
        Repository.open(tmp_path)
    assert refused.value.reason == "link"


@pytest.mark.parametrize("variables", [{}, {"GIT_WORK_TREE": "."}], ids=["folder", "work tree"])
def test_a_repository_that_variables_name_for_the_blog_is_not_taken_for_the_one_around_it(
    repository: Repository,
    git: Git,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "dotfiles.git")
    monkeypatch.chdir(repository.root)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "dotfiles.git"))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(NotARepository) as refused:
        Repository.open(repository.root)
    assert refused.value.reason == "named"
    assert "GIT_DIR" in str(explain(refused.value))
    monkeypatch.setenv("GIT_DIR", ".git")
    assert Repository.open(repository.root).root == repository.root


@pytest.mark.parametrize(
    ("said", "path", "action"),
    [
        ("fatal: couldn't read /x/.git/packed-refs: Permission denied", "/x/.git/packed-refs", "read"),
        ("fatal: unable to open '.git/packed-refs': Permission denied", "/x/.git/packed-refs", "read"),
        ("fatal: .git/index: index file open failed: Permission denied", "/x/.git/index", "read"),
        (
            "error: insufficient permission for adding an object to repository database .git/objects",
            "/x/.git/objects",
            "write",
        ),
        ("error: unable to create temporary file: Read-only file system", "/x", "write"),
        ("error: cannot open '.git/FETCH_HEAD': Read-only file system", "/x/.git/FETCH_HEAD", "write"),
        (
            "fatal: Unable to create '/x/.git/index.lock': No space left on device",
            "/x/.git/index.lock",
            "write",
        ),
    ],
)
def test_what_the_system_refuses_is_told_of_the_file_git_named(said: str, path: str, action: str) -> None:
    error = local_failure("status", 128, said, Path("/x"))
    assert isinstance(error, FileFailed)
    assert (error.path, error.action) == (path, action)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_branches_that_may_not_be_read(repository: Repository, git: Git) -> None:
    git(repository.root, "pack-refs", "--all")
    (repository.git_dir / "packed-refs").chmod(0)
    with pytest.raises(FileFailed) as refused:
        repository.refs.head()
    assert refused.value.action == "read"
