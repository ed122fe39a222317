"""Opening a repository, or saying what keeps us from it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.errors import ForeignOwner, GitFailed, GitMissing, GitTooOld, NotARepository, NotInHistory
from blogwifi_tui.vcs.repository import Repository

Git = Callable[..., str]
Write = Callable[..., str]


def test_any_place_inside_opens_the_repository(repository: Repository, post: str, tmp_path: Path) -> None:
    root = repository.root
    (tmp_path / "lien").symlink_to(root)
    for place in (root, root / "posts", root / post, tmp_path / "lien" / "posts"):
        assert Repository.open(place).root == root


def test_no_repository_here(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "absent"):
        with pytest.raises(NotARepository) as refused:
            Repository.open(place)
        assert refused.value.path == str(place)


def test_a_bare_repository_has_no_posts_to_edit(bare_remote: Path) -> None:
    with pytest.raises(NotARepository):
        Repository.open(bare_remote)


def test_a_repository_of_another_user(blog_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(ForeignOwner) as refused:
        Repository.open(blog_folder)
    assert refused.value.path == str(blog_folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to give a folder away")
def test_a_repository_given_to_another_user(blog_folder: Path) -> None:
    for path in (blog_folder, blog_folder / ".git"):
        os.chown(path, 65534, 65534)
    with pytest.raises(ForeignOwner):
        Repository.open(blog_folder)


def test_no_git_on_this_machine(blog_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(GitMissing):
        Repository.open(blog_folder)
    with pytest.raises(GitMissing):
        Repository.init(tmp_path / "new")


@pytest.mark.parametrize("version", ["2.37.1", "1.9", "2.30.2 (Apple Git-1)"])
def test_a_git_too_old(
    blog_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    old = tmp_path / "old" / "git"
    old.parent.mkdir()
    old.write_text(f"#!/bin/sh\necho 'git version {version}'\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{old.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(GitTooOld) as refused:
        Repository.open(blog_folder)
    assert refused.value.needed == "2.38"


def test_init_gives_the_branch_the_name_that_plain_git_gives_it(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch, write: Write
) -> None:
    settings = tmp_path / "settings"
    settings.write_text("")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    git(tmp_path, "init", "--quiet", "--bare", "plain.git")
    plain = git(tmp_path / "plain.git", "symbolic-ref", "--short", "HEAD")
    assert Repository.init(tmp_path / "a" / "b").status().branch == plain
    settings.write_text("[init]\n\tdefaultBranch = tronc\n")
    assert Repository.init(tmp_path / "c").status().branch == "tronc"


def test_init_on_a_repository_changes_nothing(repository: Repository, git: Git) -> None:
    before = git(repository.root, "rev-parse", "HEAD"), (repository.git_dir / "config").read_bytes()
    assert Repository.init(repository.root).root == repository.root
    assert before == (git(repository.root, "rev-parse", "HEAD"), (repository.git_dir / "config").read_bytes())


def test_remotes_are_listed(repository: Repository, git: Git) -> None:
    assert repository.remotes() == ()
    repository.add_remote("origin", "https://zoe:jeton@example.org/blog.git")
    repository.add_remote("copie", "-u/tmp/x")
    assert repository.remotes() == ("origin", "copie")
    assert git(repository.root, "remote", "get-url", "copie") == "-u/tmp/x"


def test_a_mistyped_address_can_be_given_again(repository: Repository, git: Git) -> None:
    repository.add_remote("origin", "/tmp/faux")
    repository.add_remote("origin", "/tmp/juste")
    assert git(repository.root, "remote", "get-url", "origin") == "/tmp/juste"
    with pytest.raises(GitFailed):
        repository.add_remote("un nom", "/tmp/x")


def test_text_at_a_revision(repository: Repository, git: Git, write: Write, post: str) -> None:
    write(repository.root, post, "deux\n")
    repository.commit([post], "Modifie")
    assert repository.text_at("HEAD", post) == b"deux\n"
    assert repository.text_at("HEAD~1", post).startswith(b"---\ntitle: Le WiFi")
    for revision, path in (("HEAD", "absent.md"), ("absent", post), ("--textconv", post), ("HEAD~9", post)):
        with pytest.raises(NotInHistory) as refused:
            repository.text_at(revision, path)
        assert (refused.value.revision, refused.value.path) == (revision, path)


def test_tracked(repository: Repository, write: Write, post: str) -> None:
    assert repository.tracked([post]) == {post}
    assert not repository.tracked([write(repository.root, "posts/x.md")])
    assert not repository.tracked(["posts/*"])
    assert post in repository.tracked(["posts"])
