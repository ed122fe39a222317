"""What the bytes of git's index tell, and that nothing is called sure which is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.vcs.index_file import IndexFile
from blogwifi_tui.vcs.repository import Repository

Git = Callable[..., str]
Write = Callable[..., str]


@pytest.mark.parametrize("version", [2, 3, 4])
def test_a_path_that_git_has_is_never_lacking(
    repository: Repository, git: Git, write: Write, post: str, version: int
) -> None:
    paths = [post, *(write(repository.root, f"posts/é {number}/index.md") for number in range(20))]
    git(repository.root, "add", *paths)
    git(repository.root, "update-index", "--index-version", str(version))
    index = IndexFile(repository.git_dir)
    assert not any(map(index.lacks, paths))
    assert index.lacks("posts/autre.md") == (version < 4)


def test_a_name_inside_another_is_not_called_lacking(repository: Repository, post: str) -> None:
    assert not IndexFile(repository.git_dir).lacks(Path(post).name)


def test_an_index_in_several_files_tells_nothing(repository: Repository, git: Git) -> None:
    git(repository.root, "update-index", "--split-index")
    index = IndexFile(repository.git_dir)
    assert not index.lacks("posts/autre.md")
    assert index.may_hold_submodules()


def test_before_the_first_commit_git_has_nothing(tmp_path: Path) -> None:
    index = IndexFile(Repository.init(tmp_path / "blog").git_dir)
    assert index.lacks("posts/a.md")
    assert not index.may_hold_submodules()


def test_a_submodule_is_seen(repository: Repository, git: Git) -> None:
    assert not IndexFile(repository.git_dir).may_hold_submodules()
    head = git(repository.root, "rev-parse", "HEAD")
    git(repository.root, "update-index", "--add", "--cacheinfo", f"160000,{head},posts/module")
    assert IndexFile(repository.git_dir).may_hold_submodules()


def test_an_index_that_names_whole_folders_tells_nothing(
    repository: Repository, git: Git, write: Write
) -> None:
    root = repository.root
    git(root, "add", write(root, "autre/a.md"), write(root, "dehors/b.md"))
    git(root, "commit", "--quiet", "-m", "Ailleurs")
    git(root, "sparse-checkout", "set", "--cone", "--sparse-index", "autre")
    assert not IndexFile(repository.git_dir).lacks("dehors/b.md")
    assert repository.tracked(["dehors/b.md"]) == {"dehors/b.md"}
